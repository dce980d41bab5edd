"""Sessions of a database that is away."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.db import OperationalError


class SessionStore(Kept):
    """Nothing can be read."""

    def load(self) -> dict[str, object]:
        """Fail as the database does."""
        raise OperationalError("the connection is closed")
