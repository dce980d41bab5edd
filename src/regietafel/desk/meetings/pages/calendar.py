"""Meetings as iCalendar: one, or those of a table."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regietafel.core.meetings.calendar_file import CalendarEvent, calendar_file
from regietafel.core.meetings.states import MeetingState
from regietafel.desk.meetings import queries
from regietafel.desk.meetings.pages.meeting import found_meeting
from regietafel.desk.meetings.queries import MeetingRow
from regietafel.desk.meetings.shown import title_of
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import AMSTERDAM
from regietafel.desk.tables.queries import table_titles


@require_safe
def calendar_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """One meeting as a file for a calendar program."""
    row, seen = found_meeting(request, meeting)
    return _file(request, [row], seen.name, row.key)


@require_safe
def table_calendar_page(request: HttpRequest, table: str) -> HttpResponse:
    """All meetings of a table as a feed; cancelled ones stay in it, so that calendars take them away."""
    titles = table_titles(moment_of(request).at)
    if table not in titles:
        raise Http404(_("Deze tafel bestaat niet."))
    rows = queries.meetings(table=table, at=moment_of(request).at)
    return _file(request, rows, titles[table], table)


def event_of(row: MeetingRow, table: str, *, address: str = "") -> CalendarEvent:
    """A meeting as a calendar event: dates are public, what is discussed stays with the table."""
    starts = datetime.combine(row.day, row.starts, AMSTERDAM) if row.starts else row.day
    ends = datetime.combine(row.day, row.ends, AMSTERDAM) if row.starts and row.ends else None
    return CalendarEvent(
        uid=f"{row.key}@regietafel",
        title=title_of(row, table),
        starts=starts,
        ends=ends,
        changed=row.known_since.astimezone(UTC),
        sequence=row.version - 1,
        cancelled=row.state is MeetingState.CANCELLED,
        place=row.place,
        address=address,
    )


def _file(
    request: HttpRequest, rows: list[MeetingRow] | tuple[MeetingRow, ...], name: str, file: str
) -> HttpResponse:
    events = [
        event_of(row, name, address=request.build_absolute_uri(reverse("meetings:meeting", args=[row.key])))
        for row in rows
    ]
    answer = HttpResponse(calendar_file(events, name=name), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file}.ics"'
    return answer
