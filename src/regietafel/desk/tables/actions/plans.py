"""Topics, contact points, tasks, hand-overs and the ways of matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.tables.hand_over import Transfer
from regietafel.core.tables.layers import Passage as CorePassage
from regietafel.core.tables.layers import journey
from regietafel.core.tables.validity import ALWAYS, Validity
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By
from regietafel.desk.figures.queries import source_id
from regietafel.desk.tables.models import ContactPoint, HandOver, Office, Passage, Task, Topic
from regietafel.desk.tables.queries import structure, topics


@dataclass(frozen=True)
class ContactEntry:
    """A contact point as entered."""

    partner: str
    topic: str
    office: str
    source: str
    deputy: str = ""
    validity: Validity = ALWAYS
    illustrative: bool = False


@dataclass(frozen=True)
class TaskEntry:
    """Something that a body does, as entered."""

    key: str
    body: str
    title: Text
    source: str
    illustrative: bool = False


@dataclass(frozen=True)
class PassageEntry:
    """A matter at one table, as entered."""

    table: str
    source: str
    arrived: date | None = None
    left: date | None = None
    illustrative: bool = False


@transaction.atomic
def add_topics(*, by: By, at: datetime, entries: Sequence[tuple[str, Text]]) -> None:
    """Add topics. Raises: Faults for a key that is there already."""
    there = topics()
    if twice := [key for key, _ in entries if key in there]:
        raise Faults("the topics", [Fault(key, "is there already", "choose another key") for key in twice])
    for key, title in entries:
        Topic.objects.create(key=key, title_nl=title.nl, title_en=title.en, known_since=at)
    record(
        by=by,
        at=at,
        action="tables.add_topics",
        subject=("topics", "all"),
        before=None,
        after={"topics": [key for key, _ in entries]},
    )


@transaction.atomic
def name_contacts(*, by: By, at: datetime, entries: Sequence[ContactEntry]) -> None:
    """Name contact points. A double is stored and shown, since it is what has to be seen.

    Raises: Faults for an unknown office or topic.
    """
    offices, known = set(Office.objects.values_list("key", flat=True)), topics()
    faults = [
        Fault(f"{entry.partner} {entry.topic}", f'there is no office "{office}"', "add it first")
        for entry in entries
        for office in (entry.office, entry.deputy)
        if office and office not in offices
    ]
    faults += [
        Fault(entry.partner, f'there is no topic "{entry.topic}"', "add it first")
        for entry in entries
        if entry.topic not in known
    ]
    if faults:
        raise Faults("the contact points", faults)
    for entry in entries:
        ContactPoint.objects.create(
            partner=entry.partner,
            topic=entry.topic,
            office=entry.office,
            deputy=entry.deputy,
            valid_from=entry.validity.start,
            valid_until=entry.validity.until,
            source_id=source_id(entry.source),
            illustrative=entry.illustrative,
            known_since=at,
        )
        record(
            by=by,
            at=at,
            action="tables.name_contact",
            subject=("contact", f"{entry.partner}-{entry.topic}"),
            before=None,
            after={"office": entry.office, "deputy": entry.deputy},
        )


@transaction.atomic
def describe_tasks(*, by: By, at: datetime, entries: Sequence[TaskEntry]) -> None:
    """Say what bodies do. Raises: Faults for an unknown body."""
    bodies = structure().bodies
    if faults := [
        Fault(entry.key, f'there is no body "{entry.body}"', "add it first")
        for entry in entries
        if entry.body not in bodies
    ]:
        raise Faults("the tasks", faults)
    for entry in entries:
        Task.objects.create(
            key=entry.key,
            body=entry.body,
            title_nl=entry.title.nl,
            title_en=entry.title.en,
            source_id=source_id(entry.source),
            illustrative=entry.illustrative,
            known_since=at,
        )
        record(
            by=by,
            at=at,
            action="tables.describe_task",
            subject=("table", entry.body),
            before=None,
            after={"task": entry.title.nl},
        )


@transaction.atomic
def plan_hand_over(
    *,
    by: By,
    at: datetime,
    key: str,
    day: date,
    title: Text,
    transfers: Sequence[Transfer],
    source: str,
) -> None:
    """Record a hand-over. A plan that leaves something over is stored, and shows what that is."""
    HandOver.objects.create(
        key=key,
        day=day,
        title_nl=title.nl,
        title_en=title.en,
        transfers=[asdict(each) for each in transfers],
        source_id=source_id(source),
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="tables.plan_hand_over",
        subject=("hand_over", key),
        before=None,
        after={"day": day, "transfers": len(transfers)},
    )


@transaction.atomic
def trace_matter(*, by: By, at: datetime, matter: str, title: Text, passages: Sequence[PassageEntry]) -> None:
    """Record the way of a matter over tables. Raises: Faults for days that cannot follow, unknown tables."""
    bodies = structure().bodies
    if faults := [
        Fault(each.table, f'there is no table "{each.table}"', "add it first")
        for each in passages
        if each.table not in bodies
    ]:
        raise Faults("the way of the matter", faults)
    journey([CorePassage(each.table, each.arrived, each.left) for each in passages])
    for place, each in enumerate(passages, start=1):
        Passage.objects.create(
            matter=matter,
            title_nl=title.nl,
            title_en=title.en,
            place=place,
            table=each.table,
            arrived=each.arrived,
            left=each.left,
            source_id=source_id(each.source),
            illustrative=each.illustrative,
            known_since=at,
        )
    record(
        by=by,
        at=at,
        action="tables.trace_matter",
        subject=("matter", matter),
        before=None,
        after={"tables": [each.table for each in passages]},
    )
