"""What came of the lines of minutes: the records of other desks that say from which line they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Came:
    """A record that came of a line: what it is, how it stands, and its page."""

    what: str
    state: str
    href: str


def came_of(meeting: str, at: datetime | None = None) -> dict[str, list[Came]]:
    """The records of each line, by its number."""
    return {}


def mandates_with_limits(meeting: str, at: datetime | None = None) -> frozenset[str]:
    """The numbers of the lines whose mandate is in the register with its limits."""
    return frozenset()
