"""Everything that can be written about items, the short line and delegations, one function for each."""

from regietafel.desk.follow_up.actions.delegations import send_delegate, withdraw_delegate
from regietafel.desk.follow_up.actions.items import ItemEntry, add_items, step_item
from regietafel.desk.follow_up.actions.lines import answer_down, report_up

__all__ = [
    "ItemEntry",
    "add_items",
    "answer_down",
    "report_up",
    "send_delegate",
    "step_item",
    "withdraw_delegate",
]
