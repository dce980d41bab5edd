"""Minutes in versions, the steps they took, remarks with their answers, and motives: rows that are added only."""

from __future__ import annotations

from django.db import models


class Minutes(models.Model):
    """The minutes of one meeting; their key is the key of the meeting."""

    meeting = models.CharField(max_length=80, unique=True)
    table = models.CharField(max_length=40)
    source = models.CharField(max_length=120, blank=True)
    illustrative = models.BooleanField(default=False)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["table", "known_since"], name="minutes_by_table")]

    def __str__(self) -> str:
        return self.meeting


class Version(models.Model):
    """One version: all its lines, titles of items and the attendance, as plain JSON. It never changes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="one_minutes_version")]

    def __str__(self) -> str:
        return f"{self.minutes_id} version {self.number}"


class Step(models.Model):
    """One step of the procedure: of which version, before which table, at which meeting."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    table = models.CharField(max_length=40, blank=True)
    at_meeting = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    illustrative = models.BooleanField(default=False)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minutes"], condition=models.Q(step="adopt"), name="minutes_adopted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.step}"


class Remark(models.Model):
    """What a partner remarks on a line of a version; `line` "" is about the whole."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="remarks")
    version = models.PositiveIntegerField()
    line = models.CharField(max_length=12, blank=True)
    partner = models.CharField(max_length=40)
    text = models.TextField()
    illustrative = models.BooleanField(default=False)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["minutes", "line"], name="remark_by_line")]

    def __str__(self) -> str:
        return f"{self.partner} on {self.line or 'all'}"


class RemarkAnswer(models.Model):
    """The secretary's answer: accepted with the version that came of it, or declined; with the reason."""

    remark = models.OneToOneField(Remark, on_delete=models.PROTECT, related_name="answer")
    accepted = models.BooleanField()
    reason = models.TextField()
    version = models.PositiveIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.remark_id}: {'accepted' if self.accepted else 'declined'}"


class Motive(models.Model):
    """Why something that the check found is right as it stands; `mark` is that of the finding."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="motives")
    mark = models.CharField(max_length=10)
    finding = models.CharField(max_length=500)
    text = models.CharField(max_length=500)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["minutes", "mark"], name="motive_by_finding")]

    def __str__(self) -> str:
        return f"{self.mark}: {self.text[:40]}"
