"""Putting a write on record, reading it back, and finding damage."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from regietafel.desk.audit import queries
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.append_only import suspended
from regietafel.desk.audit.chain import FIRST_PREVIOUS_HASH, AuditError, Command, Link, Subject
from regietafel.desk.audit.models import AuditRecord, ChainHead

AT = datetime(2022, 9, 16, 20, tzinfo=UTC)
BY = Command("test")


def write(n: int, **given: object) -> AuditRecord:
    fields = {
        "by": BY,
        "at": AT,
        "action": "note",
        "subject": ("thing", str(n)),
        "before": None,
        "after": {"n": n},
    }
    return record(**{**fields, **given})


@contextmanager
def tampering():
    """The database as someone with its password has it."""
    with suspended(connection), connection.cursor() as cursor:
        yield cursor.execute


@transaction.atomic
def attempt(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def links(count: int) -> None:
    for n in range(1, count + 1):
        write(n)


@pytest.mark.django_db
def test_numbers_have_no_gaps_and_each_record_follows_from_the_one_before():
    rows = [write(n) for n in range(1, 5)]
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.previous_hash for row in rows] == [FIRST_PREVIOUS_HASH, *(row.hash for row in rows[:-1])]


@pytest.mark.django_db
def test_a_whole_chain_verifies_and_reports_its_last_number_and_hash():
    links(5)
    report = queries.verify()
    assert report.whole
    assert (report.records, report.last_number) == (5, 5)
    assert report.last_hash == AuditRecord.objects.get(number=5).hash


@pytest.mark.django_db
def test_an_empty_chain_is_whole():
    assert queries.verify().whole


@pytest.mark.django_db(transaction=True)
def test_a_record_outside_a_transaction_is_refused():
    with pytest.raises(AuditError, match="outside a transaction"):
        write(1)
    assert queries.verify().records == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"at": datetime(2022, 9, 16)}, "without time zone"),  # noqa: DTZ001
        ({"by": Command("")}, "no actor name"),
        ({"by": Command("x", key="")}, "no actor"),
        ({"action": ""}, "no action"),
        ({"subject": ("", "1")}, "no subject"),
        ({"subject": ("thing", "")}, "no subject"),
        ({"after": object()}, "cannot be put on record"),
    ],
)
def test_an_unclear_record_is_refused(wrong, sentence):
    with pytest.raises(AuditError, match=sentence):
        write(1, **wrong)


@pytest.mark.django_db
def test_a_write_that_is_rolled_back_leaves_no_record_and_no_gap():
    write(1)

    class Failure(Exception):
        pass

    @transaction.atomic
    def fails() -> None:
        write(2)
        raise Failure

    with pytest.raises(Failure):
        fails()
    assert write(3).number == 2
    assert queries.verify().whole


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditrecord SET reason = 'other' WHERE number = 2",
        "DELETE FROM audit_auditrecord WHERE number = 2",
        "UPDATE audit_chainhead SET last_number = 1",
        "UPDATE audit_chainhead SET last_number = 9",
        "DELETE FROM audit_chainhead",
    ],
)
def test_the_database_itself_refuses_to_change_the_trail(statement):
    links(3)
    with pytest.raises(DatabaseError, match=r"append-only|only moves one record on"):
        attempt(statement)
    assert queries.verify().whole


@pytest.mark.django_db
def test_the_database_itself_refuses_to_replace_or_empty_the_trail():
    links(2)
    statement = {
        "sqlite": "REPLACE INTO audit_auditrecord SELECT number, at, actor, actor_name, 'other', subject_kind,"
        ' subject_id, "before", "after", reason, previous_hash, hash FROM audit_auditrecord WHERE number = 2',
        "postgresql": "TRUNCATE audit_auditrecord",
    }[connection.vendor]
    with pytest.raises(DatabaseError, match="append-only"):
        attempt(statement)
    assert queries.verify().whole


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: AuditRecord.objects.update(reason="x"),
        lambda row: AuditRecord.objects.filter(pk=1).delete(),
        lambda row: AuditRecord.objects.bulk_update([row], ["reason"]),
    ],
)
def test_the_model_refuses_to_change_the_trail(change):
    row = write(1)
    with pytest.raises(AuditError, match="append-only"):
        change(row)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "column",
    ["actor", "actor_name", "action", "subject_kind", "subject_id", "reason", "previous_hash", "hash"],
)
def test_a_changed_record_is_named(column):
    links(6)
    with tampering() as execute:
        execute(f"UPDATE audit_auditrecord SET {column} = 'other' WHERE number = 3")
    findings = queries.verify().findings
    assert ("changed", 3, 3) in [(f.damage, f.first, f.last) for f in findings]


@pytest.mark.django_db
def test_a_record_changed_with_its_own_hash_rewritten_is_named():
    links(6)
    row = AuditRecord.objects.get(number=3)
    forged = Link(
        3,
        AT,
        row.actor,
        row.actor_name,
        "other",
        Subject("thing", "3"),
        None,
        {"n": 3},
        "",
        row.previous_hash,
    )
    with tampering() as execute:
        execute("UPDATE audit_auditrecord SET action = 'other', hash = %s WHERE number = 3", [forged.hash()])
    assert [(f.damage, f.first) for f in queries.verify().findings] == [("unchained", 4)]


@pytest.mark.django_db
def test_the_last_record_changed_with_its_own_hash_rewritten_is_found_by_the_head():
    links(3)
    row = AuditRecord.objects.get(number=3)
    forged = Link(
        3,
        AT,
        row.actor,
        row.actor_name,
        "other",
        Subject("thing", "3"),
        None,
        {"n": 3},
        "",
        row.previous_hash,
    )
    with tampering() as execute:
        execute("UPDATE audit_auditrecord SET action = 'other', hash = %s WHERE number = 3", [forged.hash()])
    assert [(f.damage, f.first) for f in queries.verify().findings] == [("changed", 3)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("gone", "named"), [((3,), (3, 3)), ((2, 3, 4), (2, 4)), ((1,), (1, 1)), ((5, 6), (5, 6))]
)
def test_removed_records_are_named_also_at_the_end(gone, named):
    links(6)
    with tampering() as execute:
        execute(f"DELETE FROM audit_auditrecord WHERE number IN ({', '.join(map(str, gone))})")
    assert [(f.damage, f.first, f.last) for f in queries.verify().findings] == [("removed", *named)]


@pytest.mark.django_db
def test_a_record_put_in_behind_the_head_is_named():
    links(3)
    last = AuditRecord.objects.get(number=3)
    link = Link(4, AT, "1", "x", "forged", Subject("thing", "4"), None, None, "", last.hash)
    AuditRecord(
        number=4,
        at=AT,
        actor="1",
        actor_name="x",
        action="forged",
        subject_kind="thing",
        subject_id="4",
        previous_hash=last.hash,
        hash=link.hash(),
    ).save()
    assert [(f.damage, f.first) for f in queries.verify().findings] == [("inserted", 4)]


@pytest.mark.django_db
def test_a_removed_head_is_found_and_no_second_chain_begins():
    links(3)
    with tampering() as execute:
        execute("DELETE FROM audit_chainhead")
    assert [f.damage for f in queries.verify().findings] == ["head"]
    with pytest.raises(AuditError, match="head of the audit chain is missing"):
        write(4)
    assert not ChainHead.objects.exists()


@pytest.mark.django_db
def test_a_chain_rewritten_as_a_whole_is_found_by_what_was_noted_elsewhere():
    links(4)
    noted = queries.verify()
    with tampering() as execute:
        execute("DELETE FROM audit_auditrecord")
        execute("DELETE FROM audit_chainhead")
    for n in range(1, 5):
        write(n, action="other")
    assert queries.verify().whole
    found = queries.verify(anchor=queries.Anchor(noted.last_number, noted.last_hash))
    assert [(f.damage, f.last) for f in found.findings] == [("changed", 4)]


@pytest.mark.django_db
def test_what_was_noted_earlier_still_holds_after_more_writes():
    links(4)
    noted = queries.verify()
    links(3)
    assert queries.verify(anchor=queries.Anchor(noted.last_number, noted.last_hash)).whole


@pytest.mark.django_db
def test_the_triggers_that_are_missing_are_reported():
    links(1)
    with tampering():
        assert [f.damage for f in queries.verify().findings] == ["unprotected"]
    assert queries.verify().whole


@pytest.mark.django_db
def test_the_history_of_one_thing_shows_its_changes_newest_first():
    write(1, subject=("user", "9"), after={"title": "Lezer", "active": True})
    write(2)
    write(
        3,
        subject=("user", "9"),
        at=AT + timedelta(days=1),
        before={"title": "Lezer", "active": True},
        after={"title": "Beheer", "active": True},
        reason="other function",
    )
    newest, first = queries.history("user", "9")
    assert newest.changes == (queries.Change("title", "Lezer", "Beheer"),)
    assert newest.reason == "other function"
    assert first.changes == (queries.Change("title", None, "Lezer"), queries.Change("active", None, True))
    assert queries.history("user", "9", until=AT) == (first,)


@pytest.mark.django_db
def test_the_list_of_writes_is_filtered_and_paged():
    for n in range(1, 8):
        write(n, subject=("even" if n % 2 == 0 else "odd", str(n)))
    page = queries.listing(kind="odd", page=2, size=3)
    assert [entry.number for entry in page.entries] == [1]
    assert (page.total, page.last, page.number) == (4, 2, 2)
    assert queries.listing(page=99, size=3).number == 3
    assert queries.kinds() == ("even", "odd")


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_is_refused_in_production(settings):
    from dataclasses import replace

    with transaction.atomic():
        write(1)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, mode="production")
    with pytest.raises(CommandError, match="append-only"):
        call_command("flush", verbosity=0, interactive=False)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, mode="demo")
    assert queries.verify().records == 1


@pytest.mark.django_db(transaction=True)
def test_emptying_a_demonstration_leaves_the_trail_protected():
    with transaction.atomic():
        write(1)
    call_command("flush", verbosity=0, interactive=False)
    assert queries.verify().records == 0
    with transaction.atomic():
        assert write(1).number == 1
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditrecord")
