"""Everything that can be written about items and the short line, one function for each."""

from regietafel.desk.follow_up.actions.items import ItemEntry, add_items, step_item
from regietafel.desk.follow_up.actions.lines import answer_down, report_up

__all__ = ["ItemEntry", "add_items", "answer_down", "report_up", "step_item"]
