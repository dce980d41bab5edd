"""Figures across indicators: the latest national values, contradictions, rows of one area, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from regietafel.core.base.answer import Source
from regietafel.core.figures.bitemporal import Change, changes
from regietafel.core.figures.when import When
from regietafel.desk.figures import models
from regietafel.desk.figures.queries.figures import FigureLine, _known, figure_rows, lines
from regietafel.desk.figures.queries.sources import source_from

NATION = "NL"


@dataclass(frozen=True)
class Version:
    """One row of the history of a figure, superseded or not, with the delivery that brought it."""

    id: int
    when: When
    value: int
    source: Source
    source_key: str
    known_since: datetime
    supersedes: int | None
    current: bool
    illustrative: bool
    note: str
    delivery: int | None
    by: str
    reason: str


def latest_national(moment: datetime | None) -> dict[str, FigureLine]:
    """The used national figure of the latest period of each indicator, as known at a moment; two queries."""
    latest: dict[str, FigureLine] = {}
    for line in lines(moment=moment, area=NATION):
        if not line.used:
            continue
        before = latest.get(line.indicator)
        if before is None or _order(line) >= _order(before):
            latest[line.indicator] = line
    return latest


def contradictions(moment: datetime | None) -> Counter[str]:
    """Of how many figures of each indicator sources give different values, as known at a moment; one query."""
    later = models.Figure.objects.filter(_known(moment), supersedes=OuterRef("pk"))
    slots = (
        models.Figure.objects.filter(_known(moment), ~Exists(later))
        .values("indicator", "area", "period_start", "period_until")
        .annotate(values_given=Count("value", distinct=True))
        .filter(values_given__gt=1)
        .values_list("indicator", flat=True)
    )
    return Counter(slots.order_by())


def periods_of(indicator: str, moment: datetime | None, *, area: str | None = None) -> tuple[When, ...]:
    """The periods or reference dates of which an indicator has figures, newest first; one query.

    `area`: only those with figures of an area whose code begins so ("GM", "NL").
    """
    wanted = _known(moment) & Q(indicator=indicator)
    if area is not None:
        wanted &= Q(area__startswith=area)
    rows = (
        models.Figure.objects.filter(wanted)
        .values_list("period_start", "period_until")
        .distinct()
        .order_by("-period_start", "-period_until")
    )
    return tuple(When(start, until) for start, until in rows)


def levels_kept(moment: datetime | None) -> dict[str, frozenset[str]]:
    """The kinds of area (NL, PV, VR, GM) for which each indicator has figures; one query."""
    from django.db.models.functions import Substr

    rows = (
        models.Figure.objects.filter(_known(moment))
        .annotate(kind=Substr("area", 1, 2))
        .values_list("indicator", "kind")
        .distinct()
        .order_by()
    )
    found: dict[str, set[str]] = {}
    for key, kind in rows:
        found.setdefault(key, set()).add(kind)
    return {key: frozenset(kinds) for key, kinds in found.items()}


def versions(indicator: str, area: str, moment: datetime | None) -> tuple[Version, ...]:
    """Every row of an indicator of one area known by a moment, by period and then in order of knowing; one query."""
    rows = list(
        models.Figure.objects.filter(_known(moment), indicator=indicator, area=area)
        .select_related("source", "delivery")
        .defer("delivery__checked", "delivery__areas")
        .order_by("-period_start", "-period_until", "source__title", "known_since", "id")
    )
    replaced = {row.supersedes_id for row in rows}
    return tuple(
        Version(
            row.pk,
            When(row.period_start, row.period_until),
            row.value,
            source_from(row.source),
            row.source.key,
            row.known_since,
            row.supersedes_id,
            row.pk not in replaced,
            row.illustrative,
            row.note,
            row.delivery_id,
            row.delivery.uploaded_by_name if row.delivery else "",
            row.delivery.motive if row.delivery else "",
        )
        for row in rows
    )


def changes_between(
    before: datetime, after: datetime, *, indicators: Collection[str] | None = None
) -> tuple[Change, ...]:
    """What became known, or different, after one moment and by another; two queries.

    Only rows of that time, and the rows they supersede, are read. Raises: RegietafelError when the second
    moment is before the first.
    """
    wanted = Q(known_since__gt=before, known_since__lte=after)
    if indicators is not None:
        wanted &= Q(indicator__in=indicators)
    fresh = figure_rows(
        models.Figure.objects.filter(wanted).order_by("indicator", "period_start", "area", "id")
    )
    superseded = models.Figure.objects.filter(superseded_by__in=models.Figure.objects.filter(wanted))
    older = figure_rows(superseded.exclude(wanted))
    return changes([*older, *fresh], before, after)


def _order(line: FigureLine) -> tuple[object, ...]:
    return (line.until or line.start, line.start)
