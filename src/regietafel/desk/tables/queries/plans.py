"""Contact points, hand-overs and the ways of matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from regietafel.core.base.answer import Source, Text
from regietafel.core.tables.contacts import ContactPoint as CorePoint
from regietafel.core.tables.contacts import ContactState, contact_states
from regietafel.core.tables.hand_over import Finding, Transfer, hand_over_findings
from regietafel.core.tables.hand_over import HandOver as CorePlan
from regietafel.core.tables.hand_over import Task as CoreTask
from regietafel.core.tables.layers import Journey, journey
from regietafel.core.tables.layers import Passage as CorePassage
from regietafel.desk.figures.queries import source_from
from regietafel.desk.tables.models import ContactPoint, HandOver, Passage, Task, Topic
from regietafel.desk.tables.queries.bodies import known, structure, validity_of


@dataclass(frozen=True)
class TaskRow:
    """Something that a body does."""

    key: str
    body: str
    title: Text
    illustrative: bool


@dataclass(frozen=True)
class HandOverRow:
    """A hand-over with what is wrong with it; nothing wrong is nothing left over. `ends` are the ending bodies."""

    key: str
    day: date
    title: Text
    ends: tuple[str, ...]
    transfers: tuple[Transfer, ...]
    findings: tuple[Finding, ...]
    source: Source


@dataclass(frozen=True)
class JourneyRow:
    """The way of one matter over tables."""

    matter: str
    title: Text
    way: Journey
    sources: tuple[Source, ...]
    illustrative: bool


def topics(at: datetime | None = None) -> dict[str, Text]:
    """The topics by key. One query."""
    return {row.key: Text(row.title_nl, row.title_en) for row in known(Topic.objects.order_by("pk"), at)}


def contacts_on(
    day: date, partners: Sequence[str], about: Iterable[str], at: datetime | None = None
) -> tuple[ContactState, ...]:
    """For each of some topics and partners the contact point, the gap or the double. One query."""
    points = [
        CorePoint(row.partner, row.topic, row.office, row.deputy, validity_of(row, at))
        for row in known(ContactPoint.objects.order_by("pk"), at)
    ]
    return contact_states(points, partners=partners, topics=tuple(about), day=day)


def contact_sources(at: datetime | None = None) -> tuple[Source, ...]:
    """Where the contact points come from. One query."""
    rows = known(ContactPoint.objects.select_related("source").order_by("pk"), at)
    return tuple(dict.fromkeys(source_from(row.source) for row in rows))


def tasks(at: datetime | None = None) -> dict[str, TaskRow]:
    """What bodies do, by key. One query."""
    return {
        row.key: TaskRow(row.key, row.body, Text(row.title_nl, row.title_en), row.illustrative)
        for row in known(Task.objects.order_by("pk"), at)
    }


def hand_overs(at: datetime | None = None) -> tuple[HandOverRow, ...]:
    """Every hand-over, checked against the bodies and what they do. Four queries."""
    rows = list(known(HandOver.objects.select_related("source").order_by("day"), at))
    if not rows:
        return ()
    over_time = structure(at)
    listed = [CoreTask(row.key, row.body) for row in tasks(at).values()]
    plans = []
    for row in rows:
        transfers = tuple(Transfer(**each) for each in row.transfers)
        findings = tuple(hand_over_findings(CorePlan(row.day, transfers), listed, over_time))
        title = Text(row.title_nl, row.title_en)
        ends = tuple(key for key, body in over_time.bodies.items() if body.validity.until == row.day)
        plans.append(HandOverRow(row.key, row.day, title, ends, transfers, findings, source_from(row.source)))
    return tuple(plans)


def journeys(at: datetime | None = None) -> tuple[JourneyRow, ...]:
    """The way of every matter, in order. One query."""
    by_matter: dict[str, list[Passage]] = {}
    for row in known(Passage.objects.select_related("source").order_by("matter", "place"), at):
        by_matter.setdefault(row.matter, []).append(row)
    return tuple(
        JourneyRow(
            matter=matter,
            title=Text(rows[0].title_nl, rows[0].title_en),
            way=journey([CorePassage(row.table, row.arrived, row.left) for row in rows]),
            sources=tuple(dict.fromkeys(source_from(row.source) for row in rows)),
            illustrative=any(row.illustrative for row in rows),
        )
        for matter, rows in by_matter.items()
    )
