"""How many tables a matter passes, how long it waits there, and what a new structure changes in that.

Source: minutes of the national table of 16 September 2022, item 2 (no extra layers in the governance).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from regietafel.core.base.errors import Fault, Faults
from regietafel.core.tables.structure import Structure, duplicated_routes


@dataclass(frozen=True)
class Passage:
    """A matter at one table: arrived and left, each None when not known (or not left yet)."""

    table: str
    arrived: date | None = None
    left: date | None = None

    @property
    def days(self) -> int | None:
        """Days that it waited there; None when a date is not known."""
        return None if self.arrived is None or self.left is None else (self.left - self.arrived).days


@dataclass(frozen=True)
class Journey:
    """The way of one matter: passages in order, the number of tables, and days known and unknown."""

    passages: tuple[Passage, ...]
    tables: int
    days: int
    unknown: int


def journey(passages: Sequence[Passage]) -> Journey:
    """Count the tables that a matter passes and the days it waited, as far as dates are known.

    Raises: Faults for a matter that leaves before it arrives, or arrives before it left the table before.

    >>> way = journey([Passage("hlrt", date(2022, 9, 9), date(2022, 9, 16)), Passage("lrt", date(2022, 9, 16))])
    >>> way.tables, way.days, way.unknown
    (2, 7, 1)
    """
    faults = [
        Fault(
            each.table, f"left on {each.left}, before it arrived on {each.arrived}", "change one of the two"
        )
        for each in passages
        if each.days is not None and each.days < 0
    ]
    faults += [
        Fault(
            after.table, f"arrived on {after.arrived}, before it left {before.table}", "change one of the two"
        )
        for before, after in pairwise(passages)
        if before.left is not None and after.arrived is not None and after.arrived < before.left
    ]
    if faults:
        raise Faults("the way of the matter", faults)
    known = [each.days for each in passages if each.days is not None]
    return Journey(
        tuple(passages), len({each.table for each in passages}), sum(known), len(passages) - len(known)
    )


@dataclass(frozen=True)
class Layers:
    """A structure on a day: layers on the longest way up from each start, and ways that come out double."""

    longest: dict[str, tuple[str, ...]]
    duplicated: dict[str, tuple[tuple[str, ...], ...]]

    @property
    def most(self) -> int:
        """The number of bodies on the longest way."""
        return max((len(route) for route in self.longest.values()), default=0)


def layers_of(structure: Structure, starts: Iterable[str]) -> Layers:
    """The longest way up from each body that is there, and the duplicated ones.

    >>> from regietafel.core.base.answer import Text
    >>> from regietafel.core.tables.kinds import BodyKind, Level, RelationKind, Tier
    >>> from regietafel.core.tables.structure import Body, Relation
    >>> bodies = {key: Body(key, Text(key, key), BodyKind.CRISIS, Tier.NATIONAL, Level.OFFICIALS)
    ...           for key in ("iao", "iccb", "mccb")}
    >>> up = RelationKind.PREPARES_FOR
    >>> crisis = Structure(bodies, (Relation(up, "iao", "iccb"), Relation(up, "iccb", "mccb")))
    >>> layers_of(crisis, crisis.bodies).longest["iao"]
    ('iao', 'iccb', 'mccb')
    """
    there = [key for key in starts if key in structure.bodies]
    longest = {key: max(structure.routes(key), key=len) for key in there}
    return Layers(longest, duplicated_routes(structure, there))


@dataclass(frozen=True)
class Compared:
    """The structure on the eve of its last change up to a day, and on that day itself."""

    turn: date
    before: Structure
    after: Structure

    @property
    def changed(self) -> bool:
        """Whether the bodies differ."""
        return self.before.bodies.keys() != self.after.bodies.keys()


def compare(over_time: Structure, day: date) -> Compared:
    """What the last change up to a day did; without any change the day against the day before it."""
    turns = [turn for turn in over_time.turning_days if turn <= day]
    turn = turns[-1] if turns else day
    return Compared(turn, over_time.on(turn - timedelta(days=1)), over_time.on(day))
