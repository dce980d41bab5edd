"""Who from the State goes to which provincial table: nobody missing, nobody double.

Source: minutes of the national table of 16 September 2022, item 3 (senior officials of the State join the next
provincial tables). Who goes where is not in the minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from regietafel.core.base.answer import Text


class Cover(Enum):
    """Whether a table has the one delegate that it needs."""

    MISSING = "missing"
    ONE = "one"
    DOUBLE = "double"


COVER_TITLES = {
    Cover.MISSING: Text(nl="nog niemand", en="nobody yet"),
    Cover.ONE: Text(nl="geregeld", en="arranged"),
    Cover.DOUBLE: Text(nl="dubbel", en="double"),
}


@dataclass(frozen=True)
class Place:
    """One table with the offices that go there."""

    table: str
    offices: tuple[str, ...]

    @property
    def cover(self) -> Cover:
        """None is missing, more than one is double."""
        if not self.offices:
            return Cover.MISSING
        return Cover.ONE if len(self.offices) == 1 else Cover.DOUBLE


def roster(tables: Iterable[str], chosen: Iterable[tuple[str, str]]) -> tuple[Place, ...]:
    """Every table with who goes there, in the order of `tables`. `chosen` are pairs of table and office.

    >>> places = roster(["prt-pv22", "prt-pv29"], [("prt-pv29", "dgvb"), ("prt-pv29", "dgm")])
    >>> [(place.table, place.cover.value) for place in places]
    [('prt-pv22', 'missing'), ('prt-pv29', 'double')]
    """
    going: dict[str, list[str]] = {}
    for table, office in chosen:
        if office not in going.setdefault(table, []):
            going[table].append(office)
    return tuple(Place(table, tuple(going.get(table, ()))) for table in tables)
