"""Writing meetings: plans, agendas, attendance, lines, written rounds."""

from regietafel.desk.meetings.actions.agendas import (
    answer_proposal,
    approve_agenda,
    propose_item,
    put_minutes_on,
    set_agenda,
)
from regietafel.desk.meetings.actions.attending import record_attendance
from regietafel.desk.meetings.actions.planning import (
    cancel,
    close_meeting,
    move_meeting,
    plan_meeting,
    plan_series,
)
from regietafel.desk.meetings.actions.rounds import close_round, may_reply, open_round, reply_to_round
from regietafel.desk.meetings.actions.run_sheet import LineConflict, change_line, withdraw_line, write_line

__all__ = [
    "LineConflict",
    "answer_proposal",
    "approve_agenda",
    "cancel",
    "change_line",
    "close_meeting",
    "close_round",
    "may_reply",
    "move_meeting",
    "open_round",
    "plan_meeting",
    "plan_series",
    "propose_item",
    "put_minutes_on",
    "record_attendance",
    "reply_to_round",
    "set_agenda",
    "withdraw_line",
    "write_line",
]
