"""Bodies, relations, offices, seats, contact points and hand-overs: rows with their days, source and moment.

A row is added and can be ended; nothing is overwritten. `note_nl` and `note_en` say how sure a row is, such as a
reading of an abbreviation that no source writes out.
"""

from __future__ import annotations

from django.db import models


class Dated(models.Model):
    """Days [from, until), empty when not known or not ended; from which source, and known since when.

    An end that was put down later has the moment since when it is known: before that the row had no end.
    """

    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT, related_name="+")
    known_since = models.DateTimeField()
    end_known_since = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Body(Dated):
    """A table, council, committee, crisis body or supervisor."""

    key = models.SlugField(max_length=40, unique=True)
    abbreviation = models.CharField(max_length=40)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    tier = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    territory = models.CharField(max_length=6, default="NL")
    secretariat = models.CharField(max_length=40, blank=True)
    role_nl = models.TextField(blank=True)
    role_en = models.TextField(blank=True)
    note_nl = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.key


class Renaming(models.Model):
    """How a body is called since a moment; the name in `Body` is the one it was recorded with."""

    body = models.SlugField(max_length=40)
    abbreviation = models.CharField(max_length=40)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT, related_name="+")
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.body}: {self.abbreviation}"


class Relation(Dated):
    """One body prepares for, reports to, succeeds or consults another."""

    kind = models.CharField(max_length=20)
    lower = models.SlugField(max_length=40)
    upper = models.SlugField(max_length=40)

    def __str__(self) -> str:
        return f"{self.lower} {self.kind} {self.upper}"


class Office(models.Model):
    """An office; only of a public one a holder is named."""

    key = models.SlugField(max_length=60, unique=True)
    partner = models.CharField(max_length=40)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    public = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class OfficeHolder(Dated):
    """Who holds a public office, by date."""

    office = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.office


class Seat(Dated):
    """A place at a table."""

    key = models.SlugField(max_length=100, unique=True)
    table = models.SlugField(max_length=40)
    partner = models.CharField(max_length=40)
    office = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    role = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.key


class Topic(models.Model):
    """Something that tables talk about and partners have a contact point for."""

    key = models.SlugField(max_length=60, unique=True)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class ContactPoint(Dated):
    """The office of a partner for a topic, and its deputy."""

    partner = models.CharField(max_length=40)
    topic = models.SlugField(max_length=60)
    office = models.SlugField(max_length=60)
    deputy = models.SlugField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.partner} {self.topic}"


class Task(models.Model):
    """Something that a body does, so that its end leaves it to somebody."""

    key = models.SlugField(max_length=60, unique=True)
    body = models.SlugField(max_length=40)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT, related_name="+")
    known_since = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.key


class HandOver(models.Model):
    """A plan by which ending bodies leave their tasks to others on a day."""

    key = models.SlugField(max_length=60, unique=True)
    day = models.DateField()
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    transfers = models.JSONField()
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT, related_name="+")
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Passage(models.Model):
    """A matter at one table, in the order of its way; a date that is not known is empty."""

    matter = models.SlugField(max_length=60)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    place = models.PositiveIntegerField()
    table = models.SlugField(max_length=40)
    arrived = models.DateField(null=True, blank=True)
    left = models.DateField(null=True, blank=True)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT, related_name="+")
    known_since = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "place"], name="one_table_per_place")]

    def __str__(self) -> str:
        return f"{self.matter} {self.place}"
