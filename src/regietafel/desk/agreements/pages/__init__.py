"""The pages of agreements: all of them, one with its meter, what the keeper of a table writes, and the plan."""

from regietafel.desk.agreements.pages.keeping import change, end, new
from regietafel.desk.agreements.pages.listing import list_page
from regietafel.desk.agreements.pages.measuring import change_measure, new_measure
from regietafel.desk.agreements.pages.planning import plan_page
from regietafel.desk.agreements.pages.reading import agreement_page

__all__ = [
    "agreement_page",
    "change",
    "change_measure",
    "end",
    "list_page",
    "new",
    "new_measure",
    "plan_page",
]
