"""Who supervises, who talks with provinces, and who reads: pure questions with their reasons."""

from __future__ import annotations

from datetime import date

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.permissions import may_see_detail, may_see_sum
from regietafel.desk.accounts.person import OrganisationKind, Permission, Person, RoleName

HOUSING = frozenset({"mnre1034", "mnre1171"})
"""The departments of the minister for housing, before and since July 2024."""

_SIGN_IN = Permission(False, Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page."))


def may_supervise(person: Person, province: str, at: date) -> Permission:
    """Steps on the ladder are decided by Gedeputeerde Staten of the province, not by its table.

    Source: Gemeentewet art. 124. The King's Commissioner chairs the table as organ of the State: another body.
    """
    if not person.signed_in:
        return _SIGN_IN
    for role in person.held(at):
        if (
            role.kind is OrganisationKind.PROVINCIAL_EXECUTIVE
            and role.area == province
            and role.role is not RoleName.ADMINISTRATOR
        ):
            return Permission(
                True,
                Text(f"U handelt voor {role.organisation_name}.", f"You act for {role.organisation_name}."),
            )
    return Permission(
        False,
        Text(
            "Over een trede beslissen gedeputeerde staten van deze provincie, niet de regietafel.",
            "Steps are decided by the provincial executive of this province, not by the table.",
        ),
    )


def may_talk(person: Person, at: date) -> Permission:
    """Bilateral talks with provinces are planned for the minister for housing: the department and the national
    secretariat."""
    if not person.signed_in:
        return _SIGN_IN
    if person.has(at, RoleName.NATIONAL_SECRETARIAT):
        return Permission(
            True, Text("U bent het landelijk secretariaat.", "You are the national secretariat.")
        )
    if any(
        role.organisation in HOUSING and role.role is not RoleName.ADMINISTRATOR for role in person.held(at)
    ):
        return Permission(
            True, Text("U werkt voor de minister voor VRO.", "You work for the minister for housing.")
        )
    return Permission(
        False,
        Text(
            "Een gesprek met een provincie plant het ministerie of het landelijk secretariaat.",
            "A talk with a province is planned by the department or the national secretariat.",
        ),
    )


def may_read_board(person: Person, area: str, at: date) -> Permission:
    """The national board: everyone with a role other than administrator. A province or municipality: who sees it
    in detail."""
    return may_see_sum(person, area, at) if area == "NL" else may_see_detail(person, area, at)
