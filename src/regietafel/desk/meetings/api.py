"""Meetings over the API: the list is public, the rest is for the table; planning, lines and steps for its keeper."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router, Status

from regietafel.core.base.answer import Answer
from regietafel.core.meetings.attendance import attendance_faults
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person
from regietafel.desk.meetings import actions, queries
from regietafel.desk.meetings.api_forms import (
    WORK,
    AgendaPart,
    EntryPart,
    FaultPart,
    ItemPart,
    LinePart,
    LineToWrite,
    MeetingFull,
    MeetingKey,
    Meetings,
    MeetingsAsked,
    MeetingShown,
    MeetingToPlan,
    OneMeeting,
    PlannedMeeting,
    StepToTake,
    WrittenLine,
)
from regietafel.desk.meetings.at_table import at_table, may_read
from regietafel.desk.meetings.queries import LineRow, MeetingRow
from regietafel.desk.shared.asked import Asked
from regietafel.desk.shared.envelope import answered, listed
from regietafel.desk.shared.notation import words

router = Router(tags=["meetings"], by_alias=True)
SESSION = SignedIn(settings.SESSION_COOKIE_NAME)


@router.get(
    "/meetings",
    response=Meetings,
    url_name="meetings",
    operation_id="listMeetings",
    summary="Vergaderingen en schriftelijke rondes",
)
def meeting_list(request: HttpRequest, response: HttpResponse, asked: Query[MeetingsAsked]) -> Any:
    """Alle vergaderingen, oudste eerst; data zijn openbaar, wat besproken wordt niet."""
    rows = queries.meetings(table=asked.table or "", start=asked.from_, until=asked.until, at=asked.at)
    answer = Answer(rows, "meetings", WORK, illustrative=any(row.illustrative for row in rows))
    return listed(Meetings, request, response, asked, answer, _shown, website=reverse("meetings:meetings"))


@router.get(
    "/meetings/{meeting}",
    response=OneMeeting,
    url_name="meeting",
    operation_id="getMeeting",
    summary="Eén vergadering",
)
def one_meeting(request: HttpRequest, meeting: Path[MeetingKey], asked: Query[Asked]) -> Any:
    """Een vergadering; agenda, aanwezigheid en regels alleen voor wie aan die tafel zit."""
    row = queries.meeting(meeting, asked.at)
    seen = at_table(row.table, row.day, asked.at)
    reads = may_read(person_of(request), seen, timezone.now())
    full: dict[str, Any] = dict.fromkeys(("agenda", "attendance", "attendance_faults", "lines"))
    full["withheld"] = "" if reads else words(reads.reason)
    if reads:
        listed_ = queries.attendance(row.key, asked.at)
        full["agenda"] = _agenda(row, asked)
        full["attendance"] = [
            EntryPart(
                presence=entry.presence.value,
                partner=entry.partner,
                office=words(entry.office),
                person=entry.person,
                seat=entry.seat,
                note=entry.note,
            )
            for entry in listed_.entries
        ]
        full["attendance_faults"] = [
            FaultPart(kind=fault.kind.value, what=words(fault.what), remedy=words(fault.remedy))
            for fault in attendance_faults(listed_.entries).value
        ]
        full["lines"] = [_line(line) for line in queries.lines_of(row.key, asked.at)]
    shown = MeetingFull(**_shown(row).model_dump(), **full)
    answer = Answer(shown, "meetings", WORK, illustrative=row.illustrative)
    website = reverse("meetings:meeting", args=[row.key])
    return answered(OneMeeting, request, asked, answer, shown, website=website)


@router.post(
    "/meetings",
    response={201: PlannedMeeting},
    auth=SESSION,
    url_name="meetings",
    operation_id="planMeeting",
    summary="Een vergadering plannen",
)
def plan(request: HttpRequest, body: MeetingToPlan) -> Any:
    """Plant een vergadering van een tafel die u voorbereidt."""
    person = _person(request)
    key = actions.plan_meeting(
        by=person,
        at=timezone.now(),
        table=body.table,
        day=body.day,
        starts=body.starts,
        ends=body.ends,
        place=body.place,
        illustrative=person.demo,
    )
    return Status(201, _planned(request, key))


@router.post(
    "/meetings/{meeting}/lines",
    response={201: WrittenLine},
    auth=SESSION,
    url_name="meeting-lines",
    operation_id="writeMeetingLine",
    summary="Een regel van een vergadering schrijven",
)
def write(request: HttpRequest, meeting: Path[MeetingKey], body: LineToWrite) -> Any:
    """Schrijft een regel achteraan een punt; nog eens gestuurd met hetzelfde kenmerk staat hij er één keer."""
    person = _person(request)
    line = actions.write_line(
        by=person,
        at=timezone.now(),
        meeting=meeting,
        item=body.item,
        text=body.text,
        kind=LineKind(body.kind),
        owner=body.owner,
        due=body.due,
        client_id=body.client_id,
        illustrative=person.demo,
    )
    answer = Answer(line, "read_line", WORK, illustrative=line.illustrative)
    return Status(201, answered(WrittenLine, request, Asked(), answer, _line(line)))


@router.post(
    "/meetings/{meeting}/steps",
    response={201: PlannedMeeting},
    auth=SESSION,
    url_name="meeting-steps",
    operation_id="stepMeeting",
    summary="Een vergadering afsluiten of afgelasten",
)
def step(request: HttpRequest, meeting: Path[MeetingKey], body: StepToTake) -> Any:
    """Sluit een vergadering of schriftelijke ronde, of gelast die af met een reden."""
    person, now = _person(request), timezone.now()
    if body.step == "cancel":
        actions.cancel(by=person, at=now, meeting=meeting, reason=body.reason)
    elif queries.meeting(meeting).written:
        actions.close_round(by=person, at=now, meeting=meeting)
    else:
        actions.close_meeting(by=person, at=now, meeting=meeting)
    return Status(201, _planned(request, meeting))


def _person(request: HttpRequest) -> Person:
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    return person


def _planned(request: HttpRequest, key: str) -> Any:
    row = queries.meeting(key)
    answer = Answer(row, "meetings", WORK, illustrative=row.illustrative)
    website = reverse("meetings:meeting", args=[key])
    return answered(PlannedMeeting, request, Asked(), answer, _shown(row), website=website)


def _shown(row: MeetingRow) -> MeetingShown:
    return MeetingShown(
        meeting=row.key,
        table=row.table,
        kind="written" if row.written else "meeting",
        state=row.state.value,
        day=row.day,
        starts=f"{row.starts:%H:%M}" if row.starts else None,
        ends=f"{row.ends:%H:%M}" if row.ends else None,
        place=row.place,
        reason=row.reason,
        series=row.series,
        illustrative=row.illustrative,
        known_since=row.known_since,
    )


def _agenda(row: MeetingRow, asked: Asked) -> AgendaPart | None:
    found = queries.agenda(row.key, asked.at)
    if found is None:
        return None
    items = [
        ItemPart(
            number=item.number,
            title=item.title,
            source=item.source.value,
            source_key=item.source_key,
            minutes=item.minutes,
        )
        for item in found.items
    ]
    return AgendaPart(version=found.number, approved=found.approved, items=items)


def _line(line: LineRow) -> LinePart:
    return LinePart(
        line=line.key,
        item=line.item,
        number=line.number,
        kind=line.kind.value,
        text=line.text,
        owner=line.owner,
        due=line.due,
        revision=line.revision,
        illustrative=line.illustrative,
        known_since=line.known_since,
    )
