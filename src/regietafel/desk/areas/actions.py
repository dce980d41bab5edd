"""What can be written about areas: the boundaries that a user brought."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from regietafel.core.areas.boundaries import read_boundaries
from regietafel.core.areas.division import Division
from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.areas.models import BoundaryFile
from regietafel.desk.areas.queries import StoredBoundaries, boundaries_of
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject

MOST_PATH_BYTES = 48_000
"""So that the nation's page with every outline stays below 60 kB when it is compressed."""


@dataclass(frozen=True)
class Kept:
    """What came of storing a file; `new` is False when this very file held already and nothing was written."""

    boundaries: StoredBoundaries
    new: bool


def store_boundaries(*, by: By, at: datetime, division: Division, file_name: str, data: bytes) -> Kept:
    """Check a GeoJSON or TopoJSON file against a division and store its outlines for the map.

    A second file for the same division holds from now on; the row of the first one stays.
    Raises: the errors of `read_boundaries`, and then nothing was stored.
    """
    digest = hashlib.sha256(data).hexdigest()
    # Read before the transaction: simplifying takes a moment, in which others may write.
    drawn = read_boundaries(data, division, most_path_bytes=MOST_PATH_BYTES)
    with transaction.atomic():
        before = boundaries_of(division)
        if before is not None and before.sha256 == digest:
            return Kept(before, new=False)
        row = BoundaryFile.objects.create(
            division_day=drawn.division_day,
            file_name=file_name[-200:],
            sha256=digest,
            paths=dict(drawn.paths),
            view_box=list(drawn.view_box),
            tolerance=drawn.tolerance,
            stored_at=at,
        )
        record(
            by=by,
            at=at,
            action="areas.store_boundaries",
            subject=Subject("boundaries", f"{row.division_day}"),
            before=_told(before),
            after={"file_name": row.file_name, "sha256": digest, "municipalities": len(drawn.paths)},
        )
    return Kept(StoredBoundaries(row.pk, row.division_day, row.file_name, digest, at), new=True)


@transaction.atomic
def remove_boundaries(*, by: By, at: datetime, division: Division) -> StoredBoundaries:
    """Take the boundaries of a division off the map; earlier rows stay. Returns what was taken away.

    Raises: RegietafelError when there are none.
    """
    before = boundaries_of(division)
    if before is None:
        raise RegietafelError(
            Text(
                f"van de indeling vanaf {division.valid.start} zijn geen grenzen bewaard",
                f"no boundaries are stored for the division from {division.valid.start}",
            ),
            Text("geef een andere dag met --on", "give another day with --on"),
        )
    BoundaryFile.objects.create(division_day=division.valid.start, stored_at=at)
    record(
        by=by,
        at=at,
        action="areas.remove_boundaries",
        subject=Subject("boundaries", f"{division.valid.start}"),
        before=_told(before),
        after=None,
    )
    return before


def _told(stored: StoredBoundaries | None) -> Mapping[str, str] | None:
    return None if stored is None else {"file_name": stored.file_name, "sha256": stored.sha256}
