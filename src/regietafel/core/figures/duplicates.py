"""The same figure twice in one sheet: identical is odd, different is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regietafel.core.base.answer import Text
from regietafel.core.figures.sheet import SheetFault, SheetRow, SheetWarning
from regietafel.core.figures.when import When, words


def without_duplicates(
    rows: Iterable[SheetRow], headings: Mapping[int, str]
) -> tuple[list[SheetRow], list[SheetFault], list[SheetWarning]]:
    """Rows with each figure once, a fault for each that has two values, a warning for each that stands twice.

    A figure is an indicator of an area, when, by a source; two sources may differ.
    """
    first: dict[tuple[str, str, When, str], SheetRow] = {}
    faults: list[SheetFault] = []
    warnings: list[SheetWarning] = []
    for row in rows:
        other = first.setdefault((row.indicator, row.area, row.when, row.source), row)
        if other is row:
            continue
        when, heading = words(row.when), headings.get(row.column, "")
        if other.value == row.value:
            warnings.append(
                SheetWarning(
                    "duplicate",
                    Text(
                        f"{row.area}, {when.nl} staat ook op rij {other.row}, met hetzelfde aantal",
                        f"{row.area}, {when.en} also stands in row {other.row}, with the same number",
                    ),
                    Text("verwijder een van beide rijen", "remove one of the two rows"),
                    row.row,
                    row.column,
                    heading,
                )
            )
        else:
            faults.append(
                SheetFault(
                    "duplicate",
                    Text(
                        f"{row.area}, {when.nl} is hier {row.value} en op rij {other.row} {other.value}",
                        f"{row.area}, {when.en} is {row.value} here and {other.value} in row {other.row}",
                    ),
                    Text("houd een van beide over", "keep one of the two"),
                    row.row,
                    row.column,
                    heading,
                )
            )
    return list(first.values()), faults, warnings
