"""Writing minutes: drafting, changing, remarking, circulating, offering and adopting."""

from regietafel.desk.minutes.actions.adopting import adopt, give_motive, offer, take_back
from regietafel.desk.minutes.actions.authority import MinutesConflict
from regietafel.desk.minutes.actions.drafting import (
    Correction,
    add_line,
    change_line,
    circulate,
    draft_from,
    renew_attendance,
    withdraw_line,
)
from regietafel.desk.minutes.actions.remarking import accept_remark, decline_remark, remark

__all__ = [
    "Correction",
    "MinutesConflict",
    "accept_remark",
    "add_line",
    "adopt",
    "change_line",
    "circulate",
    "decline_remark",
    "draft_from",
    "give_motive",
    "offer",
    "remark",
    "renew_attendance",
    "take_back",
    "withdraw_line",
]
