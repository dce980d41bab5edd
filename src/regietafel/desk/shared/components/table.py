"""A table that sorts and filters without losing the address, and can be downloaded as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from regietafel.desk.shared.components.markup import Component
from regietafel.desk.shared.components.table_markup import table_markup
from regietafel.desk.shared.components.table_rows import (
    Choice,
    Column,
    Download,
    Part,
    R,
    Rows,
    in_order,
    sort_key,
)

__all__ = ["Choice", "Column", "Download", "Part", "Table", "in_order", "sort_key"]


@dataclass(frozen=True)
class Table(Rows[R], Component):
    """Rows of anything, in columns, as a page shows them; the fields are those of `Rows`."""

    def markup(self) -> str:
        """The section with its tools, the table, and what stands below."""
        return table_markup(self)
