"""When the numbers of a row were counted: by the heading, the row, the reading or the title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from regietafel.core.base.answer import Text
from regietafel.core.figures.area_cells import total_label
from regietafel.core.figures.indicators import INDICATORS, Indicator
from regietafel.core.figures.layout import Layout
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.settle import names_a_day, settle
from regietafel.core.figures.sheet import Cell, Reading, ValueColumn
from regietafel.core.figures.small_cells import is_empty
from regietafel.core.figures.when import UpTo, When, read_when
from regietafel.core.figures.whole_number import read_whole_number

NoteFault = Callable[[str, int, int, Text, Text], None]
"""Notes a fault: its kind, row, column, what it is and what to do."""


class Written(NamedTuple):
    """A cell or a period that says when, the year it may lean on, and its column."""

    stated: Cell | When | UpTo
    year: int | None
    column: int


class RowPeriods:
    """Finds when; each way of writing is read once. `fault` notes what cannot be read."""

    def __init__(self, layout: Layout, reading: Reading, heading_row: int, fault: NoteFault) -> None:
        self._layout, self._reading = layout, reading
        self._heading_row = heading_row
        self._fault = fault
        self._when_column = layout.single.get("when")
        self._by_day = self._when_column is not None and names_a_day(layout.headings[self._when_column])
        self._whens: dict[object, When | CellRefused] = {}
        self._no_period: set[int] = set()
        self.used_title = False

    def of(
        self, number: int, cells: Sequence[Cell], column: ValueColumn, indicator: Indicator
    ) -> When | None:
        written = self._written_when(number, cells, column)
        if written is None:
            return None
        key = (written, type(written.stated), indicator.key, column.cumulative)
        known = self._whens.get(key)
        if known is None:
            known = self._whens[key] = self._settled(written, column, indicator)
        if isinstance(known, CellRefused):
            in_heading = written.column == column.column
            if not in_heading or column.column not in self._no_period:
                row = self._heading_row if in_heading else number
                self._fault("period", row, written.column, known.what_text, known.remedy_text)
            if in_heading:
                self._no_period.add(column.column)
            return None
        return known

    def _settled(self, written: Written, column: ValueColumn, indicator: Indicator) -> When | CellRefused:
        stated = written.stated
        try:
            given = stated if isinstance(stated, When | UpTo) else read_when(stated, year=written.year)
            by_day = self._by_day and written.column == self._when_column
            return settle(given, indicator, self._reading, cumulative=column.cumulative, day=by_day)
        except CellRefused as refused:
            return refused

    def _written_when(self, number: int, cells: Sequence[Cell], column: ValueColumn) -> Written | None:
        """What says when: the heading, the row, the reading or the title."""
        if column.when is not None:
            return Written(column.when, None, column.column)
        where = self._when_column
        if where is None:
            where = self._layout.single.get("year")
        if where is not None:
            return self._written_in_row(number, cells, where)
        if self._reading.when is not None:
            return Written(self._reading.when, None, column.column)
        if self._layout.from_title is not None:
            self.used_title = True
            return Written(self._layout.from_title, None, column.column)
        self._no_period_at_all(column)
        return None

    def _written_in_row(self, number: int, cells: Sequence[Cell], where: int) -> Written | None:
        year: int | None = self._layout.year
        year_column = self._layout.single.get("year")
        if year_column is not None and year_column != where:
            year = self._year(number, cells, year_column)
            if year is None:
                return None
        cell = cells[where] if where < len(cells) else None
        if not is_empty(cell):
            return Written(cell, year, where)
        self._fault(
            "period",
            number,
            where,
            Text("de periode ontbreekt", "the period is missing"),
            Text("vul haar in op elke rij", "fill it in on every row"),
        )
        return None

    def _year(self, number: int, cells: Sequence[Cell], column: int) -> int | None:
        cell = cells[column] if column < len(cells) else None
        try:
            year = read_whole_number(cell)
        except CellRefused:
            year = 0
        if 1900 <= year <= 2099:
            return year
        self._fault(
            "period",
            number,
            column,
            Text(
                f'"{"" if cell is None else cell}" is geen jaar',
                f'"{"" if cell is None else cell}" is not a year',
            ),
            Text("schrijf het jaar in vier cijfers", "write the year in four digits"),
        )
        return None

    def _no_period_at_all(self, column: ValueColumn) -> None:
        if column.column in self._no_period:
            return
        self._no_period.add(column.column)
        self._fault(
            "period",
            self._heading_row,
            column.column,
            Text(
                "het blad zegt niet over welke periode dit gaat",
                "the sheet does not say which period this is",
            ),
            Text(
                'voeg een kolom "maand" toe, of kies de periode bij het aanleveren',
                'add a column "maand", or choose the period when handing in',
            ),
        )

    def of_total(self, cells: Sequence[Cell], column: ValueColumn) -> When | None:
        where = self._when_column
        if column.when is not None or where is None or where >= len(cells) or is_empty(cells[where]):
            return None
        if total_label([cells[where]]) is not None:
            return None
        given = read_when(cells[where], year=self._layout.year)
        return settle(
            given, INDICATORS[column.indicator], self._reading, cumulative=column.cumulative, day=self._by_day
        )
