"""Items and the steps they took; reports on the short line. Rows are added; an item's end is put down once."""

from __future__ import annotations

from django.db import models


class Item(models.Model):
    """An action, request, question or concern.

    `owner` and `raised_by` are organisations or tables by key; `origin` is the line of minutes it comes from
    ("lrt-2022-09-16/3.1"); `parent` the item that it is a part of (one of twelve addressees). An action that is
    done `at_each_prt` has delegations. `ended_since` is the moment since when a final state is known; the steps
    say which.
    """

    kind = models.CharField(max_length=10)
    key = models.SlugField(max_length=80, unique=True)
    text = models.CharField(max_length=500)
    detail = models.TextField(blank=True)
    owner = models.CharField(max_length=40, blank=True)
    raised_by = models.CharField(max_length=40, blank=True)
    raised_on = models.DateField()
    opens = models.DateField(null=True)
    due = models.DateField(null=True)
    deliverable = models.CharField(max_length=120, blank=True)
    limit = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT, null=True, related_name="+")
    at_each_prt = models.BooleanField(default=False)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()
    ended_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "ended_since"], name="item_by_end"),
            models.Index(fields=["origin"], name="item_by_origin"),
        ]

    def __str__(self) -> str:
        return self.key


class ItemTable(models.Model):
    """A table that follows an item, and on whose agenda it comes."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="tables")
    table = models.SlugField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "table"], name="item_once_per_table")]
        indexes = [models.Index(fields=["table"], name="item_by_table")]

    def __str__(self) -> str:
        return self.table


class Step(models.Model):
    """A step of an item: the state it came to, when, by whom, why; and what came of it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20)
    on = models.DateField()
    by_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    result_title = models.CharField(max_length=300, blank=True)
    result_address = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey("figures.Source", on_delete=models.PROTECT, null=True, related_name="+")
    known_since = models.DateTimeField()

    class Meta:
        ordering = ("known_since", "pk")

    def __str__(self) -> str:
        return self.state


class Report(models.Model):
    """A word on the short line: up from a provincial table, or down in answer."""

    table = models.SlugField(max_length=40)
    upward = models.BooleanField()
    text = models.TextField()
    on = models.DateField()
    by_name = models.CharField(max_length=200)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["table", "upward", "on"], name="report_by_table")]

    def __str__(self) -> str:
        return f"{self.table} {self.on}"


class Delegation(models.Model):
    """An office of the State that goes to a provincial table for an action; taken back by putting down since when."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="delegations")
    table = models.SlugField(max_length=40)
    office = models.SlugField(max_length=60)
    by_name = models.CharField(max_length=200)
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField()
    withdrawn_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "table", "office"],
                condition=models.Q(withdrawn_since__isnull=True),
                name="delegate_once_per_table",
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.office}"
