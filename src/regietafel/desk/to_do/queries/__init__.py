"""Reading what waits, and when whom is told."""

from regietafel.desk.to_do.queries.digests import (
    DigestRow,
    Wish,
    digests_of,
    last_said,
    reader_of_feed,
    wish_of,
)

__all__ = ["DigestRow", "Wish", "digests_of", "last_said", "reader_of_feed", "wish_of"]
