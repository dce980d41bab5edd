"""Volumes, targets and what is carried over: rows that are added and never changed."""

from __future__ import annotations

from django.db import models


class VolumeVersion(models.Model):
    """One version of the national volume of a half-year, in persons; a revision is a new version."""

    period = models.CharField(max_length=8)
    version = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    announced_on = models.DateField(null=True)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT)
    reason = models.CharField(max_length=500, blank=True)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "version"], name="one_volume_per_version")]

    def __str__(self) -> str:
        return f"{self.period} version {self.version}: {self.persons}"


class TargetSet(models.Model):
    """The targets of all municipalities for a half-year, with the choices that made them.

    `name`: "statutory" (Huisvestingswet) or the key of an agreement; the latest set known under a name holds.
    """

    period = models.CharField(max_length=8)
    name = models.CharField(max_length=60)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    policy = models.CharField(max_length=40)
    total = models.PositiveIntegerField()
    base_date = models.DateField()
    division_day = models.DateField()
    division_choice = models.CharField(max_length=20)
    volume = models.ForeignKey(VolumeVersion, on_delete=models.PROTECT, null=True)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["period", "name", "known_since"], name="target_set_by_period")]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"


class Target(models.Model):
    """The number of one municipality in a set, in persons."""

    target_set = models.ForeignKey(TargetSet, on_delete=models.PROTECT, related_name="targets")
    area = models.CharField(max_length=8)
    persons = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target_set", "area"], name="one_target_per_area")]

    def __str__(self) -> str:
        return f"{self.area}: {self.persons}"


class Carry(models.Model):
    """What a municipality takes into a half-year: signed persons, an advance above zero, a backlog below."""

    into = models.CharField(max_length=8)
    area = models.CharField(max_length=8)
    persons = models.IntegerField()
    kind = models.CharField(max_length=40)
    dated = models.DateField()
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT)
    reason = models.CharField(max_length=500, blank=True)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )

    class Meta:
        indexes = [models.Index(fields=["into", "area"], name="carry_by_period")]

    def __str__(self) -> str:
        return f"{self.area} into {self.into}: {self.persons:+d}"


class Exchange(models.Model):
    """Municipalities that changed their targets together with the sum unchanged (art. 29(2))."""

    period = models.CharField(max_length=8)
    agreed = models.JSONField()
    reason = models.CharField(max_length=500)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.period}: {self.agreed}"
