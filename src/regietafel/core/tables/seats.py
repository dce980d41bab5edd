"""Seats, offices and who holds them by date: what may not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault
from regietafel.core.tables.kinds import SeatKind, SeatRole
from regietafel.core.tables.structure import Body
from regietafel.core.tables.validity import Validity


@dataclass(frozen=True)
class Holder:
    """Who holds an office during some days; a name only where the office is public and the source gives it."""

    office: str
    name: str
    validity: Validity = field(default_factory=Validity)


@dataclass(frozen=True)
class Seat:
    """A place at a table for a partner's office, from and until."""

    key: str
    table: str
    partner: str
    office: str
    kind: SeatKind = SeatKind.PERMANENT
    role: SeatRole = SeatRole.MEMBER
    validity: Validity = field(default_factory=Validity)


def seat_faults(seats: Iterable[Seat], bodies: dict[str, Body]) -> Iterator[Fault]:
    """Seats at no table or outside its days, the same seat twice, and two chairs at once."""
    listed = list(seats)
    for seat in listed:
        body = bodies.get(seat.table)
        if body is None:
            yield Fault.told(
                seat.key,
                Text(f'er is geen tafel "{seat.table}"', f'there is no table "{seat.table}"'),
                Text("voeg haar eerst toe", "add it first"),
            )
        elif not body.validity.holds(seat.validity):
            yield Fault.told(
                seat.key,
                Text(
                    f"geldt {seat.validity}, en {seat.table} is er {body.validity}",
                    f"holds {seat.validity}, and {seat.table} is there {body.validity}",
                ),
                Text("laat de plaats eindigen met haar tafel", "end the seat with its table"),
            )
    for one, other in combinations(listed, 2):
        if one.table != other.table or not one.validity.overlaps(other.validity):
            continue
        if (one.partner, one.office) == (other.partner, other.office):
            yield Fault.told(
                other.key,
                Text(
                    f"{one.office} heeft al een plaats aan {one.table}",
                    f"{one.office} has a seat at {one.table} already",
                ),
                Text("beëindig die eerst", "end that one first"),
            )
        elif one.role is other.role is SeatRole.CHAIR:
            yield Fault.told(
                other.key,
                Text(
                    f"{one.table} heeft al een voorzitter: {one.office}",
                    f"{one.table} has a chair already: {one.office}",
                ),
                Text("beëindig die plaats eerst", "end that seat first"),
            )


def holder_faults(holders: Iterable[Holder], public: dict[str, bool]) -> Iterator[Fault]:
    """Two holders of one office at once, and names at an office that is not public."""
    listed = list(holders)
    for each in listed:
        if each.office not in public:
            yield Fault.told(
                each.office,
                Text("die functie is er niet", "there is no such office"),
                Text("voeg haar eerst toe", "add it first"),
            )
        elif each.name and not public[each.office]:
            yield Fault.told(
                each.office,
                Text(
                    "is geen openbaar ambt, dus er wordt geen naam bewaard",
                    "is not a public office, so no name is kept",
                ),
                Text("laat de naam weg; de functie blijft", "leave the name out; the office stays"),
            )
    for one, other in combinations(listed, 2):
        if one.office == other.office and one.validity.overlaps(other.validity):
            yield Fault.told(
                one.office,
                Text(
                    f"zou twee ambtsdragers tegelijk hebben ({one.validity} en {other.validity})",
                    f"would have two holders at once ({one.validity} and {other.validity})",
                ),
                Text("beëindig de eerdere eerst", "end the earlier one first"),
            )
