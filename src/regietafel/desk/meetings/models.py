"""Meetings, agendas, attendance and lines: rows that are added and never changed."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """Meetings of a table by a rhythm: every so many weeks or months within a range of days."""

    key = models.CharField(max_length=80, unique=True)
    table = models.CharField(max_length=40)
    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)
    start = models.DateField()
    until = models.DateField()
    source = models.CharField(max_length=120, blank=True)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Meeting(models.Model):
    """A meeting or a written round of a table. `source` is a key of a source, or the words of one."""

    key = models.CharField(max_length=80, unique=True)
    table = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, default="meeting")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True)
    source = models.CharField(max_length=120, blank=True)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["table", "known_since"], name="meeting_by_table")]

    def __str__(self) -> str:
        return self.key


class MeetingVersion(models.Model):
    """When and where a meeting is, and its state; the latest version known holds.

    `day` is of the meeting, or the last day of the term of a written round; times are Dutch time.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    day = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_meeting_version")]
        indexes = [models.Index(fields=["day", "state"], name="meeting_version_by_day")]

    def __str__(self) -> str:
        return f"{self.meeting_id} version {self.number}: {self.state}"


class Round(models.Model):
    """What a written round asks, of whom (keys of partners), and what silence means."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="round")
    question = models.TextField()
    silence = models.CharField(max_length=20)
    asked = models.JSONField()

    def __str__(self) -> str:
        return self.question[:60]


class Reply(models.Model):
    """What a partner answered in a written round; the latest one known counts."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="replies")
    partner = models.CharField(max_length=40)
    reply = models.CharField(max_length=12)
    remark = models.TextField(blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["meeting", "partner"], name="reply_by_partner")]

    def __str__(self) -> str:
        return f"{self.partner}: {self.reply}"


class Proposal(models.Model):
    """Something that is put forward for an agenda of a table, with where it comes from."""

    table = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    source_kind = models.CharField(max_length=20)
    source_key = models.CharField(max_length=160, blank=True)
    ground = models.TextField(blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["table", "source_kind", "source_key"], name="proposal_by_source")]

    def __str__(self) -> str:
        return self.title


class ProposalDecision(models.Model):
    """The secretary's answer to a proposal: on the agenda of this meeting, or not, with the reason."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decided_proposals")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.proposal_id}: {'accepted' if self.accepted else 'declined'}"


class AgendaVersion(models.Model):
    """One version of an agenda, draft or approved; each change is a new version."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agendas")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_agenda_version")]

    def __str__(self) -> str:
        return f"{self.meeting_id} agenda {self.number} ({self.state})"


class AgendaItem(models.Model):
    """One item of a version of an agenda; `minutes` is the time set apart for it."""

    version = models.ForeignKey(AgendaVersion, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    source_kind = models.CharField(max_length=20)
    source_key = models.CharField(max_length=160, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_item_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class AttendanceList(models.Model):
    """One version of who was there; a correction is a new list."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance_lists")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_attendance_list")]

    def __str__(self) -> str:
        return f"{self.meeting_id} attendance {self.number}"


class AttendanceEntry(models.Model):
    """Someone on the list, by seat and partner; an official goes by office and without a name."""

    listed = models.ForeignKey(AttendanceList, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveSmallIntegerField()
    presence = models.CharField(max_length=12)
    seat = models.CharField(max_length=80, blank=True)
    partner = models.CharField(max_length=40, blank=True)
    office_nl = models.CharField(max_length=200)
    office_en = models.CharField(max_length=200)
    person = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.office_nl}: {self.presence}"


class Line(models.Model):
    """A line of the run sheet, at its place; `client_id` is made where it was typed, so that sending twice is once."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="lines")
    item = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    client_id = models.CharField(max_length=64)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "item", "number"], name="one_line_per_place"),
            models.UniqueConstraint(fields=["meeting", "client_id"], name="one_line_per_client_id"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.item}.{self.number}"


class LineVersion(models.Model):
    """What a line says; a change is a new revision, and a withdrawn line keeps its place."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="versions")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    text = models.TextField()
    owner = models.CharField(max_length=80, blank=True)
    due = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False)
    illustrative = models.BooleanField(default=False)
    by_name = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "revision"], name="one_line_revision")]

    def __str__(self) -> str:
        return f"{self.line_id} revision {self.revision}"
