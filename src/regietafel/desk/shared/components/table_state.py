"""The state of a table as it stands in the address: sort, filter, choices, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import HttpRequest

from regietafel.desk.shared.moment import NOW, Moment, moment_of

SORT, FILTER, PAGE = "sorteer", "zoek", "pagina"


@dataclass(frozen=True)
class TableState:
    """What the reader asked of a table.

    `name` keeps two tables on one page apart ("" for the only one); `others` are the parameters of the address
    that are not this table's, and stay. `sort` is a column key; `choices` are the values of select boxes.
    """

    path: str = ""
    name: str = ""
    sort: str = ""
    descending: bool = False
    filter: str = ""
    page: int = 1
    choices: Mapping[str, str] = field(default_factory=dict)
    others: tuple[tuple[str, str], ...] = ()
    moment: Moment = NOW

    @classmethod
    def of(
        cls, request: HttpRequest, name: str = "", *, choices: tuple[str, ...] = (), sort: str = ""
    ) -> TableState:
        """Read the state of the table `name`; `choices` are the keys of its select boxes, `sort` its first order.

        An unreadable page number is page 1: a hand-typed address still shows the table.
        """
        prefix = f"{name}-" if name else ""
        own = {f"{prefix}{key}" for key in (SORT, FILTER, PAGE, *choices)}
        asked = request.GET.get(f"{prefix}{SORT}", sort)
        number = request.GET.get(f"{prefix}{PAGE}", "1")
        return cls(
            path=request.path,
            name=name,
            sort=asked.removeprefix("-"),
            descending=asked.startswith("-"),
            filter=request.GET.get(f"{prefix}{FILTER}", "")[:100].strip(),
            page=int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1,
            choices={key: request.GET.get(f"{prefix}{key}", "") for key in choices},
            others=tuple(
                (key, value) for key in request.GET if key not in own for value in request.GET.getlist(key)
            ),
            moment=moment_of(request),
        )

    @property
    def prefix(self) -> str:
        """What stands before the names of this table's parameters."""
        return f"{self.name}-" if self.name else ""

    @property
    def element(self) -> str:
        """The id of the table in the page."""
        return f"tabel-{self.name}" if self.name else "tabel"

    def parameters(self, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """All parameters of the address in this state, those of the page included."""
        order = f"-{self.sort}" if self.descending else self.sort
        own = {
            SORT: order,
            FILTER: self.filter,
            **self.choices,
            PAGE: str(self.page) if self.page > 1 else "",
        }
        return [
            *self.others,
            *((f"{self.prefix}{key}", value) for key, value in own.items() if value and key not in without),
        ]

    def href(self) -> str:
        """The address of the page in this state."""
        query = urlencode(self.parameters())
        return f"{self.path}?{query}" if query else self.path

    def on(self, href: str) -> str:
        """Another address with the state of this table: what is downloaded stands as the reader sees it."""
        query = urlencode(self.parameters(without=(PAGE,)))
        if not query:
            return href
        return f"{href}{'&' if '?' in href else '?'}{query}"

    def sorted_by(self, key: str, *, numeric: bool) -> TableState:
        """The state after a click on a column: numbers start with the highest, words with the first letter."""
        descending = not self.descending if self.sort == key else numeric
        return replace(self, sort=key, descending=descending, page=1)

    def at_page(self, page: int) -> TableState:
        """The state at another page."""
        return replace(self, page=page)

    def cleared(self) -> TableState:
        """The state without filter and choices."""
        return replace(self, filter="", choices={}, page=1)
