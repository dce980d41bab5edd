"""Hamilton: whole shares first, the places left to the largest remainders."""

from __future__ import annotations

from fractions import Fraction

from regietafel.core.keys.instance import Instance
from regietafel.core.keys.shares import level


def divide(instance: Instance) -> tuple[list[int], list[int], int, Fraction]:
    """Numbers, tied units, places left for them, and the level of the exact shares.

    With floors and ceilings the shares are first brought within them (one level for all other units); a unit at
    a bound has no remainder and takes no part in the rest. All free shares have one denominator, so remainders
    are compared as whole numbers.
    """
    at = level(instance, Fraction(instance.total))
    numbers: list[int] = []
    remainders: list[int] = []
    for weight, floor, ceiling in zip(instance.integers, instance.floors, instance.ceilings, strict=True):
        number, remainder = divmod(weight * at.numerator, at.denominator)
        if number < floor:
            number, remainder = floor, 0
        if ceiling is not None and number >= ceiling:
            number, remainder = ceiling, 0
        numbers.append(number)
        remainders.append(remainder)
    left = instance.total - sum(numbers)
    if not left:
        return numbers, [], 0, at
    last = sorted(remainders, reverse=True)[left - 1]
    above = [unit for unit, remainder in enumerate(remainders) if remainder > last]
    equal = [unit for unit, remainder in enumerate(remainders) if remainder == last]
    places = left - len(above)
    if places == len(equal):
        above, equal, places = above + equal, [], 0
    for unit in above:
        numbers[unit] += 1
    return numbers, equal, places, at
