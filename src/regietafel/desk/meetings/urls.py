"""Addresses of meetings."""

from django.urls import path

from regietafel.desk.meetings.pages import (
    agenda,
    attendance,
    calendar,
    listing,
    meeting,
    proposals,
    run_sheet,
)

app_name = "meetings"
urlpatterns = [
    path("vergaderingen/", listing.meetings_page, name="meetings"),
    path("vergaderingen/plannen/", listing.plan_page, name="plan"),
    path("vergaderingen/schriftelijk/", listing.round_page, name="round"),
    path("vergaderingen/tafel/<slug:table>.ics", calendar.table_calendar_page, name="table_calendar"),
    path("vergaderingen/<slug:meeting>.ics", calendar.calendar_page, name="calendar"),
    path("vergaderingen/<slug:meeting>/", meeting.meeting_page, name="meeting"),
    path("vergaderingen/<slug:meeting>/agenda/", agenda.agenda_page, name="agenda"),
    path("vergaderingen/<slug:meeting>/agenda/voorstellen/", proposals.proposals_page, name="proposals"),
    path("vergaderingen/<slug:meeting>/aanwezigheid/", attendance.attendance_page, name="attendance"),
    path("vergaderingen/<slug:meeting>/invoer/", run_sheet.run_sheet_page, name="run_sheet"),
]
