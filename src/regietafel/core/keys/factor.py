"""Divisor methods by the search for the common factor: one jump to a level, then single steps.

The jump rounds every unit at the level where the exact shares meet the total; that misses the total by less than
two places per unit, whatever the total. The steps mend the rest from a priority queue. Time grows as n log n with
the number of units and not with the total.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from regietafel.core.keys.instance import Instance
from regietafel.core.keys.methods import DivisorMethod
from regietafel.core.keys.shares import level


@dataclass(frozen=True)
class CommonFactor:
    """The weight per place: each unit, weight / factor rounded by the method, gets its number.

    `low` and `high` are exact bounds of factor ** `power` (2 for Huntington-Hill, whose bounds are roots). Every
    factor strictly between them reproduces the numbers of all units that no floor or ceiling holds. With
    `low == high` there was a tie, and its rule decided. `high` is None when nothing limits the factor.
    """

    low: Fraction
    high: Fraction | None
    power: int = 1

    def holds(self, factor: Fraction) -> bool:
        """Whether a factor lies strictly inside the bounds."""
        raised = factor**self.power
        return self.low < raised and (self.high is None or raised < self.high)

    @property
    def tied(self) -> bool:
        """Whether no factor separates the last place given from the next one."""
        return self.low == self.high

    @property
    def shortest(self) -> Fraction | None:
        """The factor inside the bounds that is shortest to write as a decimal.

        After a tie the one factor there is: the tied units stand exactly on a signpost, all others round to their
        numbers. None when that factor is a root that cannot be written (Huntington-Hill).

        >>> CommonFactor(Fraction(1653, 100), Fraction(1658, 100)).shortest
        Fraction(827, 50)
        """
        if self.tied:
            return self.low if self.power == 1 else _exact_root(self.low)
        unit = Fraction(10) ** len(str(int(self.low)))
        while True:
            steps = self.low / unit**self.power
            whole = steps.numerator // steps.denominator
            candidate = ((isqrt(whole) if self.power == 2 else whole) + 1) * unit
            if self.holds(candidate):
                return candidate
            unit /= 10


def _exact_root(square: Fraction) -> Fraction | None:
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    return root if root * root == square else None


class Claim:
    """A unit's claim to one place, weight / signpost, raised to the power of the method: compared in integers."""

    __slots__ = ("denominator", "numerator", "unit")

    def __init__(self, numerator: int, denominator: int, unit: int) -> None:
        self.numerator = numerator
        self.denominator = denominator
        self.unit = unit

    def __lt__(self, other: Claim) -> bool:
        return self.numerator * other.denominator < other.numerator * self.denominator

    def equals(self, other: Claim) -> bool:
        """Whether two claims are exactly as strong."""
        return self.numerator * other.denominator == other.numerator * self.denominator


class _Stronger(Claim):
    """A claim that a heap hands out strongest first."""

    __slots__ = ()

    def __lt__(self, other: Claim) -> bool:
        return self.numerator * other.denominator > other.numerator * self.denominator


@dataclass(frozen=True)
class Division:
    """Places per unit in the order of the instance, and the claims on both sides of the last place.

    After a tie `tied` are the units with equal claims and `places` what is left for them, not yet in `numbers`.
    """

    numbers: list[int]
    tied: list[int]
    places: int
    low: Claim | None
    high: Claim | None


class Divisors:
    """One divisor method on one instance; its numbers are changed in place until they add up."""

    def __init__(self, method: DivisorMethod, instance: Instance) -> None:
        self.method = method
        self.total = instance.total
        self.raised = [weight**method.power for weight in instance.integers]
        # No unit reaches a ceiling of one above the total, and its claim to that place still bounds the factor.
        self.most = [instance.total + 1 if top is None else top for top in instance.ceilings]
        one = int(method.at_least_one)
        self.least = [
            max(floor, one if top else 0) for floor, top in zip(instance.floors, self.most, strict=True)
        ]
        self.numbers = self._jump(instance)

    def _jump(self, instance: Instance) -> list[int]:
        """Every unit rounded at one level near the answer."""
        floors = sum(instance.floors)
        start = instance.total - self.method.lift * len(instance.codes)
        start = min(max(start, Fraction(floors)), Fraction(sum(self.most)))
        at = level(instance, start)
        over, under = at.numerator**self.method.power, at.denominator**self.method.power
        return [
            min(max(self.method.round(weight * over, under), least), most)
            for weight, least, most in zip(self.raised, self.least, self.most, strict=True)
        ]

    def next_claim(self, unit: int, kind: type[Claim] = Claim) -> Claim:
        """The claim of a unit to one place more."""
        over, under = self.method.signpost(self.numbers[unit])
        return kind(self.raised[unit] * under, over, unit)

    def last_claim(self, unit: int) -> Claim:
        """The claim by which a unit has its last place."""
        over, under = self.method.signpost(self.numbers[unit] - 1)
        return Claim(self.raised[unit] * under, over, unit)

    def can_gain(self) -> list[int]:
        """Units below their ceiling."""
        return [unit for unit, number in enumerate(self.numbers) if number < self.most[unit]]

    def can_lose(self) -> list[int]:
        """Units above their floor."""
        return [unit for unit, number in enumerate(self.numbers) if number > self.least[unit]]

    def step(self) -> None:
        """Give to the strongest claim, or take from the weakest, until the numbers add up to the total."""
        missing = self.total - sum(self.numbers)
        if missing > 0:
            gaining: list[Claim] = [self.next_claim(unit, _Stronger) for unit in self.can_gain()]
            heapq.heapify(gaining)
            for _ in range(missing):
                unit = gaining[0].unit
                self.numbers[unit] += 1
                if self.numbers[unit] < self.most[unit]:
                    heapq.heapreplace(gaining, self.next_claim(unit, _Stronger))
                else:
                    heapq.heappop(gaining)
        elif missing < 0:
            losing = [self.last_claim(unit) for unit in self.can_lose()]
            heapq.heapify(losing)
            for _ in range(-missing):
                unit = losing[0].unit
                self.numbers[unit] -= 1
                if self.numbers[unit] > self.least[unit]:
                    heapq.heapreplace(losing, self.last_claim(unit))
                else:
                    heapq.heappop(losing)

    def division(self) -> Division:
        """The numbers, with equal claims to the last places taken out, so that a rule decides on all of them."""
        next_claims = [self.next_claim(unit) for unit in self.can_gain()]
        last_claims = [self.last_claim(unit) for unit in self.can_lose()]
        low = max(next_claims, default=None)
        high = min(last_claims, default=None)
        if low is None or high is None or not low.equals(high):
            return Division(self.numbers, [], 0, low, high)
        holding = [claim.unit for claim in last_claims if claim.equals(high)]
        waiting = [claim.unit for claim in next_claims if claim.equals(high)]
        for unit in holding:
            self.numbers[unit] -= 1
        return Division(self.numbers, sorted(holding + waiting), len(holding), low, high)


def divide(method: DivisorMethod, instance: Instance) -> Division:
    """The division of a checked instance; a tie is found here and decided by the caller's rule."""
    work = Divisors(method, instance)
    work.step()
    return work.division()


def common_factor(method: DivisorMethod, instance: Instance, division: Division) -> CommonFactor:
    """The bounds of the common factor in the caller's unit of weight."""
    scale = instance.scale**method.power
    low = Fraction(0) if division.low is None else Fraction(division.low.numerator, division.low.denominator)
    high = division.high and Fraction(division.high.numerator, division.high.denominator)
    return CommonFactor(low / scale, None if high is None else high / scale, method.power)
