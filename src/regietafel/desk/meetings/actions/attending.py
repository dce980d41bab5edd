"""Recording who was there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.meetings.attendance import Entry
from regietafel.core.meetings.refusals import MeetingRefused, Told, refuse
from regietafel.core.meetings.states import MeetingState, refused
from regietafel.core.meetings.typed_line import text_faults
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings.actions.authority import demand_keeper, locked, reason_given
from regietafel.desk.meetings.models import AttendanceEntry, AttendanceList
from regietafel.desk.tables.queries import seat_partners


@transaction.atomic
def record_attendance(
    *,
    by: By,
    at: datetime,
    meeting: str,
    entries: Sequence[Entry],
    seen: int = 0,
    reason: str = "",
) -> int:
    """A new version of the attendance list; `seen` is the version it was made from (0: none). Returns its number.

    What a source says is recorded as it says it: a list on which someone is present and absent is stored, and
    `attendance_faults` finds it.
    Raises: Refused; MeetingRefused for an empty list, an office that is not named, a seat that does not hold on
    that day, a correction without a reason, a list that changed meanwhile, and a cancelled meeting.
    """
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    if latest.state == MeetingState.CANCELLED.value:
        raise refused(MeetingState.CANCELLED, "write")
    standing = found.attendance_lists.order_by("-number").first()
    number = standing.number if standing else 0
    if seen != number:
        raise MeetingRefused(_changed(seen, number), why="conflict")
    refuse(_faults(entries, seat_partners(found.table, latest.day)))
    listed = AttendanceList.objects.create(
        meeting=found,
        number=number + 1,
        reason=reason_given(reason) if standing else "",
        by_name=by.name,
        known_since=at,
    )
    AttendanceEntry.objects.bulk_create(
        _row(listed, place, entry) for place, entry in enumerate(entries, start=1)
    )
    record(
        by=by,
        at=at,
        action="meetings.record_attendance",
        subject=Subject("meeting", meeting),
        before={"version": number} if standing else None,
        after={"version": number + 1, "entries": len(entries)},
        reason=reason,
    )
    return number + 1


def _row(listed: AttendanceList, place: int, entry: Entry) -> AttendanceEntry:
    return AttendanceEntry(
        listed=listed,
        place=place,
        presence=entry.presence.value,
        seat=entry.seat,
        partner=entry.partner,
        office_nl=entry.office.nl,
        office_en=entry.office.en or entry.office.nl,
        person=entry.person,
        note=entry.note,
    )


def _faults(entries: Sequence[Entry], seats: Collection[str]) -> list[Told]:
    faults: list[Told] = []
    if not entries:
        faults.append(
            Told(
                "entries",
                Text("de lijst is leeg", "the list is empty"),
                Text("vul in wie er was", "say who was there"),
            )
        )
    for n, entry in enumerate(entries, start=1):
        faults += text_faults(entry.office.nl, where=f"office-{n}", longest=200)
        for where, text, longest in (("person", entry.person, 120), ("note", entry.note, 500)):
            if text:
                faults += text_faults(text, where=f"{where}-{n}", longest=longest)
        if entry.seat and entry.seat not in seats:
            faults.append(
                Told(
                    f"seat-{n}",
                    Text(
                        f"de zetel van {entry.who.nl} bestaat op de dag van de vergadering niet (meer)",
                        f"the seat of {entry.who.en} does not exist on the day of the meeting",
                    ),
                    Text("vermeld als gast met functie", "list as a guest with the office"),
                )
            )
    return faults


def _changed(seen: int, number: int) -> Told:
    return Told(
        "version",
        Text(
            f"de lijst is intussen veranderd: u zag versie {seen}, nu is er versie {number}",
            f"the list changed meanwhile: you saw version {seen}, now there is version {number}",
        ),
        Text(
            "kijk wat er veranderde; wat u invulde staat er nog",
            "look what changed; what you filled in is still there",
        ),
    )
