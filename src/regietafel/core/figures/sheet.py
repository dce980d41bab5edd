"""A sheet and what checking it yields: rows, faults, warnings, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.figures.when import UpTo, When

Cell = str | int | float | bool | date | datetime | None
Resolve = Callable[[str], str]
"""From a code or name as written to a CBS code of the division of the moment; raises RegietafelError."""


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet. `first_row`: the number a spreadsheet shows before the first row.

    `remarks`: what the reader of the file noticed (formulas, external links), by sentence.
    """

    rows: Sequence[Sequence[Cell]]
    name: str = ""
    first_row: int = 1


@dataclass(frozen=True)
class Reading:
    """What the sheet itself may leave unsaid.

    `indicator`: key for a column headed "aantal". `when`: for a sheet without a period. `year`: for months
    without a year. `cumulative_since`: first day counted in columns that run "t/m" a month; None refuses such
    columns. `source`: for rows without one. `today`: the day after which nothing can have been counted.
    `moment`: the latest moment a figure can have become known (None: the end of today).
    `sheet`: name of the sheet to read when the file has several.
    """

    today: date
    indicator: str = "housed"
    when: When | None = None
    year: int | None = None
    cumulative_since: date | None = None
    source: str = ""
    illustrative: bool = False
    moment: datetime | None = None
    sheet: str | None = None


class SheetRow(NamedTuple):
    """One figure of a checked sheet; `row` is the spreadsheet's row number, `column` counts from 0."""

    row: int
    column: int
    indicator: str
    area: str
    when: When
    value: int
    unit: str
    source: str
    note: str
    illustrative: bool
    known_since: datetime | None = None


def column_letter(index: int) -> str:
    """The letters a spreadsheet shows above a column, from its number counted from 0.

    >>> column_letter(2), column_letter(27)
    ('C', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class SheetFault:
    """One thing wrong: where it stands, what it is, what to do.

    `kind` names the sort of fault for tests, counts and links: "number", "area", "period", ...

    >>> print(SheetFault("number", Text('"1O" is geen geheel getal', '"1O" is not a whole number'),
    ...     Text("schrijf alleen cijfers", "write digits only"), row=14, column=2, heading="gehuisvest").fault("en"))
    row 14, column C "gehuisvest": "1O" is not a whole number; write digits only
    """

    kind: str
    what: Text
    remedy: Text
    row: int | None = None
    column: int | None = None
    heading: str = ""

    @property
    def where(self) -> Text:
        """Row and column as the spreadsheet shows them; empty for the file as a whole."""
        nl, en = [], []
        if self.row is not None:
            nl.append(f"rij {self.row}")
            en.append(f"row {self.row}")
        if self.column is not None:
            heading = f' "{self.heading}"' if self.heading else ""
            nl.append(f"kolom {column_letter(self.column)}{heading}")
            en.append(f"column {column_letter(self.column)}{heading}")
        return Text(", ".join(nl), ", ".join(en))

    def fault(self, language: str = "nl") -> Fault:
        """The same as a plain fault in one language."""
        return Fault(
            self.where.in_language(language),
            self.what.in_language(language),
            self.remedy.in_language(language),
        )


@dataclass(frozen=True)
class SheetWarning(SheetFault):
    """Something that may be right but is odd; `asks_motive` when confirming needs a reason."""

    asks_motive: bool = False


class TotalRow(NamedTuple):
    """A printed total beside the sum of the rows it covers; `when` is None for a total over all periods."""

    row: int
    column: int
    label: str
    indicator: str
    when: When | None
    printed: int
    summed: int

    @property
    def adds_up(self) -> bool:
        """Whether the printed total is the sum."""
        return self.printed == self.summed


@dataclass(frozen=True)
class ColumnMeaning:
    """How one column was understood."""

    column: int
    heading: str
    meaning: Text


@dataclass(frozen=True)
class SheetCheck:
    """All that checking a file found. Rows count only when there are no faults."""

    rows: tuple[SheetRow, ...] = ()
    faults: tuple[SheetFault, ...] = ()
    warnings: tuple[SheetWarning, ...] = ()
    ignored: tuple[Text, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    columns: tuple[ColumnMeaning, ...] = ()
    sheet: str = ""
    header_row: int | None = None
    areas: frozenset[str] = field(default=frozenset())

    @property
    def ok(self) -> bool:
        """Whether the rows may be compared and confirmed."""
        return not self.faults

    def require(self, subject: str, language: str = "nl") -> tuple[SheetRow, ...]:
        """The rows, or all faults at once.

        Raises: Faults.
        """
        if self.faults:
            raise Faults(subject, (fault.fault(language) for fault in self.faults))
        return self.rows


@dataclass(frozen=True)
class ValueColumn:
    """A column with numbers: of which indicator, and of when, as far as its heading says so.

    `stated`: the heading names the indicator; otherwise it is the one of the row or of the reading.
    """

    column: int
    heading: str
    indicator: str
    when: When | UpTo | None = None
    cumulative: bool = False
    stated: bool = False
