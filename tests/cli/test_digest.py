"""The worker that sends digests: again and again until it is stopped, and each digest once."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime, time

import pytest

from regietafel.core.to_do.digest import Preference, Rhythm
from regietafel.desk.accounts.models import User
from regietafel.desk.audit.chain import Command
from regietafel.desk.to_do import actions

AT = datetime(2022, 9, 19, 7, 0, tzinfo=UTC)


@pytest.fixture
def always_due(db) -> str:
    user = User.objects.create(
        email="secretariaat@voorbeeld.example", function_title="Secretariaat", created_at=AT
    )
    whole_day = Preference(Rhythm.DAILY, at=time(0, 0), quiet_from=time(0, 0), quiet_until=time(0, 0))
    actions.prefer(by=Command("test"), at=AT, user=str(user.pk), preference=whole_day)
    return str(user.pk)


def test_the_worker_sends_what_is_due_once_and_ends_when_it_is_stopped(call, always_due):
    handler = signal.getsignal(signal.SIGTERM)
    stop = threading.Timer(2.5, os.kill, (os.getpid(), signal.SIGTERM))
    stop.start()
    ended = call("digest", "send", "--every", "1")
    stop.join()
    assert (ended.code, ended.err) == (0, "")
    # Nothing waits for this user, and the rounds after the first have nothing to say.
    assert ended.out.count("Secretariaat") == 1
    assert "empty" in ended.out
    assert signal.getsignal(signal.SIGTERM) is handler


def test_once_is_once(call, always_due):
    assert "empty" in call("digest", "send").out
    assert "Secretariaat" not in call("digest", "send").out
    assert call("digest", "send", "--every", "-1").code == 2
