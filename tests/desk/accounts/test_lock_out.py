"""Lock-outs are shared by all workers: attempts in two processes count together."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest
from django.db import connection

SET_UP = textwrap.dedent(
    """
    import os, django
    os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
    django.setup()
    from datetime import datetime, UTC
    from django.core.management import call_command
    from django.core.cache import cache
    call_command("migrate", verbosity=0)
    cache.clear()
    from regietafel.desk.accounts import actions
    from regietafel.desk.audit.chain import Command
    for name in ("prt", "coa"):
        actions.create_user(by=Command("test"), at=datetime.now(UTC), email=f"{name}@voorbeeld.example",
                            function_title=name, password="een lange zin om te onthouden")
    """
)
WORKER = textwrap.dedent(
    """
    import os, sys, django
    os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
    django.setup()
    from django.test import Client
    client = Client(headers={"host": "127.0.0.1"})
    print("ready", flush=True)
    for line in sys.stdin:
        name, password = line.rstrip("\\n").split(":")
        page = client.post("/account/aanmelden/", {"login": f"{name}@voorbeeld.example", "password": password})
        text = page.content.decode()
        print("in" if page.status_code == 302 else "locked" if "Te vaak geprobeerd" in text else "wrong", flush=True)
    """
)


@pytest.fixture(scope="module")
def workers(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        environment = dict(os.environ) | {"REGIETAFEL_DATA_DIR": str(tmp_path_factory.mktemp("data"))}
        if connection.vendor == "postgresql":
            wanted = connection.settings_dict
            name = "lock_out"
            base = f"postgres://{wanted['USER']}:{wanted['PASSWORD']}@{wanted['HOST']}:{wanted['PORT']}"
            import psycopg

            with psycopg.connect(
                f"{base}/postgres".replace("postgres://", "postgresql://", 1), autocommit=True
            ) as server:
                server.execute(f"DROP DATABASE IF EXISTS {name}")
                server.execute(f"CREATE DATABASE {name}")
            environment["DATABASE_URL"] = f"{base}/{name}"
        else:
            environment["DATABASE_URL"] = ""
    subprocess.run([sys.executable, "-c", SET_UP], env=environment, check=True)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        for _ in range(2)
    ]
    for worker in started:
        assert worker.stdout.readline() == "ready\n"
    yield started
    for worker in started:
        worker.stdin.close()
        worker.wait(timeout=30)


RIGHT = "een lange zin om te onthouden"


def attempt(worker: subprocess.Popen[str], name: str, password: str) -> str:
    worker.stdin.write(f"{name}:{password}\n")
    return worker.stdout.readline().strip()


def test_five_wrong_passwords_over_two_workers_lock_both_out(workers):
    first, second = workers
    assert [attempt(each, "prt", "verkeerd") for each in (first, second, first, second, first)] == [
        "wrong"
    ] * 5
    assert attempt(second, "prt", RIGHT) == "locked"
    assert attempt(first, "prt", RIGHT) == "locked"


def test_wrong_passwords_at_the_same_moment_are_all_counted(workers):
    for _ in range(4):
        for worker in workers:
            worker.stdin.write("coa:verkeerd\n")
    answers = [worker.stdout.readline().strip() for _ in range(4) for worker in workers]
    assert answers.count("wrong") <= 5
    assert attempt(workers[0], "coa", RIGHT) == "locked"
