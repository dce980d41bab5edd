"""Making records of other desks from lines of minutes, once each: the record says from which line it comes."""

from __future__ import annotations

from datetime import date, datetime

from regietafel.core.follow_up.items import FollowUpError, Kind, Term
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.check import MinutesLine
from regietafel.core.minutes.states import MinutesRefused
from regietafel.desk.audit.chain import By
from regietafel.desk.follow_up.actions import ItemEntry, add_items
from regietafel.desk.follow_up.actions.items import LONGEST_TEXT
from regietafel.desk.mandates.actions import mention
from regietafel.desk.minutes.came_of import lines_with_records
from regietafel.desk.minutes.queries.kept import MinutesRow

FOLLOWED: dict[LineKind, Kind] = {
    LineKind.ACTION: Kind.ACTION,
    LineKind.REQUEST: Kind.REQUEST,
    LineKind.CONCERN: Kind.CONCERN,
}
"""Which lines are followed up, and as what."""


def push_records(row: MinutesRow, day: date, *, by: By, at: datetime, illustrative: bool = False) -> int:
    """Make a record of each line that asks for one and has none yet; returns how many are followed up.

    A mandate is put down as mentioned: it opens no lock until it is given with its limits.

    `day` is that of the meeting: on that day it was raised. Raises: MinutesRefused with everything that keeps a
    line from being followed, such as an owner without a seat at the table.
    """
    known = lines_with_records(row.meeting)
    new = [line for line in row.content.lines if line.kind in FOLLOWED and line.number not in known]
    for line in row.content.lines:
        if line.kind is LineKind.MANDATE:
            origin = f"{row.meeting}/{line.number}"
            mention(by=by, at=at, origin=origin, giver=row.table, holder=line.owner, text=line.text)
    if not new:
        return 0
    entries = [_entry(row, line, day, illustrative=illustrative or line.illustrative) for line in new]
    try:
        add_items(by=by, at=at, entries=entries)
    except FollowUpError as refused:
        raise MinutesRefused(*refused.reasons) from refused
    return len(entries)


def _entry(row: MinutesRow, line: MinutesLine, day: date, *, illustrative: bool) -> ItemEntry:
    cut = len(line.text) > LONGEST_TEXT
    return ItemEntry(
        kind=FOLLOWED[line.kind],
        key=f"{row.meeting}-{line.number.replace('.', '-')}",
        text=f"{line.text[: LONGEST_TEXT - 1]}…" if cut else line.text,
        detail=line.text if cut else "",
        raised_on=day,
        raised_by=row.table,
        tables=(row.table,),
        owner=line.owner,
        term=Term(due=line.due),
        origin=f"{row.meeting}/{line.number}",
        illustrative=illustrative,
    )
