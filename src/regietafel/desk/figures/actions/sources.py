"""Recording where figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from django.db import transaction

from regietafel.core.base.answer import Quality
from regietafel.core.base.errors import Fault, Faults
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.figures.models import Source


@dataclass(frozen=True)
class SourceEntry:
    """A source as entered."""

    key: str
    title: str
    place: str = ""
    published_on: date | None = None
    address: str = ""
    quality: Quality = "primary"


@transaction.atomic
def add_sources(*, by: By, at: datetime, entries: Sequence[SourceEntry]) -> int:
    """Record sources; one that is there already with the same content is left, and a changed one refused.

    Returns the number that was new. Raises: Faults.
    """
    known = {row.key: row for row in Source.objects.filter(key__in=[entry.key for entry in entries])}
    faults, fresh = [], []
    for entry in entries:
        if entry.quality not in get_args(Quality):
            faults.append(Fault(entry.key, f'quality "{entry.quality}" is unknown', "see core.base.answer"))
        elif entry.key not in known:
            fresh.append(Source(**entry.__dict__))
        elif known[entry.key].title != entry.title:
            faults.append(Fault(entry.key, "is there with another title", "choose another key"))
    if faults:
        raise Faults("the list of sources", faults)
    Source.objects.bulk_create(fresh)
    if fresh:
        record(
            by=by,
            at=at,
            action="figures.add_sources",
            subject=Subject("sources", "all"),
            before=None,
            after={"keys": [source.key for source in fresh]},
        )
    return len(fresh)
