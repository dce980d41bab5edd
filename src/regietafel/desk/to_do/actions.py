"""What can be written about digests: the wish, the claim, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from regietafel.core.to_do.digest import Preference, checked
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By
from regietafel.desk.to_do.models import Digest, DigestPreference
from regietafel.desk.to_do.queries import wish_of

ERROR_LENGTH = 300


@transaction.atomic
def prefer(*, by: By, at: datetime, user: str, preference: Preference) -> None:
    """Keep when a user wants the digest. Raises: Faults when it cannot be kept (see `checked`)."""
    before = wish_of(user).preference
    wanted = checked(preference)
    DigestPreference.objects.update_or_create(
        user_id=int(user),
        defaults={
            "rhythm": wanted.rhythm.value,
            "weekday": wanted.weekday,
            "at": wanted.at,
            "quiet_from": wanted.quiet_from,
            "quiet_until": wanted.quiet_until,
        },
    )
    record(
        by=by,
        at=at,
        action="digest.prefer",
        subject=("digest", user),
        before=_state(before),
        after=_state(wanted),
    )


@transaction.atomic
def renew_feed(*, by: By, at: datetime, user: str) -> int:
    """Give a user another calendar address; the old one shows nothing from now. Returns its version."""
    wish = wish_of(user)
    row, _ = DigestPreference.objects.get_or_create(
        user_id=int(user), defaults={"rhythm": wish.preference.rhythm.value}
    )
    row.feed_version = wish.feed_version + 1
    row.save(update_fields=["feed_version"])
    record(
        by=by,
        at=at,
        action="digest.renew_feed",
        subject=("digest", user),
        before={"feed_version": wish.feed_version},
        after={"feed_version": row.feed_version},
    )
    return row.feed_version


@transaction.atomic
def claim(*, by: By, at: datetime, user: str, slot: str) -> int | None:
    """Take a user's digest of a slot, before anything is sent; None when it was taken already.

    The database allows one row per user and slot: of two workers at the same moment one gets it.
    """
    try:
        with transaction.atomic():
            row = Digest.objects.create(user_id=int(user), slot=slot, state="claimed", claimed_at=at)
    except IntegrityError:
        return None
    record(
        by=by,
        at=at,
        action="digest.claim",
        subject=("digest", user),
        before=None,
        after={"slot": slot, "state": "claimed"},
    )
    return row.pk


@transaction.atomic
def finish(
    *,
    by: By,
    at: datetime,
    digest: int,
    state: str,
    fingerprint: str = "",
    items: int = 0,
    error: str = "",
) -> None:
    """Put down what became of a claimed digest: sent, unchanged, empty or refused."""
    row = Digest.objects.select_for_update().get(pk=digest)
    row.state, row.fingerprint, row.items = state, fingerprint, items
    row.error, row.finished_at = error[:ERROR_LENGTH], at
    row.save()
    record(
        by=by,
        at=at,
        action="digest.finish",
        subject=("digest", str(row.user_id)),
        before={"slot": row.slot, "state": "claimed"},
        after={"slot": row.slot, "state": state, "items": items},
        reason=error,
    )


def _state(preference: Preference) -> dict[str, Any]:
    return {
        "rhythm": preference.rhythm.value,
        "weekday": preference.weekday,
        "at": f"{preference.at:%H:%M}",
        "quiet_from": f"{preference.quiet_from:%H:%M}",
        "quiet_until": f"{preference.quiet_until:%H:%M}",
    }
