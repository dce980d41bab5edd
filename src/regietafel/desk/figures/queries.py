"""Figures as they were known at a moment, as finished rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from regietafel.core.base.answer import Quality, Source
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.figures import models

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
    """Persons housed per municipality and month of a half-year, as known.

    `months`: per area the (first day after the month, persons) pairs in order. `reference_dates` are the ends
    of the months for which every area of the set reported something.
    """

    period: HalfYear
    months: Mapping[str, tuple[tuple[date, int], ...]]
    illustrative: bool
    sources: tuple[Source, ...]
    newest: datetime | None

    def reference_dates(self) -> tuple[date, ...]:
        """The ends of months that hold figures, oldest first."""
        return tuple(sorted({until for pairs in self.months.values() for until, _ in pairs}))

    def realised(self, codes: Iterable[str], reference_date: date) -> int:
        """Persons housed in these municipalities before the reference date."""
        return sum(
            persons
            for code in codes
            for until, persons in self.months.get(code, ())
            if until <= reference_date
        )


@dataclass(frozen=True)
class Moment:
    """A moment at which something became known: how many figures, of which indicators."""

    at: datetime
    figures: int
    indicators: tuple[str, ...]


def source_from(row: models.Source) -> Source:
    """The core's value for a stored source."""
    quality: Quality = row.quality  # type: ignore[assignment]  # the action checks it
    return Source(row.title, row.place, row.published_on, row.address, quality)


def source_of(key: str) -> Source:
    """The source with this key; RegietafelError when there is none."""
    return source_from(_stored_source(key))


def source_id(key: str) -> int:
    """The database id of a source, for foreign keys of other desks."""
    return _stored_source(key).pk


def housed(period: HalfYear, moment: datetime | None) -> Housed:
    """Persons housed per municipality and month as known at a moment; one query beside the sources."""
    sources = {row.pk: source_from(row) for row in models.Source.objects.all()}
    fields = (
        "id",
        "supersedes_id",
        "area",
        "period_until",
        "value",
        "source_id",
        "illustrative",
        "known_since",
    )
    rows = list(
        models.Figure.objects.filter(
            _known(moment),
            indicator=HOUSED,
            area__startswith="GM",
            period_start__gte=period.start,
            period_until__lte=period.until,
        )
        .order_by("area", "period_until", "known_since", "id")
        .values_list(*fields)
    )
    replaced = {row[1] for row in rows}
    chosen: dict[tuple[str, date], int] = {}
    illustrative, used, newest = False, set(), None
    for pk, _, area, until, value, source_pk, made_up, known_since in rows:
        if pk in replaced or until is None:
            continue
        chosen[area, until] = value
        illustrative = illustrative or made_up
        used.add(source_pk)
        newest = known_since if newest is None or known_since > newest else newest
    months: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for (area, until), value in chosen.items():
        months[area].append((until, value))
    return Housed(
        period,
        {area: tuple(pairs) for area, pairs in months.items()},
        illustrative,
        tuple(sources[pk] for pk in sorted(used)),
        newest,
    )


def lines(
    *,
    indicator: str,
    moment: datetime | None,
    area: str | None = None,
    start: date | None = None,
    until: date | None = None,
) -> tuple[FigureLine, ...]:
    """Figures of an indicator as known at a moment, superseded ones left out, contradictions side by side.

    Where several sources speak of the same area and period, one is `used`: the preferred one with its
    reason, and without a preference the one known last. Two queries.
    """
    wanted = Q(indicator=indicator) & _known(moment)
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
        wanted &= Q(known_since__gte=start)
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


def _stored_source(key: str) -> models.Source:
    found = models.Source.objects.filter(key=key).first()
    if found is None:
        raise RegietafelError(f'no source "{key}"', "record the source first, with its title and date")
    return found


def _known(moment: datetime | None) -> Q:
    return Q() if moment is None else Q(known_since__lte=moment)


def _preferences(wanted: Q) -> dict[tuple[str, date, date | None], models.Preference]:
    chosen = {}
    for row in models.Preference.objects.filter(wanted).order_by("known_since", "id"):
        chosen[row.area, row.period_start, row.period_until] = row
    return chosen


def _with_used(
    rows: list[models.Figure], preferences: Mapping[tuple[str, date, date | None], models.Preference]
) -> tuple[FigureLine, ...]:
    newest: dict[tuple[str, date, date | None], int] = {}
    for row in rows:
        newest[row.area, row.period_start, row.period_until] = row.pk
    result = []
    for row in rows:
        key = (row.area, row.period_start, row.period_until)
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


def has_sources() -> bool:
    """Whether any source was recorded: a database without one is empty."""
    return models.Source.objects.exists()


def housed_in_area(area: str, moment: datetime | None) -> dict[HalfYear, tuple[int, int]]:
    """Per half-year of one municipality: persons housed, and the number of months that have a figure."""
    rows = list(
        models.Figure.objects.filter(
            _known(moment), indicator=HOUSED, area=area, period_until__isnull=False
        )
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
