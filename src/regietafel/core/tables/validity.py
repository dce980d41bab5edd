"""From and until, where the first day may not be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import CalendarError


@dataclass(frozen=True)
class Validity:
    """Days from `start` up to, not including, `until`. No start: since before anything known; no end: still.

    >>> crisis = Validity(date(2022, 6, 17), date(2022, 9, 23))
    >>> date(2022, 9, 22) in crisis, date(2022, 9, 23) in crisis
    (True, False)
    """

    start: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.until is not None and self.until <= self.start:
            raise CalendarError(
                Text(
                    f"van {self.start} tot {self.until} is geen enkele dag",
                    f"from {self.start} until {self.until} holds no day",
                ),
                Text("geef een einde na het begin", "give an end after the start"),
            )

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)

    def overlaps(self, other: Validity) -> bool:
        """Whether the two share a day."""
        return _before(self.start, other.until) and _before(other.start, self.until)

    def holds(self, other: Validity) -> bool:
        """Whether every day of the other lies in this one.

        >>> Validity(date(2022, 1, 1)).holds(Validity())
        False
        """
        begins = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.until is None or (other.until is not None and other.until <= self.until)
        return begins and ends

    def __str__(self) -> str:
        return f"[{self.start or '...'}, {self.until or '...'})"


def _before(start: date | None, until: date | None) -> bool:
    return start is None or until is None or start < until


ALWAYS = Validity()
"""Since before anything known, and still."""
