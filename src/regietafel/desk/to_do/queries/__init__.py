"""Reading what waits, and when whom is told."""

from regietafel.desk.to_do.queries.digests import (
    DigestRow,
    Wish,
    digests_of,
    last_said,
    reader_of_feed,
    wish_of,
)
from regietafel.desk.to_do.queries.told import Alike, alike, monitor_now
from regietafel.desk.to_do.queries.waiting import calendar_of, waiting_for, waiting_for_person

__all__ = [
    "Alike",
    "DigestRow",
    "Wish",
    "alike",
    "calendar_of",
    "digests_of",
    "last_said",
    "monitor_now",
    "reader_of_feed",
    "waiting_for",
    "waiting_for_person",
    "wish_of",
]
