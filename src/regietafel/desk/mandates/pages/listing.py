"""Which mandates there are, and which can be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.mandates.refusals import Objection
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import day_of
from regietafel.desk.mandates import queries
from regietafel.desk.mandates.permissions import (
    givers_of,
    may_read_mandate,
    may_read_own_act,
    tables_of_reader,
)
from regietafel.desk.mandates.queries import MandateRow, MentionRow
from regietafel.desk.mandates.shown import (
    Fact,
    Names,
    label,
    own_acts,
    provenance_of,
    state_said,
)
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Choice, Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import number, opening, words
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class ListContext:
    """All mandates that the reader may see, what minutes name without limits, and what was done without one."""

    lead: str
    table: Table[Any] | None
    empty: EmptyState | None
    mentions: Sequence[MentionRow]
    own: Sequence[Fact]
    ways: Sequence[tuple[str, str]]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Which mandates there are, and which can be used."""
    moment, person, today = moment_of(request), person_of(request), moment_of(request).local.date()
    rows, names = queries.mandates(moment.at), queries.names(moment.at)
    mine, now = tables_of_reader(person, day_of(timezone.now())), timezone.now()
    seen = [row for row in rows if may_read_mandate(person, row, mine, now)]
    against = {row.key: queries.objections(row, today, rows, moment.at) for row in seen}
    open_now = sum(not found for found in against.values())
    done = queries.acts(moment.at) if person.signed_in else ()
    own = [each for each in done if may_read_own_act(person, each, mine, now)]
    ways = []
    if person.signed_in and moment.is_now and givers_of(person, today):
        ways.append((_("Geef een mandaat"), reverse("mandates:grant")))
    context = ListContext(
        lead=_lead(len(seen), open_now),
        table=_table(request, seen, against, names) if seen else None,
        empty=None
        if seen
        else EmptyState(_("Er is nog geen mandaat bekend."), _("Een tafel geeft het in haar vergadering.")),
        mentions=[each for each in queries.mentions(moment.at) if {each.giver, each.holder} & mine],
        own=own_acts(own, names),
        ways=ways,
    )
    return page(
        request,
        "mandates/mandates.html",
        context,
        title=_("Welke mandaten gelden er?"),
        breadcrumb=[Crumb(_("Mandaten"))],
        provenance=provenance_of(seen),
    )


def _lead(count: int, open_now: int) -> str:
    if not count:
        return _("Met een mandaat doet een tafel of functie iets dat van een andere tafel is.")
    if count == 1:
        return (
            _("Er is één mandaat, en het kan nu gebruikt worden.")
            if open_now
            else _("Er is één mandaat, en het kan nu niet gebruikt worden.")
        )
    return ngettext(
        "%(n)s van de %(all)s mandaten kan nu gebruikt worden.",
        "%(n)s van de %(all)s mandaten kunnen nu gebruikt worden.",
        open_now,
    ) % {"n": number(open_now), "all": number(count)}


def _table(
    request: HttpRequest,
    rows: Sequence[MandateRow],
    against: dict[str, list[Objection]],
    names: Names,
) -> Table[MandateRow]:
    parties = sorted({key for row in rows for key in (row.mandate.giver, row.mandate.holder)})
    chosen = request.GET.get("tafel", "")
    shown = [row for row in rows if not chosen or chosen in (row.mandate.giver, row.mandate.holder)]
    return Table(
        [
            Column(
                "waarvoor",
                _("Waarvoor"),
                lambda row: opening(words(row.act.doing)),
                searched=True,
                href=lambda row: reverse("mandates:mandate", args=[row.key]),
            ),
            Column(
                "van",
                _("Van en aan"),
                lambda row: f"{label(names, row.mandate.giver)} → {label(names, row.mandate.holder)}",
            ),
            Column("stand", _("Stand"), lambda row: state_said(row, against[row.key])),
        ],
        shown,
        _("Mandaten"),
        state=TableState.of(request, choices=("tafel",)),
        choices=[
            Choice("tafel", _("Tafel"), [(key, label(names, key)) for key in parties], lambda row: chosen)
        ],
        filtered=len(rows) > 15,
        page_size=60 if len(rows) > 60 else None,
        show_caption=False,
    )
