"""The verdict: what was realised on a reference date, set against what a target expects by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from regietafel.core.base.answer import Answer, Input, Step, Text
from regietafel.core.base.calendar import HalfYear, months_elapsed, written_out
from regietafel.core.base.counts import dutch_decimal, dutch_integer, in_notation, percentage
from regietafel.core.monitor.thresholds import (
    SIGNALLING_NORM,
    ScheduleClass,
    Thresholds,
    thresholds_on,
)


@dataclass(frozen=True)
class Verdict:
    """How one unit stands against one target on one reference date.

    Units: `target`, `realised`, `remaining` in persons; `expected` in persons, exact; `pace` is
    realised / expected, None before the first day counts or when nothing has to be housed;
    `needed_per_month` and `needed_per_week` in persons, None when the period is over.
    """

    period: HalfYear
    reference_date: date
    target: int
    realised: int
    months: Fraction
    schedule_class: ScheduleClass

    @property
    def expected(self) -> Fraction:
        """Persons who should have been housed by now: n/6 of the target, exact."""
        return max(self.target, 0) * self.months / 6

    @property
    def pace(self) -> Fraction | None:
        """Realised as a share of expected."""
        return self.realised / self.expected if self.target > 0 and self.months else None

    @property
    def share(self) -> Fraction | None:
        """Realised as a share of the whole target; None when nothing has to be housed."""
        return Fraction(self.realised, self.target) if self.target > 0 else None

    @property
    def short(self) -> Fraction:
        """Persons below the expected number (above it: negative), exact."""
        return self.expected - self.realised

    @property
    def remaining(self) -> int:
        """Persons still to be housed; never below zero."""
        return max(0, self.target - self.realised)

    @property
    def needed_per_month(self) -> Fraction | None:
        """Persons a month from the reference date to reach the target."""
        return Fraction(self.remaining) / (6 - self.months) if self.months < 6 else None

    @property
    def needed_per_week(self) -> Fraction | None:
        """Persons a week from the reference date to reach the target."""
        days_left = (self.period.until - max(self.reference_date, self.period.start)).days
        return Fraction(self.remaining * 7, days_left) if days_left > 0 else None


def judge(
    *,
    period: HalfYear,
    reference_date: date,
    target: int,
    realised: int,
    thresholds: Thresholds,
    months: Fraction,
) -> Verdict:
    """The bare verdict, for many units at once; `months` is `months_elapsed(period, reference_date)`.

    Compares in whole numbers: realised / (target x months / 6) against each threshold.
    """
    if target <= 0:
        held = ScheduleClass.ON_SCHEDULE
    elif not months:
        held = ScheduleClass.NOT_YET
    else:
        housed, due = realised * 6 * months.denominator, target * months.numerator
        held = thresholds.classify_ratio(housed, due)
    return Verdict(period, reference_date, target, realised, months, held)


def verdict(
    *,
    period: HalfYear,
    reference_date: date,
    target: int,
    realised: int,
    thresholds: Thresholds | None = None,
) -> Answer[Verdict]:
    """Whether a unit is on schedule for a target.

    After n of 6 months n/6 of the target is expected; inside a month the days passed count. A target of zero
    or less (the advance is larger than the target) is on schedule.
    Source: the signalling norm of Platform Opnieuw Thuis.  Units: persons; a reference date counts the days
    before it ("state on the first of the month").

    >>> september = date(2022, 9, 1)
    >>> answer = verdict(period=HalfYear(2022, 2), reference_date=september, target=20000, realised=4990)
    >>> dutch_decimal(answer.value.pace * 100, digits=1), answer.value.schedule_class.value
    ('74,9', 'behind')
    """
    thresholds = thresholds or thresholds_on(reference_date)
    judged = judge(
        period=period,
        reference_date=reference_date,
        target=target,
        realised=realised,
        thresholds=thresholds,
        months=months_elapsed(period, reference_date),
    )
    return Answer(
        judged,
        rule="verdict",
        source=SIGNALLING_NORM,
        inputs=(
            Input("target", target, "persons"),
            Input("realised", realised, "persons"),
            Input("reference_date", reference_date.isoformat()),
            Input("thresholds", thresholds.name, source=thresholds.source),
        ),
        steps=_steps(judged, thresholds),
    )


def _steps(v: Verdict, thresholds: Thresholds) -> tuple[Step, ...]:
    on_nl, on_en = written_out(v.reference_date), written_out(v.reference_date, "en")
    months_nl = dutch_decimal(v.months, digits=0 if v.months.denominator == 1 else 2)
    months_en = in_notation(v.months, "en", digits=0 if v.months.denominator == 1 else 2)
    steps = [
        Step(
            Text(
                nl=f"Op {on_nl} zijn {months_nl} van de 6 maanden voorbij; dan hoort {months_nl}/6 van de "
                f"{dutch_integer(v.target)} gehuisvest te zijn.",
                en=f"On {on_en} {months_en} of the 6 months have passed; {months_en}/6 of the "
                f"{v.target:,} should then be housed.",
            ),
            formula=f"{dutch_integer(v.target)} × {months_nl} / 6",
            result=dutch_decimal(v.expected, digits=1),
            source=SIGNALLING_NORM,
        )
    ]
    if v.pace is not None:
        steps.append(
            Step(
                Text(
                    nl=f"Gehuisvest: {dutch_integer(v.realised)}. Dat is {percentage(v.pace, 'nl')} van wat "
                    f"verwacht werd.",
                    en=f"Housed: {v.realised:,}. That is {percentage(v.pace, 'en')} of what was expected.",
                ),
                formula=f"{dutch_integer(v.realised)} / {dutch_decimal(v.expected, digits=1)}",
                result=percentage(v.pace, "nl"),
            )
        )
    steps.append(
        Step(
            Text(
                nl=f"Oordeel: {v.schedule_class.words.nl} ({thresholds.title.nl}).",
                en=f"Verdict: {v.schedule_class.words.en} ({thresholds.title.en}).",
            ),
            result=v.schedule_class.words,
            source=thresholds.source,
        )
    )
    return tuple(steps)
