"""Who may keep, read and speak at a table: pure questions; the default answer is no, with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.permissions import may_keep_table
from regietafel.desk.accounts.person import Permission, Person, RoleName, day_of
from regietafel.desk.tables.queries import SeatRow, TableRow, is_of_the_table, keepers, taking_part


class Kept(Protocol):
    """What has a territory, such as a table."""

    @property
    def territory(self) -> str: ...


def may_keep(person: Person, table: Kept, at: date) -> Permission:
    """Prepare a table's meetings, minutes and lists: its own secretariat only.

    A regional body has no secretariat here; the national one keeps what it needs of it.
    """
    territory = table.territory if not table.territory.startswith("VR") else "NL"
    return may_keep_table(person, territory, at)


def may_change_structure(person: Person, territory: str, at: date) -> Permission:
    """Add, rename or end tables and seats: the national secretariat, and a province's for the tables of its area."""
    return may_keep_table(person, "NL" if territory.startswith("VR") else territory, at)


def may_keep_any(person: Person, at: date) -> Permission:
    """Add a table somewhere: who keeps the tables of any territory."""
    kept = sorted(keepers(person, day_of(at)))
    return may_keep_table(person, kept[0] if kept else "NL", at)


def may_name_contact(person: Person, partner: str, at: date) -> Permission:
    """Name whom to speak to: a partner its own, and the national secretariat everybody's."""
    own = speaks_for(person, partner, at)
    return own if own else may_keep_table(person, "NL", at)


def may_read_table(person: Person, table: TableRow, seats: Iterable[SeatRow], at: date) -> Permission:
    """Read what a table prepares and decides: who keeps it, who has a seat there, and the national secretariat."""
    kept = may_keep(person, table, at)
    if kept or not person.signed_in or not person.held(at):
        return kept
    if person.has(at, RoleName.NATIONAL_SECRETARIAT):
        return _yes("U bent het landelijk secretariaat.", "You are the national secretariat.")
    own = {role.organisation: role.organisation_name for role in taking_part(person, at)}
    if (seat := next((each for each in seats if each.partner in own), None)) is not None:
        name, at_table = own[seat.partner], table.abbreviation
        return _yes(f"{name} heeft een plaats aan de {at_table}.", f"{name} has a seat at the {at_table}.")
    if any(is_of_the_table(role, table, day_of(at)) for role in taking_part(person, at)):
        return _yes(
            f"Uw gemeente ligt in het gebied van de {table.abbreviation}.",
            f"Your municipality lies in the territory of the {table.abbreviation}.",
        )
    return _no_seat(", ".join(dict.fromkeys(own.values())), table.abbreviation)


def _yes(nl: str, en: str) -> Permission:
    return Permission(True, Text(nl, en))


def _no_seat(names: str, table: str) -> Permission:
    if not names:
        return Permission(
            False,
            Text(
                "Een beheerder beheert mensen en rollen en leest geen stukken van tafels.",
                "An administrator manages people and roles and reads no papers of tables.",
            ),
        )
    return Permission(
        False,
        Text(
            f"De stukken van de {table} zijn voor wie daar een plaats heeft. {names} heeft die niet.",
            f"The papers of the {table} are for who has a seat there. {names} has none.",
        ),
    )


def speaks_for(person: Person, partner: str, at: date) -> Permission:
    """Speak, remark or answer for a partner: who holds a role at that organisation on that day."""
    if any(role.organisation == partner for role in taking_part(person, day_of(at))):
        return Permission(True, Text("U spreekt voor uw organisatie.", "You speak for your organisation."))
    return Permission(
        False,
        Text(
            f"U hebt geen rol bij {partner}, dus u kunt daar niet voor spreken.",
            f"You hold no role at {partner}, so you cannot speak for it.",
        ),
    )
