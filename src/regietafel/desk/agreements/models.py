"""Agreements, judgements and measures: rows that are added and never changed."""

from __future__ import annotations

from django.db import models


class Agreement(models.Model):
    """An agreement at a table. `source` is the key of a source; `origin` the line of minutes it comes from."""

    key = models.CharField(max_length=80, unique=True)
    agreed_on = models.DateField()
    table = models.CharField(max_length=40)
    basis = models.CharField(max_length=10)
    source = models.CharField(max_length=120)
    origin = models.CharField(max_length=120, blank=True)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["table", "known_since"], name="agreement_by_table")]

    def __str__(self) -> str:
        return self.key


class AgreementVersion(models.Model):
    """What an agreement says; a change, also of a term, is a new version, and an ended one says why.

    `owners` and `parties` are keys of organisations; `gauges` quantities with their indicator; `dependencies`
    keys of agreements with the condition in words; `nature` effort or result, "" when it was not said.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    owners = models.JSONField()
    parties = models.JSONField()
    best = models.DateField(null=True)
    latest = models.DateField()
    gauges = models.JSONField()
    dependencies = models.JSONField()
    nature = models.CharField(max_length=10, blank=True)
    ended = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_agreement_version")]

    def __str__(self) -> str:
        return f"{self.agreement_id} version {self.number}"


class Judgement(models.Model):
    """What someone, by function, finds of the effort or the result, and why; the latest one known counts."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="judgements")
    about = models.CharField(max_length=10)
    opinion = models.CharField(max_length=10)
    author = models.CharField(max_length=200)
    reason = models.TextField()
    source = models.CharField(max_length=120, blank=True)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agreement", "about"], name="judgement_by_agreement")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.about}: {self.opinion}"


class Measure(models.Model):
    """A measure of the follow-up plan, for one agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="measures")
    key = models.CharField(max_length=80, unique=True)
    origin = models.CharField(max_length=120, blank=True)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class MeasureVersion(models.Model):
    """What a measure is, whose, by when, and by which actions (keys); a change is a new version."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=40)
    due = models.DateField(null=True)
    actions = models.JSONField()
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="one_measure_version")]

    def __str__(self) -> str:
        return f"{self.measure_id} version {self.number}"
