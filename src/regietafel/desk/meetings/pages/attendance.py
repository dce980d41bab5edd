"""Who was there: the list, what is wrong with it, and correcting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Text
from regietafel.core.meetings.attendance import (
    PRESENCE_WORDS,
    AttendanceFault,
    Entry,
    Presence,
    attendance_faults,
    is_there,
)
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.states import MeetingState
from regietafel.core.tables.kinds import SeatKind
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.meetings import actions, queries
from regietafel.desk.meetings.at_table import AtTable, may_keep, may_read
from regietafel.desk.meetings.pages.meeting import found_meeting
from regietafel.desk.meetings.queries import Attendance, MeetingRow
from regietafel.desk.meetings.shown import (
    crumbs,
    kept,
    meeting_of,
    owner_name,
    provenance_of,
    status_of,
    title_of,
    told,
)
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import page
from regietafel.desk.tables.queries import SeatRow, seats_on

EMPTY_ROWS = 3
MOST_ROWS = 200


@dataclass(frozen=True)
class EntryShown:
    """One person or office on the list; `fault` says what is wrong with it."""

    person: str
    office: str
    partner: str
    presence: str
    note: str
    fault: str


@dataclass(frozen=True)
class EntryTyped:
    """One row of the form, as it stands or as it was typed."""

    n: int
    presence: str
    partner: str
    office: str
    office_en: str
    person: str
    seat: str
    note: str


@dataclass(frozen=True)
class AttendanceContext:
    """Present, absent and guests; faults with what to do; the form to correct the list."""

    lead: str
    notices: Sequence[Notice]
    there: Sequence[EntryShown]
    absent: Sequence[EntryShown]
    empty: EmptyState | None
    keeps: bool
    rows: Sequence[EntryTyped]
    presences: Sequence[tuple[str, str]]
    partners: Sequence[tuple[str, str]]
    seen: int
    reason: str
    ways: Sequence[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """The list, and a new version of it."""
    (row, seen), person, now = found_meeting(request, meeting), person_of(request), timezone.now()
    demand(may_read(person, seen, now), person)
    if row.written:
        raise Http404(_("Bij een schriftelijke ronde is niemand aanwezig."))
    if request.method != "POST":
        return _shown(request, row, seen, person, [])
    demand(may_keep(person, seen.row, now), person)
    version = request.POST.get("seen", "")
    try:
        actions.record_attendance(
            by=person,
            at=now,
            meeting=row.key,
            entries=[_entry(typed) for typed in _typed(request.POST)],
            seen=int(version) if version.isascii() and version.isdecimal() and len(version) < 7 else -1,
            reason=request.POST.get("reason", ""),
        )
    except MeetingRefused as refused:
        return _shown(request, row, seen, person, [told(refused)], status=status_of(refused))
    return HttpResponseRedirect(request.path)


def _shown(
    request: HttpRequest,
    row: MeetingRow,
    seen: AtTable,
    person: Person,
    notices: Sequence[Notice],
    *,
    status: int = 200,
) -> HttpResponse:
    moment = moment_of(request)
    keeps = bool(may_keep(person, seen.row, timezone.now())) and moment.is_now
    keeps = keeps and row.state is not MeetingState.CANCELLED
    listed = queries.attendance(row.key, moment.at)
    seats = seats_on(row.table, row.day, moment.at)
    names = seen.names(entry.partner for entry in listed.entries)
    permanent = [(seat.partner, seat.partner_name) for seat in seats if seat.kind is SeatKind.PERMANENT]
    faults = attendance_faults(listed.entries, partners=permanent).value if listed.entries else ()
    shown = [_entry_shown(entry, names, faults) for entry in listed.entries]
    pairs = list(zip(listed.entries, shown, strict=True))
    context = AttendanceContext(
        lead=_lead(listed, faults),
        notices=[*notices, *_told(faults)],
        there=[one for entry, one in pairs if is_there(entry)],
        absent=[one for entry, one in pairs if not is_there(entry)],
        empty=None if listed.entries else EmptyState(_("De aanwezigheid is nog niet vastgelegd.")),
        keeps=keeps,
        rows=_rows(request, listed, seats) if keeps else (),
        presences=[(key.value, words(said)) for key, said in PRESENCE_WORDS.items()],
        partners=sorted(names.items(), key=lambda pair: pair[1]),
        seen=listed.version,
        reason=request.POST.get("reason", ""),
        ways=[(title_of(row, seen.name), kept(request, "meeting", row.key))],
    )
    return page(
        request,
        "meetings/attendance.html",
        context,
        title=_("Wie was er bij de %(meeting)s?") % {"meeting": meeting_of(row, seen.name)},
        breadcrumb=crumbs(row, seen.name, _("Aanwezigheid")),
        provenance=provenance_of(row),
        status=status,
    )


def _lead(listed: Attendance, faults: Sequence[AttendanceFault]) -> str:
    there = sum(1 for entry in listed.entries if is_there(entry))
    if not listed.entries:
        return _("Leg vast wie er waren, wie ontbraken en wie te gast was.")
    said = _("%(there)s aanwezig, %(absent)s afwezig.") % {
        "there": there,
        "absent": len(listed.entries) - there,
    }
    return f"{said} {_('De lijst klopt niet helemaal.')}" if faults else said


def _told(faults: Sequence[AttendanceFault]) -> list[Notice]:
    return [Notice("warning", fault.what, fault.remedy) for fault in faults]


def _entry_shown(entry: Entry, names: Mapping[str, str], faults: Sequence[AttendanceFault]) -> EntryShown:
    subject = (entry.person or entry.seat or entry.office.nl).casefold()
    wrong = next((fault for fault in faults if fault.subject.casefold() == subject), None)
    return EntryShown(
        person=entry.person,
        office=words(entry.office),
        partner=owner_name(entry.partner, names),
        presence=words(PRESENCE_WORDS[entry.presence])
        if entry.presence in (Presence.GUEST, Presence.SUBSTITUTE)
        else "",
        note=entry.note,
        fault=words(wrong.what) if wrong else "",
    )


def _rows(request: HttpRequest, listed: Attendance, seats: Sequence[SeatRow]) -> list[EntryTyped]:
    """As typed when something was refused, else as it stands, else the seats of that day; empty rows below."""
    if request.method == "POST":
        rows = _typed(request.POST)
    elif not listed.entries:
        rows = [
            EntryTyped(
                n,
                "present",
                seat.partner,
                seat.office_title.nl,
                seat.office_title.en,
                seat.holder,
                seat.key,
                "",
            )
            for n, seat in enumerate(seats, start=1)
        ]
    else:
        rows = [
            EntryTyped(
                n,
                entry.presence.value,
                entry.partner,
                entry.office.nl,
                entry.office.en,
                entry.person,
                entry.seat,
                entry.note,
            )
            for n, entry in enumerate(listed.entries, start=1)
        ]
    blank = [EntryTyped(len(rows) + k, "present", "", "", "", "", "", "") for k in range(1, EMPTY_ROWS + 1)]
    return [*rows, *blank]


def _typed(given: Mapping[str, str]) -> list[EntryTyped]:
    """The rows in which something was typed, numbered anew."""
    rows: list[EntryTyped] = []
    for n in range(1, MOST_ROWS + 1):
        office, person = given.get(f"office-{n}", "").strip(), given.get(f"person-{n}", "").strip()
        if office or person:
            rows.append(
                EntryTyped(
                    len(rows) + 1,
                    given.get(f"presence-{n}", "present"),
                    given.get(f"partner-{n}", "")[:40],
                    office,
                    given.get(f"office-en-{n}", "").strip()[:200],
                    person,
                    given.get(f"seat-{n}", "")[:80],
                    given.get(f"note-{n}", "").strip(),
                )
            )
    return rows


def _entry(typed: EntryTyped) -> Entry:
    known = {each.value for each in Presence}
    return Entry(
        presence=Presence(typed.presence) if typed.presence in known else Presence.PRESENT,
        partner=typed.partner,
        office=Text(typed.office, typed.office_en or typed.office),
        person=typed.person,
        seat=typed.seat,
        note=typed.note,
    )
