"""In what quality somebody may step an item, add one, or speak on the short line; with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from regietafel.core.base.answer import Text
from regietafel.core.follow_up.items import Role
from regietafel.desk.accounts.person import Permission, Person, RoleName, day_of
from regietafel.desk.follow_up.queries import ItemRow
from regietafel.desk.tables.permissions import may_keep, speaks_for
from regietafel.desk.tables.queries import TableRow, keepers, tables_of


class Owned(Protocol):
    """What has an owner, somebody who raised it, and tables."""

    @property
    def owner(self) -> str: ...
    @property
    def raised_by(self) -> str: ...
    @property
    def tables(self) -> tuple[str, ...]: ...


def roles_of(person: Person, item: Owned, tables: Iterable[TableRow], at: date) -> frozenset[Role]:
    """In what quality a person meets an item: for its owner, for who raised it, for a table that follows it."""
    found = set()
    by_key = {row.key: row for row in tables}
    if item.owner and _speaks(person, item.owner, by_key, at):
        found.add(Role.OWNER)
    if item.raised_by and _speaks(person, item.raised_by, by_key, at):
        found.add(Role.RAISED)
    if any(may_keep(person, by_key[key], at) for key in item.tables if key in by_key):
        found.add(Role.TABLE)
    return frozenset(found)


def _speaks(person: Person, who: str, tables: dict[str, TableRow], at: date) -> bool:
    """For an organisation its own people; for a table its secretariat."""
    return bool(may_keep(person, tables[who], at) if who in tables else speaks_for(person, who, at))


def may_read_item(person: Person, item: ItemRow, at: date) -> Permission:
    """Read an item: who has a seat at one of its tables or keeps it, its owner, and who raised it."""
    if not person.signed_in:
        return Permission(
            False, Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")
        )
    day = day_of(at)
    mine = set(tables_of(person, day))
    if person.has(at, RoleName.NATIONAL_SECRETARIAT) or mine & {*item.tables, item.owner, item.raised_by}:
        return Permission(True, Text("U hebt een plaats aan deze tafel.", "You have a seat at this table."))
    if any(speaks_for(person, partner, at) for partner in (item.owner, item.raised_by) if partner):
        return Permission(True, Text("Dit gaat over uw organisatie.", "This is about your organisation."))
    return Permission(
        False,
        Text(
            "Dit is voor wie een plaats heeft aan een tafel die het volgt, of er zelf bij betrokken is.",
            "This is for who has a seat at a table that follows it, or is a party to it.",
        ),
    )


def may_add_items(person: Person, at: date) -> Permission:
    """Add items to the list of a table: its secretariat. For which tables is asked by `keeps_all`."""
    if not person.signed_in:
        return Permission(
            False, Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")
        )
    if keepers(person, day_of(at)):
        return Permission(True, Text("U houdt de lijst van een tafel bij.", "You keep the list of a table."))
    return Permission(
        False,
        Text(
            "De actielijst wordt bijgehouden door het secretariaat van de tafel. Meld uw punt daar.",
            "The action list is kept by the secretariat of the table. Report your item there.",
        ),
    )


def keeps_all(person: Person, tables: Iterable[TableRow], at: date) -> Permission:
    """Whether a person keeps every one of some tables; the first refusal otherwise."""
    for row in tables:
        if not (permission := may_keep(person, row, at)):
            return permission
    return Permission(True, Text("U houdt deze tafels bij.", "You keep these tables."))
