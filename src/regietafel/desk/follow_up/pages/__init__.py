"""The pages of actions, requests, questions and concerns, of delegations, and of the short line."""

from regietafel.desk.follow_up.pages.delegating import delegation
from regietafel.desk.follow_up.pages.entering import new
from regietafel.desk.follow_up.pages.lines import short_line, short_lines
from regietafel.desk.follow_up.pages.listing import listing
from regietafel.desk.follow_up.pages.showing import show

__all__ = ["delegation", "listing", "new", "short_line", "short_lines", "show"]
