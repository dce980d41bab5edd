"""Items, the short line and the delegation as known at a moment, as finished rows."""

from regietafel.desk.follow_up.queries.delegations import DelegationRow, delegates_on, delegations, prts_on
from regietafel.desk.follow_up.queries.items import (
    ItemRow,
    OpenItem,
    Reader,
    StepRow,
    addresses_from,
    item,
    items,
    items_by_key,
    items_from,
    number_of_items,
    open_items,
    overdue,
    parts,
)
from regietafel.desk.follow_up.queries.lines import LineRow, ReportRow, lines, reports

__all__ = [
    "DelegationRow",
    "ItemRow",
    "LineRow",
    "OpenItem",
    "Reader",
    "ReportRow",
    "StepRow",
    "addresses_from",
    "delegates_on",
    "delegations",
    "item",
    "items",
    "items_by_key",
    "items_from",
    "lines",
    "number_of_items",
    "open_items",
    "overdue",
    "parts",
    "prts_on",
    "reports",
]
