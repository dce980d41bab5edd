"""Decisions on the ladder and bilateral talks: rows that are added and never changed."""

from __future__ import annotations

from django.db import models


class Decision(models.Model):
    """A decision of a supervisor about a municipality, on the ladder that held then.

    `evidence` is what the monitor said at that moment, `until` the term that the municipality got (or of an
    excuse), `published` whether it was announced to everyone.
    """

    area = models.CharField(max_length=8)
    province = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    ladder = models.CharField(max_length=60)
    step_from = models.PositiveSmallIntegerField()
    step_to = models.PositiveSmallIntegerField()
    day = models.DateField()
    until = models.DateField(null=True)
    reason = models.TextField()
    urgent = models.BooleanField(default=False)
    published = models.BooleanField(default=False)
    evidence = models.JSONField()
    illustrative = models.BooleanField(default=False)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="one_decision_number")]
        indexes = [models.Index(fields=["province", "area"], name="decision_by_province")]

    def __str__(self) -> str:
        return f"{self.area} {self.kind} {self.step_from} to {self.step_to}"


class Talk(models.Model):
    """A bilateral talk with a province, with the ground on which it was planned."""

    key = models.CharField(max_length=80, unique=True)
    province = models.CharField(max_length=8)
    ground = models.TextField()
    origin = models.CharField(max_length=120, blank=True)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class TalkVersion(models.Model):
    """When a talk is, whether it was held, what came of it, and what follows."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    planned_on = models.DateField()
    outcome = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "number"], name="one_talk_version")]

    def __str__(self) -> str:
        return f"{self.talk_id} version {self.number}: {self.state}"


class LadderVersion(models.Model):
    """The ladder of a province from a day on, as it was entered; it ends where a later one starts."""

    name = models.CharField(max_length=60, unique=True)
    area = models.CharField(max_length=8)
    valid_from = models.DateField()
    content = models.JSONField()
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "valid_from"], name="one_ladder_from_a_day")]

    def __str__(self) -> str:
        return f"{self.name} of {self.area}"
