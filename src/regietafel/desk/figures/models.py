"""Rows that are added and never changed: a correction is a new row that supersedes an older one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Source(models.Model):
    """A document or delivery from which figures were taken; `quality` as in `core.base.answer.Quality`."""

    key = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    address = models.CharField(max_length=500, blank=True)
    quality = models.CharField(max_length=20, default="primary")

    def __str__(self) -> str:
        return self.title


class Figure(models.Model):
    """One value of one indicator for one area and one period or reference date, from one source.

    A flow (housed in a month) has `period_start` and `period_until` (half-open); a stock has `period_start`
    as its reference date and no `period_until`.
    """

    indicator = models.CharField(max_length=60)
    area = models.CharField(max_length=8)
    period_start = models.DateField()
    period_until = models.DateField(null=True)
    value = models.BigIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    known_since = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    illustrative = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    delivery = models.ForeignKey(
        "figures.Delivery", on_delete=models.PROTECT, null=True, related_name="figures"
    )

    class Meta:
        indexes = [
            models.Index(fields=["indicator", "period_start", "area"], name="figure_by_period"),
            models.Index(fields=["area", "indicator", "period_start"], name="figure_by_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_until__isnull=True) | Q(period_until__gt=F("period_start")),
                name="figure_period_holds_days",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "period_start", "period_until", "source"],
                condition=Q(supersedes__isnull=True, period_until__isnull=False),
                name="one_first_flow_per_source",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "period_start", "source"],
                condition=Q(supersedes__isnull=True, period_until__isnull=True),
                name="one_first_stock_per_source",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="figure_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.period_start}: {self.value}"


class Preference(models.Model):
    """Which of several sources is used for one figure, with the reason; the latest known one holds."""

    indicator = models.CharField(max_length=60)
    area = models.CharField(max_length=8)
    period_start = models.DateField()
    period_until = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    reason = models.CharField(max_length=500)
    chosen_by = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source} for {self.indicator} {self.area}"


class Delivery(models.Model):
    """One uploaded sheet on its way from check to confirmation; nothing counts before it is confirmed.

    `checked` holds the rows as they were read, with faults, warnings and the figure each would correct;
    `options` what the form said; `areas` and `counts` are kept beside it for lists. `state` follows
    `core.figures.approval`; `levels` still have to approve, `approvals` and `remarks` are what was said.
    """

    indicator = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True)
    organisation = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=30)
    checked = models.JSONField()
    options = models.JSONField(default=dict)
    areas = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    motive = models.CharField(max_length=1000, blank=True)
    levels = models.JSONField(default=list)
    approvals = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    uploaded_by = models.CharField(max_length=80)
    uploaded_by_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    illustrative = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class ApprovalRule(models.Model):
    """Which levels must approve a delivery of an indicator, in order; from a day on."""

    indicator = models.CharField(max_length=60)
    levels = models.JSONField(default=list)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.indicator}: {' → '.join(self.levels) or 'none'}"
