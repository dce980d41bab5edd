"""Bodies and their relations on a day, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from regietafel.core.base.answer import Source, Text
from regietafel.core.tables.kinds import BodyKind, Level, RelationKind, Tier
from regietafel.core.tables.structure import Body as CoreBody
from regietafel.core.tables.structure import Relation as CoreRelation
from regietafel.core.tables.structure import Structure, TableError
from regietafel.core.tables.validity import Validity
from regietafel.desk.accounts.person import HeldRole, OrganisationKind, Person, RoleName
from regietafel.desk.accounts.territory import lies_in
from regietafel.desk.figures.queries import source_from
from regietafel.desk.tables.models import Body, Dated, Relation, Renaming, Seat


@dataclass(frozen=True)
class TableRow:
    """A body with all that a page shows of it. `territory` is NL, PV.. or VR..; `keeper` whose secretariat."""

    key: str
    abbreviation: str
    name: Text
    kind: BodyKind
    tier: Tier
    level: Level
    territory: str
    secretariat: str
    role: Text
    note: Text
    valid: Validity
    source: Source
    illustrative: bool
    known_since: datetime


@dataclass(frozen=True)
class RelationRow:
    """A relation with its source."""

    kind: RelationKind
    lower: str
    upper: str
    valid: Validity
    source: Source
    illustrative: bool


def known(rows: QuerySet[Any], at: datetime | None) -> QuerySet[Any]:
    """The rows that were known at a moment; None is now."""
    return rows if at is None else rows.filter(known_since__lte=at)


def validity_of(row: Dated, at: datetime | None) -> Validity:
    """The days of a row as known at a moment: an end that became known later is not there yet."""
    told_later = at is not None and row.end_known_since is not None and row.end_known_since > at
    return Validity(row.valid_from, None if told_later else row.valid_until)


def bodies(at: datetime | None) -> QuerySet[Any]:
    """The bodies known at a moment, each under the name that it was known by then."""
    latest = known(Renaming.objects.filter(body=OuterRef("key")), at).order_by("-known_since", "-pk")

    def named(field: str) -> Coalesce:
        return Coalesce(Subquery(latest.values(field)[:1]), F(field), output_field=CharField())

    rows: QuerySet[Any] = known(Body.objects.all(), at).annotate(
        short=named("abbreviation"), called_nl=named("name_nl"), called_en=named("name_en")
    )
    return rows


def tables_all(at: datetime | None = None) -> tuple[TableRow, ...]:
    """Every body known, whenever it was there; national ones first. One query."""
    rows = bodies(at).select_related("source")
    order = {tier: n for n, tier in enumerate(Tier)}
    return tuple(
        sorted(
            (_table(row, at) for row in rows),
            key=lambda row: (order[row.tier], row.kind is not BodyKind.TABLE, row.territory, row.key),
        )
    )


def tables_on(day: date, at: datetime | None = None) -> tuple[TableRow, ...]:
    """The bodies that are there on a day. One query."""
    return tuple(row for row in tables_all(at) if day in row.valid)


def table(key: str, day: date, at: datetime | None = None) -> TableRow:
    """The body with this key on a day; one or two queries.

    Raises: TableError for one that is not known, or not there on that day, with its successor.
    """
    row = bodies(at).select_related("source").filter(key=key).first()
    if row is None or day not in validity_of(row, at):
        structure(at).body(key, day)
        raise TableError(f'there is no table "{key}"', "look at the tables of another day")
    return _table(row, at)


def table_titles(at: datetime | None = None) -> dict[str, str]:
    """The abbreviation of each body by its key. One query."""
    return dict(bodies(at).values_list("key", "short"))


def relations_on(day: date, at: datetime | None = None) -> tuple[RelationRow, ...]:
    """The relations that hold on a day. One query."""
    rows = known(Relation.objects.select_related("source"), at).order_by("pk")
    return tuple(each for each in (_relation(row, at) for row in rows) if day in each.valid)


def structure(at: datetime | None = None) -> Structure:
    """All bodies and relations, over time, for the core. Two queries."""
    bodies = {row.key: _core(row) for row in tables_all(at)}
    rows = known(Relation.objects.all(), at).order_by("pk")
    relations = tuple(
        CoreRelation(RelationKind(row.kind), row.lower, row.upper, validity_of(row, at)) for row in rows
    )
    return Structure(bodies, relations)


@dataclass(frozen=True)
class MyTables:
    """The bodies of a day by key, and the keys of those at which a person takes part."""

    every: dict[str, TableRow]
    mine: tuple[str, ...]

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The tables at which the person takes part."""
        return tuple(self.every[key] for key in self.mine)

    @property
    def titles(self) -> dict[str, str]:
        """Abbreviations by key."""
        return {key: row.abbreviation for key, row in self.every.items()}


def my_tables(person: Person, day: date, at: datetime | None = None) -> MyTables:
    """The tables that a person keeps or takes part in through an organisation, on a day. Two queries."""
    held = taking_part(person, day)
    partners = {role.organisation for role in held}
    seated = {
        seat.table
        for seat in known(Seat.objects.filter(partner__in=partners), at)
        if day in validity_of(seat, at)
    }
    kept = keepers(person, day)
    every = {row.key: row for row in tables_on(day, at)}
    mine = tuple(
        row.key
        for row in every.values()
        if row.key in seated
        or (row.territory in kept and row.kind is not BodyKind.SUPERVISOR)
        or any(is_of_the_table(role, row, day) for role in held)
    )
    return MyTables(every, mine)


def tables_of(person: Person, day: date, at: datetime | None = None) -> tuple[str, ...]:
    """The keys of the tables that a person keeps or takes part in, on a day. Two queries."""
    return my_tables(person, day, at).mine


def is_of_the_table(role: HeldRole, table: TableRow, day: date) -> bool:
    """Whether a municipality takes part in a provincial table by lying in its territory (COA, about 2021)."""
    if table.kind is not BodyKind.TABLE or table.tier is not Tier.PROVINCIAL:
        return False
    return role.kind is OrganisationKind.MUNICIPALITY and lies_in(role.area, table.territory, day)


def taking_part(person: Person, at: date) -> tuple[HeldRole, ...]:
    """The roles through which a person takes part in tables: all but that of an administrator."""
    return tuple(role for role in person.held(at) if role.role is not RoleName.ADMINISTRATOR)


def keepers(person: Person, day: date) -> frozenset[str]:
    """The territories whose tables a person keeps: NL for the national secretariat, PV.. for a province's."""
    national = {"NL"} if person.has(day, RoleName.NATIONAL_SECRETARIAT) else set()
    return frozenset(national | {role.area for role in person.held(day, RoleName.PROVINCIAL_SECRETARIAT)})


def _table(row: Any, at: datetime | None) -> TableRow:
    return TableRow(
        key=row.key,
        abbreviation=row.short,
        name=Text(row.called_nl, row.called_en),
        kind=BodyKind(row.kind),
        tier=Tier(row.tier),
        level=Level(row.level),
        territory=row.territory,
        secretariat=row.secretariat,
        role=Text(row.role_nl, row.role_en),
        note=Text(row.note_nl, row.note_en),
        valid=validity_of(row, at),
        source=source_from(row.source),
        illustrative=row.illustrative,
        known_since=row.known_since,
    )


def _core(row: TableRow) -> CoreBody:
    return CoreBody(
        row.key, row.name, row.kind, row.tier, row.level, row.territory, row.secretariat, row.valid
    )


def _relation(row: Relation, at: datetime | None) -> RelationRow:
    return RelationRow(
        RelationKind(row.kind),
        row.lower,
        row.upper,
        validity_of(row, at),
        source_from(row.source),
        row.illustrative,
    )
