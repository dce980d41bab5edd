"""Which boundaries are stored for a division, and what to draw of them for an area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from regietafel.core.areas.division import NATION, Division, division_on
from regietafel.core.areas.outlines import Box, borders_between, box_of
from regietafel.desk.areas.models import BoundaryFile


@dataclass(frozen=True)
class StoredBoundaries:
    """The file that holds for a division: whose first day it is, its name and hash, and since when it is here."""

    row: int
    division_day: date
    file_name: str
    sha256: str
    stored_at: datetime


@dataclass(frozen=True)
class AreaDrawing:
    """The municipalities of an area as paths, the box around them in drawing units, and the borders of groups."""

    paths: Mapping[str, str] = field(repr=False)
    box: Box
    borders: str = field(repr=False)


def boundaries_of(division: Division) -> StoredBoundaries | None:
    """What is stored for a division now; None when nothing is, or it was taken away. One query, without paths."""
    latest = (
        BoundaryFile.objects.filter(division_day=division.valid.start)
        .order_by("-id")
        .values_list("id", "file_name", "sha256", "stored_at")
        .first()
    )
    if latest is None or not latest[2]:
        return None
    return StoredBoundaries(latest[0], division.valid.start, *latest[1:])


def drawing_of(stored: StoredBoundaries, area: str, *, by_region: bool = False) -> AreaDrawing:
    """What to draw of an area; borders between provinces, or between safety regions.

    Kept in the process: a stored row never changes. At most one query.
    """
    return _drawing(stored, area, by_region)


@lru_cache(maxsize=128)
def _drawing(stored: StoredBoundaries, area: str, by_region: bool) -> AreaDrawing:
    every, view_box = _stored_paths(stored)
    division = division_on(stored.division_day)
    paths = {code: every[code] for code in division.in_area(area)}
    groups = {}
    for code in paths:
        municipality = division.municipality(code)
        groups[code] = municipality.safety_region if by_region else municipality.province
    box = view_box if area == NATION else box_of(paths.values())
    return AreaDrawing(paths, box, borders_between(paths, groups))


@lru_cache(maxsize=8)
def _stored_paths(stored: StoredBoundaries) -> tuple[Mapping[str, str], Box]:
    row = BoundaryFile.objects.values_list("paths", "view_box").get(pk=stored.row)
    left, top, width, height = row[1]
    return row[0], (left, top, width, height)
