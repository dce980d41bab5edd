"""Deliveries and who must approve them, as finished rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from regietafel.core.figures.approval import LEVELS, Level, State
from regietafel.desk.figures import models
from regietafel.desk.figures.checked import Checked, from_stored


@dataclass(frozen=True)
class Said:
    """What someone said when approving or returning."""

    by: str
    at: datetime
    level: str
    remark: str


@dataclass(frozen=True)
class DeliveryLine:
    """A delivery in a list: what, from whom, in which state, with how many figures."""

    id: int
    indicator: str
    file_name: str
    state: State
    areas: tuple[str, ...]
    counts: Mapping[str, int]
    levels: tuple[Level, ...]
    uploaded_by: str
    uploaded_by_name: str
    uploaded_at: datetime
    settled_at: datetime | None
    illustrative: bool


@dataclass(frozen=True)
class DeliveryFull(DeliveryLine):
    """A delivery with all that was found in it and said about it."""

    sha256: str
    checked: Checked
    options: Mapping[str, Any]
    motive: str
    approvals: tuple[Said, ...]
    remarks: tuple[Said, ...]
    checked_at: datetime | None
    settled_by_name: str


_LINE = (
    "id",
    "indicator",
    "file_name",
    "state",
    "areas",
    "counts",
    "levels",
    "uploaded_by",
    "uploaded_by_name",
    "uploaded_at",
    "settled_at",
    "illustrative",
)


def deliveries(
    *, moment: datetime | None = None, states: Sequence[State] = (), most: int = 200
) -> tuple[DeliveryLine, ...]:
    """Deliveries uploaded by a moment, newest first; only those in these states now, when given. One query."""
    rows = models.Delivery.objects.order_by("-uploaded_at", "-id")
    if moment is not None:
        rows = rows.filter(uploaded_at__lte=moment)
    if states:
        rows = rows.filter(state__in=states)
    return tuple(_line(row) for row in rows.only(*_LINE)[:most])


def delivery(number: int) -> DeliveryFull | None:
    """One delivery with all that was found; None when there is none."""
    row = models.Delivery.objects.filter(pk=number).first()
    if row is None:
        return None
    return DeliveryFull(
        **_line(row).__dict__,
        sha256=row.sha256,
        checked=from_stored(row.checked),
        options=row.options,
        motive=row.motive,
        approvals=_said(row.approvals),
        remarks=_said(row.remarks),
        checked_at=row.checked_at,
        settled_by_name=row.settled_by_name,
    )


def same_file(sha256: str, *, but: int) -> DeliveryLine | None:
    """The last other delivery of the very same file that counts; None when there is none."""
    rows = models.Delivery.objects.filter(sha256=sha256, state="confirmed").exclude(pk=but)
    row = rows.only(*_LINE).order_by("-settled_at").first()
    return _line(row) if row is not None else None


def levels_for(indicators: Iterable[str], moment: datetime | None = None) -> tuple[Level, ...]:
    """The levels that approve deliveries of these indicators together, low to high; one query."""
    chosen = approval_rules(moment)
    wanted = {level for key in indicators for level in chosen.get(key, ())}
    return tuple(level for level in LEVELS if level in wanted)


def approval_rules(moment: datetime | None = None) -> dict[str, tuple[Level, ...]]:
    """The levels that approve, by indicator, as they hold at a moment (None: now); those without are left out."""
    rows = models.ApprovalRule.objects.order_by("known_since", "id")
    if moment is not None:
        rows = rows.filter(known_since__lte=moment)
    latest = {row.indicator: cast(tuple[Level, ...], tuple(row.levels)) for row in rows}
    return {key: levels for key, levels in latest.items() if levels}


def _line(row: models.Delivery) -> DeliveryLine:
    return DeliveryLine(
        row.pk,
        row.indicator,
        row.file_name,
        cast(State, row.state),
        tuple(row.areas),
        row.counts,
        cast(tuple[Level, ...], tuple(row.levels)),
        row.uploaded_by,
        row.uploaded_by_name,
        row.uploaded_at,
        row.settled_at,
        row.illustrative,
    )


def _said(stored: Sequence[Mapping[str, str]]) -> tuple[Said, ...]:
    return tuple(
        Said(one["by"], datetime.fromisoformat(one["at"]), one["level"], one["remark"]) for one in stored
    )
