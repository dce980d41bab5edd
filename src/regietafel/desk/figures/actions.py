"""Everything that can be written about figures, one function for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from django.db import transaction

from regietafel.core.base.answer import Quality
from regietafel.core.base.errors import Fault, Faults, RegietafelError
from regietafel.core.figures.indicators import UnknownIndicator, indicator
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.figures.models import Figure, Preference, Source
from regietafel.desk.figures.queries import source_id

Slot = tuple[str, str, date, date | None, int]


@dataclass(frozen=True)
class SourceEntry:
    """A source as entered."""

    key: str
    title: str
    place: str = ""
    published_on: date | None = None
    address: str = ""
    quality: Quality = "primary"


@dataclass(frozen=True)
class FigureEntry:
    """A figure as entered: a flow over [start, until), or a stock on `start` with no `until`."""

    indicator: str
    area: str
    start: date
    until: date | None
    value: int
    source: str
    note: str = ""
    illustrative: bool = False


@transaction.atomic
def add_sources(*, by: By, at: datetime, entries: Sequence[SourceEntry]) -> int:
    """Record sources; one that is there already with the same content is left, and a changed one refused.

    Returns the number that was new. Raises: Faults.
    """
    known = {row.key: row for row in Source.objects.filter(key__in=[entry.key for entry in entries])}
    faults, fresh = [], []
    for entry in entries:
        if entry.quality not in get_args(Quality):
            faults.append(Fault(entry.key, f'quality "{entry.quality}" is unknown', "see core.base.answer"))
        elif entry.key not in known:
            fresh.append(Source(**entry.__dict__))
        elif known[entry.key].title != entry.title:
            faults.append(Fault(entry.key, "is there with another title", "choose another key"))
    if faults:
        raise Faults("the list of sources", faults)
    Source.objects.bulk_create(fresh)
    if fresh:
        record(
            by=by,
            at=at,
            action="figures.add_sources",
            subject=Subject("sources", "all"),
            before=None,
            after={"keys": [source.key for source in fresh]},
        )
    return len(fresh)


@transaction.atomic
def add_figures(
    *, by: By, at: datetime, entries: Sequence[FigureEntry], reason: str = "", delivery: int | None = None
) -> int:
    """Record figures known from `at` on; an older row of the same source, area and period is superseded.

    A row with the value that is known already is left out. Returns the number of rows written.
    Raises: Faults that name every unknown indicator, area it is not kept for, and impossible period.
    """
    _refuse_impossible(entries)
    heads = _heads(entries)
    sources = {key: source_id(key) for key in {entry.source for entry in entries}}
    rows, corrected = [], []
    for entry in entries:
        slot = (entry.indicator, entry.area, entry.start, entry.until, sources[entry.source])
        head = heads.get(slot)
        if head is not None and head.value == entry.value:
            continue
        if head is not None:
            corrected.append(
                {"area": entry.area, "start": entry.start, "old": head.value, "new": entry.value}
            )
        rows.append(
            Figure(
                indicator=entry.indicator,
                area=entry.area,
                period_start=entry.start,
                period_until=entry.until,
                value=entry.value,
                source_id=slot[4],
                known_since=at,
                supersedes=head,
                illustrative=entry.illustrative,
                note=entry.note,
                delivery_id=delivery,
            )
        )
    Figure.objects.bulk_create(rows, batch_size=500)
    if rows:
        record(
            by=by,
            at=at,
            action="figures.add",
            subject=Subject("delivery", str(delivery))
            if delivery
            else Subject("figures", entries[0].indicator),
            before={"corrected": [{**one, "start": str(one["start"])} for one in corrected]}
            if corrected
            else None,
            after={
                "rows": len(rows),
                "sum": sum(row.value for row in rows),
                "indicators": sorted({row.indicator for row in rows}),
            },
            reason=reason,
        )
    return len(rows)


@transaction.atomic
def prefer(
    *,
    by: By,
    at: datetime,
    indicator_key: str,
    area: str,
    start: date,
    until: date | None,
    source: str,
    reason: str,
) -> None:
    """Choose which of several contradicting sources is used for one figure, with the reason.

    Raises: RegietafelError without a reason, or when that source says nothing about the figure.
    """
    if not reason.strip():
        raise RegietafelError("a preference needs a reason", "say why this source is used and not the other")
    slot = {"indicator": indicator_key, "area": area, "period_start": start, "period_until": until}
    if not Figure.objects.filter(**slot, source__key=source).exists():
        raise RegietafelError(
            f'source "{source}" has no figure for {indicator_key} of {area} from {start}',
            "choose one that has",
        )
    older = Preference.objects.filter(**slot).order_by("-known_since", "-id").first()
    Preference.objects.create(
        **slot, source_id=source_id(source), reason=reason, chosen_by=by.name, known_since=at
    )
    record(
        by=by,
        at=at,
        action="figures.prefer",
        subject=Subject("figure", f"{indicator_key}:{area}:{start}"),
        before=None if older is None else {"source": older.source.key, "reason": older.reason},
        after={"source": source},
        reason=reason,
    )


def _refuse_impossible(entries: Iterable[FigureEntry]) -> None:
    faults = []
    for entry in entries:
        where = f"{entry.indicator} {entry.area} {entry.start}"
        try:
            known = indicator(entry.indicator)
        except UnknownIndicator as refused:
            faults.append(Fault(where, refused.what, refused.remedy))
            continue
        if not known.kept_for(entry.area):
            faults.append(Fault(where, "is not kept for this kind of area", "see the indicator's levels"))
        if known.kind == "flow" and entry.until is None:
            faults.append(Fault(where, "is counted over a period but has no end", "give `until`"))
        if known.kind == "stock" and entry.until is not None:
            faults.append(Fault(where, "is a state on a date but has a period", "leave `until` out"))
        if entry.value < 0 and not known.signed:
            faults.append(Fault(where, f"is {entry.value}, below zero", "give 0 or more"))
    if faults:
        raise Faults("the figures", faults)


def _heads(entries: Sequence[FigureEntry]) -> dict[Slot, Figure]:
    """The rows that nothing superseded yet, for the slots of these entries."""
    rows = Figure.objects.select_for_update(of=("self",)).filter(
        indicator__in={entry.indicator for entry in entries},
        period_start__in={entry.start for entry in entries},
        superseded_by__isnull=True,
    )
    return {(row.indicator, row.area, row.period_start, row.period_until, row.source_id): row for row in rows}
