"""Reading people, organisations, roles and sessions, as finished rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q

from regietafel.core.base.calendar import DateRange
from regietafel.desk.accounts.models import Organisation, Role, User
from regietafel.desk.accounts.person import NOBODY, HeldRole, OrganisationKind, Person, RoleName


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation, ready to be shown."""

    key: str
    kind: OrganisationKind
    name: str
    area: str
    tooi: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class RoleRow:
    """A role of a user, with its id."""

    id: str
    held: HeldRole


@dataclass(frozen=True)
class PersonRow:
    """A user with every role, past and to come."""

    key: str
    email: str
    function_title: str
    active: bool
    demo: bool
    last_signed_in: datetime | None
    second_factor: bool
    roles: tuple[RoleRow, ...]


@dataclass(frozen=True)
class SessionRow:
    """A session that has not ended."""

    id: str
    began: datetime
    address: str
    browser: str
    current: bool


def person(user_key: str) -> Person:
    """The person with this user id; NOBODY for an id that is not there or an account that is closed."""
    if not user_key.isdecimal():
        return NOBODY
    user = User.objects.filter(pk=int(user_key), is_active=True).first()
    return person_of(user) if user is not None else NOBODY


def person_by_email(email: str) -> Person:
    """The person with this address, for commands and the demonstration; NOBODY when there is none."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    return person_of(user) if user is not None else NOBODY


def person_of(user: Any) -> Person:
    """The person behind a signed-in user of a request, with all roles: one query; NOBODY for anyone else."""
    if not getattr(user, "is_authenticated", False):
        return NOBODY
    roles = Role.objects.filter(user_id=user.pk).select_related("organisation")
    return Person(
        key=str(user.pk),
        name=user.function_title,
        roles=tuple(_held(role) for role in roles),
        demo=user.is_demo,
    )


def organisations(
    *, on: date | None = None, kind: OrganisationKind | None = None
) -> tuple[OrganisationRow, ...]:
    """Organisations in order of kind and name; only those that exist on a day, when a day is given."""
    rows = Organisation.objects.all()
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if on is not None:
        rows = rows.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_until__isnull=True) | Q(valid_until__gt=on),
        )
    return tuple(_organisation(row) for row in rows)


def organisation_names(keys: Iterable[str]) -> dict[str, str]:
    """The names of organisations by key; those that are not there are left out. One query."""
    return dict(Organisation.objects.filter(key__in=list(keys)).values_list("key", "name"))


def organisations_named(word: str) -> tuple[str, ...]:
    """The keys of the organisations with a word in their name. One query."""
    return tuple(Organisation.objects.filter(name__icontains=word).values_list("key", flat=True))


def organisation(key: str) -> OrganisationRow | None:
    """The organisation with this key, or None."""
    row = Organisation.objects.filter(key=key).first()
    return _organisation(row) if row is not None else None


def people() -> tuple[PersonRow, ...]:
    """All users in order of function title: three queries."""
    return tuple(_people(User.objects.all()))


def person_row(user_key: str) -> PersonRow | None:
    """One user with all roles, or None."""
    if not user_key.isdecimal():
        return None
    return next(iter(_people(User.objects.filter(pk=int(user_key)))), None)


def roles_at(organisation_key: str) -> tuple[tuple[str, HeldRole], ...]:
    """Who holds or held which role at an organisation: function title and role."""
    rows = Role.objects.filter(organisation__key=organisation_key).select_related("organisation", "user")
    return tuple((row.user.function_title, _held(row)) for row in rows)


def has_second_factor(user_key: str) -> bool:
    """Whether this user set up a second factor."""
    return bool(Authenticator.objects.filter(user_id=int(user_key)).exists())


def sessions(user_key: str, *, current: str) -> tuple[SessionRow, ...]:
    """A user's sessions that have not ended, oldest first; `current` is the session key of the asking one."""
    rows = UserSession.objects.filter(user_id=int(user_key)).order_by("created_at")
    return tuple(
        SessionRow(str(row.pk), row.created_at, str(row.ip), row.user_agent, row.session_key == current)
        for row in rows
        if row.exists()
    )


def _people(rows: Any) -> list[PersonRow]:
    users = list(rows)
    keys = [user.pk for user in users]
    roles: dict[int, list[RoleRow]] = {}
    for role in Role.objects.filter(user_id__in=keys).select_related("organisation"):
        roles.setdefault(role.user_id, []).append(RoleRow(str(role.pk), _held(role)))
    secured = set(Authenticator.objects.filter(user_id__in=keys).values_list("user_id", flat=True))
    return [
        PersonRow(
            key=str(user.pk),
            email=user.email,
            function_title=user.function_title,
            active=user.is_active,
            demo=user.is_demo,
            last_signed_in=user.last_login,
            second_factor=user.pk in secured,
            roles=tuple(roles.get(user.pk, ())),
        )
        for user in users
    ]


def _organisation(row: Organisation) -> OrganisationRow:
    return OrganisationRow(
        key=row.key,
        kind=OrganisationKind(row.kind),
        name=row.name,
        area=row.area,
        tooi=row.tooi,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _held(row: Role) -> HeldRole:
    return HeldRole(
        role=RoleName(row.role),
        organisation=row.organisation.key,
        organisation_name=row.organisation.name,
        kind=OrganisationKind(row.organisation.kind),
        area=row.organisation.area,
        valid=DateRange(row.valid_from, row.valid_until),
    )
