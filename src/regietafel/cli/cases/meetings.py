"""Meetings of the case: their agendas, who was there, and their lines, as the sources have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from regietafel.cli.cases.event import BY, Event
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.meetings.agenda import Item
from regietafel.core.meetings.attendance import Entry, Presence
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.meetings.rhythm import Rhythm
from regietafel.desk.meetings import actions

FIRST = 600


def events(folder: Path) -> Iterator[Event]:
    """What the case knows about meetings; at one moment: series, agenda, attendance, lines, end."""
    case = yaml.safe_load((folder / "meetings.yaml").read_text(encoding="utf-8"))
    for n, entry in enumerate(case["series"]):
        yield Event(entry["known_since"], FIRST + n, f"reeks {entry['table']}", _series(entry))
    for n, entry in enumerate(case["meetings"]):
        order = FIRST + 10 + 5 * n
        at, key = entry["known_since"], entry["meeting"]
        yield Event(at, order, f"agenda {key}", _agenda(entry))
        yield Event(at, order + 1, f"aanwezigheid {key}", _attendance(entry))
        yield Event(at, order + 2, f"{len(entry['lines'])} regels van {key}", _lines(entry))
        if entry["closed"]:
            yield Event(at, order + 3, f"einde van {key}", _close(key))


def _series(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.plan_series(
        by=BY,
        at=at,
        table=entry["table"],
        rhythm=Rhythm(entry["every"], entry["unit"]),
        days=DateRange(entry["start"], entry["until"]),
        source=entry["source"],
    )


def _agenda(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    def write(at: datetime) -> None:
        items = [Item(0, title) for title in entry["agenda"]]
        number = actions.set_agenda(by=BY, at=at, meeting=entry["meeting"], items=items, seen=0)
        actions.approve_agenda(by=BY, at=at, meeting=entry["meeting"], seen=number)

    return write


def _attendance(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    entries = [
        Entry(
            presence=Presence(row["presence"]),
            partner=row["partner"],
            office=Text(**row["office"]),
            person=row.get("person", ""),
            seat=row.get("seat", ""),
        )
        for row in entry["attendance"]
    ]
    return lambda at: actions.record_attendance(by=BY, at=at, meeting=entry["meeting"], entries=entries)


def _lines(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    def write(at: datetime) -> None:
        for n, row in enumerate(entry["lines"], start=1):
            actions.write_line(
                by=BY,
                at=at,
                meeting=entry["meeting"],
                item=row["item"],
                text=row["text"],
                kind=LineKind(row["kind"]),
                owner=row.get("owner", ""),
                due=row.get("due"),
                client_id=f"case-{n}",
            )

    return write


def _close(meeting: str) -> Callable[[datetime], object]:
    return lambda at: actions.close_meeting(by=BY, at=at, meeting=meeting)
