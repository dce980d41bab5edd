"""Exact shares before any rounding, with floors and ceilings."""

from __future__ import annotations

from fractions import Fraction

from regietafel.core.keys.instance import Instance


def level(instance: Instance, target: Fraction) -> Fraction:
    """The places per unit of integer weight at which the bounded shares add up to `target`.

    The share of a unit is weight * level, but not below its floor or above its ceiling. The sum grows with the
    level in straight pieces, so the level is found by one walk over the sorted points where a unit leaves its
    floor or meets its ceiling. `target` lies between the sum of the floors and that of the ceilings.
    """
    if not instance.bounded:
        return target / sum(instance.integers)
    slope, reached = 0, Fraction(sum(instance.floors))
    turns: list[tuple[Fraction, int]] = []
    for weight, floor, ceiling in zip(instance.integers, instance.floors, instance.ceilings, strict=True):
        if weight == 0 or ceiling == floor:
            continue
        if floor:
            turns.append((Fraction(floor, weight), weight))
        else:
            slope += weight
        if ceiling is not None:
            turns.append((Fraction(ceiling, weight), -weight))
    turns.sort()
    here = Fraction(0)
    for point, change in turns:
        ahead = reached + slope * (point - here)
        if ahead >= target:
            break
        here, reached, slope = point, ahead, slope + change
    return here + (target - reached) / slope if slope and target > reached else here
