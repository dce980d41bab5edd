"""Reading meetings: plans, agendas, attendance and lines, as known at a moment."""

from regietafel.desk.meetings.queries.agendas import (
    AgendaRow,
    ProposalRow,
    agenda,
    agendas,
    decided_for,
    proposals_for,
)
from regietafel.desk.meetings.queries.attended import Attendance, attendance
from regietafel.desk.meetings.queries.planned import (
    MeetingRow,
    MeetingUnknown,
    RoundRow,
    SeriesRow,
    meeting,
    meetings,
    next_meeting,
    previous_meeting,
    round_of,
    series_of,
    years_of,
)
from regietafel.desk.meetings.queries.run_sheet import LineRow, line_history, lines_of

__all__ = [
    "AgendaRow",
    "Attendance",
    "LineRow",
    "MeetingRow",
    "MeetingUnknown",
    "ProposalRow",
    "RoundRow",
    "SeriesRow",
    "agenda",
    "agendas",
    "attendance",
    "decided_for",
    "line_history",
    "lines_of",
    "meeting",
    "meetings",
    "next_meeting",
    "previous_meeting",
    "proposals_for",
    "round_of",
    "series_of",
    "years_of",
]
