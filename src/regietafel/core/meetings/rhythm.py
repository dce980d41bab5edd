"""Series: the days on which a table meets by its rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.meetings.refusals import MeetingRefused, Told

Unit = Literal["weeks", "months"]
MOST_DAYS = 1000


@dataclass(frozen=True)
class Rhythm:
    """Every so many weeks or months, counted from the first day; in months, the same weekday of the month.

    Raises: MeetingRefused for a rhythm of less than 1 or more than 60.

    >>> Rhythm(3, "months").said.nl
    'elke 3 maanden'
    """

    every: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.every <= 60:
            raise MeetingRefused(
                Told(
                    "every",
                    Text(f"elke {self.every} is geen ritme", f"every {self.every} is no rhythm"),
                    Text("schrijf 1 tot en met 60", "write 1 to 60"),
                )
            )

    @property
    def said(self) -> Text:
        """The rhythm in words."""
        one = self.every == 1
        nl = {"weeks": ("elke week", "weken"), "months": ("elke maand", "maanden")}[self.unit]
        en = {"weeks": ("every week", "weeks"), "months": ("every month", "months")}[self.unit]
        return Text(
            nl[0] if one else f"elke {self.every} {nl[1]}", en[0] if one else f"every {self.every} {en[1]}"
        )


def days_of(rhythm: Rhythm, days: DateRange) -> tuple[date, ...]:
    """The days of a series within a range, the first day included. Raises: MeetingRefused without an end.

    >>> [f"{day:%a %d %b}" for day in days_of(Rhythm(1, "months"), DateRange(date(2022, 9, 16), date(2022, 12, 1)))]
    ['Fri 16 Sep', 'Fri 21 Oct', 'Fri 18 Nov']
    """
    if days.until is None:
        raise _too_long()
    found: list[date] = []
    for day in _from(rhythm, days.start):
        if day >= days.until:
            return tuple(found)
        found.append(day)
        if len(found) > MOST_DAYS:
            raise _too_long()
    return tuple(found)


def _too_long() -> MeetingRefused:
    return MeetingRefused(
        Told(
            "until",
            Text(
                f"de reeks heeft geen einde of meer dan {MOST_DAYS} vergaderingen",
                f"the series has no end or more than {MOST_DAYS} meetings",
            ),
            Text("geef een eerder einde", "give an earlier end"),
        )
    )


def _from(rhythm: Rhythm, start: date) -> Iterator[date]:
    if rhythm.unit == "weeks":
        day = start
        while True:
            yield day
            day += timedelta(weeks=rhythm.every)
    place, month = (start.day - 1) // 7, start.year * 12 + start.month - 1
    while True:
        first = date(month // 12, month % 12 + 1, 1)
        day = first + timedelta(days=(start.weekday() - first.weekday()) % 7 + 7 * place)
        yield day if day.month == first.month else day - timedelta(days=7)
        month += rhythm.every
