"""Bringing an installation to the state in which it can serve: folder, tables, cache, static files."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from regietafel.cli.data_folder import writable


def prepare(*, tell: Callable[[str], None]) -> None:
    """Make the data folder, migrate the database, make the cache table and collect static files.

    Harmless when done before. Raises: FolderNotWritable with the setting that names another folder.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    writable(settings.CONFIGURATION.data_dir)
    tell(f"Database: {connection.vendor} ({connection.settings_dict['NAME']})")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, stdout=StringIO())
