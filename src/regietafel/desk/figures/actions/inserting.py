"""Writing many new figures at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from regietafel.desk.figures.models import Figure

FIELDS = [field for field in Figure._meta.concrete_fields if not field.primary_key]


def insert(rows: Sequence[Figure]) -> None:
    """Write new rows by one statement for all; each different value of a column is made ready once.

    `bulk_create` makes every value of every row ready by itself, which for a year of monthly figures took twice the
    time of the writing. Constraints are the database's, as always. The rows get no number here.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in FIELDS)
    places = ", ".join(["%s"] * len(FIELDS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(Figure._meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608 - our own names
            list(zip(*(_ready(field, rows) for field in FIELDS), strict=True)),
        )


def _ready(field: Any, rows: Sequence[Figure]) -> list[Any]:
    """The values of one column as the database takes them."""
    values = [getattr(row, field.attname) for row in rows]
    ready = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [ready[value] for value in values]
