"""The day that a page of tables is about: `?dag=2022-09-23`, else the day of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from regietafel.core.tables.structure import Structure
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day as written_day

PARAMETER = "dag"
FIRST, LAST = 1900, 2200


@dataclass(frozen=True)
class Option:
    """A day to choose."""

    label: str
    href: str
    current: bool


def asked_day(request: HttpRequest) -> date:
    """The day in the address. Raises: BadRequest, which becomes a page that says what to write."""
    text = request.GET.get(PARAMETER, "").strip()
    if not text:
        return moment_of(request).local.date()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not FIRST <= day.year <= LAST:
        raise BadRequest(
            _("“%(text)s” is geen dag die wij kennen. Schrijf een dag als 2022-09-23.") % {"text": text[:40]}
        )
    return day


def day_options(request: HttpRequest, structure: Structure, day: date) -> list[Option]:
    """Before the first change, since each change, and the day of the moment; the one that is shown is marked."""
    moment, turns = moment_of(request), structure.turning_days
    if not turns:
        return []
    eve = turns[0] - timedelta(days=1)
    options = [(eve, _("vóór %(day)s") % {"day": written_day(turns[0])}, day < turns[0])]
    for n, turn in enumerate(turns):
        after = turns[n + 1] if n + 1 < len(turns) else date.max
        options.append((turn, _("vanaf %(day)s") % {"day": written_day(turn)}, turn <= day < after))
    return [
        Option(label, moment.on(f"{request.path}?{PARAMETER}={start}"), current)
        for start, label, current in options
    ]
