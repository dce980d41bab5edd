"""Making records of other desks from lines of minutes, once each: the record says from which line it comes."""

from __future__ import annotations

from datetime import datetime

from regietafel.desk.audit.chain import By
from regietafel.desk.minutes.queries.kept import MinutesRow


def push_records(row: MinutesRow, *, by: By, at: datetime) -> int:
    """Make a record of each line that asks for one and has none yet; returns how many were made."""
    return 0
