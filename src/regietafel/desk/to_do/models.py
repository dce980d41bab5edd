"""When a person wants a digest, and which digests were claimed and sent."""

from __future__ import annotations

from datetime import time

from django.db import models


class DigestPreference(models.Model):
    """One person's wish; who has no row has the default of the core. Times are those of Amsterdam.

    `feed_version` is part of the calendar address: a new one makes the old address worthless.
    """

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=10)
    weekday = models.PositiveSmallIntegerField(default=1)
    at = models.TimeField(default=time(8, 0))
    quiet_from = models.TimeField(default=time(20, 0))
    quiet_until = models.TimeField(default=time(7, 0))
    feed_version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.rhythm}"


class Digest(models.Model):
    """One person's digest of one slot. Claimed before it is sent, so that two workers never send it twice.

    `state`: claimed (a worker has it, or died with it), sent, unchanged (it said what the last one said),
    empty (nothing waited), refused (the mail server or the address did not take it; `error` says why).
    """

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=64, blank=True)
    items = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    claimed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-claimed_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["user", "slot"], name="one_digest_per_slot")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.slot}: {self.state}"
