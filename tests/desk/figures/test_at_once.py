"""Two people at once, and a process that is killed: in real processes and threads, on the real database."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap

import pytest

from tests.desk.audit.test_concurrency import environment_of_the_test_database, run

START = """
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
django.setup()
from datetime import datetime, UTC
from regietafel.desk.audit.chain import Command
from regietafel.desk.audit.queries import verify
from regietafel.desk.figures import actions, queries
AT, BY = datetime(2022, 11, 5, 9, tzinfo=UTC), Command("test")
SOURCE = actions.SourceEntry("coa", "Opgave COA")
def receive():
    content = "gemeente;maand;gehuisvest\\nAssen;2022-10;12\\n".encode()
    return actions.receive(by=BY, at=AT, file_name="b.csv", content=content, indicator="housed", source=SOURCE)
"""
PREPARE = START + textwrap.dedent(
    """
    from django.db import connection
    if connection.vendor == "sqlite":
        from django.core.management import call_command
        call_command("migrate", verbosity=0)
    print(receive())
    """
)
CONFIRM_AT_ONCE = START + textwrap.dedent(
    """
    from threading import Barrier, Thread
    from django.db import connections
    from regietafel.core.figures.approval import StepRefused
    together, said = Barrier(4), []
    def confirm(name):
        together.wait()
        try:
            actions.confirm(by=Command(name), at=AT, delivery=int(sys.argv[1]))
            said.append("confirmed")
        except actions.DeliveryRefused as refused:
            said.append(f"{refused.kind}: {refused.text.nl}")
        finally:
            connections.close_all()
    threads = [Thread(target=confirm, args=(f"persoon {n}",)) for n in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    print("\\n".join(said))
    """
)
CONFIRM_AND_HANG = START + textwrap.dedent(
    """
    import time
    from regietafel.desk.figures.actions import deliveries
    def hang(**said):
        print(len(queries.lines(indicator="housed", moment=None)), flush=True)
        time.sleep(120)
    deliveries.record = hang
    actions.confirm(by=BY, at=AT, delivery=int(sys.argv[1]))
    """
)
STATE = START + textwrap.dedent(
    """
    found = queries.delivery(int(sys.argv[1]))
    print(found.state, len(queries.lines(indicator="housed", moment=None)), verify().whole)
    """
)
CONFIRM = START + "print(actions.confirm(by=BY, at=AT, delivery=int(sys.argv[1])))"


@pytest.fixture
def environment(transactional_db, tmp_path) -> dict[str, str]:
    return environment_of_the_test_database(tmp_path)


def test_of_people_who_confirm_at_once_one_does_and_the_others_hear_who(environment):
    number = run(PREPARE, environment).stdout.strip()
    said = run(CONFIRM_AT_ONCE, environment, number).stdout.splitlines()
    assert sorted(line.split(":")[0] for line in said) == ["confirmed", "settled", "settled", "settled"]
    assert all("al bevestigd, door persoon" in line for line in said if line != "confirmed")
    assert run(STATE, environment, number).stdout.split() == ["confirmed", "1", "True"]


def test_a_process_killed_while_it_confirms_leaves_nothing_behind(environment):
    number = run(PREPARE, environment).stdout.strip()
    process = subprocess.Popen(
        [sys.executable, "-c", CONFIRM_AND_HANG, number],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n", "the figures were written inside the transaction"
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=30) == -signal.SIGKILL
    process.stdout.close()
    assert run(STATE, environment, number).stdout.split() == ["checked", "0", "True"]
    assert run(CONFIRM, environment, number).stdout.strip() == "confirmed"
