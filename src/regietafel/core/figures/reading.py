"""From the cells of a file to checked rows, with every fault of the file at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regietafel.core.base.answer import Text
from regietafel.core.figures.duplicates import without_duplicates
from regietafel.core.figures.headings import plain
from regietafel.core.figures.indicators import INDICATORS
from regietafel.core.figures.layout import HEADING_WITHIN, Layout, find_layout
from regietafel.core.figures.rows import RowReader
from regietafel.core.figures.sheet import (
    Grid,
    Reading,
    Resolve,
    SheetCheck,
    SheetFault,
    SheetRow,
    SheetWarning,
    column_letter,
)
from regietafel.core.figures.totals import check_totals
from regietafel.core.figures.when import When, words

MOST_ROWS = 200_000
"""Rows of one sheet; a year of monthly municipal figures of all indicators stays far below it."""


def read_sheet(grids: Sequence[Grid], reading: Reading, resolve: Resolve) -> SheetCheck:
    """Check a file: choose the sheet that holds the table, understand its columns, read every row.

    `resolve` turns a code or name into a CBS code of the division meant. Nothing is guessed: what cannot be
    read is a fault with row, column and what to do, and all faults come together.
    """
    chosen, layout, ignored, warnings = _choose(grids, reading)
    if chosen is None or layout is None:
        return SheetCheck(faults=(_no_table(grids, reading),), ignored=tuple(ignored))
    if len(chosen.rows) > MOST_ROWS:
        return SheetCheck(faults=(_too_long(len(chosen.rows)),), sheet=chosen.name)
    reader = RowReader(chosen, layout, reading, resolve)
    reader.read()
    rows, faults, doubles = without_duplicates(reader.rows, layout.headings)
    totals, odd = check_totals(reader.printed, reader.rows, layout, complete=not reader.faults)
    warnings += [*reader.warnings, *doubles, *odd, *_unfinished(rows, reading)]
    if layout.from_title and reader.periods.used_title:
        warnings.append(_from_title(layout.from_title))
    faults = sorted([*layout.faults, *reader.faults, *faults], key=_place)
    if not rows and not faults:
        faults.append(_empty(chosen.first_row + layout.header))
    return SheetCheck(
        rows=tuple(rows),
        faults=tuple(faults),
        warnings=tuple(sorted(warnings, key=_place)),
        ignored=(*ignored, *_unused(layout), *reader.ignored),
        totals=tuple(totals),
        columns=layout.meanings(),
        sheet=chosen.name,
        header_row=chosen.first_row + layout.header,
        areas=frozenset(row.area for row in rows),
    )


def _place(fault: SheetFault) -> tuple[int, int]:
    return (fault.row or 0, fault.column if fault.column is not None else -1)


def _choose(
    grids: Sequence[Grid], reading: Reading
) -> tuple[Grid | None, Layout | None, list[Text], list[SheetWarning]]:
    """The sheet to read; every other sheet is named with the reason it was left."""
    ignored: list[Text] = []
    warnings: list[SheetWarning] = []
    chosen: Grid | None = None
    layout: Layout | None = None
    for grid in grids:
        wanted = reading.sheet is None or plain(reading.sheet) == plain(grid.name)
        found = find_layout(grid, reading) if wanted else None
        if found is not None and chosen is None:
            chosen, layout = grid, found
        elif found is not None and chosen is not None:
            warnings.append(_second_table(grid.name, chosen.name))
        elif any(cell not in (None, "") for row in grid.rows for cell in row):
            reason = ("geen kolomkoppen gevonden", "no column headings found")
            if not wanted:
                reason = ("niet het gekozen blad", "not the chosen sheet")
            ignored.append(
                Text(
                    f'blad "{grid.name}" is niet gelezen: {reason[0]}',
                    f'sheet "{grid.name}" was not read: {reason[1]}',
                )
            )
    return chosen, layout, ignored, warnings


def _second_table(name: str, chosen: str) -> SheetWarning:
    return SheetWarning(
        "second_table",
        Text(
            f'blad "{name}" bevat ook een tabel; alleen blad "{chosen}" is gelezen',
            f'sheet "{name}" holds a table too; only sheet "{chosen}" was read',
        ),
        Text(
            f'lever blad "{name}" apart aan, of kies dat blad',
            f'hand in sheet "{name}" apart, or choose that sheet',
        ),
        asks_motive=True,
    )


def _no_table(grids: Iterable[Grid], reading: Reading) -> SheetFault:
    names = ", ".join(f'"{grid.name}"' for grid in grids if grid.name)
    if reading.sheet is not None:
        what = Text(
            f'blad "{reading.sheet}" met een tabel is niet gevonden',
            f'no sheet "{reading.sheet}" with a table was found',
        )
        return SheetFault("heading", what, Text(f"kies een van {names}", f"choose one of {names}"))
    return SheetFault(
        "heading",
        Text(
            f"in de eerste {HEADING_WITHIN} rijen staan geen kolomkoppen met een gebied en een aantal",
            f"the first {HEADING_WITHIN} rows hold no column headings with an area and a number",
        ),
        Text(
            'zet boven de kolommen koppen zoals "gemeentecode", "gemeente", "maand" en "gehuisvest"',
            'put headings above the columns such as "gemeentecode", "gemeente", "maand" and "gehuisvest"',
        ),
    )


def _too_long(rows: int) -> SheetFault:
    return SheetFault(
        "size",
        Text(
            f"het blad heeft {rows} rijen; het meeste is {MOST_ROWS}",
            f"the sheet has {rows} rows; the most is {MOST_ROWS}",
        ),
        Text("splits het bestand, bijvoorbeeld per jaar", "split the file, for instance by year"),
    )


def _empty(header_row: int) -> SheetFault:
    return SheetFault(
        "empty",
        Text("onder de kolomkoppen staat geen enkel aantal", "there is no number below the column headings"),
        Text("vul de aantallen in", "fill in the numbers"),
        header_row,
    )


def _unused(layout: Layout) -> list[Text]:
    return [
        Text(
            f'kolom {column_letter(column)} "{layout.headings[column]}" is niet gebruikt',
            f'column {column_letter(column)} "{layout.headings[column]}" was not used',
        )
        for column in layout.unused
    ]


def _from_title(when: When) -> SheetWarning:
    text = words(when)
    return SheetWarning(
        "title",
        Text(f"de periode {text.nl} komt uit de titel", f"the period {text.en} was taken from the title"),
        Text("controleer of dat klopt", "check that this is right"),
    )


def _unfinished(rows: Iterable[SheetRow], reading: Reading) -> list[SheetWarning]:
    """Periods that have begun but not ended: their figures are not complete."""
    first: dict[When, SheetRow] = {}
    for row in rows:
        until = row.when.until
        if until and until > reading.today and not INDICATORS[row.indicator].lies_ahead:
            first.setdefault(row.when, row)
    return [_not_ended(when, row, reading) for when, row in first.items()]


def _not_ended(when: When, row: SheetRow, reading: Reading) -> SheetWarning:
    text = words(when)
    return SheetWarning(
        "unfinished",
        Text(
            f"{text.nl} is op {reading.today} nog niet afgelopen",
            f"{text.en} has not ended on {reading.today}",
        ),
        Text("lever het cijfer na afloop opnieuw aan", "hand in the figure again when it has ended"),
        row.row,
        row.column,
        asks_motive=True,
    )
