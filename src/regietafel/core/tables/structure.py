"""Bodies and how they stand to each other on a day: what may not be, and the way up.

Source: minutes of the national table of 16 September 2022, item 2: a specific crisis structure that uses existing
structures, without extra layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults, RegietafelError
from regietafel.core.tables.kinds import RELATION_TITLES, BodyKind, Level, RelationKind, Tier
from regietafel.core.tables.validity import Validity

UPWARD = (RelationKind.PREPARES_FOR, RelationKind.REPORTS_TO)


class TableError(RegietafelError):
    """A body that is not there on a day, or a relation that cannot be."""


@dataclass(frozen=True)
class Body:
    """A table or another body; `territory` is NL, PV.. or VR.., `secretariat` the key of an organisation."""

    key: str
    name: Text
    kind: BodyKind
    tier: Tier
    level: Level
    territory: str = "NL"
    secretariat: str = ""
    validity: Validity = field(default_factory=Validity)


@dataclass(frozen=True)
class Relation:
    """`lower` prepares for, reports to, succeeds or consults `upper`, during its days."""

    kind: RelationKind
    lower: str
    upper: str
    validity: Validity = field(default_factory=Validity)


@dataclass(frozen=True)
class Structure:
    """All bodies and relations, over time."""

    bodies: Mapping[str, Body]
    relations: tuple[Relation, ...] = ()

    def on(self, day: date) -> Structure:
        """The bodies and relations of one day."""
        there = {key: body for key, body in self.bodies.items() if day in body.validity}
        kept = tuple(
            each
            for each in self.relations
            if day in each.validity and each.lower in there and each.upper in there
        )
        return Structure(there, kept)

    @property
    def turning_days(self) -> tuple[date, ...]:
        """The days on which a body began or was no longer there, in order."""
        ends = {day for body in self.bodies.values() for day in (body.validity.start, body.validity.until)}
        return tuple(sorted(day for day in ends if day is not None))

    def above(self, key: str) -> tuple[str, ...]:
        """Whom a body prepares for or reports to, each once, in the order of the relations."""
        return tuple(
            dict.fromkeys(each.upper for each in self.relations if each.lower == key and each.kind in UPWARD)
        )

    def routes(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Every way up from a body to one that has nobody above it; the body itself first.

        >>> bodies = {key: Body(key, Text(key, key), BodyKind.TABLE, Tier.NATIONAL, Level.OFFICIALS)
        ...           for key in ("prt", "hlrt", "lrt")}
        >>> up = RelationKind.REPORTS_TO
        >>> Structure(bodies, (Relation(up, "prt", "lrt"), Relation(RelationKind.PREPARES_FOR, "hlrt", "lrt"),
        ...                    Relation(up, "prt", "hlrt"))).routes("prt")
        (('prt', 'lrt'), ('prt', 'hlrt', 'lrt'))
        """
        above = self.above(key)
        if not above:
            return ((key,),)
        return tuple((key, *rest) for upper in above for rest in self.routes(upper))

    def successors(self, key: str) -> tuple[str, ...]:
        """The bodies that succeed one."""
        return tuple(
            each.lower for each in self.relations if each.upper == key and each.kind is RelationKind.SUCCEEDS
        )

    def body(self, key: str, day: date) -> Body:
        """The body with this key on a day. Raises: TableError with what it became, when it ended."""
        body = self.bodies.get(key)
        if body is None:
            listed = ", ".join(sorted(self.bodies)) or "-"
            raise TableError(
                Text(f'er is geen tafel "{key}"', f'there is no table "{key}"'),
                Text(f"kies er een van: {listed}", f"take one of: {listed}"),
            )
        if day in body.validity:
            return body
        ended = body.validity.until
        if ended is not None and ended <= day:
            after = ", ".join(self.successors(key))
            remedy = (
                Text(f"ga naar de opvolger: {after}", f"go to its successor: {after}")
                if after
                else Text(
                    "er is geen opvolger; kies een andere tafel", "it has no successor; choose another table"
                )
            )
            raise TableError(Text(f"{key} eindigde op {ended}", f"{key} ended on {ended}"), remedy)
        raise TableError(
            Text(f"{key} begint op {body.validity.start}", f"{key} begins on {body.validity.start}"),
            Text("kies een latere dag", "choose a later day"),
        )


def check(structure: Structure) -> Structure:
    """The structure, when it can be. Raises: Faults with every circle, unknown body and day too many."""
    faults = [*_unknown(structure), *_outside(structure), *_circles(structure)]
    if faults:
        raise Faults(Text("de structuur", "the structure"), faults)
    return structure


def _unknown(structure: Structure) -> Iterator[Fault]:
    for each in structure.relations:
        for key in (each.lower, each.upper):
            if key not in structure.bodies:
                yield Fault.told(
                    _said(each),
                    Text(f'er is geen orgaan "{key}"', f'there is no body "{key}"'),
                    Text("voeg het eerst toe", "add it first"),
                )
        if each.lower == each.upper:
            yield Fault.told(
                _said(each),
                Text("het is hetzelfde orgaan", "it is the same body"),
                Text("noem een ander orgaan", "name another body"),
            )


def _said(relation: Relation) -> Text:
    kind = RELATION_TITLES[relation.kind]
    return Text(
        f"{relation.lower} {kind.nl} {relation.upper}", f"{relation.lower} {kind.en} {relation.upper}"
    )


def _outside(structure: Structure) -> Iterator[Fault]:
    """Relations that hold on days on which one of the two is not there; a successor comes after, so not that."""
    for each in structure.relations:
        if each.kind is RelationKind.SUCCEEDS:
            continue
        for key in (each.lower, each.upper):
            body = structure.bodies.get(key)
            if body is not None and not body.validity.holds(each.validity):
                yield Fault.told(
                    _said(each),
                    Text(
                        f"geldt {each.validity}, en {key} is er {body.validity}",
                        f"holds {each.validity}, and {key} is there {body.validity}",
                    ),
                    Text("maak de verhouding korter", "shorten the relation"),
                )


def _circles(structure: Structure) -> Iterator[Fault]:
    """Bodies that would, over others, prepare for or report to themselves at the same time."""
    told: set[frozenset[str]] = set()
    for circle in _found_circles(structure):
        if frozenset(circle) not in told:
            told.add(frozenset(circle))
            way = " → ".join(circle)
            yield Fault.told(
                circle[0],
                Text(f"de weg naar boven is een kring: {way}", f"the way up is a circle: {way}"),
                Text("haal één verhouding weg", "take one relation away"),
            )


def _found_circles(structure: Structure) -> Iterator[tuple[str, ...]]:
    upward = [each for each in structure.relations if each.kind in UPWARD and each.lower != each.upper]

    def walk(path: tuple[str, ...], shared: tuple[Relation, ...]) -> Iterator[tuple[str, ...]]:
        for each in upward:
            if each.lower != path[-1] or not all(each.validity.overlaps(one.validity) for one in shared):
                continue
            if each.upper == path[0]:
                yield (*path, each.upper)
            elif each.upper not in path:
                yield from walk((*path, each.upper), (*shared, each))

    for start in sorted({each.lower for each in upward}):
        yield from walk((start,), ())


def duplicated_routes(structure: Structure, keys: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Bodies of which a matter can come to the same top along more than one way, with those ways."""
    found = {}
    for key in keys:
        by_top: dict[str, list[tuple[str, ...]]] = {}
        for route in structure.routes(key):
            by_top.setdefault(route[-1], []).append(route)
        double = tuple(route for routes in by_top.values() if len(routes) > 1 for route in routes)
        if double:
            found[key] = double
    return found
