"""When a person wants a digest, which were sent, and whose calendar an address is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from regietafel.core.to_do.digest import Preference, Rhythm
from regietafel.desk.to_do.models import Digest, DigestPreference

FEED = "regietafel.to_do.feed"


@dataclass(frozen=True)
class Wish:
    """A person's preference, whether it was chosen, and the version and key of the calendar address."""

    user: str
    preference: Preference
    chosen: bool
    feed_version: int

    @property
    def feed_key(self) -> str:
        """The secret part of the calendar address: signed, so that it cannot be guessed or changed."""
        return signing.dumps({"user": self.user, "version": self.feed_version}, salt=FEED)


@dataclass(frozen=True)
class DigestRow:
    """One digest: its slot, what became of it, how many things it named, and why it was refused."""

    slot: str
    state: str
    items: int
    error: str
    at: datetime


def wish_of(user: str) -> Wish:
    """What a user chose, or the default."""
    row = DigestPreference.objects.filter(user_id=int(user)).first()
    if row is None:
        return Wish(user, Preference(), chosen=False, feed_version=1)
    preference = Preference(Rhythm(row.rhythm), row.weekday, row.at, row.quiet_from, row.quiet_until)
    return Wish(user, preference, chosen=True, feed_version=row.feed_version)


def reader_of_feed(key: str) -> str | None:
    """The id of the user whose calendar address has this key; None for any other text or an older version."""
    try:
        read = signing.loads(key, salt=FEED)
        user, version = str(read["user"]), int(read["version"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    return user if user.isdecimal() and wish_of(user).feed_version == version else None


def digests_of(user: str, *, at_most: int = 20) -> tuple[DigestRow, ...]:
    """A user's digests, newest first."""
    rows = Digest.objects.filter(user_id=int(user))[:at_most]
    return tuple(
        DigestRow(row.slot, row.state, row.items, row.error, row.finished_at or row.claimed_at)
        for row in rows
    )


def last_said(user: str) -> str:
    """The fingerprint of the last digest that was sent to a user; "" when there is none."""
    row = Digest.objects.filter(user_id=int(user), state="sent").first()
    return row.fingerprint if row is not None else ""
