"""Remarks on minutes with their answers, and motives, as they were known at a moment and may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from regietafel.core.minutes.remarks import Viewer, may_see_remark
from regietafel.desk.minutes.models import Motive, Remark
from regietafel.desk.minutes.queries.kept import MinutesRow, known


@dataclass(frozen=True)
class RemarkRow:
    """A remark: of which partner, on which line of which version. `accepted` is None while there is no answer."""

    key: int
    version: int
    line: str
    partner: str
    text: str
    by: str
    known_since: datetime
    illustrative: bool
    accepted: bool | None = None
    reason: str = ""
    led_to: int | None = None
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class MotiveRow:
    """Why a finding is right as it stands, by whom and when."""

    mark: str
    text: str
    by: str
    known_since: datetime


def remarks(meeting: str, at: datetime | None = None) -> tuple[RemarkRow, ...]:
    """All remarks on minutes, oldest first, whoever may see them: one query."""
    rows = Remark.objects.filter(known(at), minutes__meeting=meeting).select_related("answer")
    return tuple(_remark(row, at) for row in rows.order_by("known_since", "pk"))


def open_remarks(meeting: str, at: datetime | None = None) -> tuple[RemarkRow, ...]:
    """The remarks without an answer: one query."""
    return tuple(row for row in remarks(meeting, at) if row.accepted is None)


def remarks_seen_by(viewer: Viewer, row: MinutesRow, at: datetime | None = None) -> tuple[RemarkRow, ...]:
    """The remarks that a viewer may see: one query."""
    return tuple(
        remark
        for remark in remarks(row.meeting, at)
        if may_see_remark(
            viewer, partner=remark.partner, made_at=remark.known_since, circulations=row.circulations
        )
    )


def motives(meeting: str, at: datetime | None = None) -> dict[str, MotiveRow]:
    """The latest motive for each mark of a finding: one query."""
    rows = Motive.objects.filter(known(at), minutes__meeting=meeting).order_by("known_since", "pk")
    return {row.mark: MotiveRow(row.mark, row.text, row.by_name, row.known_since) for row in rows}


def _remark(row: Remark, at: datetime | None) -> RemarkRow:
    answer = getattr(row, "answer", None)
    if answer is not None and at is not None and answer.known_since > at:
        answer = None
    return RemarkRow(
        row.pk,
        row.version,
        row.line,
        row.partner,
        row.text,
        row.by_name,
        row.known_since,
        row.illustrative,
        accepted=answer.accepted if answer else None,
        reason=answer.reason if answer else "",
        led_to=answer.version if answer else None,
        answered_by=answer.by_name if answer else "",
        answered_at=answer.known_since if answer else None,
    )
