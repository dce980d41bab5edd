"""The rows below the headings: each number with its area, period and indicator, or its faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from regietafel.core.base.answer import Text
from regietafel.core.figures.area_cells import AreaCells, Found, Refused, is_nation, total_label
from regietafel.core.figures.headings import Role, plain
from regietafel.core.figures.indicators import INDICATORS, Indicator
from regietafel.core.figures.layout import Layout
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.row_periods import RowPeriods
from regietafel.core.figures.sheet import (
    Cell,
    Grid,
    Reading,
    Resolve,
    SheetFault,
    SheetRow,
    SheetWarning,
    ValueColumn,
)
from regietafel.core.figures.small_cells import (
    check_unit,
    is_empty,
    read_indicator,
    read_moment,
    read_text,
    read_yes,
)
from regietafel.core.figures.when import When
from regietafel.core.figures.whole_number import read_whole_number

T = TypeVar("T")


class Printed(NamedTuple):
    """A number in a total row or total column. `when` None: over all periods; `of_row`: the row it sums."""

    row: int
    column: int
    label: str
    indicator: str
    when: When | None
    value: int
    of_row: bool


class _Beside(NamedTuple):
    """The small cells of a row, read."""

    indicator: str | None
    source: str
    note: str
    illustrative: bool


def _label_columns(layout: Layout) -> list[int]:
    """Columns in which "Totaal" may stand: areas, periods, and columns without a heading before the numbers."""
    first = min(value.column for value in layout.values)
    bare = [column for column, heading in layout.headings.items() if not heading and column < first]
    when = [layout.single[role] for role in ("when", "year", "indicator") if role in layout.single]
    return [*layout.areas, *when, *bare]


class RowReader:
    """Reads all rows of one table; afterwards rows, faults, warnings and printed totals are filled."""

    def __init__(self, grid: Grid, layout: Layout, reading: Reading, resolve: Resolve) -> None:
        self._grid, self._layout, self._reading = grid, layout, reading
        self._area_columns = layout.areas
        roles: tuple[Role, ...] = ("indicator", "source", "note", "illustrative")
        self._beside_columns = [layout.single[role] for role in roles if role in layout.single]
        self._besides: dict[object, _Beside] = {}
        self._label_columns = _label_columns(layout)
        self._areas = AreaCells(layout.codes, layout.names, layout.level, resolve)
        self.periods = RowPeriods(layout, reading, grid.first_row + layout.header, self._fault)
        self._mixed = self._speaks_of_parts()
        self.rows: list[SheetRow] = []
        self.faults: list[SheetFault] = []
        self.warnings: list[SheetWarning] = []
        self.ignored: list[Text] = []
        self.printed: list[Printed] = []

    def read(self) -> None:
        """Read every row below the headings."""
        start = self._layout.header + 1
        heading = [plain(cell) for cell in self._grid.rows[self._layout.header]]
        for number, cells in enumerate(self._grid.rows[start:], self._grid.first_row + start):
            if any(cell is not None and cell != "" for cell in cells):
                if plain(cells[0]) == heading[0] and [plain(cell) for cell in cells] == heading:
                    continue
                self._row(number, cells)

    # -- one row -----------------------------------------------------------------------------------------

    def _row(self, number: int, cells: Sequence[Cell]) -> None:
        width = len(cells)
        filled = [v for v in self._layout.values if v.column < width and not is_empty(cells[v.column])]
        area_cells = tuple(cells[c] if c < width else None for c in self._area_columns)
        label = total_label([cells[c] for c in self._label_columns if c < width])
        if label is None and self._is_national_total(area_cells):
            label = "total"
        if label is not None:
            self._total(number, cells, filled, label, area_cells)
            return
        if not filled:
            self._without_numbers(number, cells, area_cells)
            return
        area = self._areas.of(area_cells)
        if isinstance(area, Refused):
            self._fault(area.kind, number, area.column, area.what, area.remedy)
        elif area.remark:
            self._remark(number, area.remark)
        code = area.code if isinstance(area, Found) else None
        beside = self._beside(number, cells)
        before = len(self.faults)
        found = [self._figure(number, cells, value, code, beside) for value in filled]
        if code is not None and len(self.faults) == before:
            self._row_total(number, cells, sum(value for value in found if value is not None))

    def _figure(
        self,
        number: int,
        cells: Sequence[Cell],
        column: ValueColumn,
        area: str | None,
        beside: _Beside | None,
    ) -> int | None:
        """One number of a row; all that is wrong with it is noted, whatever else is wrong in the row."""
        cell = cells[column.column]
        value = cell if type(cell) is int and -9999999 < cell < 9999999 else None
        if value is None:
            value = self._read(number, column.column, "number", read_whole_number, cell)
        key = column.indicator if column.stated or beside is None else (beside.indicator or column.indicator)
        indicator = INDICATORS[key]
        when = self.periods.of(number, cells, column, indicator)
        unit = self._layout.single.get("unit")
        if unit is not None and unit < len(cells):
            self._read(number, unit, "unit", lambda given: check_unit(given, indicator), cells[unit])
        if area is not None and not indicator.kept_for(area):
            self._wrong_level(number, area, indicator)
            return None
        if value is None or when is None or area is None or beside is None:
            return None
        known = self._layout.single.get("known_since")
        moment = None
        if known is not None and known < len(cells):
            moment = self._read(number, known, "moment", self._moment, cells[known])
        self.rows.append(
            SheetRow(
                number,
                column.column,
                key,
                area,
                when,
                value,
                indicator.unit.nl,
                beside.source,
                beside.note,
                beside.illustrative,
                moment,
            )
        )
        return value

    def _beside(self, number: int, cells: Sequence[Cell]) -> _Beside | None:
        """The small cells beside a number; they mostly repeat row after row, so each set is read once."""
        width = len(cells)
        key = tuple((type(cells[c]), cells[c]) if c < width else None for c in self._beside_columns)
        known = self._besides.get(key)
        if known is None:
            known = self._read_beside(number, cells)
            if known is not None:
                self._besides[key] = known
        return known

    def _read_beside(self, number: int, cells: Sequence[Cell]) -> _Beside | None:
        single, before = self._layout.single, len(self.faults)
        key = self._cell(number, cells, "indicator", read_indicator) if "indicator" in single else None
        source = self._cell(number, cells, "source", read_text) if "source" in single else ""
        note = self._cell(number, cells, "note", read_text) if "note" in single else ""
        made_up = self._cell(number, cells, "illustrative", read_yes) if "illustrative" in single else False
        if len(self.faults) > before:
            return None
        return _Beside(
            key, source or self._reading.source, note or "", bool(made_up) or self._reading.illustrative
        )

    def _moment(self, cell: Cell) -> datetime | None:
        moment = read_moment(cell)
        latest = self._reading.moment
        if moment and (moment > latest if latest else moment.date() > self._reading.today):
            raise CellRefused(
                Text(
                    f"{moment:%Y-%m-%d %H:%M} ligt in de toekomst",
                    f"{moment:%Y-%m-%d %H:%M} lies in the future",
                ),
                Text("schrijf het moment waarop het bekend werd", "write the moment it became known"),
            )
        return moment

    # -- totals and other rows ---------------------------------------------------------------------------

    def _speaks_of_parts(self) -> bool:
        """Whether some row is about less than the whole country: then a row "Nederland" is a total."""
        for cells in self._grid.rows[self._layout.header + 1 :]:
            for column in self._area_columns:
                cell = cells[column] if column < len(cells) else None
                if not is_empty(cell) and not is_nation(cell) and total_label([cell]) is None:
                    return True
        return False

    def _is_national_total(self, area_cells: tuple[Cell, ...]) -> bool:
        """The name "Nederland" without a code, in a table of smaller areas."""
        codes = len(self._layout.codes)
        return (
            self._mixed
            and any(is_nation(cell) for cell in area_cells[codes:])
            and all(is_empty(cell) or plain(cell) in ("nl00", "nl01") for cell in area_cells[:codes])
        )

    def _total(
        self,
        number: int,
        cells: Sequence[Cell],
        filled: list[ValueColumn],
        label: str,
        area: tuple[Cell, ...],
    ) -> None:
        name = next((str(cell).strip() for cell in cells if isinstance(cell, str) and cell.strip()), "")
        if label == "subtotal":
            self.ignored.append(
                Text(
                    f'rij {number} "{name}" is een subtotaal en is niet gelezen',
                    f'row {number} "{name}" is a subtotal and was not read',
                )
            )
            return
        for column in filled:
            try:
                value = read_whole_number(cells[column.column])
                when = self.periods.of_total(cells, column)
            except CellRefused as refused:
                self._remark(number, Refused("total", column.column, refused.what_text, refused.remedy_text))
                continue
            self.printed.append(Printed(number, column.column, name, column.indicator, when, value, False))

    def _row_total(self, number: int, cells: Sequence[Cell], summed: int) -> None:
        for column in self._layout.row_totals:
            if column < len(cells) and not is_empty(cells[column]):
                try:
                    value = read_whole_number(cells[column])
                except CellRefused as refused:
                    self._remark(number, Refused("total", column, refused.what_text, refused.remedy_text))
                    continue
                heading = self._layout.headings[column]
                key = self._layout.values[0].indicator
                self.printed.append(Printed(number, column, heading, key, None, value, True))
                if value != summed:
                    self._odd_row_total(number, column, value, summed)

    def _odd_row_total(self, number: int, column: int, value: int, summed: int) -> None:
        self.warnings.append(
            SheetWarning(
                "total",
                Text(
                    f"het totaal is {value}, de som van de rij {summed}",
                    f"the total is {value}, the sum of the row {summed}",
                ),
                Text("controleer de rij of geef een reden", "check the row or give a reason"),
                number,
                column,
                self._layout.headings[column],
                asks_motive=True,
            )
        )

    def _without_numbers(self, number: int, cells: Sequence[Cell], area_cells: tuple[Cell, ...]) -> None:
        """A row without numbers is a note under the table, or an area that handed in nothing."""
        shown = next((str(cell).strip() for cell in cells if not is_empty(cell)), "")[:60]
        if not shown:
            return
        known = any(not is_empty(cell) for cell in area_cells) and isinstance(
            self._areas.of(area_cells), Found
        )
        why = (
            ("heeft geen aantal", "has no number")
            if known
            else ("hoort niet bij de tabel", "is not part of the table")
        )
        self.ignored.append(Text(f'rij {number} "{shown}" {why[0]}', f'row {number} "{shown}" {why[1]}'))

    # -- noting ------------------------------------------------------------------------------------------

    def _cell(self, number: int, cells: Sequence[Cell], role: Role, read: Callable[[Cell], T]) -> T | None:
        column = self._layout.single[role]
        if column >= len(cells):
            return None
        return self._read(number, column, role, read, cells[column])

    def _read(self, number: int, column: int, kind: str, read: Callable[[Cell], T], cell: Cell) -> T | None:
        try:
            return read(cell)
        except CellRefused as refused:
            self._fault(kind, number, column, refused.what_text, refused.remedy_text)
            return None

    def _fault(self, kind: str, row: int, column: int, what: Text, remedy: Text) -> None:
        fault = SheetFault(kind, what, remedy, row, column, self._layout.headings.get(column, ""))
        if not (self.faults and self.faults[-1] == fault):
            self.faults.append(fault)

    def _remark(self, row: int, remark: Refused) -> None:
        heading = self._layout.headings.get(remark.column, "")
        self.warnings.append(
            SheetWarning(remark.kind, remark.what, remark.remedy, row, remark.column, heading)
        )

    def _wrong_level(self, number: int, area: str, indicator: Indicator) -> None:
        self._fault(
            "level",
            number,
            self._area_columns[0],
            Text(
                f'"{indicator.title.nl}" wordt niet bijgehouden voor {area}',
                f'"{indicator.title.en}" is not kept for {area}',
            ),
            Text(
                f"lever het aan voor {', '.join(sorted(indicator.levels))}",
                f"hand it in for {', '.join(sorted(indicator.levels))}",
            ),
        )
