"""Keeping the index up to date: what the desks have that it lacks, asked for when somebody searches.

The index is made from what is on record and can be made again from it; so it goes on no record itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import Max

from regietafel.core.search.words import terms_of
from regietafel.desk.agreements.queries.texts import texts as agreements
from regietafel.desk.audit.queries import head
from regietafel.desk.follow_up.queries.texts import texts as items
from regietafel.desk.mandates.queries.texts import letters
from regietafel.desk.mandates.queries.texts import texts as mandates
from regietafel.desk.minutes.queries.texts import texts as minutes
from regietafel.desk.search.full_text import EVERYONE, mark_of
from regietafel.desk.search.models import Entry, IndexHead
from regietafel.desk.shared.searchable import Searchable

SOURCES: dict[str, Callable[[int], Sequence[Searchable]]] = {
    "agreements": agreements,
    "items": items,
    "letters": letters,
    "mandates": mandates,
    "minutes": minutes,
}
OVERLAP = 50
"""Rows before the last one that are asked for again: a transaction that began earlier may have ended later."""


def refresh() -> int:
    """Bring the index up to date; one query when nothing was written since. Returns the number of new texts."""
    anchor = head()
    last = anchor.number if anchor else 0
    known = IndexHead.objects.filter(pk=1).values_list("last_number", flat=True).first()
    if known == last:
        return 0
    with transaction.atomic():
        IndexHead.objects.get_or_create(pk=1)
        row = IndexHead.objects.select_for_update().get(pk=1)
        added = sum(_bring_in(source, texts) for source, texts in SOURCES.items())
        row.last_number = last
        row.save(update_fields=["last_number"])
    return added


def put(source: str, texts: Iterable[Searchable]) -> int:
    """Put texts into the index; those that are there are left. Returns how many were new."""
    wanted = list(texts)
    if not wanted:
        return 0
    least = min(each.number for each in wanted)
    there = set(Entry.objects.filter(source=source, number__gte=least).values_list("key", "version"))
    fresh = [each for each in wanted if (each.key, each.version) not in there]
    Entry.objects.bulk_create([_entry(source, each) for each in fresh], batch_size=500)
    for each in {each.group: each for each in fresh if each.version > 1}.values():
        _supersede(each)
    return len(fresh)


def _bring_in(source: str, texts: Callable[[int], Sequence[Searchable]]) -> int:
    last = Entry.objects.filter(source=source).aggregate(last=Max("number"))["last"] or 0
    return put(source, texts(max(0, last - OVERLAP)))


def _supersede(latest: Searchable) -> None:
    """Earlier versions of a group hold until the next one is known."""
    versions = dict(
        Entry.objects.filter(group=latest.group).order_by("version").values_list("version", "known_since")
    )
    numbers = sorted(versions)
    for row in Entry.objects.filter(
        group=latest.group, superseded_since__isnull=True, version__lt=numbers[-1]
    ):
        row.superseded_since = versions[next(n for n in numbers if n > row.version)]
        row.save(update_fields=["superseded_since"])


def _entry(source: str, each: Searchable) -> Entry:
    marks = [EVERYONE] if each.public else []
    marks += [mark_of(reader) for reader in each.readers]
    return Entry(
        kind=each.kind,
        key=each.key,
        group=each.group,
        version=each.version,
        source=source,
        number=each.number,
        title=each.title,
        text=each.text,
        href=each.href,
        terms=" ".join([*terms_of(f"{each.title} {each.text} {each.key}"), *marks]),
        illustrative=each.illustrative,
        known_since=each.known_since,
    )
