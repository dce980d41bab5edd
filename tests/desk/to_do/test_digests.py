"""Digests go out once, at the time that was chosen, and never twice: also with two workers at once."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime, time

import pytest
from django.core import mail
from django.db import connection

from regietafel.core.base.errors import Faults
from regietafel.core.to_do.digest import Preference, Rhythm
from regietafel.core.to_do.items import ToDo, ToDoKind
from regietafel.desk.accounts.models import User
from regietafel.desk.audit.chain import Command
from regietafel.desk.to_do import actions, queries
from regietafel.desk.to_do.mailing import send_due

BY = Command("test")
MONDAY = datetime(2022, 9, 19, 7, 0, tzinfo=UTC)  # 09:00 in Amsterdam
LETTER = ToDo(
    "brief", ToDoKind.SEND, "Brief aan de commissarissen", "lrt", due=date(2022, 9, 23), href="/acties/brief/"
)


def add_user(email="secretariaat@voorbeeld.example"):
    return str(User.objects.create(email=email, function_title="Secretariaat", created_at=MONDAY).pk)


def send(at=MONDAY, items=(LETTER,)):
    return [each.state for each in send_due(by=BY, at=at, waiting=lambda person, moment: items)]


@pytest.mark.django_db
def test_a_digest_names_what_waits_with_its_term_and_address():
    add_user()
    assert send() == ["sent"]
    (sent,) = mail.outbox
    assert sent.subject == "Regietafel: er wacht 1 punt op u"
    assert "Brief aan de commissarissen (versturen, uiterlijk 23 september 2022)" in sent.body
    assert "http://127.0.0.1:8000/acties/brief/" in sent.body


@pytest.mark.django_db
def test_a_slot_is_sent_once():
    user = add_user()
    assert send() == ["sent"]
    assert send(MONDAY.replace(hour=9)) == []
    assert send(MONDAY.replace(day=21)) == []
    assert len(mail.outbox) == 1
    assert [row.slot for row in queries.digests_of(user)] == ["2022-W38"]


@pytest.mark.django_db
def test_nothing_new_is_not_sent_again_and_what_became_late_is():
    add_user()
    assert send() == ["sent"]
    assert send(MONDAY.replace(day=26)) == ["sent"]  # the letter is too late by now
    assert send(datetime(2022, 10, 3, 7, tzinfo=UTC)) == ["unchanged"]
    assert send(datetime(2022, 10, 10, 7, tzinfo=UTC), items=()) == ["empty"]
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_quiet_hours_hold_and_the_digest_comes_after_them():
    user = add_user()
    wish = Preference(Rhythm.DAILY, at=time(10, 0), quiet_from=time(11, 0), quiet_until=time(9, 0))
    actions.prefer(by=BY, at=MONDAY, user=user, preference=wish)
    assert send(datetime(2022, 9, 19, 9, 30, tzinfo=UTC)) == []  # 11:30
    assert send(datetime(2022, 9, 20, 8, 30, tzinfo=UTC)) == ["sent"]  # 10:30
    actions.prefer(by=BY, at=MONDAY, user=user, preference=Preference(Rhythm.NEVER))
    assert send(datetime(2022, 9, 21, 8, 30, tzinfo=UTC)) == []


@pytest.mark.django_db
def test_a_wish_that_cannot_be_kept_is_refused_and_nothing_changes():
    user = add_user()
    with pytest.raises(Faults, match="quiet hours"):
        actions.prefer(by=BY, at=MONDAY, user=user, preference=Preference(at=time(23, 0)))
    assert not queries.wish_of(user).chosen


@pytest.mark.django_db
def test_an_address_with_a_line_break_gets_nothing_and_stops_nobody_else():
    broken = add_user("a@voorbeeld.example\nBcc: iedereen@voorbeeld.example")
    add_user("b@voorbeeld.example")
    assert sorted(send()) == ["refused", "sent"]
    assert [message.to for message in mail.outbox] == [["b@voorbeeld.example"]]
    (row,) = queries.digests_of(broken)
    assert row.error.startswith("BadHeaderError")


@pytest.mark.django_db
def test_a_closed_account_gets_nothing():
    user = add_user()
    User.objects.filter(pk=int(user)).update(is_active=False)
    assert send() == []


@pytest.mark.django_db
def test_a_worker_that_died_with_a_claim_leads_to_no_second_mail():
    user = add_user()
    assert actions.claim(by=BY, at=MONDAY, user=user, slot="2022-W38") is not None
    assert send() == []
    assert [row.state for row in queries.digests_of(user)] == ["claimed"]


@pytest.mark.django_db
def test_a_new_calendar_address_makes_the_old_one_worthless():
    user = add_user()
    old = queries.wish_of(user).feed_key
    assert queries.reader_of_feed(old) == user
    actions.renew_feed(by=BY, at=MONDAY, user=user)
    assert queries.reader_of_feed(old) is None
    assert queries.reader_of_feed(queries.wish_of(user).feed_key) == user
    assert queries.reader_of_feed("iets anders") is None


CLAIMER = textwrap.dedent(
    """
    import os, sys
    import django
    os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
    django.setup()
    from datetime import datetime, UTC
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.to_do.actions import claim
    print("ready", flush=True)
    sys.stdin.readline()
    at = datetime(2022, 9, 19, 7, tzinfo=UTC)
    got = [claim(by=Command("worker"), at=at, user=sys.argv[1], slot=f"2022-W{n:02d}") for n in range(1, 31)]
    print(sum(each is not None for each in got))
    """
)
MIGRATE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from regietafel.desk.accounts.models import User
from datetime import datetime, UTC
print(User.objects.create(email="a@voorbeeld.example", function_title="A", created_at=datetime(2022, 9, 1, tzinfo=UTC)).pk)
"""


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_claim_each_digest_once(tmp_path):
    environment = dict(os.environ)
    if connection.vendor == "postgresql":
        wanted = connection.settings_dict
        where = f"{wanted['HOST']}:{wanted['PORT']}"
        environment["DATABASE_URL"] = (
            f"postgres://{wanted['USER']}:{wanted['PASSWORD']}@{where}/{wanted['NAME']}"
        )
        user = add_user()
    else:
        environment |= {"DATABASE_URL": "", "REGIETAFEL_DATA_DIR": str(tmp_path)}
        user = subprocess.run(
            [sys.executable, "-c", MIGRATE], env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", CLAIMER, user],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    claimed = []
    for worker in workers:
        said, error = worker.communicate(timeout=120)
        assert worker.returncode == 0, error
        claimed.append(int(said))
    assert sum(claimed) == 30
