"""Reading the trail: the history of one thing, the list of all writes, and whether the chain is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connection

from regietafel.desk.audit.append_only import missing
from regietafel.desk.audit.chain import FIRST_PREVIOUS_HASH, Link, Subject
from regietafel.desk.audit.models import AuditRecord, ChainHead

ABSENT = object()


@dataclass(frozen=True)
class Change:
    """One field of a record, before and after; None where it was not there."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Entry:
    """One write, ready to be shown."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject: Subject
    changes: tuple[Change, ...]
    reason: str
    hash: str


@dataclass(frozen=True)
class Page:
    """One page of the list of writes, newest first."""

    entries: tuple[Entry, ...]
    total: int
    number: int
    size: int

    @property
    def last(self) -> int:
        """Number of the last page, 1 or more."""
        return max(1, -(-self.total // self.size))


def history(subject_kind: str, subject_id: str, *, until: datetime | None = None) -> tuple[Entry, ...]:
    """What happened to one thing, newest first; `until` leaves out what was written later."""
    rows = AuditRecord.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))
    if until is not None:
        rows = rows.filter(at__lte=until)
    return tuple(_entry(row) for row in rows.order_by("-number"))


def listing(*, kind: str = "", actor: str = "", action: str = "", page: int = 1, size: int = 50) -> Page:
    """All writes, newest first, with filters; a page beyond the last one gives the last."""
    rows = AuditRecord.objects.all()
    for field, wanted in (("subject_kind", kind), ("actor", actor), ("action", action)):
        if wanted:
            rows = rows.filter(**{field: wanted})
    total = rows.count()
    number = min(max(1, page), max(1, -(-total // size)))
    shown = rows.order_by("-number")[(number - 1) * size : number * size]
    return Page(tuple(_entry(row) for row in shown), total, number, size)


def kinds() -> tuple[str, ...]:
    """The kinds of things that the trail speaks of."""
    return tuple(
        AuditRecord.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
    )


def _entry(row: AuditRecord) -> Entry:
    return Entry(
        number=row.number,
        at=row.at,
        actor=row.actor,
        actor_name=row.actor_name,
        action=row.action,
        subject=Subject(row.subject_kind, row.subject_id),
        changes=tuple(_changes(row.before, row.after)),
        reason=row.reason,
        hash=row.hash,
    )


def _changes(before: Any, after: Any) -> Iterator[Change]:
    """Field by field where both sides are mappings (or absent); else the whole as one change."""
    old, new = before if before is not None else {}, after if after is not None else {}
    if not isinstance(old, dict) or not isinstance(new, dict):
        if before != after:
            yield Change("", before, after)
        return
    for name in dict.fromkeys([*old, *new]):
        if old.get(name, ABSENT) != new.get(name, ABSENT):
            yield Change(name, old.get(name), new.get(name))


Damage = Literal["changed", "removed", "inserted", "unchained", "head", "unprotected"]


@dataclass(frozen=True)
class Finding:
    """One thing wrong with the chain: the first and last number it concerns, and what is wrong."""

    damage: Damage
    first: int
    last: int
    sentence: str


@dataclass(frozen=True)
class VerifyReport:
    """Whether the chain is whole; the last number and hash, to be noted elsewhere."""

    records: int
    last_number: int
    last_hash: str
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True)
class Anchor:
    """A number and hash of the chain that were noted outside this database."""

    number: int
    hash: str


def head() -> Anchor | None:
    """The last number and hash, or None before the first record; one cheap query.

    Both change with every recorded write, in the transaction of that write: this is the version of the data.
    """
    # Asked at every request, so as bare as it can be: building the query would take longer than running it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_number, last_hash FROM audit_chainhead WHERE id = 1")
        found = cursor.fetchone()
    return Anchor(*found) if found is not None and found[0] else None


def verify(*, anchor: Anchor | None = None) -> VerifyReport:
    """Walk the whole chain and name every record that was changed, removed or inserted.

    Whoever rewrites every later record and the head as well leaves a chain that agrees with itself;
    an `anchor` noted elsewhere (the last number and hash of an earlier report) finds that too.
    Needs no lock: records that arrive during the walk are compared with the head as it stands afterwards.
    """
    earlier = ChainHead.objects.filter(pk=1).first()
    walk = _Walk()
    for row in AuditRecord.objects.order_by("number").iterator(chunk_size=2000):
        walk.step(row, watched={anchor.number} if anchor else set(), head=earlier)
    later = ChainHead.objects.filter(pk=1).first()
    walk.unprotected(missing(connection))
    return walk.report(earlier, later, anchor)


class _Walk:
    """One pass over the chain."""

    def __init__(self) -> None:
        self.records = 0
        self.number = 0
        self.hash = FIRST_PREVIOUS_HASH
        self.seen: dict[int, str] = {}
        self.findings: list[Finding] = []

    def step(self, row: AuditRecord, *, watched: set[int], head: ChainHead | None) -> None:
        """Compare one record with its own hash and with the record before it."""
        self.records += 1
        gap = row.number > self.number + 1
        if gap:
            self._found("removed", self.number + 1, row.number - 1)
        if _link(row).hash() != row.hash:
            self._found("changed", row.number, row.number)
        elif not gap and row.previous_hash != self.hash:
            self._found("unchained", row.number, row.number)
        if row.number in watched or (head is not None and row.number == head.last_number):
            self.seen[row.number] = row.hash
        self.number, self.hash = row.number, row.hash

    def report(
        self, earlier: ChainHead | None, later: ChainHead | None, anchor: Anchor | None
    ) -> VerifyReport:
        """Compare the end of the chain with its head, and with what was noted elsewhere."""
        if later is None:
            if self.records:
                self._found("head", 1, self.number)
        else:
            if earlier is not None and earlier.last_number > self.number:
                self._found("removed", self.number + 1, earlier.last_number)
            elif (
                earlier is not None
                and earlier.last_number
                and (self.seen.get(earlier.last_number, earlier.last_hash) != earlier.last_hash)
            ):
                self._found("changed", earlier.last_number, earlier.last_number)
            if self.number > later.last_number:
                self._found("inserted", later.last_number + 1, self.number)
        if anchor is not None and self.seen.get(anchor.number) != anchor.hash:
            self.findings.append(
                Finding(
                    "changed",
                    1,
                    anchor.number,
                    f"record {anchor.number} does not have the hash noted "
                    "elsewhere; it or an earlier record was rewritten",
                )
            )
        return VerifyReport(self.records, self.number, self.hash, tuple(dict.fromkeys(self.findings)))

    def unprotected(self, triggers: tuple[str, ...]) -> None:
        """Note the triggers that should refuse changes and are not there."""
        if triggers:
            self.findings.append(
                Finding(
                    "unprotected",
                    0,
                    0,
                    f"the database does not refuse changes: {', '.join(triggers)} missing",
                )
            )

    def _found(self, damage: Damage, first: int, last: int) -> None:
        rows = f"record {first}" if first == last else f"records {first} to {last}"
        sentence = {
            "changed": f"{rows} was changed: its content does not have its hash",
            "removed": f"{rows} removed: the numbers are missing",
            "inserted": f"{rows} inserted: after the head of the chain",
            "unchained": f"{rows} does not follow from the record before it: one of the two was rewritten or put in",
            "head": "the head of the chain is missing",
        }[damage]
        self.findings.append(Finding(damage, first, last, sentence))


def _link(row: AuditRecord) -> Link:
    return Link(
        number=row.number,
        at=row.at,
        actor=row.actor,
        actor_name=row.actor_name,
        action=row.action,
        subject=Subject(row.subject_kind, row.subject_id),
        before=row.before,
        after=row.after,
        reason=row.reason,
        previous_hash=row.previous_hash,
    )
