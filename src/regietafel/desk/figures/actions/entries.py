"""Writing figures, and choosing between sources that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults, RegietafelError
from regietafel.core.figures.indicators import UnknownIndicator, indicator
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.figures.actions.authority import DeliveryRefused, demand_national
from regietafel.desk.figures.actions.inserting import insert
from regietafel.desk.figures.models import Figure, Preference
from regietafel.desk.figures.queries import source_id, source_ids

Slot = tuple[str, str, date, date | None, int]
MOST_LISTED = 200
"""Corrections written out in one audit record; the rows themselves keep all of them."""


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
def add_figures(
    *, by: By, at: datetime, entries: Sequence[FigureEntry], reason: str = "", delivery: int | None = None
) -> int:
    """Record figures known from `at` on; an older row of the same source, area and period is superseded.

    A row with the value and the mark that are known already is left out. Returns the number of rows written.
    Raises: Faults that name every unknown indicator, area it is not kept for, and impossible period.
    """
    _refuse_impossible(entries, reason)
    rows, corrected = _rows(entries, at, delivery)
    if rows:
        insert(rows)
        record(
            by=by,
            at=at,
            action="figures.add",
            subject=Subject("delivery", str(delivery))
            if delivery
            else Subject("figures", entries[0].indicator),
            before={"corrected": corrected[:MOST_LISTED]} if corrected else None,
            after={
                "rows": len(rows),
                "sum": sum(row.value for row in rows),
                "indicators": sorted({row.indicator for row in rows}),
            },
            reason=reason,
        )
    return len(rows)


def _rows(
    entries: Sequence[FigureEntry], at: datetime, delivery: int | None
) -> tuple[list[Figure], list[dict[str, object]]]:
    """The rows to write, and which of them correct an older one."""
    heads = heads_of(entries)
    sources = source_ids({entry.source for entry in entries})
    rows: list[Figure] = []
    corrected: list[dict[str, object]] = []
    for entry in entries:
        slot = (entry.indicator, entry.area, entry.start, entry.until, sources[entry.source])
        head = heads.get(slot)
        if head is not None and (head.value, head.illustrative) == (entry.value, entry.illustrative):
            continue
        if head is not None:
            corrected.append(
                {"area": entry.area, "start": str(entry.start), "old": head.value, "new": entry.value}
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
                supersedes_id=head.pk if head is not None else None,
                illustrative=entry.illustrative,
                note=entry.note[:500],
                delivery_id=delivery,
            )
        )
    return rows, corrected


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

    Raises: Refused for anyone but the national secretariat and a command; DeliveryRefused without a reason;
    RegietafelError when that source says nothing about the figure.
    """
    demand_national(by, at, what=Text("kiest welke bron wordt gebruikt", "chooses which source is used"))
    if not reason.strip():
        raise DeliveryRefused(
            "reason",
            Text(
                "Geef de reden: waarom deze bron, en niet de andere?",
                "Give the reason: why this source, and not the other?",
            ),
        )
    slot = {"indicator": indicator_key, "area": area, "period_start": start, "period_until": until}
    if not Figure.objects.filter(**slot, source__key=source).exists():
        raise RegietafelError(
            Text(
                f'bron "{source}" heeft geen cijfer voor {indicator_key} van {area} vanaf {start}',
                f'source "{source}" has no figure for {indicator_key} of {area} from {start}',
            ),
            Text("kies een bron die dat heeft", "choose one that has"),
        )
    older = Preference.objects.select_related("source").filter(**slot).order_by("-known_since", "-id").first()
    Preference.objects.create(
        **slot, source_id=source_id(source), reason=reason.strip()[:500], chosen_by=by.name, known_since=at
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


def heads_of(entries: Sequence[FigureEntry]) -> dict[Slot, Figure]:
    """The rows that nothing superseded yet, for the slots of these entries, locked until the transaction ends."""
    rows = Figure.objects.select_for_update(of=("self",)).filter(
        indicator__in={entry.indicator for entry in entries},
        period_start__in={entry.start for entry in entries},
        superseded_by__isnull=True,
    )
    return {(row.indicator, row.area, row.period_start, row.period_until, row.source_id): row for row in rows}


def _refuse_impossible(entries: Iterable[FigureEntry], reason: str) -> None:
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
        if entry.value < 0 and not known.signed and not reason.strip():
            faults.append(Fault(where, f"is {entry.value}, below zero", "give 0 or more, or a reason"))
    if faults:
        raise Faults("the figures", faults)
