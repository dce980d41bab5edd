"""Who may do what: pure questions over a person, an area and a day. The default answer is no, with its reason.

Areas go by code: a municipality GM0363, a province PV26, a safety region VR09, the nation NL.
`lies_in` of the territory says in which province a municipality lies on that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.person import (
    NATION,
    NOBODY,
    HeldRole,
    OrganisationKind,
    Permission,
    Person,
    Refused,
    RoleName,
    day_of,
    demand,
)
from regietafel.desk.accounts.territory import lies_in

__all__ = [
    "NOBODY",
    "Permission",
    "Person",
    "Refused",
    "RoleName",
    "demand",
    "may_administer",
    "may_approve",
    "may_confirm",
    "may_enter_figures",
    "may_keep_table",
    "may_read_history",
    "may_see_account",
    "may_see_detail",
    "may_see_sum",
]

Level = Literal["municipality", "province", "national"]

_SIGN_IN = Permission(
    False, Text(nl="Meld u aan: dit is niet openbaar.", en="Sign in: this is not a public page.")
)
_NO_ROLE = Permission(
    False,
    Text(
        nl="U hebt op deze dag geen rol. Vraag de beheerder om een rol bij uw organisatie.",
        en="You have no role on this day. Ask the administrator for a role at your organisation.",
    ),
)


def _no(nl: str, en: str) -> Permission:
    return Permission(False, Text(nl=nl, en=en))


def _yes(nl: str, en: str) -> Permission:
    return Permission(True, Text(nl=nl, en=en))


def _unknown(person: Person, at: date) -> Permission | None:
    """The refusal for someone who is not signed in or has no role on that day."""
    if not person.signed_in:
        return _SIGN_IN
    return None if person.held(at) else _NO_ROLE


def _reaches(roles: Iterable[HeldRole], area: str, at: date) -> HeldRole | None:
    """The first role whose organisation's area is the asked one, or holds it."""
    day = day_of(at)
    return next((role for role in roles if role.area and lies_in(area, role.area, day)), None)


def may_see_account(person: Person, at: date) -> Permission:
    """Every user sees their own roles, sessions and second factor, also when no role holds."""
    return _yes("Dit is uw eigen account.", "This is your own account.") if person.signed_in else _SIGN_IN


def may_administer(person: Person, at: date) -> Permission:
    """Only an administrator adds people and organisations, and gives and ends roles."""
    if (refusal := _unknown(person, at)) is not None:
        return refusal
    if person.has(at, RoleName.ADMINISTRATOR):
        return _yes("U bent beheerder.", "You are an administrator.")
    return _no(
        "Alleen een beheerder beheert mensen, organisaties en rollen.",
        "Only an administrator manages people, organisations and roles.",
    )


def may_read_history(person: Person, at: date) -> Permission:
    """The whole trail names functions and addresses of users: administrators and the national secretariat."""
    if (refusal := _unknown(person, at)) is not None:
        return refusal
    if person.has(at, RoleName.ADMINISTRATOR, RoleName.NATIONAL_SECRETARIAT):
        return _yes("U leest de volledige geschiedenis.", "You read the full history.")
    return _no(
        "De volledige geschiedenis is voor beheerders en het landelijk secretariaat. "
        "De geschiedenis van een gegeven staat op de pagina van dat gegeven.",
        "The full history is for administrators and the national secretariat. "
        "The history of a record stands on the page of that record.",
    )


def may_enter_figures(person: Person, area: str, at: date) -> Permission:
    """A municipal reporter enters own figures only, a province those of its own area, the others all."""
    if (refusal := _unknown(person, at)) is not None:
        return refusal
    if person.has(at, RoleName.NATIONAL_SECRETARIAT):
        return _yes(
            "Het landelijk secretariaat voert alle cijfers in.",
            "The national secretariat enters all figures.",
        )
    if person.has(at, RoleName.COA_REPORTER):
        return _yes("Het COA voert cijfers van alle gebieden in.", "COA enters figures of all areas.")
    if _reaches(person.held(at, RoleName.PROVINCIAL_SECRETARIAT), area, at):
        return _yes("Dit gebied ligt in uw provincie.", "This area lies in your province.")
    municipal = person.held(at, RoleName.MUNICIPAL_REPORTER)
    if _reaches(municipal, area, at):
        return _yes("Dit is uw eigen gemeente.", "This is your own municipality.")
    return _why_not_entered(person, municipal, at)


def _why_not_entered(person: Person, municipal: tuple[HeldRole, ...], at: date) -> Permission:
    if municipal:
        own = ", ".join(role.organisation_name for role in municipal)
        return _no(
            f"U voert alleen de cijfers van uw eigen gemeente in ({own}).",
            f"You enter the figures of your own municipality only ({own}).",
        )
    provincial = person.held(at, RoleName.PROVINCIAL_SECRETARIAT)
    if provincial:
        own = ", ".join(role.organisation_name for role in provincial)
        return _no(
            f"U voert alleen cijfers van uw eigen provincie en haar gemeenten in ({own}).",
            f"You enter figures of your own province and its municipalities only ({own}).",
        )
    if person.has(at, RoleName.ADMINISTRATOR):
        return _no(
            "Een beheerder beheert mensen en rollen en voert geen cijfers in.",
            "An administrator manages people and roles and enters no figures.",
        )
    return _no("Een lezer voert geen cijfers in.", "A reader enters no figures.")


def may_confirm(person: Person, area: str, at: date) -> Permission:
    """Whoever may enter a figure may confirm its import."""
    return may_enter_figures(person, area, at)


def may_approve(person: Person, area: str, level: Level, at: date) -> Permission:
    """Approval by level: municipality, then province or COA, then the nation; each level for itself."""
    if (refusal := _unknown(person, at)) is not None:
        return refusal
    return {
        "municipality": _may_approve_for_municipality,
        "province": _may_approve_for_province,
        "national": _may_approve_for_nation,
    }[level](person, area, at)


def _may_approve_for_municipality(person: Person, area: str, at: date) -> Permission:
    if _reaches(person.held(at, RoleName.MUNICIPAL_REPORTER), area, at):
        return _yes("Dit is uw eigen gemeente.", "This is your own municipality.")
    return _no(
        "Op gemeentelijk niveau keurt alleen de gemeente zelf goed.",
        "At the municipal level only the municipality itself approves.",
    )


def _may_approve_for_province(person: Person, area: str, at: date) -> Permission:
    if person.has(at, RoleName.COA_REPORTER):
        return _yes("Het COA keurt op dit niveau mee goed.", "COA approves at this level.")
    if _reaches(person.held(at, RoleName.PROVINCIAL_SECRETARIAT), area, at):
        return _yes("Dit gebied ligt in uw provincie.", "This area lies in your province.")
    return _no(
        "Op provinciaal niveau keurt het secretariaat van de eigen provincie goed, of het COA.",
        "At the provincial level the secretariat of the own province approves, or COA.",
    )


def _may_approve_for_nation(person: Person, area: str, at: date) -> Permission:
    if person.has(at, RoleName.NATIONAL_SECRETARIAT):
        return _yes("U bent het landelijk secretariaat.", "You are the national secretariat.")
    return _no(
        "Op landelijk niveau keurt alleen het landelijk secretariaat goed.",
        "At the national level only the national secretariat approves.",
    )


def _sees_all(role: HeldRole) -> bool:
    """National secretariat and COA see all; so does a reader at a department or at COA."""
    if role.role in (RoleName.NATIONAL_SECRETARIAT, RoleName.COA_REPORTER):
        return True
    return role.role is RoleName.READER and role.kind in (OrganisationKind.DEPARTMENT, OrganisationKind.COA)


def may_see_detail(person: Person, area: str, at: date) -> Permission:
    """Figures that are not public, in detail: the own area and what lies in it; nation and COA see all.

    For a province, safety region or NL, detail means the figures of each municipality in it.
    """
    if (refusal := _unknown(person, at)) is not None:
        return refusal
    held = person.held(at)
    if any(_sees_all(role) for role in held):
        return _yes("U ziet alle gebieden in detail.", "You see all areas in detail.")
    local = [role for role in held if role.role is not RoleName.ADMINISTRATOR]
    if role := _reaches(local, area, at):
        return _yes(
            f"Dit gebied hoort bij {role.organisation_name}.",
            f"This area belongs to {role.organisation_name}.",
        )
    if not local:
        return _no(
            "Een beheerder beheert mensen en rollen en ziet geen cijfers die niet openbaar zijn.",
            "An administrator manages people and roles and sees no figures that are not public.",
        )
    own = ", ".join(dict.fromkeys(role.organisation_name for role in local))
    return _no(
        f"U ziet uw eigen gebied in detail ({own}) en de andere gebieden opgeteld.",
        f"You see your own area in detail ({own}) and the other areas in sum.",
    )


def may_see_sum(person: Person, area: str, at: date) -> Permission:
    """Figures that are not public, summed per province, safety region or nation: everyone with a figures role."""
    if (refusal := _unknown(person, at)) is not None:
        return refusal
    if detail := may_see_detail(person, area, at):
        return detail
    if area.startswith("GM"):
        return may_see_detail(person, area, at)
    if any(role.role is not RoleName.ADMINISTRATOR for role in person.held(at)):
        return _yes("U ziet andere gebieden opgeteld.", "You see other areas in sum.")
    return may_see_detail(person, area, at)


def may_keep_table(person: Person, area: str, at: date) -> Permission:
    """Prepare a table's meetings, minutes and actions: NL the national secretariat, PV.. that province's own."""
    if (refusal := _unknown(person, at)) is not None:
        return refusal
    if area == NATION:
        if person.has(at, RoleName.NATIONAL_SECRETARIAT):
            return _yes("U bent het landelijk secretariaat.", "You are the national secretariat.")
        return _no(
            "De landelijke tafels worden door het landelijk secretariaat voorbereid.",
            "The national tables are prepared by the national secretariat.",
        )
    if any(role.area == area for role in person.held(at, RoleName.PROVINCIAL_SECRETARIAT)):
        return _yes("Dit is de tafel van uw provincie.", "This is the table of your province.")
    return _no(
        "Een provinciale tafel wordt door het secretariaat van die provincie voorbereid.",
        "A provincial table is prepared by the secretariat of that province.",
    )
