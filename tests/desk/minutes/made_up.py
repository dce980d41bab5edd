"""A made-up meeting of the LRT with three lines, for tests; no one in it exists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import yaml

from regietafel.cli.cases import tables
from regietafel.cli.cases.generate import FOLDER
from regietafel.core.base.answer import Text
from regietafel.core.meetings.agenda import Item
from regietafel.core.meetings.attendance import Entry, Presence
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.desk.audit.chain import Command
from regietafel.desk.figures.actions import SourceEntry, add_sources
from regietafel.desk.meetings import actions as meetings
from regietafel.desk.minutes import actions

BY = Command("test")
AT = datetime(2022, 9, 16, 18, tzinfo=UTC)
LATER = AT + timedelta(days=3)
MEETING = "lrt-2022-09-16"
NEXT = "lrt-2022-10-14"

GUEST = Entry(Presence.GUEST, "vng", Text("gast van de VNG", "guest of VNG"))


def hold_meeting(entries: tuple[Entry, ...] = (GUEST,)) -> None:
    """The meeting with its agenda, attendance and lines, held."""
    know_tables()
    meetings.plan_meeting(by=BY, at=AT, table="lrt", day=date(2022, 9, 16))
    meetings.set_agenda(by=BY, at=AT, meeting=MEETING, items=[Item(0, "Opening"), Item(0, "Brief")], seen=0)
    meetings.record_attendance(by=BY, at=AT, meeting=MEETING, entries=list(entries))
    said = [
        (1, LineKind.FACT, "De voorzitter opent de vergadering.", "", None),
        (2, LineKind.ACTION, "Er gaat een brief naar de provincies.", "mnre1058", date(2022, 9, 25)),
        (2, LineKind.REQUEST, "VNG vraagt om een overzicht.", "mnre1058", None),
    ]
    for n, (item, kind, text, owner, due) in enumerate(said):
        meetings.write_line(
            by=BY,
            at=AT,
            meeting=MEETING,
            item=item,
            text=text,
            kind=kind,
            owner=owner,
            due=due,
            client_id=f"t-{n}",
        )
    meetings.close_meeting(by=BY, at=AT, meeting=MEETING)


def draft(entries: tuple[Entry, ...] = (GUEST,)) -> None:
    """The held meeting with its draft."""
    hold_meeting(entries)
    actions.draft_from(by=BY, at=AT, meeting=MEETING)


def plan_next(table: str = "lrt", day: date = date(2022, 10, 14)) -> str:
    """A later meeting of a table."""
    return meetings.plan_meeting(by=BY, at=AT, table=table, day=day)


def know_tables() -> None:
    """The tables and seats of the case, on which rights rest."""
    sources = yaml.safe_load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))
    add_sources(by=BY, at=AT, entries=[SourceEntry(key=key, **entry) for key, entry in sources.items()])
    for event in sorted(tables.events(FOLDER)):
        if event.at <= AT:
            event.write(event.at)
