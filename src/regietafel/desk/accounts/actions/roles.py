"""Roles: given from a day, ended on a day; never erased."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from regietafel.desk.accounts.actions.authority import AccountsError, demand_administrator
from regietafel.desk.accounts.actions.people import locked_user
from regietafel.desk.accounts.models import Organisation, Role
from regietafel.desk.accounts.person import ROLE_KINDS, ROLE_TITLES, OrganisationKind, RoleName
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By


@transaction.atomic
def grant_role(
    *,
    by: By,
    at: datetime,
    user: str,
    organisation: str,
    role: RoleName,
    valid_from: date,
    valid_until: date | None = None,
    reason: str = "",
) -> str:
    """Give a user a role at an organisation from a day on; give the role's id as text.

    Raises: AccountsError when the role does not fit the organisation, the organisation does not exist on those
    days, or the user holds that role there already.
    """
    demand_administrator(by, at)
    holder = locked_user(user)
    place = Organisation.objects.filter(key=organisation).first()
    if place is None:
        raise AccountsError(
            f'no organisation has key "{organisation}"',
            "take one from the list of organisations",
            nl=f'Er is geen organisatie met sleutel "{organisation}". Kies er een uit de lijst.',
        )
    _refuse_misfit(role, place)
    _refuse_wrong_days(place, valid_from, valid_until)
    same = Role.objects.filter(user=holder, organisation=place, role=role.value).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from)
    )
    if valid_until is not None:
        same = same.filter(valid_from__lt=valid_until)
    if same.exists():
        raise AccountsError(
            f"{holder.function_title} holds the role {ROLE_TITLES[role].en} at {place.name} on those days",
            "end that role first, or take other days",
            nl=f"{holder.function_title} heeft op die dagen al de rol {ROLE_TITLES[role].nl} bij {place.name}. Beëindig eerst die rol, of kies andere dagen.",
        )
    row = Role(
        user=holder, organisation=place, role=role.value, valid_from=valid_from, valid_until=valid_until
    )
    row.save()
    record(
        by=by,
        at=at,
        action="grant_role",
        subject=("user", user),
        before=None,
        after=_state(row, organisation),
        reason=reason,
    )
    return str(row.pk)


@transaction.atomic
def end_role(*, by: By, at: datetime, role: str, valid_until: date, reason: str = "") -> None:
    """Let a role end: `valid_until` is the first day that it no longer holds."""
    demand_administrator(by, at)
    rows = Role.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=int(role)).first() if role.isdecimal() else None
    if row is None:
        raise AccountsError(
            f'no role has id "{role}"',
            "take one from the page of that user",
            nl=f'Er is geen rol met nummer "{role}". Kies er een op de pagina van de gebruiker.',
        )
    if valid_until <= row.valid_from:
        raise AccountsError(
            f"the role began on {row.valid_from} and would end on {valid_until}",
            "give a day after its begin",
            nl=f"De rol begon op {row.valid_from} en zou op {valid_until} eindigen. Geef een dag na het begin.",
        )
    if row.valid_until is not None and row.valid_until <= valid_until:
        raise AccountsError(
            f"the role ends on {row.valid_until} already",
            "give an earlier day",
            nl=f"De rol eindigt al op {row.valid_until}. Geef een eerdere dag.",
        )
    before = _state(row, row.organisation.key)
    row.valid_until = valid_until
    row.save(update_fields=["valid_until"])
    record(
        by=by,
        at=at,
        action="end_role",
        subject=("user", str(row.user_id)),
        before=before,
        after=_state(row, row.organisation.key),
        reason=reason,
    )


def _refuse_misfit(role: RoleName, place: Organisation) -> None:
    kinds = ROLE_KINDS[role]
    if kinds and OrganisationKind(place.kind) not in kinds:
        raise AccountsError(
            f"the role {ROLE_TITLES[role].en} does not fit {place.name} ({place.kind})",
            f"take an organisation of kind {' or '.join(sorted(kind.value for kind in kinds))}",
            nl=f"De rol {ROLE_TITLES[role].nl} past niet bij {place.name}. Kies een organisatie van een andere soort.",
        )


def _refuse_wrong_days(place: Organisation, valid_from: date, valid_until: date | None) -> None:
    if valid_until is not None and valid_until <= valid_from:
        raise AccountsError(
            "the role would end before it begins",
            "give an end after the begin",
            nl="De rol zou eindigen voordat zij begint. Geef een later einde.",
        )
    if place.valid_from and valid_from < place.valid_from:
        raise AccountsError(
            f"{place.name} begins on {place.valid_from}",
            "let the role begin then or later",
            nl=f"{place.name} begint op {place.valid_from}. Laat de rol dan of later beginnen.",
        )
    if place.valid_until and valid_from >= place.valid_until:
        raise AccountsError(
            f"{place.name} ended on {place.valid_until}",
            "take its successor",
            nl=f"{place.name} is op {place.valid_until} opgehouden. Kies de opvolger.",
        )


def _state(row: Role, organisation: str) -> dict[str, Any]:
    return {
        "role_id": row.pk,
        "role": row.role,
        "organisation": organisation,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
    }
