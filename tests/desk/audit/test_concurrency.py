"""Writers at the same time, in real processes, each with its own connection; some of their writes rolled back."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest
from django.db import connection

WRITER = textwrap.dedent(
    """
    import os, sys
    import django
    os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
    django.setup()
    from datetime import datetime, UTC
    from django.db import transaction
    from regietafel.desk.audit.actions import record
    from regietafel.desk.audit.chain import Command
    print("ready", flush=True)
    sys.stdin.readline()
    name, count = sys.argv[1], int(sys.argv[2])
    for n in range(count):
        with transaction.atomic():
            record(by=Command(name), at=datetime(2022, 9, 16, 20, tzinfo=UTC), action="note",
                   subject=("thing", f"{name}-{n}"), before=None, after={"n": n})
            if n % 5 == 4:
                transaction.set_rollback(True)
    """
)


def environment_of_the_test_database(tmp_path) -> dict[str, str]:
    """A process of its own must find this very database."""
    given = dict(os.environ)
    wanted = connection.settings_dict
    if connection.vendor == "postgresql":
        where = f"{wanted['HOST']}:{wanted['PORT']}"
        given["DATABASE_URL"] = f"postgres://{wanted['USER']}:{wanted['PASSWORD']}@{where}/{wanted['NAME']}"
    else:
        given["DATABASE_URL"] = ""
        given["REGIETAFEL_DATA_DIR"] = str(tmp_path)
    return given


def run(code: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, check=True, capture_output=True, text=True
    )


VERIFY = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
django.setup()
from regietafel.desk.audit.queries import verify
report = verify()
print(report.whole, report.records, report.last_number)
"""
MIGRATE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
django.setup()
from django.core.management import call_command
call_command("migrate", "audit", verbosity=0)
"""


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_begin_and_continue_one_chain_without_gaps(tmp_path):
    environment = environment_of_the_test_database(tmp_path)
    if connection.vendor == "sqlite":
        run(MIGRATE, environment)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, f"writer {n}", "25"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(3)
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    assert run(VERIFY, environment).stdout.split() == ["True", "60", "60"]
