"""The meter of an agreement: what was measured, set against what is due by then, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from regietafel.core.agreements.promise import Gauge, Path
from regietafel.core.agreements.states import MeterState
from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.core.base.calendar import month_of, written_out
from regietafel.core.base.counts import dutch_integer, in_notation, percentage
from regietafel.core.monitor.thresholds import SIGNALLING_NORM, ScheduleClass, Thresholds, thresholds_on

AGREED_PATH = Source(
    "Regietafel, meter van een afspraak",
    "vóór de termijn een evenredig deel; na de termijn gehaald of niet gehaald",
    quality="derived",
)


@dataclass(frozen=True)
class Measured:
    """What was measured: the level on a reference date, or of a flow all that came before it since the start."""

    reference_date: date
    value: int
    source: Source | None = None
    illustrative: bool = False
    note: str = ""


@dataclass(frozen=True)
class Point:
    """A measured figure beside what was due then (in the unit of the gauge, exact), and its state."""

    measured: Measured
    due: Fraction
    schedule_class: ScheduleClass
    state: MeterState

    @property
    def pace(self) -> Fraction | None:
        """Measured as a share of due; None when nothing was due."""
        return self.measured.value / self.due if self.due else None


@dataclass(frozen=True)
class Meter:
    """A gauge with its points, oldest first.

    `earlier` is the last figure from before the promise: it counts as the level to start from and proves nothing.
    `over`: on the day that is asked about the latest term has passed.
    """

    gauge: Gauge
    points: tuple[Point, ...]
    earlier: Measured | None
    over: bool

    @property
    def last(self) -> Point | None:
        """The last point."""
        return self.points[-1] if self.points else None

    @property
    def state(self) -> MeterState:
        """The state of the last point; without a point there are no figures."""
        return self.points[-1].state if self.points else MeterState.NO_FIGURES

    @property
    def decided(self) -> bool:
        """Whether the figures reach the end of the latest term."""
        return self.last is not None and self.last.measured.reference_date >= self.gauge.until

    @property
    def remaining(self) -> int | None:
        """What is still missing, never below zero; None without figures."""
        return None if self.last is None else max(0, self.gauge.target - self.last.measured.value)

    @property
    def share(self) -> Fraction | None:
        """Measured as a share of the target; None without figures."""
        return None if self.last is None else Fraction(self.last.measured.value, self.gauge.target)

    @property
    def turned(self) -> Point | None:
        """The first point of the present state: since when it is so."""
        found = self.last
        for point in reversed(self.points):
            if found is None or point.state != found.state:
                break
            found = point
        return found

    @property
    def came_from(self) -> MeterState | None:
        """The state before the present one; None when it was so from the first figure on."""
        different = [point.state for point in self.points if point.state != self.state]
        return different[-1] if different else None

    @property
    def illustrative(self) -> bool:
        """Whether the last point is made up."""
        return self.last is not None and self.last.measured.illustrative


def passed(start: date, end: date, day: date) -> Fraction:
    """The share of the months between two days that has passed at the start of a day, from 0 to 1.

    Inside a month the days passed count as a share of it, as in the signalling norm for a half-year.

    >>> passed(date(2022, 7, 1), date(2023, 1, 1), date(2022, 9, 16))
    Fraction(5, 12)
    """
    if day <= start or start >= end:
        return Fraction(int(day >= end))
    return min(Fraction(1), _months(start, day) / _months(start, end))


def _months(start: date, day: date) -> Fraction:
    return _months_of_year_zero(day) - _months_of_year_zero(start)


def _months_of_year_zero(day: date) -> Fraction:
    return day.year * 12 + day.month + Fraction(day.day - 1, month_of(day).days())


def due(gauge: Gauge, day: date, *, level: int = 0) -> Fraction:
    """What the promise asks for on a day, in its unit: a growing part from `level` on, or all of it all along.

    A level that lay above the target already has to hold the target.

    >>> due(Gauge("housed", "NL", 20000, date(2022, 7, 1), date(2022, 12, 31), date(2022, 12, 31)), date(2022, 9, 1))
    Fraction(20000, 3)
    """
    if gauge.path is Path.HOLD:
        return Fraction(gauge.target)
    first = min(level, gauge.target)
    return first + (gauge.target - first) * passed(gauge.start, gauge.path_end, day)


def meter(
    gauge: Gauge, figures: Iterable[Measured], *, day: date, thresholds: Thresholds | None = None
) -> Answer[Meter]:
    """How a promise stands on `day`, by figures in any order.

    Before the latest term it is on course or behind by the thresholds of the monitor; from the day after, it is
    kept or not kept. A flow that has reached its target is kept at once; a level can still fall. A figure from
    before the promise decides nothing. Units: those of the indicator.

    >>> cno = Gauge("cno_open", "NL", 11250, date(2022, 8, 26), date(2022, 9, 30), date(2022, 12, 31))
    >>> meter(cno, [Measured(date(2022, 7, 19), 3540)], day=date(2022, 9, 16)).value.state.value
    'no_figures'
    """
    found = bare_meter(gauge, figures, day=day, thresholds=thresholds)
    return _explained(found, thresholds or thresholds_on(day))


def bare_meter(
    gauge: Gauge, figures: Iterable[Measured], *, day: date, thresholds: Thresholds | None = None
) -> Meter:
    """The same without its explanation, for many gauges at once."""
    flow = gauge.measures.kind == "flow"
    ordered = sorted(figures, key=lambda one: one.reference_date)
    first = 0
    for one in ordered:
        if one.reference_date > gauge.start or (not flow and one.reference_date == gauge.start):
            break
        first += 1
    earlier = ordered[first - 1] if first else None
    level = earlier.value if earlier is not None and not flow else 0
    points = tuple(_point(gauge, one, level, flow, thresholds) for one in ordered[first:])
    return Meter(gauge, points, earlier, day >= gauge.until)


def _point(gauge: Gauge, one: Measured, level: int, flow: bool, thresholds: Thresholds | None) -> Point:
    asked = due(gauge, one.reference_date, level=level)
    policy = thresholds or thresholds_on(one.reference_date)
    held = policy.classify(one.value / asked) if asked > 0 else ScheduleClass.NOT_YET
    reached = one.value >= gauge.target
    if one.reference_date >= gauge.until or (flow and reached):
        state = MeterState.KEPT if reached else MeterState.NOT_KEPT
    elif held in (ScheduleClass.ON_SCHEDULE, ScheduleClass.NOT_YET):
        state = MeterState.ON_COURSE
    else:
        state = MeterState.BEHIND
    return Point(one, asked, held, state)


def cumulative(
    stretches: Mapping[tuple[date, date], Measured], *, start: date, until: date
) -> tuple[Measured, ...]:
    """What a flow added up to since `start`, at each day for which that is known, up to and including `until`.

    `stretches` holds figures by (first day, first day after). A figure for the whole stretch goes before a sum of
    parts; parts that overlap are never added up.

    >>> flows = {(date(2022, 7, 1), date(2022, 9, 1)): Measured(date(2022, 9, 1), 4990),
    ...          (date(2022, 9, 1), date(2022, 10, 1)): Measured(date(2022, 10, 1), 2714)}
    >>> [one.value for one in cumulative(flows, start=date(2022, 7, 1), until=date(2023, 1, 1))]
    [4990, 7704]
    """
    reached: dict[date, Measured] = {start: Measured(start, 0)}
    for (first, after), figure in sorted(stretches.items(), key=lambda pair: (pair[0][0], pair[0][1])):
        before = reached.get(first)
        if before is None or after > until or (after in reached and first != start):
            continue
        reached[after] = Measured(
            after,
            before.value + figure.value,
            figure.source,
            before.illustrative or figure.illustrative,
            figure.note,
        )
    return tuple(reached[day] for day in sorted(reached) if day > start)


def _explained(found: Meter, thresholds: Thresholds) -> Answer[Meter]:
    gauge, last = found.gauge, found.last
    unit = gauge.measures.unit.en
    inputs: tuple[Input, ...] = (
        Input("target", gauge.target, unit),
        Input("term", gauge.latest.isoformat()),
        Input("thresholds", thresholds.name, source=thresholds.source),
    )
    if last is not None:
        inputs += (
            Input("measured", last.measured.value, unit, last.measured.source),
            Input("reference_date", last.measured.reference_date.isoformat()),
        )
    return Answer(
        found, "agreement_meter", AGREED_PATH, inputs, tuple(_steps(found, thresholds)), found.illustrative
    )


def _steps(found: Meter, thresholds: Thresholds) -> Sequence[Step]:
    last, gauge = found.last, found.gauge
    if last is None:
        return (Step(sentence(found), result=found.state.words),)
    on_nl, on_en = written_out(last.measured.reference_date), written_out(last.measured.reference_date, "en")
    steps = [
        Step(
            Text(
                f"Op {on_nl} hoort {in_notation(last.due, 'nl')} er te zijn van {dutch_integer(gauge.target)}.",
                f"On {on_en} {in_notation(last.due, 'en')} of {gauge.target:,} is due.",
            ),
            result=in_notation(last.due, "nl", digits=1),
            source=SIGNALLING_NORM,
        )
    ]
    if last.pace is not None:
        steps.append(
            Step(
                Text(
                    f"Gemeten: {dutch_integer(last.measured.value)}. Dat is {percentage(last.pace, 'nl')} daarvan "
                    f"({thresholds.title.nl}).",
                    f"Measured: {last.measured.value:,}. That is {percentage(last.pace, 'en')} of it "
                    f"({thresholds.title.en}).",
                ),
                result=percentage(last.pace, "nl"),
                source=thresholds.source,
            )
        )
    steps.append(Step(sentence(found), result=found.state.words))
    return steps


def sentence(found: Meter) -> Text:
    """What a meter says, in one sentence."""
    last, gauge = found.last, found.gauge
    target_nl, target_en = dutch_integer(gauge.target), f"{gauge.target:,}"
    if last is None:
        if found.earlier is None:
            return Text(
                "Er zijn nog geen cijfers; er is dus niets te zeggen.",
                "There are no figures yet, so nothing can be said.",
            )
        then_nl, then_en = (
            written_out(found.earlier.reference_date),
            written_out(found.earlier.reference_date, "en"),
        )
        return Text(
            f"Sinds de afspraak is er geen cijfer; het laatste is van daarvoor: {dutch_integer(found.earlier.value)} op {then_nl}.",
            f"There is no figure since the agreement; the last one is from before: {found.earlier.value:,} on {then_en}.",
        )
    value_nl, value_en = dutch_integer(last.measured.value), f"{last.measured.value:,}"
    on_nl, on_en = written_out(last.measured.reference_date), written_out(last.measured.reference_date, "en")
    whole = Fraction(last.measured.value, gauge.target)
    said = Text(
        f"Op {on_nl} stond de teller op {value_nl} van {target_nl} ({percentage(whole, 'nl')}): {last.state.words.nl}.",
        f"On {on_en} the count was {value_en} of {target_en} ({percentage(whole, 'en')}): {last.state.words.en}.",
    )
    if found.over and not found.decided:
        return Text(
            f"{said.nl} De termijn is voorbij, maar de cijfers lopen nog niet tot het einde.",
            f"{said.en} The term is over, but the figures do not reach its end yet.",
        )
    return said
