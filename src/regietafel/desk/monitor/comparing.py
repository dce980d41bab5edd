"""Two states of one half-year beside each other: two reference dates, or two moments of knowing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from regietafel.core.areas.kinds import english_name
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import written_out
from regietafel.core.base.counts import in_notation
from regietafel.core.base.errors import RegietafelError
from regietafel.core.monitor.verdict import Verdict
from regietafel.desk.monitor.queries import KINDS, MonitorState, state
from regietafel.desk.monitor.shown import View
from regietafel.desk.shared.components.status import Status
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import parse_moment
from regietafel.desk.shared.notation import words


@dataclass(frozen=True)
class ComparedRow:
    """One area in both states: persons, what was added, and the verdicts."""

    area: str
    name: str
    before: int | None
    after: int | None
    added: int | None
    verdict_before: Verdict | None
    verdict_after: Verdict | None

    @property
    def pace_after(self) -> Fraction | None:
        """The pace in the later state."""
        return self.verdict_after.pace if self.verdict_after else None


@dataclass(frozen=True)
class Asked:
    """What the form was filled with, as text."""

    known_before: str
    known_after: str
    date_before: str
    date_after: str


@dataclass(frozen=True)
class Comparison:
    """Both states with their rows, and what was asked in the form."""

    before: MonitorState
    after: MonitorState
    view: View
    rows: tuple[ComparedRow, ...]
    sentence: Text
    asked: Asked


def comparison(parameters: Mapping[str, str], now: MonitorState, area: str, view: View) -> Comparison:
    """The two states that an address asks for.

    `van` and `tot` are moments of knowing, `peil-van` and `peil-tot` reference dates. Without any of them the
    two latest reference dates are compared. Raises: RegietafelError for a date that cannot be read.
    """
    dates = now.housed.reference_dates()
    asked = Asked(*(parameters.get(name, "") for name in ("van", "tot", "peil-van", "peil-tot")))
    known_dates = [each for each in dates if each <= now.reference_date]
    earlier = known_dates[-2] if len(known_dates) > 1 else now.period.start
    by_moment = bool(asked.known_before or asked.known_after)
    before = state(
        now.period,
        _moment(asked.known_before) or now.moment,
        reference_date=_date(asked.date_before) or (None if by_moment else earlier),
        area=area,
    )
    after = state(
        now.period,
        _moment(asked.known_after) or now.moment,
        reference_date=_date(asked.date_after) or (None if by_moment else now.reference_date),
        area=area,
    )
    rows = tuple(
        _compared(code, before, after, view.target)
        for code in (area, *(row.area for row in (after.rows(view.kind, area) if area[:2] != "GM" else ())))
    )
    return Comparison(before, after, view, rows, _sentence(rows[0], before, after), asked)


def compare_table(request: HttpRequest, compared: Comparison) -> Table[ComparedRow]:
    """The rows of a comparison."""
    period = compared.after.period
    return Table(
        columns=[
            Column(
                "name",
                _("Gebied"),
                searched=True,
                href=lambda row: reverse("monitor:area", args=[period, row.area]),
            ),
            Column("before", _("Eerst"), numeric=True),
            Column("after", _("Daarna"), numeric=True),
            Column("added", _("Verschil"), numeric=True, signed=True),
            Column("was", _("Oordeel eerst"), of=lambda row: _key(row.verdict_before), show=_was),
            Column("is", _("Oordeel daarna"), of=lambda row: _key(row.verdict_after), show=_is),
            Column("pace_after", _("Tempo daarna"), share=True),
        ],
        rows=compared.rows,
        caption=words(KINDS[compared.view.kind]).capitalize(),
        state=TableState.of(request),
        filtered=len(compared.rows) > 15,
        page_size=60 if len(compared.rows) > 80 else None,
        note=_("Gehuisveste personen sinds het begin van het halfjaar."),
    )


def _was(row: ComparedRow) -> Status:
    return Status(_key(row.verdict_before))


def _is(row: ComparedRow) -> Status:
    return Status(_key(row.verdict_after))


def _key(judged: Verdict | None) -> str:
    return judged.schedule_class.value if judged else "unknown"


def _compared(code: str, before: MonitorState, after: MonitorState, target: str) -> ComparedRow:
    was, now = before.row(code), after.row(code)
    added = None if was.realised is None or now.realised is None else now.realised - was.realised
    return ComparedRow(
        code,
        now.name,
        was.realised,
        now.realised,
        added,
        was.verdicts.get(target),
        now.verdicts.get(target),
    )


def _sentence(row: ComparedRow, before: MonitorState, after: MonitorState) -> Text:
    first, last = before.reference_date, after.reference_date
    if row.added is None:
        return Text(
            nl=f"Van {row.name} zijn niet in beide standen volledige cijfers bekend.",
            en=f"Complete figures of {english_name(row.name)} are not known in both states.",
        )
    return Text(
        nl=f"Tussen de stand van {written_out(first)} en die van {written_out(last)} kwamen er in {row.name} "
        f"{in_notation(row.added, 'nl')} gehuisveste vergunninghouders bij.",
        en=f"Between {written_out(first, 'en')} and {written_out(last, 'en')} "
        f"{in_notation(row.added, 'en')} more permit holders were housed in {english_name(row.name)}.",
    )


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RegietafelError(
            Text(f'"{text[:20]}" is geen datum', f'"{text[:20]}" is not a date'),
            Text("schrijf 2022-09-01", "write 2022-09-01"),
        ) from None


def _moment(text: str) -> datetime | None:
    return parse_moment(text, now=timezone.now()).at if text else None
