"""Topics, contact points, tasks, hand-overs and the ways of matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from regietafel.desk.tables.actions.authority import (
    demand_contact,
    demand_keeper,
    demand_reason,
    not_there,
    there_already,
)
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
    """Add topics. Raises: Refused for anyone but the national secretariat; Faults for a key that is there already."""
    demand_keeper(by, "NL", at)
    there = topics()
    if twice := [key for key, _ in entries if key in there]:
        raise Faults(Text("de onderwerpen", "the topics"), map(there_already, twice))
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

    Raises: Refused for who may not speak for the partner; Faults for an unknown office or topic, and for an office
    of another partner.
    """
    for partner in {entry.partner for entry in entries}:
        demand_contact(by, partner, at)
    if faults := list(_contact_faults(entries)):
        raise Faults(Text("de contactpunten", "the contact points"), faults)
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


def _contact_faults(entries: Sequence[ContactEntry]) -> Iterator[Fault]:
    offices, known = dict(Office.objects.values_list("key", "partner")), topics()
    for entry in entries:
        where = f"{entry.partner} {entry.topic}"
        for office in filter(None, (entry.office, entry.deputy)):
            if office not in offices:
                yield not_there(
                    where, Text(f'er is geen functie "{office}"', f'there is no office "{office}"')
                )
            elif offices[office] != entry.partner:
                yield Fault.told(
                    where,
                    Text(
                        f"{office} is een functie van {offices[office]}", f"{office} is of {offices[office]}"
                    ),
                    Text("kies een functie van deze partner", "choose an office of this partner"),
                )
        if entry.topic not in known:
            yield not_there(
                where, Text(f'er is geen onderwerp "{entry.topic}"', f'there is no topic "{entry.topic}"')
            )


@transaction.atomic
def end_contacts(*, by: By, at: datetime, partner: str, topic: str, until: date, reason: str) -> int:
    """End whom a partner has for a topic: `until` is the first day without. Returns how many that were.

    Raises: Refused for who may not speak for the partner; TableError without a reason.
    """
    demand_contact(by, partner, at)
    demand_reason(reason)
    rows = list(
        ContactPoint.objects.select_for_update().filter(partner=partner, topic=topic, valid_until=None)
    )
    for row in rows:
        Validity(row.valid_from, until)
        row.valid_until, row.end_known_since = until, at
        row.save(update_fields=["valid_until", "end_known_since"])
    if rows:
        record(
            by=by,
            at=at,
            action="tables.end_contact",
            subject=("contact", f"{partner}-{topic}"),
            before={"office": ", ".join(row.office for row in rows), "until": None},
            after={"until": until},
            reason=reason,
        )
    return len(rows)


@transaction.atomic
def describe_tasks(*, by: By, at: datetime, entries: Sequence[TaskEntry]) -> None:
    """Say what bodies do. Raises: Refused for anyone but the national secretariat; Faults for an unknown body."""
    demand_keeper(by, "NL", at)
    bodies = structure().bodies
    if faults := [
        not_there(entry.key, Text(f'er is geen orgaan "{entry.body}"', f'there is no body "{entry.body}"'))
        for entry in entries
        if entry.body not in bodies
    ]:
        raise Faults(Text("de taken", "the tasks"), faults)
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
    """Record a hand-over. A plan that leaves something over is stored, and shows what that is.

    Raises: Refused for anyone but the national secretariat.
    """
    demand_keeper(by, "NL", at)
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
    """Record the way of a matter over tables. Raises: Refused for anyone but the national secretariat; Faults for
    days that cannot follow, unknown tables."""
    demand_keeper(by, "NL", at)
    bodies = structure().bodies
    if faults := [
        not_there(each.table, Text(f'er is geen tafel "{each.table}"', f'there is no table "{each.table}"'))
        for each in passages
        if each.table not in bodies
    ]:
        raise Faults(Text("de weg van het onderwerp", "the way of the matter"), faults)
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
