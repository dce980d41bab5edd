"""In what quality somebody may step an item, add one, or speak on the short line; with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from regietafel.core.base.answer import Text
from regietafel.core.follow_up.items import Kind, Role
from regietafel.core.tables.kinds import BodyKind, Tier
from regietafel.desk.accounts.person import Permission, Person, RoleName, day_of
from regietafel.desk.accounts.succession import answered_for, answers_for
from regietafel.desk.follow_up.queries import ItemRow, Reader
from regietafel.desk.tables.permissions import may_keep, speaks_for
from regietafel.desk.tables.queries import TableRow, keepers, tables_all, tables_of, tables_on, taking_part


class Owned(Protocol):
    """What has an owner, somebody who raised it, and tables."""

    @property
    def owner(self) -> str: ...
    @property
    def raised_by(self) -> str: ...
    @property
    def tables(self) -> tuple[str, ...]: ...


def roles_of(person: Person, item: Owned, tables: Iterable[TableRow], at: date) -> frozenset[Role]:
    """In what quality a person meets an item: for its owner or who took over from it, for who raised it, for a table
    that follows it."""
    found = set()
    by_key = {row.key: row for row in tables}
    if item.owner and (
        _speaks(person, item.owner, by_key, at) or answers_for(person, item.owner, day_of(at))
    ):
        found.add(Role.OWNER)
    if item.raised_by and _speaks(person, item.raised_by, by_key, at):
        found.add(Role.RAISED)
    if any(may_keep(person, by_key[key], at) for key in item.tables if key in by_key):
        found.add(Role.TABLE)
    return frozenset(found)


def _speaks(person: Person, who: str, tables: dict[str, TableRow], at: date) -> bool:
    """For an organisation its own people; for a table its secretariat."""
    return bool(may_keep(person, tables[who], at) if who in tables else speaks_for(person, who, at))


def reader_of(person: Person, at: date) -> Reader:
    """What a person may see: the national secretariat all; others what is of their tables and organisations."""
    day = day_of(at)
    return Reader(
        everything=person.has(at, RoleName.NATIONAL_SECRETARIAT),
        tables=frozenset(tables_of(person, day)),
        partners=answered_for({role.organisation for role in taking_part(person, day)}, day),
    )


def may_read_item(person: Person, item: ItemRow, at: date) -> Permission:
    """Read an item: who has a seat at one of its tables or keeps it, its owner, and who raised it."""
    if not person.signed_in:
        return Permission(
            False, Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")
        )
    if reader_of(person, at).sees(item):
        return Permission(
            True,
            Text(
                "U hebt een plaats aan een tafel die het volgt, of bent er zelf bij betrokken.",
                "You have a seat at a table that follows it, or are a party to it.",
            ),
        )
    return Permission(
        False,
        Text(
            "Dit is voor wie een plaats heeft aan een tafel die het volgt, of er zelf bij betrokken is.",
            "This is for who has a seat at a table that follows it, or is a party to it.",
        ),
    )


def may_add_items(person: Person, kind: Kind, at: date) -> Permission:
    """Add items of a kind: the secretariat of a table; a request also a partner with a seat, in its own name.

    For which tables is asked by `may_add`.
    """
    if not person.signed_in:
        return Permission(
            False, Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")
        )
    if keepers(person, day_of(at)):
        return Permission(True, Text("U houdt de lijst van een tafel bij.", "You keep the list of a table."))
    if kind is Kind.REQUEST and tables_of(person, day_of(at)):
        return Permission(True, Text("U hebt een plaats aan een tafel.", "You have a seat at a table."))
    if kind is Kind.REQUEST:
        return Permission(
            False,
            Text(
                "Een verzoek komt van wie een plaats heeft aan een tafel. U hebt die niet.",
                "A request comes from who has a seat at a table. You have none.",
            ),
        )
    return Permission(
        False,
        Text(
            "De actielijst wordt bijgehouden door het secretariaat van de tafel. Meld uw punt daar.",
            "The action list is kept by the secretariat of the table. Report your item there.",
        ),
    )


def may_add(person: Person, kind: Kind, raised_by: str, tables: Iterable[TableRow], at: date) -> Permission:
    """Add one item for some tables: who keeps them all; a request also who speaks for a partner seated at each."""
    refused = next((no for row in tables if not (no := may_keep(person, row, at))), None)
    if refused is None:
        return Permission(True, Text("U houdt deze tafels bij.", "You keep these tables."))
    if kind is not Kind.REQUEST or not raised_by or not speaks_for(person, raised_by, at):
        return refused
    mine = set(tables_of(person, day_of(at)))
    if all(row.key in mine for row in tables):
        return Permission(True, Text("U verzoekt namens uw organisatie.", "You ask for your organisation."))
    return Permission(
        False,
        Text(
            "Uw organisatie heeft geen plaats aan elk van deze tafels. Kies alleen tafels waar zij zit.",
            "Your organisation has no seat at each of these tables. Choose only tables where it sits.",
        ),
    )


def may_delegate(person: Person, item: ItemRow, at: date) -> Permission:
    """Say who of the State goes where: the owner of the action, or who keeps a table that follows it."""
    if roles_of(person, item, tables_all(), at) & {Role.OWNER, Role.TABLE}:
        return Permission(True, Text("U verdeelt deze bezoeken.", "You divide these visits."))
    return Permission(
        False,
        Text(
            "Wie van het Rijk waarheen gaat, bepaalt de eigenaar van de actie of het landelijk secretariaat.",
            "Who of the State goes where is decided by the owner of the action or the national secretariat.",
        ),
    )


def lines_read_by(person: Person, day: date, at: datetime | None = None) -> tuple[TableRow, ...]:
    """The provincial tables whose short line a person may read: the own one, and all for who is at the national table."""
    mine = set(tables_of(person, day, at))
    every = person.has(day, RoleName.NATIONAL_SECRETARIAT) or "lrt" in mine
    return tuple(
        row
        for row in tables_on(day, at)
        if row.tier is Tier.PROVINCIAL and row.kind is BodyKind.TABLE and (every or row.key in mine)
    )


def may_read_line(person: Person, table: str, day: date, at: datetime | None = None) -> Permission:
    """Read the short line of one provincial table."""
    if any(row.key == table for row in lines_read_by(person, day, at)):
        return Permission(True, Text("U hebt een plaats aan deze tafel.", "You have a seat at this table."))
    return Permission(
        False,
        Text(
            "De korte lijn is voor wie een plaats heeft aan deze PRT of aan de LRT.",
            "The short line is for who has a seat at this provincial table or at the LRT.",
        ),
    )
