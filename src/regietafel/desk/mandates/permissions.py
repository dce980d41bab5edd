"""Who may give, use and read mandates: pure questions; the default answer is no, with its reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.person import Permission, Person, RoleName
from regietafel.desk.mandates.queries import ActRow, MandateRow
from regietafel.desk.tables.permissions import may_keep, speaks_for
from regietafel.desk.tables.queries import OfficeRow, TableRow, tables_of, tables_on


def may_give(person: Person, giver: TableRow, at: date) -> Permission:
    """Give, withdraw and take note of reports: the secretariat of the table that gives."""
    return may_keep(person, giver, at)


def may_act(person: Person, actor: TableRow | OfficeRow, at: date) -> Permission:
    """Do a formal act: the secretariat of the acting table, or who has a role at the partner of the office."""
    if isinstance(actor, OfficeRow):
        return speaks_for(person, actor.partner, at)
    return may_keep(person, actor, at)


def may_read_mandate(person: Person, row: MandateRow, mine: Collection[str], at: date) -> Permission:
    """A public mandate: everyone. Others: who has a seat at, or keeps, the giver or the holder (`mine`)."""
    if row.public:
        return Permission(True, Text("Dit mandaat is openbaar.", "This mandate is public."))
    if not person.signed_in:
        return Permission(
            False, Text("Meld u aan: dit mandaat is niet openbaar.", "Sign in: this mandate is not public.")
        )
    if person.has(at, RoleName.NATIONAL_SECRETARIAT):
        return Permission(
            True, Text("U bent het landelijk secretariaat.", "You are the national secretariat.")
        )
    if {row.mandate.giver, row.mandate.holder} & set(mine):
        return Permission(
            True, Text("Dit mandaat is van een tafel van u.", "This mandate is of a table of yours.")
        )
    return Permission(
        False,
        Text(
            "Dit mandaat is voor de tafel die het gaf en de tafel die het kreeg. U hebt aan geen van beide een plaats.",
            "This mandate is for the table that gave it and the table that got it. You have a seat at neither.",
        ),
    )


def may_read_own_act(person: Person, row: ActRow, mine: Collection[str], at: date) -> Permission:
    """An act by own right: who has a seat at, or keeps, the table that did it (`mine`)."""
    if not row.mandate and (row.actor in mine or person.has(at, RoleName.NATIONAL_SECRETARIAT)):
        return Permission(True, Text("Dit deed een tafel van u.", "This was done by a table of yours."))
    return Permission(
        False,
        Text(
            "Dit is voor wie een plaats heeft aan de tafel die het deed.",
            "This is for who has a seat at the table that did it.",
        ),
    )


def givers_of(person: Person, today: date) -> list[TableRow]:
    """The tables for which this person may give a mandate on a day. One query."""
    return [row for row in tables_on(today) if may_give(person, row, today)] if person.signed_in else []


def tables_of_reader(person: Person, today: date) -> frozenset[str]:
    """The tables that the reader has a seat at or keeps on a day; none without signing in."""
    return frozenset(tables_of(person, today)) if person.signed_in else frozenset()
