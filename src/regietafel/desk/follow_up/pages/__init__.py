"""The pages of actions, requests, questions and concerns, and of the short line."""

from regietafel.desk.follow_up.pages.entering import new
from regietafel.desk.follow_up.pages.lines import short_line, short_lines
from regietafel.desk.follow_up.pages.reading import listing, show

__all__ = ["listing", "new", "short_line", "short_lines", "show"]
