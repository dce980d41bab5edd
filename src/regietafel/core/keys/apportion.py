"""Dividing a total over units in whole numbers that add up, with the record of how each number came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from regietafel.core.base.errors import RegietafelError
from regietafel.core.keys import factor, remainders
from regietafel.core.keys.explanation import DivisorClaims, Explanation, RemainderClaim
from regietafel.core.keys.factor import CommonFactor
from regietafel.core.keys.instance import Bound, Instance, check
from regietafel.core.keys.methods import DivisorMethod, Method
from regietafel.core.keys.ties import BY_CODE, Tie, TieRule, Weight


@dataclass(frozen=True)
class Apportionment:
    """Whole numbers that add up to the total, and everything that made them.

    `numbers` and `quotas` stand in the order of `weights`. `quotas` are the exact shares total * weight / sum of
    weights, before bounds and rounding. `common_factor` is None for Hamilton, `level` (places per unit of weight
    of a unit that no bound holds) is None for a divisor method. `ties` holds the one tie for the last places, or
    nothing.
    """

    method: Method
    total: int
    weights: dict[str, Weight]
    numbers: dict[str, int]
    ties: tuple[Tie, ...]
    tie_rule: TieRule
    common_factor: CommonFactor | None
    floors: dict[str, Bound]
    ceilings: dict[str, Bound]
    level: Fraction | None

    @cached_property
    def sum_of_weights(self) -> Weight:
        """All weights together, exactly."""
        return sum(self.weights.values())

    @cached_property
    def quotas(self) -> dict[str, Fraction]:
        """The exact share of every unit before bounds and rounding."""
        everything = Fraction(self.sum_of_weights)
        return {code: self.total * weight / everything for code, weight in self.weights.items()}

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        """The exact shares within floors and ceilings (Hamilton); for a divisor method the quotas."""
        if self.level is None:
            return self.quotas
        return {code: self._share(code, weight * self.level) for code, weight in self.weights.items()}

    def _share(self, code: str, free: Fraction) -> Fraction:
        if code in self.floors:
            free = max(free, Fraction(self.floors[code].number))
        if code in self.ceilings:
            free = min(free, Fraction(self.ceilings[code].number))
        return free

    def explain(self, code: str) -> Explanation:
        """Why one unit has its number: quota, claims, rank of its last place, bound, tie.

        Raises: RegietafelError for a unit that is not in the key.
        """
        if code not in self.numbers:
            raise RegietafelError(f"{code} has no part in this key", "use one of the codes of the weights")
        tie = next((tie for tie in self.ties if code in tie.tied), None)
        return Explanation(
            code=code,
            method=self.method,
            total=self.total,
            weight=self.weights[code],
            sum_of_weights=self.sum_of_weights,
            quota=self.quotas[code],
            number=self.numbers[code],
            floor=self.floors.get(code),
            ceiling=self.ceilings.get(code),
            common_factor=self.common_factor,
            divisor=self._divisor_claims(code),
            remainder=self._remainder_claim(code),
            tie=tie,
            held_by=self._held_by(code),
        )

    def _held_by(self, code: str) -> Bound | None:
        """The bound on which the number stands and without which it would be another: divided again to see."""
        number = self.numbers[code]
        if code in self.floors and self.floors[code].number == number:
            floors = {other: floor for other, floor in self.floors.items() if other != code}
            if self._divided_again(floors, self.ceilings).numbers[code] != number:
                return self.floors[code]
        if code in self.ceilings and self.ceilings[code].number == number:
            ceilings = {other: ceiling for other, ceiling in self.ceilings.items() if other != code}
            # A unit with a zero quota has no part in the key, whatever its weight would give it.
            if not number or self._divided_again(self.floors, ceilings).numbers[code] != number:
                return self.ceilings[code]
        return None

    def _divided_again(self, floors: Mapping[str, Bound], ceilings: Mapping[str, Bound]) -> Apportionment:
        return apportion(
            method=self.method,
            total=self.total,
            weights=self.weights,
            tie_rule=self.tie_rule,
            floors=floors,
            ceilings=ceilings,
        )

    def _divisor_claims(self, code: str) -> DivisorClaims | None:
        if not isinstance(self.method, DivisorMethod):
            return None
        return DivisorClaims.of(self.method, self.weights, self.numbers, code)

    def _remainder_claim(self, code: str) -> RemainderClaim | None:
        if isinstance(self.method, DivisorMethod):
            return None
        return RemainderClaim.of(self.shares, self.numbers, code)


def apportion(
    *,
    method: Method,
    total: int,
    weights: Mapping[str, Weight],
    tie_rule: TieRule = BY_CODE,
    floors: Mapping[str, Bound] | None = None,
    ceilings: Mapping[str, Bound] | None = None,
) -> Apportionment:
    """Divide a total over units by their weights, in whole numbers that add up to it exactly.

    Units: places or persons in and out; weights in any unit, int or Fraction, never float.
    Raises: KeyFaults, naming every fault: a weight that is missing, zero (unless the unit has a zero quota),
    negative or not exact; a bound without ground or unit; floors above or ceilings below the total; a total
    below the number of units for a method that gives each at least one.
    Source: see `method.source`.

    >>> from regietafel.core.keys.methods import ADAMS
    >>> result = apportion(method=ADAMS, total=10, weights={"GM1": 700, "GM2": 250, "GM3": 50})
    >>> result.numbers
    {'GM1': 6, 'GM2': 3, 'GM3': 1}
    >>> result.common_factor.shortest
    Fraction(120, 1)
    """
    instance = check(
        total=total,
        weights=weights,
        floors=floors,
        ceilings=ceilings,
        at_least_one=isinstance(method, DivisorMethod) and method.at_least_one,
        method=method.name,
    )
    level: Fraction | None = None
    common: CommonFactor | None = None
    if isinstance(method, DivisorMethod):
        division = factor.divide(method, instance)
        numbers, tied, places = division.numbers, division.tied, division.places
        common = factor.common_factor(method, instance, division)
    else:
        numbers, tied, places, level = remainders.divide(instance)
        level *= instance.scale
    ties = _decide(
        instance=instance, weights=weights, numbers=numbers, tied=tied, places=places, rule=tie_rule
    )
    return Apportionment(
        method=method,
        total=total,
        weights=dict(weights),
        numbers=dict(zip(instance.codes, numbers, strict=True)),
        ties=ties,
        tie_rule=tie_rule,
        common_factor=common,
        floors=dict(floors or {}),
        ceilings=dict(ceilings or {}),
        level=level,
    )


def _decide(
    *,
    instance: Instance,
    weights: Mapping[str, Weight],
    numbers: list[int],
    tied: list[int],
    places: int,
    rule: TieRule,
) -> tuple[Tie, ...]:
    """Give the tied places by the rule, in `numbers`, and put it on record."""
    if not tied:
        return ()
    by_code = {instance.codes[unit]: unit for unit in tied}
    given = rule.order(by_code, weights)[:places]
    for code in given:
        numbers[by_code[code]] += 1
    return (Tie(instance.total, places, tuple(by_code), given, rule),)
