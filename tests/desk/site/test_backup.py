"""A backup goes back whole, proved by the audit chain, or nothing changes. On SQLite and on PostgreSQL alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regietafel.cli.backup import write_backup
from regietafel.cli.backup_file import LEFT_OUT, MANIFEST, BackupError, kept_models, read_manifest
from regietafel.cli.restore import restore_backup
from regietafel.desk.accounts.queries import people
from regietafel.desk.audit.append_only import missing
from regietafel.desk.audit.chain import Command
from regietafel.desk.audit.queries import head, verify
from regietafel.desk.figures.actions import FigureEntry, SourceEntry, add_figures, add_sources
from tests.desk.accounts.people import add

AT = datetime(2022, 9, 16, 20, 0, 0, 123456, tzinfo=UTC)
BY = Command("test")
pytestmark = pytest.mark.django_db(transaction=True)


def write(value: int = 10) -> None:
    """Users, sources, figures and a correction: each kind of field, and a row that names another row."""
    if not people():
        add("national")
        add("province")
        add_sources(
            by=BY, at=AT, entries=[SourceEntry("s", "Bron “één”\n& <twee>", published_on=date(2022, 9, 1))]
        )
    entry = FigureEntry("housed", "GM0363", date(2022, 7, 1), date(2022, 8, 1), value, "s", "ééń", True)
    add_figures(by=BY, at=AT, entries=[entry], reason="een correctie")


def content() -> dict[str, list[tuple[object, ...]]]:
    """Every kept row, as the database gives it."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values_list())
        for model in kept_models()
    }


@pytest.fixture
def saved(tmp_path) -> Path:
    """A backup of a small installation with a correction in it."""
    write(10)
    write(12)
    write_backup(tmp_path / "one.zip", at=AT)
    return tmp_path / "one.zip"


def test_every_row_comes_back_as_it_was_and_the_chain_proves_it(saved):
    before, head_before = content(), head()
    write(99)
    add("coa")
    assert content() != before
    manifest = read_manifest(saved)
    restore_backup(saved, manifest, replace=True)
    assert content() == before
    assert head() == head_before
    assert (manifest.head_number, manifest.head_hash) == (head_before.number, head_before.hash)
    assert verify(anchor=head_before).whole
    assert missing(connection) == ()


def test_after_restoring_the_next_write_gets_a_number_of_its_own_and_the_chain_goes_on(saved):
    restore_backup(saved, read_manifest(saved), replace=True)
    last = head()
    write(13)
    add("administrator")
    assert head().number > last.number
    assert verify(anchor=last).whole


def test_a_page_kept_from_before_is_not_served_after_restoring(saved, client):
    write(4_321)
    number = head().number
    before = client.get("/regels/").headers["ETag"]
    restore_backup(saved, read_manifest(saved), replace=True)
    assert head().number < number
    from regietafel.site.page_cache import KEPT

    assert client.get("/regels/").headers["ETag"] == before
    write(1)
    assert client.get("/regels/").status_code == 200
    assert len(KEPT) == 1


def test_nobody_is_signed_in_after_restoring(saved):
    from django.apps import apps
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session["_auth_user_id"] = "1"
    session.save()
    restore_backup(saved, read_manifest(saved), replace=True)
    assert [apps.get_model(label)._base_manager.count() for label in LEFT_OUT] == [0, 0]


def test_a_database_that_holds_data_is_left_alone_without_replace(saved):
    write(99)
    before = content()
    with pytest.raises(BackupError, match=r"holds data already .*--replace"):
        restore_backup(saved, read_manifest(saved), replace=False)
    assert content() == before


def altered(saved: Path, change) -> Path:
    """A copy of a backup with one change to its members."""
    other = saved.with_name("other.zip")
    with zipfile.ZipFile(saved) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(other, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return other


def tell_otherwise(**told: object):
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps({**json.loads(members[MANIFEST]), **told}).encode()

    return change


def lose(name: str):
    return lambda members: members.pop(name)


def spoil(members: dict[str, bytes]) -> None:
    members["tables/figures.figure.jsonl"] = members["tables/figures.figure.jsonl"].replace(b"12", b"13", 1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lose(MANIFEST), "no backup of Regietafel"),
        (lose("tables/figures.figure.jsonl"), r"lacks the table figures\.figure"),
        (spoil, r"figures\.figure in the backup is not as it was written"),
        (tell_otherwise(format="other"), "no backup of Regietafel"),
        (tell_otherwise(format_version=2), "has form 2 of a backup, and this version"),
        (tell_otherwise(tables=[]), "no backup of Regietafel"),
        (tell_otherwise(migrations=["figures.0001_initial"]), "tables of another shape"),
        (tell_otherwise(head_hash="0" * 64, head_number=1), "its manifest says 1"),
    ],
    ids=[
        "no manifest",
        "no table",
        "changed row",
        "other form",
        "later form",
        "no tables",
        "migrations",
        "head",
    ],
)
def test_a_damaged_or_foreign_backup_is_refused_in_a_sentence_and_nothing_changes(saved, change, sentence):
    other = altered(saved, change)
    write(99)
    before = content()
    with pytest.raises(BackupError, match=sentence):
        restore_backup(other, read_manifest(other), replace=True)
    assert content() == before
    assert verify().whole
    assert missing(connection) == ()


def test_a_forged_row_that_agrees_with_the_manifest_is_found_by_the_chain(saved):
    import hashlib

    def forge(members: dict[str, bytes]) -> None:
        name = "tables/audit.auditrecord.jsonl"
        members[name] = members[name].replace(b"een correctie", b"iets anders " + b" ", 1)
        told = json.loads(members[MANIFEST])
        told["tables"]["audit.auditrecord"]["sha256"] = hashlib.sha256(members[name]).hexdigest()
        members[MANIFEST] = json.dumps(told).encode()

    other = altered(saved, forge)
    before = content()
    with pytest.raises(BackupError, match="audit chain in the backup is damaged"):
        restore_backup(other, read_manifest(other), replace=True)
    assert content() == before


@given(where=st.floats(0, 1, exclude_max=True), cut=st.booleans(), flip=st.integers(1, 255))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_backup_cut_short_or_changed_in_any_byte_is_refused_or_says_the_same(saved, where, cut, flip):
    """A byte that only dresses the zip (a time, a flag of no meaning) may differ; no row and no hash can."""
    whole = saved.read_bytes()
    told = read_manifest(saved)
    at = int(where * len(whole))
    broken = saved.with_name("broken.zip")
    broken.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
    try:
        assert read_manifest(broken) == told
    except BackupError as refused:
        sentence = refused.what
    else:
        return
    assert str(broken) in sentence or "the backup" in sentence


@pytest.mark.parametrize("given_file", ["missing.zip", "text.zip", "empty.zip", "folder"])
def test_what_is_no_file_or_another_kind_of_file_is_refused_by_its_name(tmp_path, given_file):
    (tmp_path / "text.zip").write_text("geen zip")
    (tmp_path / "empty.zip").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(BackupError, match=given_file):
        read_manifest(tmp_path / given_file)


def test_a_backup_is_not_written_over_a_file_and_leaves_nothing_half_behind(saved, monkeypatch):
    before = saved.read_bytes()
    with pytest.raises(BackupError, match="is there already"):
        write_backup(saved, at=AT)
    assert saved.read_bytes() == before

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(BackupError, match="No space left on device"):
        write_backup(saved.with_name("two.zip"), at=AT)
    assert [path.name for path in saved.parent.iterdir()] == ["one.zip"]


def test_only_its_owner_can_read_a_backup(saved):
    assert saved.stat().st_mode & 0o077 == 0


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "regietafel.cli.main", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands_move_an_installation_into_an_empty_sqlite_folder(saved, tmp_path):
    """From the database of this run, which may be PostgreSQL, to SQLite."""
    there = {"DATABASE_URL": "", "REGIETAFEL_DATA_DIR": str(tmp_path / "new")}
    done = run(there, "restore", str(saved))
    assert done.returncode == 0, done.stderr
    last = head()
    assert f"{last.number}:{last.hash}" in done.stdout
    checked = run(there, "audit", "verify", "--expect", f"{last.number}:{last.hash}")
    assert checked.returncode == 0, checked.stdout
    again = run(there, "restore", str(saved))
    assert again.returncode == 2
    assert "--replace" in again.stderr
    assert "Traceback" not in again.stderr
    back = run(there, "backup", str(tmp_path / "back.zip"))
    assert back.returncode == 0, back.stderr
    before = content()
    write(77)
    restore_backup(tmp_path / "back.zip", read_manifest(tmp_path / "back.zip"), replace=True)
    assert content() == before
