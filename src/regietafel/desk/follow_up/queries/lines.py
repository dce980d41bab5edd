"""The short line between the provincial tables and the national one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from regietafel.core.follow_up.short_line import LineState, Overdue, line_state, policy_on
from regietafel.desk.follow_up.models import Report


@dataclass(frozen=True)
class ReportRow:
    """One word up or down."""

    table: str
    upward: bool
    text: str
    on: date
    by: str
    illustrative: bool


@dataclass(frozen=True)
class LineRow:
    """How the line of a table stands on a day."""

    state: LineState
    overdue: tuple[Overdue, ...]
    last_up: ReportRow | None
    last_down: ReportRow | None

    @property
    def illustrative(self) -> bool:
        """Whether one of the last words is made up."""
        return any(said is not None and said.illustrative for said in (self.last_up, self.last_down))


def reports(table: str, at: datetime | None = None) -> tuple[ReportRow, ...]:
    """Everything said on the line of a table, newest first. One query."""
    rows = Report.objects.filter(table=table)
    if at is not None:
        rows = rows.filter(known_since__lte=at)
    return tuple(_report(row) for row in rows.order_by("-on", "-pk"))


def lines(tables: Iterable[str], day: date, at: datetime | None = None) -> tuple[LineRow, ...]:
    """The line of each table on a day; nothing before a policy holds. One query."""
    policy = policy_on(day)
    if policy is None:
        return ()
    keys = list(tables)
    rows = Report.objects.filter(table__in=keys)
    if at is not None:
        rows = rows.filter(known_since__lte=at)
    latest: dict[tuple[str, bool], ReportRow] = {}
    for row in rows.order_by("on", "pk"):
        latest[row.table, row.upward] = _report(row)
    found = []
    for key in keys:
        up, down = latest.get((key, True)), latest.get((key, False))
        state = line_state(
            key,
            reported=up.on if up else None,
            answered=down.on if down else None,
            asked=policy.valid.start,
            policy=policy,
        )
        found.append(LineRow(state, state.overdue(day), up, down))
    return tuple(found)


def _report(row: Report) -> ReportRow:
    return ReportRow(row.table, row.upward, row.text, row.on, row.by_name, row.illustrative)
