"""Mandates, what ended them, what was done under them, and what the giver said to the report. Rows are only added."""

from __future__ import annotations

from django.db import models


class Mandate(models.Model):
    """A mandate as given; giver and holder are keys of tables, the holder may be an office."""

    key = models.SlugField(max_length=80, unique=True)
    giver = models.SlugField(max_length=60)
    holder = models.SlugField(max_length=60)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    at_most = models.PositiveIntegerField(null=True, blank=True)
    only_after = models.DateField(null=True, blank=True)
    conditions = models.JSONField(default=list)
    may_pass_on = models.BooleanField(default=False)
    parent = models.CharField(max_length=80, blank=True)
    report_days = models.PositiveIntegerField(null=True, blank=True)
    public = models.BooleanField(default=False)
    origin = models.CharField(max_length=80, blank=True)
    note_nl = models.CharField(max_length=400, blank=True)
    note_en = models.CharField(max_length=400, blank=True)
    source = models.ForeignKey(
        "figures.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Withdrawal(models.Model):
    """A mandate taken back by its giver, from a day on."""

    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_from = models.DateField()
    reason = models.CharField(max_length=500)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.mandate)


class Act(models.Model):
    """A formal act that was done, by right of the table itself or under a mandate, and how it is reported."""

    key = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=120)
    actor = models.SlugField(max_length=60)
    done_on = models.DateField()
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="acts")
    met = models.JSONField(default=list)
    report = models.CharField(max_length=500)
    source = models.ForeignKey(
        "figures.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    origin = models.CharField(max_length=80, blank=True)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Acknowledgement(models.Model):
    """The giver took note of the report on an act."""

    act = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="acknowledgement")
    remark = models.CharField(max_length=500, blank=True)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.act)


class Mention(models.Model):
    """A mandate that minutes name, as long as nobody gave it limits: it opens nothing."""

    origin = models.CharField(max_length=80, unique=True)
    giver = models.SlugField(max_length=60)
    holder = models.SlugField(max_length=60, blank=True)
    text = models.TextField()
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.origin
