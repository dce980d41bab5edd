"""Where the three classes begin: a named, dated policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from regietafel.core.base.answer import Source, Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.rules import in_force


class ScheduleClass(StrEnum):
    """How a unit stands against a target on a reference date."""

    ON_SCHEDULE = "on_schedule"
    SOMEWHAT_BEHIND = "somewhat_behind"
    BEHIND = "behind"
    NOT_YET = "not_yet"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return _TITLES[self]


_TITLES = {
    ScheduleClass.ON_SCHEDULE: Text(nl="op schema", en="on schedule"),
    ScheduleClass.SOMEWHAT_BEHIND: Text(nl="enigszins achter", en="somewhat behind"),
    ScheduleClass.BEHIND: Text(nl="achter", en="behind"),
    ScheduleClass.NOT_YET: Text(nl="nog niet te beoordelen", en="too early to judge"),
}

SIGNALLING_NORM = Source(
    "Platform Opnieuw Thuis, Land in beeld",
    "signaleringsnorm",
    published_on=date(2017, 4, 1),
    address="opnieuwthuis.nl/land-in-beeld",
    quality="secondary",
)


@dataclass(frozen=True)
class Thresholds:
    """The share of the expected number from which a class holds.

    The norm publishes three classes; the border between the lower two was not found in a source, so it is a
    policy with a name and dates that a table can replace.
    """

    name: str
    title: Text
    on_schedule: Fraction
    somewhat_behind: Fraction
    valid: DateRange
    source: Source

    def classify(self, pace: Fraction) -> ScheduleClass:
        """The class of a pace (realised as a share of expected).

        >>> DEFAULT_THRESHOLDS.classify(Fraction(976, 1000)).value
        'somewhat_behind'
        """
        return self.classify_ratio(pace.numerator, pace.denominator)

    def classify_ratio(self, realised: int, expected: int) -> ScheduleClass:
        """The class of realised / expected, compared in whole numbers; `expected` is above zero."""
        if realised * self.on_schedule.denominator >= expected * self.on_schedule.numerator:
            return ScheduleClass.ON_SCHEDULE
        if realised * self.somewhat_behind.denominator >= expected * self.somewhat_behind.numerator:
            return ScheduleClass.SOMEWHAT_BEHIND
        return ScheduleClass.BEHIND


DEFAULT_THRESHOLDS = Thresholds(
    name="three_classes_100_80",
    title=Text(
        nl="op schema vanaf 100 %, enigszins achter vanaf 80 % van het verwachte aantal",
        en="on schedule from 100%, somewhat behind from 80% of the expected number",
    ),
    on_schedule=Fraction(1),
    somewhat_behind=Fraction(4, 5),
    valid=DateRange(date(2015, 1, 1)),
    source=SIGNALLING_NORM,
)


def thresholds_on(day: date, policies: tuple[Thresholds, ...] = (DEFAULT_THRESHOLDS,)) -> Thresholds:
    """The thresholds in force on a day; a Gap when there are none."""
    return in_force(policies, day, subject="thresholds of the schedule", legal_basis=str(SIGNALLING_NORM))
