"""Items as texts that can be found."""

from __future__ import annotations

from django.urls import reverse

from regietafel.core.follow_up.items import Kind
from regietafel.desk.follow_up.models import Item, ItemTable
from regietafel.desk.follow_up.queries.items import ROUTES
from regietafel.desk.shared.searchable import Searchable


def texts(after: int) -> tuple[Searchable, ...]:
    """Items that were added after a row: for who sits at a table that follows them, owns or raised them. Two queries."""
    rows = list(Item.objects.filter(pk__gt=after).order_by("pk"))
    tables: dict[int, list[str]] = {}
    for item, table in ItemTable.objects.filter(item_id__gt=after).values_list("item_id", "table"):
        tables.setdefault(item, []).append(table)
    return tuple(
        Searchable(
            number=row.pk,
            kind=row.kind,
            key=row.key,
            group=f"item {row.key}",
            version=1,
            title=row.text,
            text=row.detail or row.text,
            href=reverse(ROUTES[Kind(row.kind)], args=[row.key]),
            known_since=row.known_since,
            readers=tuple(
                dict.fromkeys([*tables.get(row.pk, ()), *filter(None, (row.owner, row.raised_by))])
            ),
            illustrative=row.illustrative,
        )
        for row in rows
    )
