"""From values and days to places in a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from regietafel.core.base.calendar import months_between


@dataclass(frozen=True)
class Frame:
    """The drawing: outer size and the room around the field, in units of the drawing."""

    width: int
    height: int
    left: int
    right: int
    top: int = 34
    bottom: int = 50

    @property
    def inner_width(self) -> int:
        """Width of the field."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> int:
        """Height of the field."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True)
class Scale:
    """Where a day and a value lie; the value axis starts at zero, so that heights can be compared."""

    frame: Frame
    start: date
    until: date
    top_value: int

    def x(self, day: date) -> float:
        """Horizontal place of a day."""
        share = (day - self.start).days / (self.until - self.start).days
        return self.frame.left + share * self.frame.inner_width

    def y(self, value: Fraction | int) -> float:
        """Vertical place of a value."""
        return self.frame.top + self.frame.inner_height * (1 - float(value) / self.top_value)


def ticks(largest: Fraction | int, *, most: int = 6) -> list[int]:
    """Round values from zero to the first one that is not below the largest.

    >>> ticks(20000), ticks(17), ticks(0)
    ([0, 5000, 10000, 15000, 20000], [0, 5, 10, 15, 20], [0, 1])
    """
    if largest <= 0:
        return [0, 1]
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            count = -(-largest // step)
            if count < most:
                return [step * place for place in range(int(count) + 1)]
        power *= 10


def firsts(start: date, until: date) -> list[date]:
    """The first days of the months from start to until, both included."""
    days = [month.start for month in months_between(start, until)]
    return [day for day in [*days, until] if start <= day <= until]


def apart(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Places for labels near the wanted ones, at least `gap` apart and within [low, high] where they fit.

    >>> apart([10.0, 12.0, 50.0], gap=10, low=0, high=60)
    [6.0, 16.0, 50.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    clusters: list[tuple[list[int], float]] = []
    for place in order:
        members, middle = [place], wanted[place]
        while clusters:
            before, other = clusters[-1]
            if other + gap * (len(before) + len(members)) / 2 <= middle + 1e-9:
                break
            clusters.pop()
            middle = (other * len(before) + middle * len(members)) / (len(before) + len(members))
            members = before + members
        half = gap * (len(members) - 1) / 2
        middle = max(low + half, min(high - half, middle))
        clusters.append((members, middle))
    placed = [0.0] * len(wanted)
    for members, middle in clusters:
        for number, place in enumerate(members):
            placed[place] = middle + gap * (number - (len(members) - 1) / 2)
    return placed
