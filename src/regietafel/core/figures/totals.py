"""Printed totals beside the sums of the rows they cover."""

from __future__ import annotations

from collections.abc import Sequence

from regietafel.core.base.answer import Text
from regietafel.core.base.counts import dutch_integer
from regietafel.core.figures.layout import Layout
from regietafel.core.figures.rows import Printed
from regietafel.core.figures.sheet import SheetRow, SheetWarning, TotalRow


def check_totals(
    printed: Sequence[Printed], rows: Sequence[SheetRow], layout: Layout, *, complete: bool
) -> tuple[list[TotalRow], list[SheetWarning]]:
    """Each total row with the sum it should be, and a warning where it is not.

    A total without a period covers the rows since the total before it, or all rows above it, whichever it
    equals. `complete` is False when some rows could not be read: then sums say nothing and are left out.
    """
    if not complete:
        return [], []
    totals: list[TotalRow] = []
    warnings: list[SheetWarning] = []
    above: dict[int, int] = {}
    for one in printed:
        if one.of_row:
            continue
        covered = [
            row
            for row in rows
            if row.column == one.column and row.area != "NL" and (one.when is None or row.when == one.when)
        ]
        since = above.get(one.column, 0)
        before = [row.value for row in covered if row.row < one.row]
        block = [row.value for row in covered if since < row.row < one.row]
        choices = [sum(block or before), sum(before), sum(row.value for row in covered)]
        summed = one.value if one.value in choices else (choices[0] if before else choices[2])
        above[one.column] = one.row
        total = TotalRow(one.row, one.column, one.label, one.indicator, one.when, one.value, summed)
        totals.append(total)
        if not total.adds_up:
            warnings.append(_warning(total, layout.headings.get(one.column, "")))
    return totals, warnings


def _warning(total: TotalRow, heading: str) -> SheetWarning:
    printed, summed = dutch_integer(total.printed), dutch_integer(total.summed)
    return SheetWarning(
        "total",
        Text(
            f'"{total.label}" is {printed}, de rijen tellen op tot {summed}',
            f'"{total.label}" is {total.printed:,}, the rows add up to {total.summed:,}',
        ),
        Text("controleer de rijen, of geef een reden", "check the rows, or give a reason"),
        total.row,
        total.column,
        heading,
        asks_motive=True,
    )
