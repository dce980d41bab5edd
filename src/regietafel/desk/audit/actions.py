"""The one way to put a write on record."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from regietafel.desk.audit.chain import FIRST_PREVIOUS_HASH, AuditError, By, Link, Subject, plain
from regietafel.desk.audit.models import AuditRecord, ChainHead


def record(
    *,
    by: By,
    at: datetime,
    action: str,
    subject: Subject | tuple[str, str],
    before: object,
    after: object,
    reason: str = "",
) -> AuditRecord:
    """Append one record; the last call inside the transaction of the write that it records.

    `by` has a `key` (user id, or "system") and a `name` (function title, or the command's name).
    `before` is None for what did not exist, `after` is None for what no longer does.
    Numbers have no gaps: the head of the chain is locked from here until the transaction ends.
    Raises: AuditError outside a transaction, for a moment without zone, for a missing actor, action or subject.
    """
    kind, key = subject
    _refuse_unclear(by=by, at=at, action=action, kind=kind, key=key)
    head = _locked_head()
    link = Link(
        number=head.last_number + 1,
        at=at,
        actor=by.key,
        actor_name=by.name,
        action=action,
        subject=Subject(kind, str(key)),
        before=plain(before),
        after=plain(after),
        reason=plain(reason),
        previous_hash=head.last_hash,
    )
    row = AuditRecord(
        number=link.number,
        at=link.at,
        actor=link.actor,
        actor_name=link.actor_name,
        action=link.action,
        subject_kind=link.subject.kind,
        subject_id=link.subject.id,
        before=link.before,
        after=link.after,
        reason=link.reason,
        previous_hash=link.previous_hash,
        hash=link.hash(),
    )
    row.save()
    head.last_number, head.last_hash = row.number, row.hash
    head.save(update_fields=["last_number", "last_hash"])
    return row


def _refuse_unclear(*, by: By, at: datetime, action: str, kind: str, key: object) -> None:
    if not connection.in_atomic_block:
        raise AuditError(
            f"{action} is recorded outside a transaction", "write and record inside one transaction.atomic()"
        )
    if at.tzinfo is None:
        raise AuditError(f"{action} has a moment without time zone ({at})", "pass an aware moment")
    for what, given in (("actor", by.key), ("actor name", by.name), ("action", action)):
        if not given:
            raise AuditError(f"a record of {action or 'a write'} has no {what}", f"give the {what}")
    if not kind or not str(key):
        raise AuditError(f"{action} has no subject", "give a kind and a key")


def _locked_head() -> ChainHead:
    """The head, locked until the transaction ends; made when the chain has not begun."""
    head = ChainHead.objects.select_for_update().filter(pk=1).first()
    if head is not None:
        return head
    if AuditRecord.objects.exists():
        raise AuditError(
            "the head of the audit chain is missing", "run regietafel audit verify and restore a backup"
        )
    ChainHead.objects.bulk_create(
        [ChainHead(pk=1, last_number=0, last_hash=FIRST_PREVIOUS_HASH)], ignore_conflicts=True
    )
    return ChainHead.objects.select_for_update().get(pk=1)
