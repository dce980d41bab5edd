"""The database, for commands that read or write one that is there already."""

from __future__ import annotations

from regietafel.cli.output import with_django
from regietafel.core.base.errors import RegietafelError


class DatabaseUnfit(RegietafelError):
    """There is no database, it does not answer, or its tables are not those of this version."""


def with_database() -> None:
    """Start Django, and see that there is a database whose tables are those of this version; makes nothing.

    Raises: DatabaseUnfit, saying which command makes it or brings it up to date.
    """
    with_django()
    refuse_unfit()


def refuse_unfit() -> None:
    """Refuse a database that is not there, does not answer or is of another version. Raises: DatabaseUnfit."""
    from django.db import DatabaseError, connection

    from regietafel.site.health import missing_migrations

    file = str(connection.settings_dict["NAME"])
    # To open a file that is not there would leave an empty one behind.
    if connection.vendor == "sqlite" and not _is_there(file):
        raise DatabaseUnfit(
            f"there is no database at {file}",
            "make one with regietafel demo (the case) or regietafel serve (empty), or set REGIETAFEL_DATA_DIR "
            "to the folder that has it",
        )
    try:
        missing = missing_migrations()
    except DatabaseError as error:
        raise DatabaseUnfit(
            f"the database does not answer ({str(error).strip().splitlines()[0]})",
            "check DATABASE_URL or REGIETAFEL_DATA_DIR, and whether the server runs",
        ) from error
    if missing:
        raise DatabaseUnfit(
            f"the database is not up to date with this version ({missing[0]})",
            "run regietafel manage migrate, or use the version that serves it",
        )


def _is_there(file: str) -> bool:
    from pathlib import Path

    in_memory = file.startswith("file:") or file == ":memory:"
    return in_memory or Path(file).is_file()
