"""What the follow-up plan shows: measures with their actions, owner, day and progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.agreements.plan import Progress
from regietafel.desk.agreements.queries import MeasureRow
from regietafel.desk.agreements.shown import unbroken
from regietafel.desk.shared.components.dutch import Dutch
from regietafel.desk.shared.components.markup import Component, escape
from regietafel.desk.shared.components.status import Status
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day

PROGRESS_MARKS = {
    Progress.DONE: "on_schedule",
    Progress.UNDER_WAY: "not_yet",
    Progress.NOT_STARTED: "not_yet",
    Progress.LATE: "behind",
    Progress.EMPTY: "unknown",
}


@dataclass(frozen=True)
class PlannedList(Component):
    """The actions of a measure: each with its day, done or not."""

    rows: Sequence[tuple[str, str, str]]

    def markup(self) -> str:
        """A short list, or a dash."""
        if not self.rows:
            return "–"
        items = "".join(
            f"<li>{Dutch(text, href)} <span class=hint>{escape(state)}</span></li>"
            for text, href, state in self.rows
        )
        return f"<ul class=planned>{items}</ul>"


def plan_table(
    request: HttpRequest,
    rows: Sequence[MeasureRow],
    titles: dict[str, str],
    *,
    kept: Callable[[MeasureRow], bool] = lambda _row: False,
) -> Table[MeasureRow]:
    """Measures with their actions, owner, date and progress; `titles` of agreements, none on the page of one.

    `kept`: the measures that the reader may change.
    """
    on = moment_of(request).on
    agreement: list[Column[MeasureRow]] = [
        Column(
            "agreement",
            _("Afspraak"),
            show=lambda row: Dutch(
                titles.get(row.agreement, row.agreement),
                on(reverse("agreements:agreement", args=[row.agreement])),
            ),
        )
    ]
    return Table(
        columns=[
            Column(
                "title",
                _("Maatregel"),
                searched=True,
                show=lambda row: Dutch(
                    row.title, reverse("agreements:measure", args=[row.key]) if kept(row) else ""
                ),
            ),
            *(agreement if titles else []),
            Column("actions", _("Acties"), show=lambda row: PlannedList(_planned(row, on)), sortable=False),
            Column("owner", _("Wie"), of=lambda row: row.owner_name, show=lambda row: Dutch(row.owner_name)),
            Column("due", _("Uiterlijk"), show=lambda row: unbroken(row.due)),
            Column("done", _("Acties klaar"), of=lambda row: row.rolled.share, show=_done, numeric=True),
            Column(
                "progress",
                _("Voortgang"),
                of=lambda row: list(Progress).index(row.rolled.progress),
                show=lambda row: Status(PROGRESS_MARKS[row.rolled.progress], row.rolled.progress.words),
            ),
        ],
        rows=rows,
        caption=_("Maatregelen"),
        state=TableState.of(request, "maatregel"),
        filtered=len(rows) > 10,
        note=_(
            "Een maatregel is klaar als al zijn acties klaar zijn, en te laat als zijn dag voorbij is of één van die acties te laat is."
        ),
        stacked=True,
    )


def _planned(row: MeasureRow, on: Callable[[str], str]) -> list[tuple[str, str, str]]:
    found = []
    for one in row.actions:
        state = _("klaar") if one.done else _("bezig") if one.started else _("open")
        if one.due is not None:
            state = _("%(state)s, uiterlijk %(day)s") % {"state": state, "day": day(one.due)}
        found.append((one.title, on(one.href), state))
    return found


def _done(row: MeasureRow) -> str:
    return f"{row.rolled.done} / {row.rolled.count}"
