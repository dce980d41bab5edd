"""The course of a half-year: the cumulative number at each reference date, against several targets at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear, months_elapsed
from regietafel.core.base.errors import RegietafelError
from regietafel.core.monitor.thresholds import Thresholds, thresholds_on
from regietafel.core.monitor.verdict import Verdict, judge


@dataclass(frozen=True)
class Target:
    """One target for one indicator and period. Several stand beside each other: statutory and agreed.

    `persons` is the number; `name` is a key such as "corrected_target" or "agreement".
    """

    name: str
    persons: int


@dataclass(frozen=True)
class CoursePoint:
    """The state on one reference date: persons in the month before it, cumulative, and a verdict per target."""

    reference_date: date
    added: int
    realised: int
    verdicts: Mapping[str, Verdict]


def course(
    *,
    period: HalfYear,
    housed: Iterable[tuple[date, int]],
    targets: Iterable[Target],
    thresholds: Thresholds | None = None,
) -> tuple[CoursePoint, ...]:
    """Every reference date of a half-year with its cumulative number and its verdicts.

    `housed` holds (first day after the stretch, persons housed in that stretch), in any order.
    Units: persons. Raises: RegietafelError for a date outside the half-year or given twice.

    >>> points = course(period=HalfYear(2022, 2), housed=[(date(2022, 9, 1), 4990), (date(2022, 10, 1), 2714)],
    ...                 targets=[Target("agreement", 20000)])
    >>> [(point.realised, round(float(point.verdicts["agreement"].pace), 3)) for point in points]
    [(4990, 0.749), (7704, 0.77)]
    """
    targets = tuple(targets)
    thresholds_of = thresholds_on if thresholds is None else lambda day: thresholds
    points: list[CoursePoint] = []
    realised = 0
    seen: set[date] = set()
    for reference_date, added in sorted(housed):
        _refuse_date(reference_date, period, seen)
        seen.add(reference_date)
        realised += added
        points.append(
            CoursePoint(
                reference_date,
                added,
                realised,
                {
                    target.name: judge(
                        period=period,
                        reference_date=reference_date,
                        target=target.persons,
                        realised=realised,
                        thresholds=thresholds_of(reference_date),
                        months=months_elapsed(period, reference_date),
                    )
                    for target in targets
                },
            )
        )
    return tuple(points)


def _refuse_date(reference_date: date, period: HalfYear, seen: set[date]) -> None:
    if not period.start < reference_date <= period.until:
        raise RegietafelError(
            Text(
                f"peildatum {reference_date} ligt buiten {period}",
                f"reference date {reference_date} lies outside {period}",
            ),
            Text(
                f"geef dagen na {period.start} tot en met {period.until}",
                f"give dates after {period.start} up to {period.until}",
            ),
        )
    if reference_date in seen:
        raise RegietafelError(
            Text(
                f"peildatum {reference_date} staat er tweemaal",
                f"reference date {reference_date} stands twice",
            ),
            Text("tel de stukken eerst op", "add the stretches first"),
        )
