"""Readers before, during and after a write, over connections of their own.

A program too (`python -m tests.desk.site.before_commit`): SQLite's database in memory lets no one read a table that
someone is writing, a file does.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, date, datetime

MONITOR = "/monitor/2022-II/"


def pages_seen() -> dict[str, str]:
    """The tag of the page before a write, while it is not committed, and when it is."""
    from django.db import connection, transaction
    from django.test import Client

    from regietafel.cli.cases.load import load
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.figures.actions import FigureEntry, add_figures

    load(until=datetime(2022, 9, 16, 20, tzinfo=UTC), tell=str)
    seen: dict[str, str] = {}

    def reader(name: str) -> None:
        def read() -> None:
            try:
                seen[name] = Client(SERVER_NAME="localhost").get(MONITOR).headers["ETag"]
            finally:
                connection.close()

        thread = threading.Thread(target=read)
        thread.start()
        thread.join(30)

    entry = FigureEntry(
        "housed",
        "GM0363",
        date(2022, 7, 1),
        date(2022, 8, 1),
        9_999,
        "made-up-herfst-2022",
        illustrative=True,
    )
    reader("before")
    with transaction.atomic():
        add_figures(by=Command("test"), at=datetime(2022, 9, 20, tzinfo=UTC), entries=[entry])
        reader("not committed")
    reader("committed")
    return seen


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(pages_seen()))
