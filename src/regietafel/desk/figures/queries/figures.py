"""Figures as they were known at a moment, as finished rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from regietafel.core.base.answer import Source
from regietafel.core.base.calendar import HalfYear
from regietafel.core.figures.bitemporal import FigureRow
from regietafel.core.figures.indicators import INDICATORS
from regietafel.core.figures.indicators import indicator as indicator_of
from regietafel.core.figures.when import When
from regietafel.desk.figures import models
from regietafel.desk.figures.queries.sources import source_from, sources_by_id

HOUSED = "housed"


@dataclass(frozen=True)
class FigureLine:
    """One figure as known: value with unit of its indicator, source, moment, and what it replaced."""

    id: int
    indicator: str
    area: str
    start: date
    until: date | None
    value: int
    source: Source
    source_key: str
    known_since: datetime
    supersedes: int | None
    illustrative: bool
    note: str
    used: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Housed:
    """Persons housed per month and municipality of a half-year, as known.

    `months`: by the first day after each month, persons by municipality; a municipality that reported nothing
    is not there.
    """

    period: HalfYear
    months: Mapping[date, Mapping[str, int]]
    illustrative: bool
    sources: tuple[Source, ...]

    def reference_dates(self) -> tuple[date, ...]:
        """The ends of months that hold figures, oldest first."""
        return tuple(sorted(self.months))

    def complete(self, codes: Collection[str]) -> tuple[date, ...]:
        """The ends of the first months for which all these municipalities have figures."""
        wanted, days = frozenset(codes), list[date]()
        for month in self.period.months():
            day = month.until or date.max
            if day not in self.months or not wanted <= self.months[day].keys():
                break
            days.append(day)
        return tuple(days)

    def monthly(self, codes: Collection[str]) -> tuple[tuple[date, int], ...]:
        """Persons housed in these municipalities together in each complete month, by the first day after it."""
        return tuple((day, sum(map(self.months[day].__getitem__, codes))) for day in self.complete(codes))

    def realised(self, codes: Iterable[str], reference_date: date) -> dict[str, int | None]:
        """Persons housed in each of these municipalities before the reference date; None where a month is missing."""
        days = [month.until or date.max for month in self.period.months()]
        due = [self.months.get(day, {}) for day in days if day <= reference_date]
        return {
            code: sum(month[code] for month in due) if all(code in month for month in due) else None
            for code in codes
        }


@dataclass(frozen=True)
class Moment:
    """A moment at which something became known: how many figures, of which indicators."""

    at: datetime
    figures: int
    indicators: tuple[str, ...]


def housed(period: HalfYear, moment: datetime | None) -> Housed:
    """Persons housed per municipality and month as known at a moment; one query beside the sources.

    Where sources contradict each other the preferred one counts, and without a preference the one known last;
    that takes one query more.
    """
    # Cast to text: else each of two thousand days and truths is converted on its own.
    fields = ("id", "supersedes_id", "area", "value", "source_id")
    rows = list(
        models.Figure.objects.filter(
            _known(moment),
            indicator=HOUSED,
            area__startswith="GM",
            period_start__gte=period.start,
            period_until__lte=period.until,
        )
        .order_by("area", "period_until", "known_since", "id")
        .values_list(*fields, Cast("period_until", CharField()), Cast("illustrative", CharField()))
    )
    replaced = {row[1] for row in rows}
    current = [row for row in rows if row[0] not in replaced] if replaced != {None} else rows
    chosen = {(row[2], row[5]): row for row in current}  # the one known last stays
    days = {text: date.fromisoformat(text) for text in {row[5] for row in rows}}
    if len(chosen) < len(current):
        preferred = _preferred(period, moment)
        for row in reversed(current):
            if preferred.get((row[2], days[row[5]])) == row[4]:
                chosen[row[2], row[5]] = row
    months: dict[date, dict[str, int]] = {day: {} for day in days.values()}
    for (area, until), row in chosen.items():
        months[days[until]][area] = row[3]
    used = {row[4] for row in chosen.values()}
    illustrative = not {row[6] for row in chosen.values()}.isdisjoint(("1", "true"))
    sources = sources_by_id(used)
    return Housed(
        period,
        months,
        illustrative,
        tuple(sources[pk] for pk in sorted(used)),
    )


def latest_housed(halves: Iterable[HalfYear], moment: datetime | None) -> HalfYear | None:
    """The latest of these half-years that has municipal figures at a moment, or None; one query."""
    inside = Q(pk__in=())
    for half in halves:
        inside |= Q(period_start__gte=half.start, period_until__lte=half.until)
    rows = models.Figure.objects.filter(_known(moment), inside, indicator=HOUSED, area__startswith="GM")
    found = rows.order_by("-period_start").values_list("period_start", flat=True).first()
    return HalfYear.containing(found) if found is not None else None


def _preferred(period: HalfYear, moment: datetime | None) -> dict[tuple[str, date], int]:
    """The source that was chosen last for each municipality and month, by database id."""
    rows = models.Preference.objects.filter(
        _known(moment),
        indicator=HOUSED,
        period_start__gte=period.start,
        period_until__lte=period.until,
    ).order_by("known_since", "id")
    chosen = rows.values_list("area", "period_until", "source_id")
    return {(area, until): source for area, until, source in chosen if until is not None}


def lines(
    *,
    moment: datetime | None,
    indicator: str | None = None,
    area: str | None = None,
    start: date | None = None,
    until: date | None = None,
) -> tuple[FigureLine, ...]:
    """Figures (of one indicator) as known at a moment, superseded ones left out, contradictions side by side.

    Where several sources speak of the same area and period, one is `used`: the preferred one with its
    reason, and without a preference the one known last. Two queries.
    """
    wanted = _known(moment)
    if indicator is not None:
        wanted &= Q(indicator=indicator)
    if area is not None:
        wanted &= Q(area=area)
    if start is not None:
        wanted &= Q(period_start__gte=start)
    if until is not None:
        wanted &= Q(period_start__lt=until)
    rows = list(
        models.Figure.objects.filter(wanted)
        .select_related("source")
        .order_by("period_start", "period_until", "area", "known_since", "id")
    )
    replaced = {row.supersedes_id for row in rows}
    current = [row for row in rows if row.pk not in replaced]
    return _with_used(current, _preferences(wanted))


def moments(*, indicator: str | None = None, start: date | None = None) -> tuple[Moment, ...]:
    """The moments at which figures became known, oldest first."""
    wanted = Q()
    if indicator is not None:
        wanted &= Q(indicator=indicator)
    if start is not None:
        wanted &= Q(known_since__date__gte=start)
    found: dict[datetime, dict[str, int]] = defaultdict(dict)
    counted = (
        models.Figure.objects.filter(wanted)
        .values_list("known_since", "indicator")
        .annotate(n=Count("id"))
        .order_by("known_since")
    )
    for at, name, n in counted:
        found[at][name] = n
    return tuple(Moment(at, sum(names.values()), tuple(sorted(names))) for at, names in found.items())


def _known(moment: datetime | None) -> Q:
    return Q() if moment is None else Q(known_since__lte=moment)


def _preferences(wanted: Q) -> dict[tuple[str, str, date, date | None], models.Preference]:
    chosen = {}
    for row in models.Preference.objects.filter(wanted).order_by("known_since", "id"):
        chosen[row.indicator, row.area, row.period_start, row.period_until] = row
    return chosen


def _with_used(
    rows: list[models.Figure], preferences: Mapping[tuple[str, str, date, date | None], models.Preference]
) -> tuple[FigureLine, ...]:
    newest: dict[tuple[str, str, date, date | None], int] = {}
    for row in rows:
        newest[row.indicator, row.area, row.period_start, row.period_until] = row.pk
    result = []
    for row in rows:
        key = (row.indicator, row.area, row.period_start, row.period_until)
        preference = preferences.get(key)
        used = row.source_id == preference.source_id if preference else newest[key] == row.pk
        result.append(
            FigureLine(
                row.pk,
                row.indicator,
                row.area,
                row.period_start,
                row.period_until,
                row.value,
                source_from(row.source),
                row.source.key,
                row.known_since,
                row.supersedes_id,
                row.illustrative,
                row.note,
                used,
                preference.reason if preference and used else "",
            )
        )
    return tuple(result)


def housed_in_area(area: str, moment: datetime | None) -> dict[HalfYear, tuple[int, int]]:
    """Per half-year of one municipality: persons housed, and the number of months that have a figure."""
    rows = list(
        models.Figure.objects.filter(_known(moment), indicator=HOUSED, area=area, period_until__isnull=False)
        .order_by("known_since", "id")
        .values_list("id", "supersedes_id", "period_start", "value")
    )
    replaced = {row[1] for row in rows}
    months: dict[date, int] = {}
    for pk, _, start, value in rows:
        if pk not in replaced:
            months[start] = value
    halves: dict[HalfYear, list[int]] = defaultdict(list)
    for start, value in months.items():
        halves[HalfYear.containing(start)].append(value)
    return {period: (sum(values), len(values)) for period, values in sorted(halves.items())}


def known_rows(
    *,
    indicators: Collection[str],
    since: date | None = None,
    until: date | None = None,
    area: str | None = None,
    areas: Collection[str] = (),
    moment: datetime | None = None,
) -> tuple[FigureRow, ...]:
    """The figures that hold at a moment (None: now) as the core's rows, with the keys of their sources; one query.

    `since` and `until` bound the first days of their periods; `areas` are all that count, when given.
    """
    later = models.Figure.objects.filter(_known(moment), supersedes=OuterRef("pk"))
    wanted = _known(moment) & Q(indicator__in=indicators)
    if since is not None:
        wanted &= Q(period_start__gte=since)
    if until is not None:
        wanted &= Q(period_start__lt=until)
    if area is not None:
        wanted &= Q(area=area)
    if areas:
        wanted &= Q(area__in=areas)
    rows = models.Figure.objects.filter(wanted, ~Exists(later)).order_by("period_start", "area", "id")
    return figure_rows(rows)


def figure_rows(rows: QuerySet[models.Figure]) -> tuple[FigureRow, ...]:
    """Stored rows as the core's."""
    units = {key: indicator_of(key).unit.nl for key in INDICATORS}
    fields = (
        "id",
        "indicator",
        "area",
        "period_start",
        "period_until",
        "value",
        "source__key",
        "known_since",
        "supersedes_id",
        "illustrative",
    )
    return tuple(
        FigureRow(pk, key, area, When(start, end), value, units[key], source, since, old, False, made_up)
        for pk, key, area, start, end, value, source, since, old, made_up in rows.values_list(*fields)
    )
