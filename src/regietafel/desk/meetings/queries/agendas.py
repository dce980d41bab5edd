"""Agendas in versions, and proposals for them, as they were known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from regietafel.core.meetings.agenda import Item, ItemSource
from regietafel.desk.meetings.models import AgendaItem, AgendaVersion, Proposal, ProposalDecision
from regietafel.desk.meetings.queries.planned import known


@dataclass(frozen=True)
class AgendaRow:
    """One version of an agenda with its items."""

    number: int
    approved: bool
    items: tuple[Item, ...]
    by: str
    known_since: datetime


@dataclass(frozen=True)
class ProposalRow:
    """Something put forward for an agenda. `ground` says why; `by` put it forward; `key` is 0 when it is
    asked from another desk and not stored yet. A decided one has its meeting, answer and reason."""

    key: int
    table: str
    title: str
    source: ItemSource
    source_key: str
    ground: str
    by: str
    href: str = ""
    meeting: str = ""
    accepted: bool | None = None
    reason: str = ""
    decided_by: str = ""

    @property
    def same(self) -> tuple[str, str]:
        """What makes two proposals one: the same source, or the same title when there is none."""
        return self.source.value, self.source_key or self.title.casefold()


def agendas(meeting: str, at: datetime | None = None) -> tuple[AgendaRow, ...]:
    """All versions of the agenda of a meeting, oldest first: two queries."""
    rows = AgendaVersion.objects.filter(known(at), meeting__key=meeting).prefetch_related("items")
    return tuple(_agenda(row, row.items.all()) for row in rows.order_by("number"))


def agenda(meeting: str, at: datetime | None = None) -> AgendaRow | None:
    """The latest version of the agenda of a meeting; None when there is none yet, or nothing on it. One query."""
    later = AgendaVersion.objects.filter(
        known(at), meeting=OuterRef("version__meeting"), number__gt=OuterRef("version__number")
    )
    moment = {} if at is None else {"version__known_since__lte": at}
    rows = list(
        AgendaItem.objects.filter(~Exists(later), version__meeting__key=meeting, **moment)
        .select_related("version")
        .order_by("number")
    )
    return _agenda(rows[0].version, rows) if rows else None


def proposals_for(table: str, at: datetime | None = None) -> tuple[ProposalRow, ...]:
    """What waits for an answer of the secretary of a table, oldest first: one query."""
    decided = ProposalDecision.objects.filter(known(at)).values("proposal")
    rows = Proposal.objects.filter(known(at), table=table).exclude(pk__in=decided)
    return tuple(_proposal(row, None) for row in rows.order_by("known_since", "pk"))


def decided_for(meeting: str, at: datetime | None = None) -> tuple[ProposalRow, ...]:
    """What was accepted or declined for a meeting, oldest first: one query."""
    rows = ProposalDecision.objects.filter(known(at), meeting__key=meeting).select_related(
        "proposal", "meeting"
    )
    return tuple(_proposal(row.proposal, row) for row in rows.order_by("known_since", "pk"))


def _agenda(row: AgendaVersion, stored: Iterable[AgendaItem]) -> AgendaRow:
    items = sorted(stored, key=lambda item: item.number)
    return AgendaRow(
        row.number,
        row.state == "approved",
        tuple(
            Item(item.number, item.title, ItemSource(item.source_kind), item.source_key, item.minutes)
            for item in items
        ),
        row.by_name,
        row.known_since,
    )


def _proposal(row: Proposal, decision: ProposalDecision | None) -> ProposalRow:
    return ProposalRow(
        key=row.pk,
        table=row.table,
        title=row.title,
        source=ItemSource(row.source_kind),
        source_key=row.source_key,
        ground=row.ground,
        by=row.by_name,
        meeting=decision.meeting.key if decision else "",
        accepted=decision.accepted if decision else None,
        reason=decision.reason if decision else "",
        decided_by=decision.by_name if decision else "",
    )
