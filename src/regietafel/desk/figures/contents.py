"""What was found in a file: its sheets, and what the reader noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from regietafel.core.base.answer import Text
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.sheet import Grid, SheetCheck, SheetFault, SheetWarning, column_letter

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 3_000_000


class FileRefused(CellRefused):
    """A file that is not read at all: what it is, and what to do."""


class Formula(NamedTuple):
    """A cell with a formula: row as the spreadsheet numbers it, column from 0, whether a value is stored."""

    row: int
    column: int
    has_value: bool


@dataclass(frozen=True)
class FileContents:
    """The sheets of a file. `formulas` by sheet name; `notes` are sentences about the file as a whole."""

    kind: str
    grids: tuple[Grid, ...]
    notes: tuple[Text, ...] = ()
    formulas: Mapping[str, tuple[Formula, ...]] = field(default_factory=dict)

    def about(self, check: SheetCheck) -> tuple[list[SheetFault], list[SheetWarning]]:
        """What formulas in the chosen sheet mean: a fault without a stored value, else one warning."""
        found = [f for f in self.formulas.get(check.sheet, ()) if f.row >= (check.header_row or 0)]
        used = {column.column: column.heading for column in check.columns}
        faults = [
            _no_value(one, used[one.column]) for one in found if not one.has_value and one.column in used
        ]
        computed = [one for one in found if one.has_value and one.column in used]
        return faults, [_last_computed(computed)] if computed else []


def _no_value(one: Formula, heading: str) -> SheetFault:
    return SheetFault(
        "formula",
        Text("hier staat een formule zonder uitkomst", "there is a formula without a result here"),
        Text(
            "open het bestand in een rekenprogramma en sla het op, of plak de waarden",
            "open the file in a spreadsheet program and save it, or paste the values",
        ),
        one.row,
        one.column,
        heading,
    )


def _last_computed(found: list[Formula]) -> SheetWarning:
    cells = ", ".join(f"{column_letter(one.column)}{one.row}" for one in found[:3])
    more = len(found) - 3
    nl = f" en nog {more} cellen" if more > 0 else ""
    en = f" and {more} more cells" if more > 0 else ""
    return SheetWarning(
        "formula",
        Text(
            f"formules in {cells}{nl}: de laatst opgeslagen uitkomst is gelezen",
            f"formulas in {cells}{en}: the result stored last was read",
        ),
        Text("controleer de aantallen", "check the numbers"),
    )


def too_large(rows: int, columns: int) -> FileRefused:
    """The refusal of a sheet with more rows or columns than any table of figures has."""
    return FileRefused(
        Text(
            f"een blad heeft {rows} rijen en {columns} kolommen; meer dan {MOST_ROWS} rijen, {MOST_COLUMNS} kolommen"
            f" of {MOST_CELLS} cellen wordt niet gelezen",
            f"a sheet has {rows} rows and {columns} columns; more than {MOST_ROWS} rows, {MOST_COLUMNS} columns or"
            f" {MOST_CELLS} cells is not read",
        ),
        Text(
            "verwijder lege rijen en kolommen met opmaak, of splits het bestand",
            "remove empty rows and columns that only have formatting, or split the file",
        ),
    )
