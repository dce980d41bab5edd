"""Hamilton: whole shares first, the places left to the largest remainders."""

from __future__ import annotations

from fractions import Fraction

from regietafel.core.keys.instance import Instance
from regietafel.core.keys.shares import bounded_shares, level


def divide(instance: Instance) -> tuple[list[int], list[int], int, list[Fraction]]:
    """Numbers, tied units, places left for them, and the exact shares.

    With floors and ceilings the shares are first brought within them (one level for all other units); a unit at
    a bound has no remainder and takes no part in the rest.
    """
    shares = bounded_shares(instance, level(instance, Fraction(instance.total)))
    numbers = [share.numerator // share.denominator for share in shares]
    left = instance.total - sum(numbers)
    if not left:
        return numbers, [], 0, shares
    remainders = [share - number for share, number in zip(shares, numbers, strict=True)]
    last = sorted(remainders, reverse=True)[left - 1]
    above = [unit for unit, remainder in enumerate(remainders) if remainder > last]
    equal = [unit for unit, remainder in enumerate(remainders) if remainder == last]
    places = left - len(above)
    if places == len(equal):
        above, equal, places = above + equal, [], 0
    for unit in above:
        numbers[unit] += 1
    return numbers, equal, places, shares
