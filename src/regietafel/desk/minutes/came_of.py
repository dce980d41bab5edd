"""What came of the lines of minutes: the records of other desks that say from which line they come."""

from __future__ import annotations

from datetime import datetime


def mandates_with_limits(meeting: str, at: datetime | None = None) -> frozenset[str]:
    """The numbers of the lines whose mandate is in the register with its limits."""
    return frozenset()
