"""Half-years and half-open ranges of days. No clock: dates are passed in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

_HALF_YEAR = re.compile(r"(?P<year>(19|20)\d\d)-(?P<half>I{1,2}|[12])\Z")


class CalendarError(RegietafelError):
    """A date, range or period that cannot be."""


@dataclass(frozen=True)
class DateRange:
    """Days from `start` up to, not including, `until`; `until=None` is open-ended.

    Dutch law says "until" for the first day on which something no longer holds, and so does this type.

    >>> weesp = DateRange(date(2021, 1, 1), date(2022, 3, 24))
    >>> date(2022, 3, 23) in weesp, date(2022, 3, 24) in weesp
    (True, False)
    """

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.start:
            raise CalendarError(
                Text(
                    f"de periode van {self.start} tot {self.until} bevat geen dag",
                    f"range from {self.start} until {self.until} holds no day",
                ),
                Text("geef een einde na het begin", "give an end after the start"),
            )

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def overlaps(self, other: DateRange) -> bool:
        """Whether the two ranges share a day."""
        return (other.until is None or self.start < other.until) and (
            self.until is None or other.start < self.until
        )

    def days(self) -> int:
        """Number of days in the range; an open-ended range is refused."""
        if self.until is None:
            raise CalendarError(f"range from {self.start} has no end", "give an end to count its days")
        return (self.until - self.start).days

    def __str__(self) -> str:
        return f"[{self.start}, {self.until or '...'})"


@dataclass(frozen=True, order=True)
class HalfYear:
    """A calendar half-year, the period of the taakstelling (Huisvestingswet 2014, art. 1(1)(e)).

    >>> period = HalfYear.parse("2022-II")
    >>> str(period), period.start, period.until, str(period.next())
    ('2022-II', datetime.date(2022, 7, 1), datetime.date(2023, 1, 1), '2023-I')
    """

    year: int
    half: int

    def __post_init__(self) -> None:
        if self.half not in (1, 2):
            raise CalendarError(
                Text(
                    f"helft {self.half} van {self.year} bestaat niet",
                    f"half {self.half} of {self.year} does not exist",
                ),
                Text(
                    "schrijf 1 (januari tot en met juni) of 2 (juli tot en met december)",
                    "write 1 (January-June) or 2 (July-December)",
                ),
            )

    @classmethod
    def parse(cls, text: str) -> HalfYear:
        """Read `2022-II` (or `2022-2`).

        >>> HalfYear.parse("2022-III")
        Traceback (most recent call last):
        ...
        regietafel.core.base.calendar.CalendarError: "2022-III" is not a half-year; \
write the year and I or II, such as 2022-II
        """
        found = _HALF_YEAR.match(text.strip())
        if found is None:
            raise CalendarError(
                Text(f'"{text}" is geen halfjaar', f'"{text}" is not a half-year'),
                Text(
                    "schrijf het jaar en I of II, zoals 2022-II",
                    "write the year and I or II, such as 2022-II",
                ),
            )
        return cls(int(found["year"]), {"I": 1, "1": 1, "II": 2, "2": 2}[found["half"]])

    @classmethod
    def containing(cls, day: date) -> HalfYear:
        """The half-year in which a day falls."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def until(self) -> date:
        """First day after the half-year."""
        return date(self.year, 7, 1) if self.half == 1 else date(self.year + 1, 1, 1)

    @property
    def days(self) -> DateRange:
        """The half-year as a range of days."""
        return DateRange(self.start, self.until)

    def next(self) -> HalfYear:
        """The half-year after this one."""
        return HalfYear.containing(self.until)

    def previous(self) -> HalfYear:
        """The half-year before this one."""
        return HalfYear.containing(self.start - timedelta(days=1))

    def months(self) -> tuple[DateRange, ...]:
        """Its six calendar months, in order."""
        return tuple(month_of(date(self.year, self.start.month + n, 1)) for n in range(6))

    def __str__(self) -> str:
        return f"{self.year}-{'I' * self.half}"


def month_of(day: date) -> DateRange:
    """The calendar month in which a day falls.

    >>> print(month_of(date(2022, 12, 5)))
    [2022-12-01, 2023-01-01)
    """
    first = day.replace(day=1)
    return DateRange(first, first + timedelta(days=monthrange(day.year, day.month)[1]))


def months_between(start: date, until: date) -> Iterator[DateRange]:
    """Calendar months from the month of `start` up to, not including, the month of `until`."""
    month = month_of(start)
    while month.start < until:
        yield month
        assert month.until is not None  # noqa: S101 - a month always ends
        month = month_of(month.until)


def months_elapsed(period: HalfYear, reference_date: date) -> Fraction:
    """Months of a half-year that have passed at the start of `reference_date`, between 0 and 6.

    Units: months; inside a month the days passed count as a share of that month.

    >>> months_elapsed(HalfYear(2022, 2), date(2022, 9, 1))
    Fraction(2, 1)
    >>> months_elapsed(HalfYear(2022, 2), date(2022, 9, 16))
    Fraction(5, 2)
    """
    if reference_date <= period.start:
        return Fraction(0)
    if reference_date >= period.until:
        return Fraction(6)
    month = month_of(reference_date)
    whole = reference_date.month - period.start.month
    return whole + Fraction((reference_date - month.start).days, month.days())


_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def month_name(month: int, language: str = "nl") -> str:
    """The name of a month, 1 to 12, in Dutch or English."""
    return _MONTHS["en" if language.startswith("en") else "nl"][month - 1]


def written_out(day: date, language: str = "nl") -> str:
    """A date in words.

    >>> written_out(date(2022, 9, 16)), written_out(date(2022, 9, 16), "en")
    ('16 september 2022', '16 September 2022')
    """
    return f"{day.day} {month_name(day.month, language)} {day.year}"
