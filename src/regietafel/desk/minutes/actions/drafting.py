"""Making a draft from the lines of a meeting, changing it line by line, and sending it round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.check import MinutesLine
from regietafel.core.minutes.difference import order
from regietafel.core.minutes.states import MinutesRefused
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.minutes.actions.authority import (
    MinutesConflict,
    add_version,
    demand_keeper,
    demand_step,
    locked,
    sound_text,
)
from regietafel.desk.minutes.actions.pushing import push_records
from regietafel.desk.minutes.models import Minutes, Step, Version
from regietafel.desk.minutes.queries.kept import MinutesRow, content_of, versions
from regietafel.desk.minutes.stored import Content, as_stored


@dataclass(frozen=True)
class Correction:
    """What a line has to say from now on."""

    text: str
    kind: LineKind
    owner: str = ""
    due: date | None = None


@transaction.atomic
def draft_from(*, by: By, at: datetime, meeting: str, source: str = "", illustrative: bool = False) -> int:
    """Make version 1 of the minutes from the run sheet, the agenda and the attendance of a meeting.

    Returns the number of lines. Raises: Refused; MeetingUnknown; MinutesRefused when there are minutes already,
    the meeting was cancelled, or no line was written.
    """
    held = meetings.meeting(meeting)
    demand_keeper(by, held.table, at)
    if Minutes.objects.filter(meeting=meeting).exists():
        raise MinutesRefused(
            Text("Van deze vergadering is er al een verslag.", "There are minutes of this meeting already.")
        )
    lines = tuple(
        MinutesLine(line.place, line.kind, line.text, line.owner, line.due, illustrative=line.illustrative)
        for line in meetings.lines_of(meeting)
    )
    if not lines:
        raise MinutesRefused(
            Text(
                "In deze vergadering is nog geen regel geschreven. Schrijf eerst wat er is gezegd.",
                "No line was written in this meeting yet. Write down first what was said.",
            )
        )
    agenda = meetings.agenda(meeting)
    titles = {item.number: item.title for item in agenda.items} if agenda else {}
    content = Content(lines, titles, meetings.attendance(meeting).entries)
    made = Minutes.objects.create(
        meeting=meeting,
        table=held.table,
        source=source,
        illustrative=illustrative,
        by_name=by.name,
        known_since=at,
    )
    Version.objects.create(
        minutes=made, number=1, content=as_stored(content), by_name=by.name, known_since=at
    )
    record(
        by=by,
        at=at,
        action="minutes.draft",
        subject=Subject("minutes", meeting),
        before=None,
        after={"lines": len(lines), "version": 1},
    )
    return len(lines)


@transaction.atomic
def change_line(
    *, by: By, at: datetime, meeting: str, number: str, seen: int, correction: Correction, reason: str = ""
) -> int:
    """Change one line as it was seen in version `seen`: a new version, whose number is returned.

    A change to another line meanwhile is kept. Raises: Refused; MinutesConflict when this line was changed
    meanwhile; MinutesRefused for an empty text, a line that is not there, and minutes that are offered or adopted.
    """
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "change")
    return corrected(found, row, number=number, seen=seen, correction=correction, by=by, at=at, reason=reason)


def corrected(
    found: Minutes,
    row: MinutesRow,
    *,
    number: str,
    seen: int,
    correction: Correction,
    by: By,
    at: datetime,
    reason: str,
) -> int:
    """The new version with one line corrected, put on record; the latest number when nothing changes."""
    line = _as_seen(row, number, seen)
    said = replace(
        line,
        text=sound_text(correction.text),
        kind=correction.kind,
        owner=correction.owner.strip()[:80],
        due=correction.due,
    )
    if said == line:
        return row.version
    version = add_version(found, row, row.content.with_line(said), by=by, at=at, reason=reason)
    record(
        by=by,
        at=at,
        action="minutes.change_line",
        subject=Subject("minutes", row.meeting),
        before=_plain(line),
        after={**_plain(said), "version": version},
        reason=reason,
    )
    return version


@transaction.atomic
def add_line(*, by: By, at: datetime, meeting: str, item: int, correction: Correction) -> str:
    """Add a line at the end of an item; returns its number. A number that once stood there is not given again.

    Raises: Refused; MinutesRefused.
    """
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "change")
    if not 1 <= item <= 200:
        raise MinutesRefused(
            Text(f"Punt {item} bestaat niet. Kies een punt.", f"Item {item} does not exist. Choose an item.")
        )
    number = f"{item}.{_last_number(meeting, item) + 1}"
    line = MinutesLine(
        number, correction.kind, sound_text(correction.text), correction.owner.strip()[:80], correction.due
    )
    version = add_version(found, row, row.content.with_line(line), by=by, at=at)
    record(
        by=by,
        at=at,
        action="minutes.add_line",
        subject=Subject("minutes", meeting),
        before=None,
        after={**_plain(line), "version": version},
    )
    return number


@transaction.atomic
def withdraw_line(*, by: By, at: datetime, meeting: str, number: str, seen: int, reason: str) -> int:
    """Take a line out, with the reason: a new version, whose number is returned. Raises: as `change_line`."""
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "change")
    line = _as_seen(row, number, seen)
    said = sound_text(reason, where="reason")
    version = add_version(found, row, row.content.without_line(number), by=by, at=at, reason=said)
    record(
        by=by,
        at=at,
        action="minutes.withdraw_line",
        subject=Subject("minutes", meeting),
        before=_plain(line),
        after={"version": version},
        reason=said,
    )
    return version


@transaction.atomic
def renew_attendance(*, by: By, at: datetime, meeting: str) -> int:
    """Take the attendance over again from the meeting, after a correction there; returns the version's number.

    Raises: Refused; MinutesRefused.
    """
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "change")
    entries = meetings.attendance(meeting).entries
    if entries == row.content.attendance:
        return row.version
    content = replace(row.content, attendance=entries)
    version = add_version(found, row, content, by=by, at=at)
    record(
        by=by,
        at=at,
        action="minutes.renew_attendance",
        subject=Subject("minutes", meeting),
        before={"people": len(row.content.attendance)},
        after={"people": len(entries), "version": version},
    )
    return version


@transaction.atomic
def circulate(*, by: By, at: datetime, meeting: str, seen: int, illustrative: bool = False) -> int:
    """Send the latest version round to every seat, and make records of the lines that ask for one.

    `seen` is the version that is meant. Returns the number of records made.
    Raises: Refused; MinutesRefused when the version changed meanwhile or the procedure has no such step.
    """
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "circulate")
    if seen != row.version:
        raise MinutesRefused(
            Text(
                f"U zag versie {seen}, maar er is intussen versie {row.version}. Bekijk die eerst.",
                f"You saw version {seen}, but there is a version {row.version} by now. Look at that one first.",
            )
        )
    day = meetings.meeting(meeting).day
    made = push_records(row, day, by=by, at=at, illustrative=illustrative)
    Step.objects.create(
        minutes=found,
        step="circulate",
        version=row.version,
        illustrative=illustrative,
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="minutes.circulate",
        subject=Subject("minutes", meeting),
        before={"state": row.state},
        after={"state": "circulated", "version": row.version, "records": made},
    )
    return made


def _as_seen(row: MinutesRow, number: str, seen: int) -> MinutesLine:
    """The line as it stands, when it is still as it was seen. Raises: MinutesConflict, MinutesRefused."""
    line = row.content.line(number)
    before = line if seen == row.version else content_of(row.meeting, seen).line(number)
    if line is None and before is None:
        raise MinutesRefused(
            Text(
                f"Regel {number} staat niet in dit verslag. Kies een regel uit het verslag.",
                f"Line {number} is not in these minutes. Choose a line of the minutes.",
            )
        )
    if line is None or line != before:
        raise MinutesConflict(number, line, row.version, versions(row.meeting)[-1].by)
    return line


def _last_number(meeting: str, item: int) -> int:
    """The highest number that any version gave to a line of an item."""
    given = [
        order(line["number"])[1]
        for content in Version.objects.filter(minutes__meeting=meeting).values_list("content", flat=True)
        for line in content["lines"]
        if order(line["number"])[0] == item
    ]
    return max(given, default=0)


def _plain(line: MinutesLine) -> dict[str, object]:
    return {
        "line": line.number,
        "kind": line.kind.value,
        "text": line.text,
        "owner": line.owner,
        "due": line.due,
    }
