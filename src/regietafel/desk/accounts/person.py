"""A person at their functions, and the answer to what they may do. Plain values: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import RegietafelError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NATION = "NL"


class RoleName(Enum):
    """What someone is at an organisation."""

    NATIONAL_SECRETARIAT = "national_secretariat"
    PROVINCIAL_SECRETARIAT = "provincial_secretariat"
    MUNICIPAL_REPORTER = "municipal_reporter"
    COA_REPORTER = "coa_reporter"
    READER = "reader"
    ADMINISTRATOR = "administrator"


ROLE_TITLES: dict[RoleName, Text] = {
    RoleName.NATIONAL_SECRETARIAT: Text(nl="secretariaat LRT", en="national secretariat"),
    RoleName.PROVINCIAL_SECRETARIAT: Text(nl="secretariaat PRT", en="provincial secretariat"),
    RoleName.MUNICIPAL_REPORTER: Text(nl="gegevensinvoer gemeente", en="municipal reporter"),
    RoleName.COA_REPORTER: Text(nl="gegevensinvoer COA", en="COA reporter"),
    RoleName.READER: Text(nl="lezer", en="reader"),
    RoleName.ADMINISTRATOR: Text(nl="beheerder", en="administrator"),
}


class OrganisationKind(Enum):
    """What sort of body an organisation is. The province's table and its executive are two bodies."""

    DEPARTMENT = "department"
    PROVINCE = "province"
    PROVINCIAL_EXECUTIVE = "provincial_executive"
    SAFETY_REGION = "safety_region"
    MUNICIPALITY = "municipality"
    COA = "coa"
    VNG = "vng"
    IPO = "ipo"
    AEDES = "aedes"
    AGENCY = "agency"
    OTHER = "other"


KIND_TITLES: dict[OrganisationKind, Text] = {
    OrganisationKind.DEPARTMENT: Text(nl="ministerie", en="department"),
    OrganisationKind.PROVINCE: Text(nl="provincie", en="province"),
    OrganisationKind.PROVINCIAL_EXECUTIVE: Text(nl="gedeputeerde staten", en="provincial executive"),
    OrganisationKind.SAFETY_REGION: Text(nl="veiligheidsregio", en="safety region"),
    OrganisationKind.MUNICIPALITY: Text(nl="gemeente", en="municipality"),
    OrganisationKind.COA: Text(nl="COA", en="COA"),
    OrganisationKind.VNG: Text(nl="VNG", en="VNG"),
    OrganisationKind.IPO: Text(nl="IPO", en="IPO"),
    OrganisationKind.AEDES: Text(nl="Aedes", en="Aedes"),
    OrganisationKind.AGENCY: Text(nl="uitvoeringsorganisatie", en="agency"),
    OrganisationKind.OTHER: Text(nl="andere organisatie", en="other organisation"),
}


@dataclass(frozen=True)
class HeldRole:
    """A role at an organisation, from and until; `area` is the organisation's code, "" when it has none."""

    role: RoleName
    organisation: str
    organisation_name: str
    kind: OrganisationKind
    area: str
    valid: DateRange


@dataclass(frozen=True)
class Person:
    """Someone who acts or reads, known by a function and never by name.

    `key` is the user id as text and "" for someone who has not signed in; `name` is the function title.
    """

    key: str
    name: str
    roles: tuple[HeldRole, ...] = ()
    demo: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether this is a known user."""
        return bool(self.key)

    def held(self, at: date, *roles: RoleName) -> tuple[HeldRole, ...]:
        """The roles that hold on a day (of a moment: its day in Amsterdam); only those named, when named."""
        day = day_of(at)
        return tuple(each for each in self.roles if day in each.valid and (not roles or each.role in roles))

    def has(self, at: date, *roles: RoleName) -> bool:
        """Whether any of these roles holds on a day."""
        return bool(self.held(at, *roles))


NOBODY = Person(key="", name="")


@dataclass(frozen=True)
class Permission:
    """Whether something is allowed, and why (not). False in a condition when it is refused."""

    allowed: bool
    reason: Text

    def __bool__(self) -> bool:
        return self.allowed


class Refused(RegietafelError):
    """A person may not do this; the permission says why."""

    def __init__(self, permission: Permission, person: Person = NOBODY) -> None:
        self.permission = permission
        self.person = person
        super().__init__(permission.reason)


def demand(permission: Permission, person: Person = NOBODY) -> None:
    """Go on when allowed. Raises: Refused, with the reason, when not."""
    if not permission:
        raise Refused(permission, person)


def day_of(at: date) -> date:
    """The day in Amsterdam of a day or an aware moment.

    >>> from datetime import UTC
    >>> day_of(datetime(2022, 9, 15, 23, 30, tzinfo=UTC))
    datetime.date(2022, 9, 16)
    """
    return at.astimezone(AMSTERDAM).date() if isinstance(at, datetime) else at


ROLE_KINDS: dict[RoleName, frozenset[OrganisationKind]] = {
    RoleName.NATIONAL_SECRETARIAT: frozenset({OrganisationKind.DEPARTMENT}),
    RoleName.PROVINCIAL_SECRETARIAT: frozenset({OrganisationKind.PROVINCE}),
    RoleName.MUNICIPAL_REPORTER: frozenset({OrganisationKind.MUNICIPALITY}),
    RoleName.COA_REPORTER: frozenset({OrganisationKind.COA}),
    RoleName.READER: frozenset(),
    RoleName.ADMINISTRATOR: frozenset(),
}
"""At which kinds of organisation a role can be held; empty: at any."""

SECOND_FACTOR_ROLES = frozenset(
    {RoleName.NATIONAL_SECRETARIAT, RoleName.PROVINCIAL_SECRETARIAT, RoleName.ADMINISTRATOR}
)
"""Roles that need a second factor where the installation asks for one."""
