"""What a table is made of: columns, choices, downloads, and rows that can be arranged."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from regietafel.core.base.answer import Text
from regietafel.desk.shared.components.table_state import TableState

R = TypeVar("R")
FIRST = TableState()


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: what it is called, its unit, and how its value is read from a row.

    `of` gives the value that is sorted and written (the attribute `key` when absent); `show` gives a component
    or text in its place; `href` makes it a link. A `share` is written as a percentage, `signed` shows a plus.
    Numbers are right-aligned, with `digits` after the comma. None is written as a dash and sorts last.
    """

    key: str
    label: Text | str
    of: Callable[[R], Any] | None = None
    unit: Text | str = ""
    numeric: bool = False
    digits: int = 0
    share: bool = False
    signed: bool = False
    sortable: bool = True
    searched: bool = False
    show: Callable[[R], Any] | None = None
    href: Callable[[R], str] | None = None

    @property
    def value(self) -> Callable[[R], Any]:
        """Reads the value of a row."""
        return self.of or attrgetter(self.key)

    @property
    def right(self) -> bool:
        """Whether it is right-aligned."""
        return self.numeric or self.share


@dataclass(frozen=True)
class Choice(Generic[R]):
    """A select box above the table: rows whose `of` is, or holds, the chosen value stay."""

    key: str
    label: Text | str
    options: Sequence[tuple[str, Text | str]]
    of: Callable[[R], str | tuple[str, ...]]


@dataclass(frozen=True)
class Download:
    """The table as a file: the label says the form ("CSV")."""

    label: str
    href: str


@dataclass(frozen=True)
class Part:
    """What is known of a table of which only one page was read: which page of how many, and how many rows there are.

    `found` pass the filter and choices, of `everything`.
    """

    page: int
    pages: int
    found: int
    everything: int


@dataclass(frozen=True)
class Rows(Generic[R]):
    """Rows of anything, in columns.

    `rows` come in the order that holds when nothing is sorted; `total` is a row that
    stays at the top. `filtered`
    shows the search box, `page_size` cuts a long table into pages, `own` marks the reader's own rows. The first
    column is the header of its row. With a `part`, `rows` are those of one page, found and ordered where they are kept.
    `stacked` is for words: on a small screen each row becomes a short list.

    Raises: ValueError for columns with the same key.
    """

    columns: Sequence[Column[R]]
    rows: Sequence[R]
    caption: Text | str
    state: TableState = FIRST
    filtered: bool = False
    choices: Sequence[Choice[R]] = ()
    downloads: Sequence[Download] = ()
    page_size: int | None = None
    total: R | None = None
    own: Callable[[R], bool] | None = None
    empty: Text | str = ""
    note: Text | str = ""
    show_caption: bool = True
    described_by: str = ""
    part: Part | None = None
    stacked: bool = False

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"columns share a key: {keys}")

    def arranged(self) -> list[R]:
        """The rows that pass the filter and choices, in the order asked; a key that is no column changes nothing."""
        rows = [row for row in self.rows if self._passes(row)] if self._narrowed else list(self.rows)
        for column in self.columns:
            if column.key == self.state.sort and column.sortable:
                return in_order(rows, column.value, descending=self.state.descending)
        return rows

    def shown(self) -> tuple[list[R], int, int]:
        """The rows of the page, the page, and the number of pages."""
        if self.part is not None:
            return list(self.rows), self.part.page, self.part.pages
        rows = self.arranged()
        if not self.page_size:
            return rows, 1, 1
        pages = max(1, -(-len(rows) // self.page_size))
        page = min(max(1, self.state.page), pages)
        return rows[(page - 1) * self.page_size : page * self.page_size], page, pages

    def counts(self) -> tuple[int, int]:
        """How many rows pass the filter and choices, of how many."""
        if self.part is not None:
            return self.part.found, self.part.everything
        return len(self.arranged()), len(self.rows)

    @property
    def _narrowed(self) -> bool:
        return bool(self.state.filter) or any(self.state.choices.values())

    def _passes(self, row: R) -> bool:
        for choice in self.choices:
            chosen = self.state.choices.get(choice.key)
            held = choice.of(row)
            if chosen and chosen != held and not (isinstance(held, tuple) and chosen in held):
                return False
        if not self.state.filter:
            return True
        searched = [column for column in self.columns if column.searched] or [self.columns[0]]
        text = " ".join(folded(column.value(row)) for column in searched)
        return all(word in text for word in folded(self.state.filter).split())


def in_order(rows: Sequence[R], value: Callable[[R], Any], *, descending: bool) -> list[R]:
    """Rows by a value; unknown last in both directions, equal values in the order they came.

    >>> in_order([3, None, 1], lambda row: row, descending=True)
    [3, 1, None]
    """
    known = [(sort_key(value(row)), row) for row in rows if value(row) is not None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in known] + [row for row in rows if value(row) is None]


def sort_key(value: Any) -> Any:
    """Words without accents, capitals and punctuation; numbers and dates as they are."""
    return folded(value) if isinstance(value, (str, Text)) else value


def folded(value: object) -> str:
    """Text for searching and sorting: small letters, no accents, no punctuation.

    >>> folded("Súdwest-Fryslân"), folded("'s-Hertogenbosch")
    ('sudwest fryslan', 's hertogenbosch')
    """
    text = unicodedata.normalize("NFKD", str(value).casefold())
    kept = "".join(
        letter if letter.isalnum() else " " for letter in text if not unicodedata.combining(letter)
    )
    return " ".join(kept.split())
