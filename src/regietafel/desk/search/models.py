"""The index: one row for each version of a text. It is made from other desks and can be made again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup


class Entry(models.Model):
    """A text that can be found. `terms` are its word forms and marks of its readers, for the database's full text.

    `superseded_since` is the moment since when a later version of its group is known.
    """

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=140)
    group = models.CharField(max_length=160, db_index=True)
    version = models.PositiveIntegerField()
    source = models.CharField(max_length=12)
    number = models.BigIntegerField()
    title = models.CharField(max_length=500)
    text = models.TextField()
    href = models.CharField(max_length=300)
    terms = models.TextField()
    illustrative = models.BooleanField(default=False)
    known_since = models.DateTimeField(db_index=True)
    superseded_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="one_entry_per_version")
        ]
        indexes = [models.Index(fields=["source", "number"], name="entry_by_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class IndexHead(models.Model):
    """How far the index is: the number of the last record of the trail that it knows of."""

    last_number = models.BigIntegerField(default=-1)

    def __str__(self) -> str:
        return str(self.last_number)


@models.TextField.register_lookup
class Matches(Lookup):
    """`terms__matches`: the full text of SQLite (FTS5) or of PostgreSQL, for a question in its own language."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Rows whose number the FTS5 table finds."""
        return "search_entry.id IN (SELECT rowid FROM search_terms WHERE search_terms MATCH %s)", [self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Rows whose vector matches, by the index on the same expression."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"to_tsvector('simple', {left}) @@ to_tsquery('simple', %s)", [*parameters, self.rhs]
