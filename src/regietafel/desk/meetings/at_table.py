"""What a meeting asks about its table: what it is called, who may read along, and who its partners are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from regietafel.core.areas.division import division_on
from regietafel.core.base.answer import Text
from regietafel.desk.accounts.permissions import may_keep_table
from regietafel.desk.accounts.person import (
    NATION,
    OrganisationKind,
    Permission,
    Person,
    RoleName,
    day_of,
)
from regietafel.desk.accounts.queries import organisations
from regietafel.desk.accounts.territory import lies_in

NATIONAL: dict[str, Text] = {
    "lrt": Text("LRT", "LRT"),
    "hlrt": Text("HLRT", "HLRT"),
    "mcms": Text("MCMS", "MCMS"),
    "veiligheidsberaad": Text("Veiligheidsberaad", "Safety Council"),
    "iao": Text("IAO", "IAO"),
    "iccb": Text("ICCb", "ICCb"),
    "mccb": Text("MCCb", "MCCb"),
}
SHORT = {
    "coa": "zb000210",
    "jenv": "mnre1058",
    "bzk": "mnre1034",
    "vro": "mnre1034",
    "szw": "mnre1073",
    "rvb": "oorg10124",
}
"""Short names that may follow @ while typing, each with the key of its organisation."""
_PARTNERS = {
    OrganisationKind.DEPARTMENT,
    OrganisationKind.COA,
    OrganisationKind.VNG,
    OrganisationKind.IPO,
    OrganisationKind.AEDES,
    OrganisationKind.AGENCY,
    OrganisationKind.OTHER,
}


def territory_of(table: str) -> str:
    """The territory of a table by its key: a provincial one names its province, the others are national.

    >>> territory_of("prt-pv22"), territory_of("lrt")
    ('PV22', 'NL')
    """
    return table.removeprefix("prt-").upper() if table.startswith("prt-pv") else NATION


def name_of(table: str, day: date) -> Text:
    """How a table is called: LRT, PRT Drenthe; its key when it is not known."""
    if table in NATIONAL:
        return NATIONAL[table]
    names = {province.code: province.name for province in division_on(day).provinces}
    if (name := names.get(territory_of(table))) is not None:
        return Text(f"PRT {name}", f"PRT {name}")
    return Text(table, table)


def tables_known(day: date) -> dict[str, Text]:
    """Every table by key, in order: the national ones, then those of the provinces."""
    provincial = [f"prt-{province.code.lower()}" for province in division_on(day).provinces]
    return {key: name_of(key, day) for key in (*NATIONAL, *provincial)}


def may_keep(person: Person, table: str, at: date) -> Permission:
    """Whether someone prepares the meetings of this table, and why (not)."""
    return may_keep_table(person, territory_of(table), day_of(at))


def may_read(person: Person, table: str, at: date) -> Permission:
    """Whether someone reads agenda, attendance and lines of this table's meetings, and why (not).

    The secretariat that keeps it, and who holds a role at one of its partners. Visitors read dates only.
    """
    keeps = may_keep(person, table, at)
    if keeps or not person.signed_in:
        return keeps
    territory = territory_of(table)
    for role in person.held(at):
        if role.role is RoleName.ADMINISTRATOR:
            continue
        local = role.kind not in _PARTNERS and role.area and lies_in(role.area, territory, day_of(at))
        at_province = territory == NATION and role.kind is OrganisationKind.PROVINCE
        if (
            (role.kind in _PARTNERS and role.kind is not OrganisationKind.AGENCY)
            or at_province
            or (local and territory != NATION)
        ):
            return Permission(
                True,
                Text(
                    f"{role.organisation_name} is partner van deze tafel.",
                    f"{role.organisation_name} is a partner of this table.",
                ),
            )
    name = name_of(table, day_of(at))
    return Permission(
        False,
        Text(
            f"Agenda en verslag van de {name.nl} zijn voor de partners van die tafel.",
            f"Agenda and minutes of the {name.en} are for the partners of that table.",
        ),
    )


def partners_of(table: str, day: date) -> dict[str, str]:
    """The organisations that can own a line of this table, by key, with their names: one query."""
    territory = territory_of(table)
    found = {}
    for row in organisations(on=day):
        here = (
            row.kind is OrganisationKind.PROVINCE
            if territory == NATION
            else _lies_in(row.area, territory, day)
        )
        if row.kind in _PARTNERS or here:
            found[row.key] = row.name
    return found


def owner_words(table: str, partners: Mapping[str, str], day: date) -> dict[str, str]:
    """What may follow @ while typing: keys of partners and tables, and short names."""
    words = {key: key for key in (*partners, *tables_known(day))}
    return words | {short: key for short, key in SHORT.items() if key in partners}


def _lies_in(area: str, territory: str, day: date) -> bool:
    return bool(area) and area != NATION and lies_in(area, territory, day)
