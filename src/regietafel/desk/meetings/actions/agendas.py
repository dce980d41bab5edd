"""Putting items forward, answering proposals, and agendas in versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.meetings.agenda import LONGEST_TITLE, Item, ItemSource, numbered, refuse_stale
from regietafel.core.meetings.refusals import MeetingRefused, Told, refuse
from regietafel.core.meetings.states import MeetingState, refused
from regietafel.core.meetings.typed_line import clean, text_faults
from regietafel.desk.accounts.person import day_of
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings.actions.authority import demand_keeper, locked, reason_given
from regietafel.desk.meetings.models import AgendaItem, AgendaVersion, Meeting, Proposal, ProposalDecision
from regietafel.desk.meetings.queries import next_meeting


@transaction.atomic
def propose_item(
    *,
    by: By,
    at: datetime,
    table: str,
    title: str | Text,
    source_kind: ItemSource | str = ItemSource.FREE,
    source_key: str = "",
    ground: str = "",
) -> int:
    """Put something forward for the agenda of a table; returns the number of the proposal.

    The same source is put forward once: while its proposal waits, or stands on the agenda of a meeting that
    still has to be held, that one is given back. Other desks call this within their own action, which has
    asked for the right to do so; a person from outside the table may put forward too, and the secretary answers.
    Raises: MeetingRefused for a title that is empty, too long or cannot be shown.
    """
    kind = ItemSource(source_kind)
    said = clean(title.nl if isinstance(title, Text) else title)
    refuse(text_faults(said, where="title", longest=LONGEST_TITLE))
    if source_key and (standing := _standing(table, kind, source_key)) is not None:
        return standing.pk
    made = Proposal.objects.create(
        table=table,
        title=said,
        source_kind=kind.value,
        source_key=source_key,
        ground=clean(ground),
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="meetings.propose_item",
        subject=Subject("agenda", table),
        before=None,
        after={"title": said, "source": f"{kind.value} {source_key}".strip()},
    )
    return made.pk


@transaction.atomic
def answer_proposal(
    *, by: By, at: datetime, meeting: str, proposal: int, accepted: bool, reason: str = ""
) -> None:
    """Put a proposal on the agenda of a meeting as a new draft version, or decline it with the reason.

    Raises: Refused for who does not keep the table; MeetingRefused for a proposal of another table, one that is
    answered already, a decline without a reason, and a meeting that is not planned.
    """
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    _demand_planned(latest.state)
    row = Proposal.objects.filter(pk=proposal).first()
    if row is None or row.table != found.table:
        raise MeetingRefused(_other_table(found.table))
    if ProposalDecision.objects.filter(proposal=row).exists():
        raise MeetingRefused(
            Told(
                "proposal",
                Text("dit voorstel is al beantwoord", "this proposal is answered already"),
                Text("ververs de pagina", "reload the page"),
            ),
            why="conflict",
        )
    said = clean(reason) if accepted else reason_given(reason)
    ProposalDecision.objects.create(
        proposal=row, meeting=found, accepted=accepted, reason=said, by_name=by.name, known_since=at
    )
    if accepted:
        item = Item(0, row.title, ItemSource(row.source_kind), row.source_key)
        standing = _items(_latest(found))
        if item.same not in {each.same for each in standing}:
            _store(by, at, found, numbered([*standing, item]), "draft")
    record(
        by=by,
        at=at,
        action="meetings.accept_item" if accepted else "meetings.decline_item",
        subject=Subject("meeting", meeting),
        before=None,
        after={"title": row.title},
        reason=said,
    )


@transaction.atomic
def put_minutes_on(*, by: By, at: datetime, table: str) -> tuple[str, ...]:
    """Put the minutes that wait for adoption by a table on the draft agenda of its next meeting, by themselves.

    Returns the titles put on. Where no meeting is planned, or its agenda is approved, they wait as proposals.
    Raises: Refused for who does not keep the table.
    """
    demand_keeper(by, table, at)
    following = next_meeting(table, day_of(at))
    if following is None:
        return ()
    found, _ = locked(following.key)
    standing = _latest(found)
    if standing is not None and standing.state == "approved":
        return ()
    waiting = Proposal.objects.filter(
        table=table, source_kind=ItemSource.MINUTES.value, decision__isnull=True
    ).order_by("pk")
    rows = list(waiting)
    for row in rows:
        answer_proposal(by=by, at=at, meeting=following.key, proposal=row.pk, accepted=True)
    return tuple(row.title for row in rows)


@transaction.atomic
def set_agenda(*, by: By, at: datetime, meeting: str, items: Sequence[Item], seen: int) -> int:
    """A new draft version with these items in this order; `seen` is the version it was made from (0: none).

    Returns its number. An approved version stays as it is: this makes a new draft beside it.
    Raises: Refused; MeetingRefused when someone else made a version meanwhile, for an empty or double title,
    and for a meeting that is not planned.
    """
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    _demand_planned(latest.state)
    standing = _latest(found)
    refuse_stale(seen=seen, latest=standing.number if standing else 0)
    number = _store(by, at, found, numbered(items), "draft")
    record(
        by=by,
        at=at,
        action="meetings.set_agenda",
        subject=Subject("meeting", meeting),
        before={"items": [item.title for item in _items(standing)]} if standing else None,
        after={"items": [clean(item.title) for item in items], "version": number},
    )
    return number


@transaction.atomic
def approve_agenda(*, by: By, at: datetime, meeting: str, seen: int) -> int:
    """Approve the draft: a new version, frozen, with the same items. Returns its number.

    Raises: Refused; MeetingRefused without items, when it changed meanwhile, or when it is approved already.
    """
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    _demand_planned(latest.state)
    standing = _latest(found)
    refuse_stale(seen=seen, latest=standing.number if standing else 0)
    if standing is None or standing.state == "approved":
        raise MeetingRefused(
            Told(
                "version",
                Text("er is geen concept om vast te stellen", "there is no draft to approve"),
                Text("maak eerst een agenda", "make an agenda first"),
            ),
            why="state",
        )
    number = _store(by, at, found, _items(standing), "approved")
    record(
        by=by,
        at=at,
        action="meetings.approve_agenda",
        subject=Subject("meeting", meeting),
        before={"version": standing.number},
        after={"version": number},
    )
    return number


def _standing(table: str, kind: ItemSource, source_key: str) -> Proposal | None:
    """The proposal of this source that waits, or is on the agenda of a meeting that is still planned."""
    rows = Proposal.objects.filter(table=table, source_kind=kind.value, source_key=source_key)
    for row in rows.select_related("decision__meeting").order_by("-pk"):
        decision = getattr(row, "decision", None)
        if decision is None:
            return row
        held = decision.meeting.versions.order_by("-number").first()
        if decision.accepted and held is not None and held.state == MeetingState.PLANNED.value:
            return row
    return None


def _latest(meeting: Meeting) -> AgendaVersion | None:
    return meeting.agendas.order_by("-number").first()


def _items(version: AgendaVersion | None) -> tuple[Item, ...]:
    if version is None:
        return ()
    return tuple(
        Item(row.number, row.title, ItemSource(row.source_kind), row.source_key, row.minutes)
        for row in version.items.order_by("number")
    )


def _store(by: By, at: datetime, meeting: Meeting, items: Sequence[Item], state: str) -> int:
    standing = _latest(meeting)
    version = AgendaVersion.objects.create(
        meeting=meeting,
        number=standing.number + 1 if standing else 1,
        state=state,
        by_name=by.name,
        known_since=at,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            version=version,
            number=item.number,
            title=item.title,
            source_kind=item.source.value,
            source_key=item.source_key,
            minutes=item.minutes,
        )
        for item in items
    )
    return version.number


def _demand_planned(state: str) -> None:
    if state != MeetingState.PLANNED.value:
        raise refused(MeetingState(state), "write")


def _other_table(table: str) -> Told:
    return Told(
        "proposal",
        Text(
            f"dit voorstel is niet aan tafel {table} gedaan", f"this proposal was not made to table {table}"
        ),
        Text("kies een voorstel van deze tafel", "choose a proposal of this table"),
    )
