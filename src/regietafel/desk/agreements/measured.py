"""The figures that meters read, for many gauges with few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import accumulate

from regietafel.core.agreements.meter import Measured, cumulative
from regietafel.core.agreements.promise import Gauge
from regietafel.core.areas.division import Division, division_on
from regietafel.core.base.answer import Source
from regietafel.core.base.calendar import HalfYear
from regietafel.core.figures.bitemporal import FigureRow
from regietafel.desk.figures.queries import HOUSED, Housed, housed, known_rows

Figures = Mapping[Gauge, tuple[Measured, ...]]


def measured_for(
    gauges: Iterable[Gauge], sources: Mapping[str, Source], at: datetime | None
) -> dict[Gauge, tuple[Measured, ...]]:
    """The figures of each gauge as known at a moment.

    Housed in a half-year comes from the municipalities, as the monitor adds them up; where they reported
    nothing, the published figure of the area counts. One query, and two for each half-year.
    """
    wanted = tuple(dict.fromkeys(gauges))
    if not wanted:
        return {}
    rows: dict[tuple[str, str], list[FigureRow]] = defaultdict(list)
    found = known_rows(
        indicators={gauge.indicator for gauge in wanted}, areas={gauge.area for gauge in wanted}, moment=at
    )
    for row in found:
        rows[row.indicator, row.area].append(row)
    halves: dict[HalfYear, tuple[Housed, Division]] = {}
    result = {}
    for gauge in wanted:
        half = _half_year(gauge)
        if half is not None and half not in halves:
            halves[half] = housed(half, at), division_on(half.start)
        municipal = _from_municipalities(gauge, *halves[half]) if half is not None else ()
        result[gauge] = municipal or _published(gauge, rows[gauge.indicator, gauge.area], sources)
    return result


def _half_year(gauge: Gauge) -> HalfYear | None:
    """The half-year of a gauge on housed permit holders; None for any other gauge."""
    half = HalfYear.containing(gauge.start)
    return (
        half if gauge.indicator == HOUSED and (gauge.start, gauge.until) == (half.start, half.until) else None
    )


def _from_municipalities(gauge: Gauge, known: Housed, division: Division) -> tuple[Measured, ...]:
    """The cumulative sum over months for which every municipality of the area has a figure."""
    codes = (gauge.area,) if gauge.area in division.members else division.in_area(gauge.area)
    months = known.monthly(codes)
    totals = accumulate(persons for _, persons in months)
    source = next(iter(known.sources), None)
    return tuple(
        Measured(day, total, source, known.illustrative)
        for (day, _), total in zip(months, totals, strict=True)
    )


def _published(
    gauge: Gauge, rows: Iterable[FigureRow], sources: Mapping[str, Source]
) -> tuple[Measured, ...]:
    """The figures of the area itself; of several sources about one thing the one known last counts."""
    ordered = sorted(rows, key=lambda row: (row.known_since, row.id))
    if gauge.measures.kind == "stock":
        levels = {row.when.start: _measured(row, row.when.start, sources) for row in ordered}
        return tuple(levels[day] for day in sorted(levels))
    stretches = {
        (row.when.start, row.when.until): _measured(row, row.when.until, sources)
        for row in ordered
        if row.when.until is not None
    }
    return cumulative(stretches, start=gauge.start, until=gauge.until)


def _measured(row: FigureRow, day: date, sources: Mapping[str, Source]) -> Measured:
    return Measured(day, row.value, sources.get(row.source), row.illustrative)
