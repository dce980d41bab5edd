"""Lines of minutes as texts that can be found."""

from __future__ import annotations

from django.urls import reverse

from regietafel.desk.minutes.models import Version
from regietafel.desk.minutes.queries.kept import anchor_of
from regietafel.desk.minutes.stored import as_content
from regietafel.desk.shared.searchable import Searchable


def texts(after: int) -> tuple[Searchable, ...]:
    """The lines of versions that were added after a row, for who sits at the table of the minutes. One query."""
    rows = Version.objects.filter(pk__gt=after).select_related("minutes").order_by("pk")
    found = []
    for row in rows:
        meeting, content = row.minutes.meeting, as_content(row.content)
        address = reverse("minutes:minutes", args=[meeting])
        found += [
            Searchable(
                number=row.pk,
                kind="minutes",
                key=f"{meeting}/{line.number}",
                group=f"minutes {meeting}",
                version=row.number,
                title=content.title(line.item),
                text=line.text,
                href=f"{address}#{anchor_of(line.number)}",
                known_since=row.known_since,
                readers=(row.minutes.table,),
                illustrative=line.illustrative or row.minutes.illustrative,
            )
            for line in content.lines
        ]
    return tuple(found)
