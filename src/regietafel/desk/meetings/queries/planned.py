"""Meetings and written rounds as they were known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from regietafel.core.base.errors import RegietafelError
from regietafel.core.meetings.states import MeetingState
from regietafel.core.meetings.written_round import Reply as ReplyWord
from regietafel.core.meetings.written_round import Silence
from regietafel.desk.meetings.models import Meeting, MeetingVersion, Reply, Series


class MeetingUnknown(RegietafelError):
    """A meeting that is not there, or was not known yet at the moment asked."""


@dataclass(frozen=True)
class MeetingRow:
    """A meeting or written round at its latest known version.

    `day` is the day of the meeting, or the last day of the term of a written round. Times are Dutch time and
    None when not known. `source` is the key of a source.
    """

    key: str
    table: str
    kind: str
    state: MeetingState
    day: date
    starts: time | None
    ends: time | None
    place: str
    reason: str
    series: str
    source: str
    illustrative: bool
    version: int
    known_since: datetime
    planned_since: datetime

    @property
    def written(self) -> bool:
        """Whether this is a decision by correspondence."""
        return self.kind == "written"


@dataclass(frozen=True)
class SeriesRow:
    """A series: its table, rhythm and range of days."""

    key: str
    table: str
    every: int
    unit: str
    start: date
    until: date
    source: str
    illustrative: bool


@dataclass(frozen=True)
class RoundRow:
    """What a written round asks, the latest reply of each partner, and what silence means."""

    question: str
    silence: Silence
    asked: tuple[str, ...]
    replies: dict[str, ReplyWord]
    remarks: dict[str, str]


def known(at: datetime | None) -> Q:
    """Rows that were known at a moment; None is now."""
    return Q() if at is None else Q(known_since__lte=at)


def meeting(key: str, at: datetime | None = None) -> MeetingRow:
    """The meeting with this key. Raises: MeetingUnknown when it is not there or was not known yet."""
    row = _latest(at).filter(meeting__key=key).first()
    if row is None:
        raise MeetingUnknown(
            _("Vergadering “%(key)s” is op dit moment niet bekend") % {"key": key[:80]},
            _("Kies er een uit de lijst, of een later moment."),
        )
    return _row(row)


def meetings(
    *,
    table: str = "",
    start: date | None = None,
    until: date | None = None,
    at: datetime | None = None,
) -> tuple[MeetingRow, ...]:
    """Meetings of a table ("" for all) in [start, until), oldest first: one query."""
    rows = _latest(at)
    if table:
        rows = rows.filter(meeting__table=table)
    if start is not None:
        rows = rows.filter(day__gte=start)
    if until is not None:
        rows = rows.filter(day__lt=until)
    return tuple(_row(row) for row in rows.order_by("day", "starts", "meeting__key"))


def next_meeting(table: str, day: date, at: datetime | None = None) -> MeetingRow | None:
    """The first planned meeting of a table on or after a day; None when none is planned."""
    rows = _latest(at).filter(
        meeting__table=table, meeting__kind="meeting", state=MeetingState.PLANNED.value, day__gte=day
    )
    row = rows.order_by("day", "starts").first()
    return _row(row) if row is not None else None


def previous_meeting(table: str, day: date, at: datetime | None = None) -> MeetingRow | None:
    """The last meeting of a table that was held before a day; None when none is known."""
    rows = _latest(at).filter(
        meeting__table=table, meeting__kind="meeting", state=MeetingState.CLOSED.value, day__lt=day
    )
    row = rows.order_by("-day", "-starts").first()
    return _row(row) if row is not None else None


def years_of(table: str = "", at: datetime | None = None) -> tuple[int, ...]:
    """The years in which a table ("" for any) meets, oldest first."""
    rows = _latest(at)
    if table:
        rows = rows.filter(meeting__table=table)
    return tuple(found.year for found in rows.dates("day", "year"))


def series_of(table: str = "", at: datetime | None = None) -> tuple[SeriesRow, ...]:
    """The series of a table ("" for all), oldest first."""
    rows = Series.objects.filter(known(at))
    if table:
        rows = rows.filter(table=table)
    return tuple(
        SeriesRow(row.key, row.table, row.every, row.unit, row.start, row.until, row.source, row.illustrative)
        for row in rows.order_by("start", "key")
    )


def round_of(key: str, at: datetime | None = None) -> RoundRow | None:
    """The question and replies of a written round; None for a meeting. Two queries."""
    row = Meeting.objects.filter(known(at), key=key).select_related("round").first()
    if row is None or row.kind != "written":
        return None
    replies: dict[str, ReplyWord] = {}
    remarks: dict[str, str] = {}
    for reply in Reply.objects.filter(known(at), meeting=row).order_by("known_since", "pk"):
        replies[reply.partner], remarks[reply.partner] = _word(reply.reply), reply.remark
    return RoundRow(row.round.question, _silence(row.round.silence), tuple(row.round.asked), replies, remarks)


def _latest(at: datetime | None) -> QuerySet[MeetingVersion]:
    """The version of each meeting that held at a moment."""
    later = MeetingVersion.objects.filter(
        known(at), meeting=OuterRef("meeting"), number__gt=OuterRef("number")
    )
    return MeetingVersion.objects.filter(known(at), ~Exists(later)).select_related(
        "meeting", "meeting__series"
    )


def _row(version: MeetingVersion) -> MeetingRow:
    of = version.meeting
    return MeetingRow(
        key=of.key,
        table=of.table,
        kind=of.kind,
        state=MeetingState(version.state),
        day=version.day,
        starts=version.starts,
        ends=version.ends,
        place=version.place,
        reason=version.reason,
        series=of.series.key if of.series is not None else "",
        source=of.source,
        illustrative=of.illustrative,
        version=version.number,
        known_since=version.known_since,
        planned_since=of.known_since,
    )


def _word(stored: str) -> ReplyWord:
    words: dict[str, ReplyWord] = {"agrees": "agrees", "against": "against"}
    return words.get(stored, "abstains")


def _silence(stored: str) -> Silence:
    words: dict[str, Silence] = {"agrees": "agrees", "against": "against"}
    return words.get(stored, "does_not_count")
