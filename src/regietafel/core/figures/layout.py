"""Where the table stands in a sheet: its heading row and the meaning of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from regietafel.core.base.answer import Text
from regietafel.core.figures.headings import (
    TOTAL_COLUMN,
    Role,
    level_of,
    plain,
    role_of,
    value_heading,
)
from regietafel.core.figures.indicators import indicator
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.sheet import (
    Cell,
    ColumnMeaning,
    Grid,
    Reading,
    SheetFault,
    ValueColumn,
    column_letter,
)
from regietafel.core.figures.when import MONTHS_NL, UpTo, When, last_day, read_when, words

HEADING_WITHIN = 40
"""Rows from the top in which the heading row is looked for."""

_YEAR = re.compile(r"\b20\d\d\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS_NL)})\s+20\d\d\b")
_AREA_ROLES = ("code", "name")
_LEVELS = ("GM", "VR", "PV")


@dataclass
class Layout:
    """The heading row (index in the grid) and the columns by what they hold."""

    header: int
    headings: dict[int, str]
    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    level: str | None = None
    single: dict[Role, int] = field(default_factory=dict)
    values: list[ValueColumn] = field(default_factory=list)
    row_totals: list[int] = field(default_factory=list)
    unused: list[int] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    from_title: When | None = None
    year: int | None = None

    @property
    def areas(self) -> list[int]:
        """Columns that name the area, codes first."""
        return self.codes + self.names

    def meanings(self) -> tuple[ColumnMeaning, ...]:
        """How each used column was understood, for the page that asks to confirm."""
        found = [(column, _AREA) for column in self.areas]
        found += [(column, _MEANING[role]) for role, column in self.single.items()]
        found += [(value.column, _value_meaning(value)) for value in self.values]
        return tuple(
            ColumnMeaning(column, self.headings[column], text) for column, text in sorted(found, key=_first)
        )


def _first(pair: tuple[int, Text]) -> int:
    return pair[0]


_AREA = Text("gebied", "area")
_MEANING: dict[Role, Text] = {
    "when": Text("periode of peildatum", "period or reference date"),
    "year": Text("jaar", "year"),
    "source": Text("bron", "source"),
    "note": Text("opmerking", "note"),
    "illustrative": Text("illustratief ja of nee", "illustrative yes or no"),
    "known_since": Text("bekend sinds", "known since"),
    "unit": Text("eenheid", "unit"),
    "indicator": Text("indicator", "indicator"),
}


def _value_meaning(value: ValueColumn) -> Text:
    title = indicator(value.indicator).title
    if isinstance(value.when, When):
        text = words(value.when)
        return Text(f"{title.nl}, {text.nl}", f"{title.en}, {text.en}")
    return title


def find_layout(grid: Grid, reading: Reading) -> Layout | None:
    """The first row that reads as headings: one column for the area and at least one with numbers."""
    for index, row in enumerate(grid.rows[:HEADING_WITHIN]):
        if sum(cell is not None and cell != "" for cell in row) < 2:
            continue
        if any(role_of(cell) in _AREA_ROLES for cell in row):
            titles = _titles(grid.rows[:index])
            layout = _columns(grid, index, row, titles, reading)
            if layout.values:
                return layout
    return None


def _titles(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    return tuple(cell.strip() for row in rows for cell in row if isinstance(cell, str) and cell.strip())


def _columns(
    grid: Grid, header: int, row: Sequence[Cell], titles: tuple[str, ...], reading: Reading
) -> Layout:
    layout = Layout(header, {i: shown(cell) for i, cell in enumerate(row)}, titles=titles)
    layout.from_title = _title_period(titles)
    year = layout.year = reading.year or _title_year(titles)
    areas: list[tuple[int, Role]] = []
    for column, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        role = role_of(cell)
        if role in ("code", "name"):
            areas.append((column, role))
        elif role is not None and role != "value":
            _single(layout, role, column, grid.first_row + header)
        elif plain(cell) in TOTAL_COLUMN:
            layout.row_totals.append(column)
        else:
            _value(layout, column, cell, year or _year_above(grid.rows[:header], column), reading)
    _choose_areas(layout, areas)
    _total_as_value(layout, reading)
    _clashes(layout, grid.first_row + header)
    return layout


def shown(cell: Cell) -> str:
    """A heading as text, short enough to stand in a sentence."""
    if cell is None:
        return ""
    text = " ".join(str(cell).split())
    return text if len(text) <= 40 else text[:39] + "…"


def _single(layout: Layout, role: Role, column: int, row: int) -> None:
    if role in layout.single:
        first = layout.headings[layout.single[role]]
        layout.faults.append(_twice(row, column, layout.headings[column], layout.single[role], first))
    else:
        layout.single[role] = column


def _value(layout: Layout, column: int, cell: Cell, year: int | None, reading: Reading) -> None:
    found = value_heading(cell, year)
    if found is None:
        layout.unused.append(column)
        return
    key = found.indicator or reading.indicator
    stated = found.indicator is not None
    layout.values.append(
        ValueColumn(column, layout.headings[column], key, found.when, found.cumulative, stated)
    )


def _choose_areas(layout: Layout, areas: list[tuple[int, Role]]) -> None:
    """The finest kind of area is the one the figures are about; coarser columns are context."""
    levels = {column: level_of(layout.headings[column]) for column, _ in areas}
    layout.level = next((level for level in _LEVELS if level in levels.values()), None)
    for column, role in areas:
        if levels[column] not in (None, layout.level):
            continue
        (layout.codes if role == "code" else layout.names).append(column)


def _total_as_value(layout: Layout, reading: Reading) -> None:
    """A column "totaal" beside an area and no other numbers is the number itself."""
    if not layout.values and len(layout.row_totals) == 1:
        column = layout.row_totals.pop()
        layout.values.append(ValueColumn(column, layout.headings[column], reading.indicator))


def _clashes(layout: Layout, row: int) -> None:
    seen: dict[tuple[str, When | UpTo | None, bool], ValueColumn] = {}
    for value in layout.values:
        key = (value.indicator, value.when, value.cumulative)
        if key in seen:
            first = seen[key]
            layout.faults.append(_twice(row, value.column, value.heading, first.column, first.heading))
        seen.setdefault(key, value)


def _twice(row: int, column: int, heading: str, other: int, other_heading: str) -> SheetFault:
    letter = column_letter(other)
    return SheetFault(
        "heading",
        Text(
            f'zegt hetzelfde als kolom {letter} "{other_heading}"',
            f'means the same as column {letter} "{other_heading}"',
        ),
        Text("verwijder een van beide kolommen", "remove one of the two columns"),
        row,
        column,
        heading,
    )


def _title_year(titles: tuple[str, ...]) -> int | None:
    years = {int(found) for title in titles for found in _YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None


def _year_above(rows: Sequence[Sequence[Cell]], column: int) -> int | None:
    """The year in a heading row above, read leftwards because such cells are often merged."""
    if not rows:
        return None
    above = rows[-1]
    for cell in reversed(above[: column + 1]):
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "").strip()
        if re.fullmatch(r"20\d\d", text):
            return int(text)
        if text:
            return None
    return None


def _title_period(titles: tuple[str, ...]) -> When | None:
    """The one period that the titles name; None when they name none or several."""
    found: set[When] = set()
    for title in titles:
        for phrase in (title.casefold(), *_MONTH.findall(title.casefold()), *title.split()):
            try:
                when = read_when(phrase)
            except CellRefused:
                continue
            if isinstance(when, When):
                found.add(when)
    finest = {when for when in found if not any(_inside(other, when) for other in found)}
    return finest.pop() if len(finest) == 1 else None


def _inside(inner: When, outer: When) -> bool:
    return inner != outer and outer.start <= inner.start and last_day(inner) <= last_day(outer)
