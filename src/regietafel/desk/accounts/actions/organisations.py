"""Organisations: made, changed, and loaded from the product's own tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from regietafel.desk.accounts.actions.authority import AccountsError, demand_administrator
from regietafel.desk.accounts.bodies import shipped_bodies
from regietafel.desk.accounts.models import Organisation
from regietafel.desk.accounts.person import OrganisationKind
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By

_FIELDS = ("kind", "name", "area", "tooi", "valid_from", "valid_until")


@transaction.atomic
def create_organisation(
    *,
    by: By,
    at: datetime,
    key: str,
    kind: OrganisationKind,
    name: str,
    area: str = "",
    tooi: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    reason: str = "",
) -> str:
    """Add an organisation and give its key. Raises: AccountsError for a key in use or days that cannot be."""
    demand_administrator(by, at)
    _refuse_empty(key, name)
    _refuse_days(name, valid_from, valid_until)
    if Organisation.objects.filter(key=key).exists():
        raise AccountsError(
            f'an organisation with key "{key}" exists',
            "take another key, or change that one",
            nl=f'Er is al een organisatie met sleutel "{key}". Kies een andere sleutel, of wijzig die organisatie.',
        )
    row = Organisation(
        key=key,
        kind=kind.value,
        name=name,
        area=area,
        tooi=tooi,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    row.save()
    record(
        by=by,
        at=at,
        action="create_organisation",
        subject=("organisation", key),
        before=None,
        after=_state(row),
        reason=reason,
    )
    return key


@transaction.atomic
def change_organisation(
    *,
    by: By,
    at: datetime,
    key: str,
    name: str,
    valid_from: date | None,
    valid_until: date | None,
    reason: str = "",
) -> None:
    """Give an organisation another name or other days. Nothing is written when nothing differs."""
    demand_administrator(by, at)
    row = Organisation.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise AccountsError(
            f'no organisation has key "{key}"',
            "take one from the list of organisations",
            nl=f'Er is geen organisatie met sleutel "{key}". Kies er een uit de lijst.',
        )
    _refuse_empty(key, name)
    _refuse_days(name, valid_from, valid_until)
    before = _state(row)
    row.name, row.valid_from, row.valid_until = name, valid_from, valid_until
    if _state(row) == before:
        return
    row.save()
    record(
        by=by,
        at=at,
        action="change_organisation",
        subject=("organisation", key),
        before=before,
        after=_state(row),
        reason=reason,
    )


@transaction.atomic
def load_organisations(*, by: By, at: datetime) -> int:
    """Add the organisations of the product's tables that are not there yet; give how many were added.

    A second run adds nothing. What an administrator changed stays; only an end that the tables know and the
    row does not (a municipality dissolved since) is filled in. One record names all that was added or ended.
    """
    demand_administrator(by, at)
    known = {row.key: row for row in Organisation.objects.all()}
    added = [
        Organisation(
            key=body.key,
            kind=body.kind.value,
            name=body.name,
            area=body.area,
            tooi=body.tooi,
            valid_from=body.valid_from,
            valid_until=body.valid_until,
        )
        for body in shipped_bodies()
        if body.key not in known
    ]
    ended = {
        body.key: body.valid_until
        for body in shipped_bodies()
        if body.key in known and body.valid_until and known[body.key].valid_until is None
    }
    if not added and not ended:
        return 0
    Organisation.objects.bulk_create(added)
    for key, until in ended.items():
        known[key].valid_until = until
        known[key].save(update_fields=["valid_until"])
    record(
        by=by,
        at=at,
        action="load_organisations",
        subject=("organisations", "alle"),
        before={key: {"valid_until": None} for key in ended} or None,
        after={row.key: _state(row) for row in added}
        | {key: {"valid_until": day} for key, day in ended.items()},
    )
    return len(added)


def _state(row: Organisation) -> dict[str, Any]:
    return {field: getattr(row, field) for field in _FIELDS}


def _refuse_empty(key: str, name: str) -> None:
    if not key or not name.strip():
        raise AccountsError(
            "an organisation needs a key and a name",
            "fill in both",
            nl="Een organisatie heeft een sleutel en een naam nodig. Vul beide in.",
        )


def _refuse_days(name: str, valid_from: date | None, valid_until: date | None) -> None:
    if valid_from and valid_until and valid_until <= valid_from:
        raise AccountsError(
            f"{name} would end before it begins",
            "give an end after the begin",
            nl=f"{name} zou eindigen voordat de organisatie begint. Geef een later einde.",
        )
