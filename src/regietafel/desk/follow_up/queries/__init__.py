"""Items and the short line as known at a moment, as finished rows."""

from regietafel.desk.follow_up.queries.items import (
    ItemRow,
    OpenItem,
    StepRow,
    addresses_from,
    item,
    items,
    items_from,
    open_items,
    overdue,
    parts,
)
from regietafel.desk.follow_up.queries.lines import LineRow, ReportRow, lines, reports

__all__ = [
    "ItemRow",
    "LineRow",
    "OpenItem",
    "ReportRow",
    "StepRow",
    "addresses_from",
    "item",
    "items",
    "items_from",
    "lines",
    "open_items",
    "overdue",
    "parts",
    "reports",
]
