"""Targets as they were known at a moment, as finished rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import BigIntegerField, IntegerField, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from regietafel.core.areas.division import Division, division_on
from regietafel.core.base.answer import Answer, Source, Text
from regietafel.core.base.calendar import HalfYear, written_out
from regietafel.core.base.errors import RegietafelError
from regietafel.core.taakstelling.carry import CarryKind, CarryRow
from regietafel.core.taakstelling.explain import Explained, explain
from regietafel.core.taakstelling.targets import DivisionChoice, Targets, targets_for
from regietafel.core.taakstelling.volumes import Volume
from regietafel.desk.figures.queries import source_from
from regietafel.desk.taakstelling.models import Carry, Exchange, Target, TargetSet, VolumeVersion

STATUTORY = "statutory"


class TargetsUnknown(RegietafelError):
    """No target of a half-year was known at a moment."""

    @classmethod
    def of(cls, period: HalfYear, moment: datetime | None) -> TargetsUnknown:
        """No target of this half-year, now or at a moment."""
        nl = en = ""
        if moment is not None:
            local = timezone.localtime(moment)
            nl = f" op {written_out(local.date())}, {local:%H.%M} uur"
            en = f" on {written_out(local.date(), 'en')}, {local:%H:%M}"
        return cls(
            Text(
                f"van {period} was{nl} nog geen taakstelling bekend", f"no target of {period} was known{en}"
            ),
            Text(
                "kies een later moment of een ander halfjaar, of voer het landelijke aantal in",
                "choose a later moment, another half-year, or enter the national volume",
            ),
        )


@dataclass(frozen=True)
class TargetTable:
    """One set of targets: persons per municipality, with the choices that made it."""

    name: str
    title: Text
    policy: str
    total: int
    division: Division
    division_choice: DivisionChoice
    base_date: date
    source: Source
    illustrative: bool
    known_since: datetime
    numbers: Mapping[str, int]

    def in_area(self, area: str) -> int:
        """The sum over the municipalities of an area."""
        if area in self.numbers:
            return self.numbers[area]
        return sum(map(self.numbers.__getitem__, self.division.in_area(area)))


@dataclass(frozen=True)
class PeriodTargets:
    """All that was known about the targets of a half-year at a moment.

    `statutory` is gross (exchanges applied); `carry` holds the rows per municipality; `agreements` the agreed
    targets beside it, by name.
    """

    period: HalfYear
    statutory: TargetTable
    carry: Mapping[str, tuple[CarryRow, ...]]
    agreements: Mapping[str, TargetTable] = field(default_factory=dict)
    exchanged: Mapping[str, int] = field(default_factory=dict)

    @property
    def division(self) -> Division:
        """The municipal division in which the targets are stated."""
        return self.statutory.division

    def carried(self, area: str) -> int:
        """Signed persons carried into an area: advances minus backlogs."""
        known = self._carried
        if area in known:
            return known[area]
        return sum(known.get(code, 0) for code in self.division.in_area(area))

    def corrected(self, area: str) -> int:
        """Gross target minus what was carried in, in persons."""
        return self.statutory.in_area(area) - self.carried(area)

    @cached_property
    def _carried(self) -> dict[str, int]:
        return {code: sum(row.persons for row in rows) for code, rows in self.carry.items()}

    @cached_property
    def carry_illustrative(self) -> bool:
        """Whether any carried row is made up."""
        return any(row.illustrative for rows in self.carry.values() for row in rows)


def periods(moment: datetime | None) -> tuple[HalfYear, ...]:
    """The half-years with statutory targets known at a moment, oldest first."""
    names = TargetSet.objects.filter(_known(moment), name=STATUTORY).values_list("period", flat=True)
    return tuple(sorted({HalfYear.parse(name) for name in names}))


def targets_of(period: HalfYear, moment: datetime | None) -> PeriodTargets:
    """The targets of a half-year as known at a moment (None = all that is known).

    Four queries. Raises: RegietafelError when no target was known yet.
    """
    newest: dict[str, TargetSet] = {}
    sets = TargetSet.objects.filter(_known(moment), period=str(period)).select_related("source")
    for target_set in sets.order_by("known_since", "pk"):
        newest[target_set.name] = target_set
    if STATUTORY not in newest:
        raise TargetsUnknown.of(period, moment)
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Target.objects.filter(target_set__in=[s.pk for s in newest.values()]).order_by("area")
    for set_id, area, persons in rows.values_list("target_set_id", "area", "persons"):
        numbers[set_id][area] = persons
    tables = {name: _table(target_set, numbers[target_set.pk]) for name, target_set in newest.items()}
    statutory = tables.pop(STATUTORY)
    exchanged = _exchanged(period, moment)
    if exchanged:
        statutory = TargetTable(**{**statutory.__dict__, "numbers": {**statutory.numbers, **exchanged}})
    return PeriodTargets(period, statutory, _carry(period, moment), tables, exchanged)


def gross_targets(period: HalfYear, moment: datetime | None) -> dict[str, int]:
    """Persons per municipality with exchanges applied, before carry-over."""
    return dict(targets_of(period, moment).statutory.numbers)


def volume_history(period: HalfYear, moment: datetime | None) -> tuple[Volume, ...]:
    """All versions of a half-year's national volume known at a moment, oldest first."""
    rows = VolumeVersion.objects.filter(_known(moment), period=str(period)).select_related("source")
    return tuple(
        Volume(
            period,
            row.persons,
            source_from(row.source),
            row.announced_on,
            row.known_since,
            row.version,
            row.reason,
        )
        for row in rows.order_by("version")
    )


def computed_targets(
    period: HalfYear, moment: datetime | None, known: PeriodTargets | None = None
) -> Answer[Targets]:
    """The targets computed again from the volume known at a moment, with both readings of the article.

    `known`: what `targets_of` gave for this half-year and moment, so that it is not read twice.
    """
    known = known or targets_of(period, moment)
    return targets_for(volume_history(period, moment)[-1], division_choice=known.statutory.division_choice)


def why(
    period: HalfYear, area: str, moment: datetime | None, known: PeriodTargets | None = None
) -> Answer[Explained]:
    """Why is my number this? The computation of one municipality's target with every step."""
    known = known or targets_of(period, moment)
    return explain(computed_targets(period, moment, known).value, area, known.carry.get(area, ()))


def _table(target_set: TargetSet, numbers: Mapping[str, int]) -> TargetTable:
    return TargetTable(
        name=target_set.name,
        title=Text(nl=target_set.title_nl, en=target_set.title_en),
        policy=target_set.policy,
        total=target_set.total,
        division=division_on(target_set.division_day),
        division_choice="announcement" if target_set.division_choice == "announcement" else "start",
        base_date=target_set.base_date,
        source=source_from(target_set.source),
        illustrative=target_set.illustrative,
        known_since=target_set.known_since,
        numbers=numbers,
    )


def _carry(period: HalfYear, moment: datetime | None) -> dict[str, tuple[CarryRow, ...]]:
    fields = (
        "pk",
        "supersedes_id",
        "area",
        "persons",
        "dated",
        "kind",
        "reason",
        "illustrative",
        "source_id",
    )
    of_source = [f"source__{name}" for name in ("title", "place", "published_on", "address", "quality")]
    rows = list(
        Carry.objects.filter(_known(moment), into=str(period)).order_by("pk").values_list(*fields, *of_source)
    )
    replaced = {row[1] for row in rows}
    sources: dict[int, Source] = {}
    carry: dict[str, list[CarryRow]] = defaultdict(list)
    for pk, _, area, persons, dated, kind, reason, made_up, source, *described in rows:
        if pk in replaced:
            continue
        if source not in sources:
            sources[source] = Source(*described)
        known: CarryKind = "balance" if kind == "balance" else "registration_correction"
        carry[area].append(CarryRow(period, persons, dated, known, sources[source], reason, made_up))
    return {area: tuple(rows) for area, rows in carry.items()}


def _exchanged(period: HalfYear, moment: datetime | None) -> dict[str, int]:
    agreed: dict[str, int] = {}
    for numbers in (
        Exchange.objects.filter(_known(moment), period=str(period))
        .order_by("known_since", "pk")
        .values_list("agreed", flat=True)
    ):
        agreed.update(numbers)
    return agreed


def _known(moment: datetime | None) -> Q:
    return Q() if moment is None else Q(known_since__lte=moment)


@dataclass(frozen=True)
class AreaPeriod:
    """One half-year of one municipality: gross target and signed carry-over, in persons."""

    period: HalfYear
    gross: int
    carried: int
    corrected: int
    illustrative: bool


def area_periods(area: str, moment: datetime | None) -> tuple[AreaPeriod, ...]:
    """The half-years in which a municipality had a statutory target, oldest first; one query."""
    gross: dict[HalfYear, int] = {}
    carried: dict[HalfYear, list[AreaLine]] = defaultdict(list)
    lines = _area_lines(area, moment)
    replaced = {line.replaces for line in lines}
    for line in lines:
        if line.what != "carry":
            gross[HalfYear.parse(line.period)] = line.persons
        elif line.row not in replaced:
            carried[HalfYear.parse(line.period)].append(line)
    return tuple(
        AreaPeriod(
            period,
            persons,
            balance := sum(line.persons for line in carried[period]),
            persons - balance,
            any(line.illustrative for line in carried[period]),
        )
        for period, persons in sorted(gross.items())
    )


_ORDER = ("gross", "exchange", "carry")


class AreaLine(NamedTuple):
    """One stored number of a municipality; `replaces` is the row of the same kind that it supersedes, or 0."""

    what: str
    period: str
    persons: int
    known_since: datetime
    row: int
    replaces: int
    illustrative: bool


def _area_lines(area: str, moment: datetime | None) -> list[AreaLine]:
    """What is known of a municipality: gross targets, then exchanges over them, then carry-over; by moment.

    Three short lists in one question, since a page waits for each question.
    """
    none, no = Value(0, BigIntegerField()), Value(value=False)
    in_sets = Q() if moment is None else Q(target_set__known_since__lte=moment)
    gross = Target.objects.filter(in_sets, area=area, target_set__name=STATUTORY).values_list(
        Value("gross"), "target_set__period", "persons", "target_set__known_since", "pk", none, no
    )
    agreed = Cast(KeyTextTransform(area, "agreed"), IntegerField())
    exchanged = Exchange.objects.filter(_known(moment), agreed__has_key=area).values_list(
        Value("exchange"), "period", agreed, "known_since", "pk", none, no
    )
    carried = Carry.objects.filter(_known(moment), area=area).values_list(
        Value("carry"),
        "into",
        "persons",
        "known_since",
        "pk",
        Coalesce("supersedes_id", none),
        "illustrative",
    )
    lines = [AreaLine(*row) for row in gross.union(exchanged, carried, all=True)]
    return sorted(lines, key=lambda line: (_ORDER.index(line.what), line.known_since, line.row))


def missed_in_a_row(period: HalfYear, moment: datetime | None) -> dict[str, int]:
    """Per municipality how many half-years before this one, in a row, it ended with a backlog; one query.

    A municipality without a backlog into this half-year is left out. What was never entered counts as not missed.
    """
    known = list(Carry.objects.filter(_known(moment)).order_by("pk"))
    replaced = {row.supersedes_id for row in known}
    balance: dict[tuple[str, str], int] = defaultdict(int)
    for row in known:
        if row.pk not in replaced:
            balance[row.area, row.into] += row.persons
    found = {}
    for area in {area for area, _into in balance}:
        count, half = 0, period
        while balance.get((area, str(half)), 0) < 0:
            count, half = count + 1, half.previous()
        if count:
            found[area] = count
    return found
