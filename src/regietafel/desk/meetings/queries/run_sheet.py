"""The lines of a meeting, as they were known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from regietafel.core.meetings.line_kinds import LineKind
from regietafel.desk.meetings.models import LineVersion
from regietafel.desk.meetings.queries.planned import known


@dataclass(frozen=True)
class LineRow:
    """One line at its latest known revision. `key` is "lrt-2022-09-16/3.4": item 3, 4th line."""

    key: str
    item: int
    number: int
    kind: LineKind
    text: str
    owner: str
    due: date | None
    revision: int
    by: str
    known_since: datetime
    client_id: str
    withdrawn: bool = False
    illustrative: bool = False

    @property
    def anchor(self) -> str:
        """Its place on a page: regel-3-4."""
        return f"regel-{self.item}-{self.number}"

    @property
    def place(self) -> str:
        """Its number: 3.4."""
        return f"{self.item}.{self.number}"


def lines_of(
    meeting: str, at: datetime | None = None, *, with_withdrawn: bool = False
) -> tuple[LineRow, ...]:
    """The lines of a meeting by item and number: one query. Withdrawn ones only when asked for."""
    later = LineVersion.objects.filter(known(at), line=OuterRef("line"), revision__gt=OuterRef("revision"))
    rows = LineVersion.objects.filter(known(at), ~Exists(later), line__meeting__key=meeting)
    if not with_withdrawn:
        rows = rows.filter(withdrawn=False)
    ordered = rows.select_related("line").order_by("line__item", "line__number")
    return tuple(_line(meeting, row) for row in ordered)


def line_history(meeting: str, item: int, number: int, at: datetime | None = None) -> tuple[LineRow, ...]:
    """Every revision of one line, oldest first."""
    rows = LineVersion.objects.filter(
        known(at), line__meeting__key=meeting, line__item=item, line__number=number
    )
    return tuple(_line(meeting, row) for row in rows.select_related("line").order_by("revision"))


def _line(meeting: str, row: LineVersion) -> LineRow:
    return LineRow(
        key=f"{meeting}/{row.line.item}.{row.line.number}",
        item=row.line.item,
        number=row.line.number,
        kind=LineKind(row.kind),
        text=row.text,
        owner=row.owner,
        due=row.due,
        revision=row.revision,
        by=row.by_name,
        known_since=row.known_since,
        client_id=row.line.client_id,
        withdrawn=row.withdrawn,
        illustrative=row.illustrative,
    )
