"""To which table minutes belong: its names and end, who sits there, who keeps it, and for whom someone speaks."""

from __future__ import annotations

from datetime import date, datetime

from regietafel.core.base.answer import Text
from regietafel.core.minutes.adoption import TableFacts
from regietafel.core.minutes.remarks import Viewer
from regietafel.desk.accounts.permissions import may_keep_table
from regietafel.desk.accounts.person import NATION, OrganisationKind, Permission, Person

_AT_NATIONAL_TABLES = frozenset(
    {
        OrganisationKind.DEPARTMENT,
        OrganisationKind.COA,
        OrganisationKind.VNG,
        OrganisationKind.IPO,
        OrganisationKind.AEDES,
    }
)


def table_facts(table: str, day: date, at: datetime | None = None) -> TableFacts:
    """Key and short name of a table."""
    return TableFacts(table, table.upper().replace("-", " "))


def represented_partners(table: str, day: date, at: datetime | None = None) -> dict[str, str]:
    """The partners with a permanent seat on a day: key → name."""
    return {}


def may_keep_minutes(person: Person, table: str, at: datetime) -> Permission:
    """The secretariat of the table keeps its minutes."""
    return may_keep_table(person, _territory(table), at)


def may_read_minutes(person: Person, table: str, day: date, at: datetime) -> Permission:
    """Who keeps the table, and who speaks for a partner with a seat there; others are refused with the reason."""
    keeps = may_keep_minutes(person, table, at)
    if keeps or seated_partners(person, table, day, at):
        return Permission(
            True, Text("Uw organisatie zit aan deze tafel.", "Your organisation sits at this table.")
        )
    if not person.signed_in:
        return keeps
    return Permission(
        False,
        Text(
            "Dit verslag is voor wie aan deze tafel zit. Uw organisatie heeft er geen zetel.",
            "These minutes are for who sits at this table. Your organisation has no seat there.",
        ),
    )


def seated_partners(person: Person, table: str, day: date, at: datetime) -> frozenset[str]:
    """The partners with a seat at the table for which someone speaks."""
    territory = _territory(table)
    return frozenset(
        role.organisation
        for role in person.held(at)
        if (role.kind in _AT_NATIONAL_TABLES if territory == NATION else role.area == territory)
    )


def viewer_of(person: Person, table: str, day: date, at: datetime) -> Viewer:
    """How someone looks at the remarks on minutes of this table."""
    partners = seated_partners(person, table, day, at)
    return Viewer(partners, bool(may_keep_minutes(person, table, at)), bool(partners))


def _territory(table: str) -> str:
    return table.removeprefix("prt-").upper() if table.startswith("prt-") else NATION


def tables_to_choose(own: str, day: date) -> list[tuple[str, str]]:
    """Tables to which minutes might be offered: their own first, then the one beside it."""
    keys = dict.fromkeys([own, "lrt", "hlrt"])
    return [(key, table_facts(key, day).name) for key in keys]
