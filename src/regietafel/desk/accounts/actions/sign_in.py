"""What users do with their own account: sign in, set a password, change the second factor, end sessions."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from regietafel.desk.accounts.actions.authority import demand_administrator
from regietafel.desk.accounts.actions.people import locked_user
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By


@transaction.atomic
def sign_in(*, by: By, at: datetime, user: str, method: str) -> None:
    """Put a sign-in on record: by password, second factor or the organisation's own account."""
    record(by=by, at=at, action="sign_in", subject=("user", user), before=None, after={"method": method})


@transaction.atomic
def set_password(*, by: By, at: datetime, user: str, password: str) -> None:
    """Set a password; the password itself is not put on record. Sessions that began with the old one end."""
    row = locked_user(user)
    had_one = row.has_usable_password()
    row.set_password(password)
    row.save(update_fields=["password"])
    record(
        by=by,
        at=at,
        action="set_password",
        subject=("user", user),
        before={"password": "set" if had_one else "none"},
        after={"password": "set anew"},
    )


@transaction.atomic
def change_second_factor(*, by: By, at: datetime, user: str, kind: str, change: str) -> None:
    """Put on record that a second factor or its recovery codes were added, removed or made anew."""
    record(
        by=by,
        at=at,
        action="change_second_factor",
        subject=("user", user),
        before=None,
        after={"kind": kind, "change": change},
    )


@transaction.atomic
def end_sessions(
    *, by: By, at: datetime, user: str, keep: str = "", only: frozenset[str] | None = None, reason: str = ""
) -> int:
    """End a user's sessions and give how many: all, or `only` some ids, but not the one with session key `keep`.

    Users end their own sessions, an administrator those of anyone.
    """
    if by.key != user:
        demand_administrator(by, at)
    locked_user(user)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = UserSession.objects.filter(user_id=int(user)).exclude(session_key=keep)
    if only is not None:
        rows = rows.filter(pk__in=[int(each) for each in only if each.isdecimal()])
    ended = list(rows)
    for row in ended:
        store.delete(row.session_key)
        row.delete()
    record(
        by=by,
        at=at,
        action="end_sessions",
        subject=("user", user),
        before={"sessions": len(ended)},
        after={"sessions": 0},
        reason=reason,
    )
    return len(ended)
