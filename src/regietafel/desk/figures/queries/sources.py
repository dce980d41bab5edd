"""Sources on record."""

from __future__ import annotations

from collections.abc import Iterable

from regietafel.core.base.answer import Quality, Source, Text
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.figures import models

_RECORD_FIRST = Text(
    "leg de bron eerst vast, met titel en datum", "record the source first, with its title and date"
)


def source_from(row: models.Source) -> Source:
    """The core's value for a stored source."""
    quality: Quality = row.quality  # type: ignore[assignment]  # the action checks it
    return Source(row.title, row.place, row.published_on, row.address, quality)


def source_of(key: str) -> Source:
    """The source with this key; RegietafelError when there is none."""
    return source_from(_stored_source(key))


def source_id(key: str) -> int:
    """The database id of a source, for foreign keys of other desks."""
    return _stored_source(key).pk


def source_ids(keys: Iterable[str], *, missing_ok: bool = False) -> dict[str, int]:
    """The database ids of sources by key; one query. Raises: RegietafelError that names those that are not there."""
    wanted = set(keys)
    found = dict(models.Source.objects.filter(key__in=wanted).values_list("key", "pk"))
    if missing := sorted(wanted - found.keys()):
        if missing_ok:
            return found
        raise RegietafelError(
            Text(f"er is geen bron {', '.join(missing)}", f"no source {', '.join(missing)}"),
            _RECORD_FIRST,
        )
    return found


def source_keys() -> dict[str, str]:
    """From every key, and every title that only one source has, to the key."""
    pairs = list(models.Source.objects.values_list("key", "title"))
    titles: dict[str, list[str]] = {}
    for key, title in pairs:
        titles.setdefault(title, []).append(key)
    by_title = {title: keys[0] for title, keys in titles.items() if len(keys) == 1}
    return by_title | {key: key for key, _ in pairs}


def sources_by_id(ids: Iterable[int]) -> dict[int, Source]:
    """These sources by database id, for rows of other desks that name them; one query, none for no ids."""
    wanted = set(ids)
    return {row.pk: source_from(row) for row in models.Source.objects.filter(pk__in=wanted)} if wanted else {}


def sources() -> dict[str, Source]:
    """All sources on record by key, in order of title."""
    return {row.key: source_from(row) for row in models.Source.objects.order_by("title")}


def has_sources() -> bool:
    """Whether any source was recorded: a database without one is empty."""
    return models.Source.objects.exists()


def _stored_source(key: str) -> models.Source:
    found = models.Source.objects.filter(key=key).first()
    if found is None:
        raise RegietafelError(Text(f'er is geen bron "{key}"', f'no source "{key}"'), _RECORD_FIRST)
    return found
