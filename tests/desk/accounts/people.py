"""One user for each role, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from regietafel.desk.accounts import actions, queries
from regietafel.desk.accounts.person import Person, RoleName
from regietafel.desk.audit.chain import Command

AT = datetime(2022, 9, 16, 20, tzinfo=UTC)
BY = Command("test")
PASSWORD = "een lange zin om te onthouden"
ROLES: dict[str, tuple[RoleName, str]] = {
    "national": (RoleName.NATIONAL_SECRETARIAT, "mnre1058"),
    "province": (RoleName.PROVINCIAL_SECRETARIAT, "pv22"),
    "municipality": (RoleName.MUNICIPAL_REPORTER, "gm1904"),
    "coa": (RoleName.COA_REPORTER, "zb000210"),
    "reader": (RoleName.READER, "vng"),
    "administrator": (RoleName.ADMINISTRATOR, "mnre1034"),
}


def address(role: str) -> str:
    """The e-mail address of the user with this role."""
    return f"{role}@voorbeeld.example"


def add(role: str) -> Person:
    """A user with one role since 1 January 2022; the organisations are loaded first."""
    actions.load_organisations(by=BY, at=AT)
    key = actions.create_user(
        by=BY, at=AT, email=address(role), function_title=f"Functie {role}", password=PASSWORD
    )
    name, organisation = ROLES[role]
    actions.grant_role(
        by=BY, at=AT, user=key, organisation=organisation, role=name, valid_from=date(2022, 1, 1)
    )
    return queries.person(key)
