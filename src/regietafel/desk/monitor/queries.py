"""Who stands where: targets and figures as known at a moment, judged by the core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from regietafel.core.areas.division import Division
from regietafel.core.base.answer import Answer, Input, Text
from regietafel.core.base.calendar import HalfYear, months_elapsed
from regietafel.core.base.errors import RegietafelError
from regietafel.core.monitor.course import CoursePoint, Target, course
from regietafel.core.monitor.paragraph import Standing, paragraph
from regietafel.core.monitor.thresholds import Thresholds, thresholds_on
from regietafel.core.monitor.verdict import Verdict, judge, verdict
from regietafel.desk.figures.queries import Housed, housed, housed_in_area, latest_housed
from regietafel.desk.taakstelling.queries import PeriodTargets, area_periods, periods, targets_of

CORRECTED = "corrected_target"
CORRECTED_TITLE = Text(
    nl="de wettelijke taakstelling met achterstand en voorsprong", en="the statutory target with carry-over"
)

KINDS: dict[str, Text] = {
    "province": Text(nl="provincies", en="provinces"),
    "safety_region": Text(nl="veiligheidsregio's", en="safety regions"),
    "municipality": Text(nl="gemeenten", en="municipalities"),
}


@dataclass(frozen=True)
class Row:
    """One area on one reference date: persons realised, and a verdict per target.

    `missing` lists municipalities without figures; then `realised` and the verdicts are None, since what is
    missing is not zero.
    """

    area: str
    name: str
    kind: str
    realised: int | None
    targets: Mapping[str, int]
    verdicts: Mapping[str, Verdict | None]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class MonitorState:
    """A half-year as known at a moment, on one reference date; every row of it can be asked for."""

    period: HalfYear
    moment: datetime | None
    targets: PeriodTargets
    housed: Housed
    reference_date: date
    thresholds: Thresholds

    @property
    def division(self) -> Division:
        """The municipal division in which the targets are stated."""
        return self.targets.division

    @cached_property
    def target_titles(self) -> dict[str, Text]:
        """The targets by key: agreements first, then the corrected statutory target."""
        agreed = {name: table.title for name, table in self.targets.agreements.items()}
        return {**agreed, CORRECTED: CORRECTED_TITLE}

    @property
    def main_target(self) -> str:
        """The target that the class on map and list is about: the agreement where there is one."""
        return next(iter(self.target_titles))

    @cached_property
    def illustrative(self) -> bool:
        """Whether anything shown rests on made-up figures."""
        return (
            self.housed.illustrative
            or self.targets.carry_illustrative
            or any(table.illustrative for table in self.targets.agreements.values())
        )

    @cached_property
    def _realised(self) -> dict[str, int | None]:
        """Persons per municipality before the reference date; None where a month is missing."""
        return self.housed.realised(self.division.codes, self.reference_date)

    @cached_property
    def _months(self) -> Fraction:
        """Months of the half-year that had passed on the reference date."""
        return months_elapsed(self.period, self.reference_date)

    @cached_property
    def _rows(self) -> dict[str, Row]:
        """The rows asked for so far: a page asks for the same ones for its map, table and sentence."""
        return {}

    def row(self, area: str) -> Row:
        """One area: nation, province, safety region or municipality."""
        known = self._rows.get(area)
        if known is None:
            known = self._rows[area] = self._row(area)
        return known

    def _row(self, area: str) -> Row:
        return Row(
            area,
            self.division.name_of(area),
            self.division.kind_of(area),
            self._persons(area),
            {name: self._target(name, area) for name in self.target_titles},
            {name: self.judged(area, name) for name in self.target_titles},
            tuple(code for code in self.division.in_area(area) if self._realised[code] is None),
        )

    def judged(self, area: str, target: str) -> Verdict | None:
        """The bare verdict on one area for one target; None when figures are missing."""
        persons = self._persons(area)
        if persons is None:
            return None
        return judge(
            period=self.period,
            reference_date=self.reference_date,
            target=self._target(target, area),
            realised=persons,
            thresholds=self.thresholds,
            months=self._months,
        )

    def _persons(self, area: str) -> int | None:
        if area in self._realised:
            return self._realised[area]
        known = [self._realised[code] for code in self.division.in_area(area)]
        return None if None in known else sum(filter(None, known))

    def rows(self, kind: str, within: str = "NL") -> tuple[Row, ...]:
        """The provinces, safety regions or municipalities that lie in an area."""
        inside = set(self.division.in_area(within))
        if kind == "municipality":
            return tuple(self.row(code) for code in self.division.in_area(within))
        areas = self.division.provinces if kind == "province" else self.division.safety_regions
        return tuple(self.row(one.code) for one in areas if inside & set(self.division.in_area(one.code)))

    def answer(self, area: str, target: str) -> Answer[Verdict]:
        """The verdict on one area for one target with every step; a refusal when figures are missing."""
        row = self.row(area)
        if row.realised is None:
            raise RegietafelError(
                Text(
                    f"{row.name} heeft geen volledige cijfers tot {self.reference_date}",
                    f"{row.name} has no complete figures up to {self.reference_date}",
                ),
                Text(
                    f"{len(row.missing)} gemeenten ontbreken: {', '.join(row.missing[:5])}",
                    f"{len(row.missing)} municipalities are missing: {', '.join(row.missing[:5])}",
                ),
            )
        judged = verdict(
            period=self.period,
            reference_date=self.reference_date,
            target=row.targets[target],
            realised=row.realised,
            thresholds=self.thresholds,
        )
        sources = tuple(Input("figures", source.title, source=source) for source in self.housed.sources)
        return Answer(
            judged.value, judged.rule, judged.source, judged.inputs + sources, judged.steps, self.illustrative
        )

    def course(self, area: str) -> tuple[CoursePoint, ...]:
        """The cumulative course of an area over the months for which all its municipalities have figures."""
        known = self._courses.get(area)
        if known is None:
            known = self._courses[area] = self._course(area)
        return known

    @cached_property
    def _courses(self) -> dict[str, tuple[CoursePoint, ...]]:
        return {}

    def _course(self, area: str) -> tuple[CoursePoint, ...]:
        return course(
            period=self.period,
            housed=self.housed.monthly(self.division.in_area(area)),
            targets=[Target(name, self._target(name, area)) for name in self.target_titles],
            thresholds=self.thresholds,
        )

    def paragraph(self, area: str, parts_kind: str | None) -> Text:
        """What the page says, in one paragraph of plain language."""
        row = self.row(area)
        verdicts = {
            title: verdict
            for name, title in self.target_titles.items()
            if (verdict := row.verdicts[name]) is not None
        }
        if not verdicts:
            return Text(
                nl=f"Er zijn nog geen volledige cijfers van {row.name} over {self.period}.",
                en=f"There are no complete figures of {row.name} for {self.period} yet.",
            )
        parts = [
            Standing(part.name, judged)
            for part in (self.rows(parts_kind, area) if parts_kind else ())
            if (judged := part.verdicts[self.main_target]) is not None
        ]
        return paragraph(row.name, verdicts, parts, KINDS.get(parts_kind or ""))

    def _target(self, name: str, area: str) -> int:
        if name == CORRECTED:
            return self.targets.corrected(area)
        return self.targets.agreements[name].in_area(area)


def state(
    period: HalfYear, moment: datetime | None, *, reference_date: date | None = None, area: str = "NL"
) -> MonitorState:
    """The state of a half-year as known at a moment (None = all that is known).

    Without a reference date the latest one counts for which every municipality of `area` has figures.
    Six queries; a seventh where sources contradict each other. Raises: RegietafelError when no target was known, or for a reference date outside the period.
    """
    targets = targets_of(period, moment)
    measured = housed(period, moment)
    if reference_date is None:
        reference_date = max(measured.complete(targets.division.in_area(area)), default=period.start)
    if not period.start <= reference_date <= period.until:
        raise RegietafelError(
            Text(
                f"peildatum {reference_date} ligt buiten {period}",
                f"reference date {reference_date} lies outside {period}",
            ),
            Text(
                f"geef een dag van {period.start} tot en met {period.until}",
                f"give a date from {period.start} to {period.until}",
            ),
        )
    return MonitorState(period, moment, targets, measured, reference_date, thresholds_on(reference_date))


def period_to_show(moment: datetime | None) -> HalfYear:
    """The latest half-year with targets and municipal figures at a moment; else the latest with targets.

    Two queries. Raises: RegietafelError when nothing was known.
    """
    known = periods(moment)
    if not known:
        raise RegietafelError(
            Text("nog geen halfjaar heeft een taakstelling", "no half-year has targets yet"),
            Text("laad de casus of voer een landelijk aantal in", "load the case or enter a national volume"),
        )
    return latest_housed(known, moment) or known[-1]


@dataclass(frozen=True)
class HistoryLine:
    """One half-year of a municipality, in persons; `realised` and `balance` None while months are missing."""

    period: HalfYear
    gross: int
    carried: int
    corrected: int
    realised: int | None
    months: int
    balance: int | None


def history(area: str, moment: datetime | None) -> tuple[HistoryLine, ...]:
    """A municipality's half-years with what it carried in, housed and left; two queries."""
    measured = housed_in_area(area, moment)
    lines = []
    for known in area_periods(area, moment):
        realised, months = measured.get(known.period, (0, 0))
        lines.append(
            HistoryLine(
                known.period,
                known.gross,
                known.carried,
                known.corrected,
                realised if months else None,
                months,
                realised - known.corrected if months == 6 else None,
            )
        )
    return tuple(lines)
