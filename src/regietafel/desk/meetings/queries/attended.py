"""Who was at a meeting, as it was known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from regietafel.core.base.answer import Text
from regietafel.core.meetings.attendance import Entry, Presence
from regietafel.desk.meetings.models import AttendanceEntry, AttendanceList
from regietafel.desk.meetings.queries.planned import known


@dataclass(frozen=True)
class Attendance:
    """The latest known list: its version (0 when there is none yet), and its entries in their order."""

    version: int
    entries: tuple[Entry, ...]
    by: str = ""
    reason: str = ""
    known_since: datetime | None = None


def attendance(meeting: str, at: datetime | None = None) -> Attendance:
    """Who was there and who was not. One query; a list is never without entries."""
    later = AttendanceList.objects.filter(
        known(at), meeting=OuterRef("listed__meeting"), number__gt=OuterRef("listed__number")
    )
    moment = {} if at is None else {"listed__known_since__lte": at}
    entries = list(
        AttendanceEntry.objects.filter(~Exists(later), listed__meeting__key=meeting, **moment)
        .select_related("listed")
        .order_by("place")
    )
    if not entries:
        return Attendance(0, ())
    row = entries[0].listed
    return Attendance(
        row.number, tuple(_entry(entry) for entry in entries), row.by_name, row.reason, row.known_since
    )


def _entry(row: AttendanceEntry) -> Entry:
    return Entry(
        presence=Presence(row.presence),
        partner=row.partner,
        office=Text(row.office_nl, row.office_en),
        person=row.person,
        seat=row.seat,
        note=row.note,
    )
