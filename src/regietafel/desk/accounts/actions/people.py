"""Users: added, changed, and helped when a second factor is lost. No person's name is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from regietafel.desk.accounts.actions.authority import AccountsError, demand_administrator
from regietafel.desk.accounts.models import User
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By


@transaction.atomic
def create_user(
    *, by: By, at: datetime, email: str, function_title: str, password: str | None = None, demo: bool = False
) -> str:
    """Add a user and give the user id as text. Without a password the user sets one by the mailed link.

    Raises: AccountsError for an address that is none or is in use, or an empty function title.
    """
    demand_administrator(by, at)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise AccountsError(
            f'"{email}" is not an e-mail address',
            "write it as name@organisation.nl",
            nl=f'"{email}" is geen e-mailadres. Schrijf het als naam@organisatie.nl.',
        ) from None
    if not function_title.strip():
        raise AccountsError(
            "a user needs a function title",
            'write one, such as "Secretariaat PRT Drenthe"',
            nl='Een gebruiker heeft een functie nodig, zoals "Secretariaat PRT Drenthe".',
        )
    if User.objects.filter(email__iexact=email).exists():
        raise AccountsError(
            f"a user with address {email} exists",
            "give that user the role",
            nl=f"Er is al een gebruiker met adres {email}. Geef die gebruiker de rol.",
        )
    user = User(email=email, function_title=function_title.strip(), is_demo=demo, created_at=at)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    EmailAddress(user=user, email=email, verified=True, primary=True).save()
    record(
        by=by, at=at, action="create_user", subject=("user", str(user.pk)), before=None, after=_state(user)
    )
    return str(user.pk)


@transaction.atomic
def change_user(
    *, by: By, at: datetime, user: str, function_title: str, active: bool, reason: str = ""
) -> None:
    """Give a user another function title, or close or reopen the account. A closed account's sessions end."""
    demand_administrator(by, at)
    row = locked_user(user)
    if by.key == user and not active:
        raise AccountsError(
            "you cannot close your own account",
            "ask another administrator",
            nl="U kunt uw eigen account niet sluiten. Vraag een andere beheerder.",
        )
    if not function_title.strip():
        raise AccountsError(
            "a user needs a function title",
            'write one, such as "Secretariaat PRT Drenthe"',
            nl='Een gebruiker heeft een functie nodig, zoals "Secretariaat PRT Drenthe".',
        )
    before = _state(row)
    row.function_title, row.is_active = function_title.strip(), active
    if _state(row) == before:
        return
    row.save()
    record(
        by=by,
        at=at,
        action="change_user",
        subject=("user", user),
        before=before,
        after=_state(row),
        reason=reason,
    )


@transaction.atomic
def reset_second_factor(*, by: By, at: datetime, user: str, reason: str) -> None:
    """Take away a lost second factor and its recovery codes; the user sets up a new one at the next sign-in."""
    demand_administrator(by, at)
    row = locked_user(user)
    if by.key == user:
        raise AccountsError(
            "you cannot reset your own second factor",
            "ask another administrator",
            nl="U kunt uw eigen tweede factor niet wissen. Vraag een andere beheerder.",
        )
    if not reason.strip():
        raise AccountsError(
            "a reset of a second factor needs a reason",
            "say how you know who asks",
            nl="Geef een reden: hoe weet u wie het vraagt?",
        )
    factors = Authenticator.objects.filter(user_id=row.pk)
    kinds = sorted(factors.values_list("type", flat=True))
    if not kinds:
        raise AccountsError(
            f"{row.function_title} has no second factor",
            "there is nothing to reset",
            nl=f"{row.function_title} heeft geen tweede factor. Er is niets te wissen.",
        )
    factors.delete()
    record(
        by=by,
        at=at,
        action="reset_second_factor",
        subject=("user", user),
        before={"second_factor": kinds},
        after={"second_factor": []},
        reason=reason,
    )


def locked_user(user: str) -> User:
    """The user's row, locked until the transaction ends."""
    row = User.objects.select_for_update().filter(pk=int(user)).first() if user.isdecimal() else None
    if row is None:
        raise AccountsError(
            f'no user has id "{user}"',
            "take one from the list of people",
            nl=f'Er is geen gebruiker met nummer "{user}". Kies er een uit de lijst.',
        )
    return row


def _state(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "function_title": user.function_title,
        "active": user.is_active,
        "demo": user.is_demo,
    }
