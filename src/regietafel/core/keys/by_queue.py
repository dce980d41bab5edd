"""The same divisions a second way: place after place from a queue, in plain fractions.

It shares no code with the search for the common factor or with the walk over shares, so that the two can be held
against each other. Its time grows with the total; use it to check, not to serve.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from fractions import Fraction

from regietafel.core.keys.ties import BY_CODE, TieRule, Weight

# What one more place is worth to a unit of weight w that holds n; None is a claim before all others. For
# Huntington-Hill the squares are compared, which stand in the same order.
Worth = Callable[[Fraction, int], Fraction | None]

WORTH: dict[str, Worth] = {
    "adams": lambda w, n: w / n if n else None,
    "webster": lambda w, n: w / (n + Fraction(1, 2)),
    "jefferson": lambda w, n: w / (n + 1),
    "huntington_hill": lambda w, n: w * w / (n * (n + 1)) if n else None,
    "dean": lambda w, n: (w / n + w / (n + 1)) / 2 if n else None,
}


def divide_by_queue(
    *,
    method: str,
    total: int,
    weights: Mapping[str, Weight],
    tie_rule: TieRule = BY_CODE,
    floors: Mapping[str, int] | None = None,
    ceilings: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Divide by handing out the places one at a time to the strongest claim.

    Floors are given first; a unit at its ceiling leaves the queue. Input is taken as sound: `apportion` refuses
    what is not. Raises: KeyError for a method that is not a divisor method or "hamilton".

    >>> divide_by_queue(method="adams", total=10, weights={"GM1": 700, "GM2": 250, "GM3": 50})
    {'GM1': 6, 'GM2': 3, 'GM3': 1}
    """
    floors, ceilings = floors or {}, ceilings or {}
    exact = {code: Fraction(weight) for code, weight in weights.items()}
    if method == "hamilton":
        return _hamilton(total, exact, tie_rule, floors, ceilings)
    worth = WORTH[method]
    numbers = {code: floors.get(code, 0) for code in exact}
    turn = {code: place for place, code in enumerate(tie_rule.order(exact, weights))}

    def claim(code: str) -> tuple[bool, Fraction, int, str]:
        value = worth(exact[code], numbers[code])
        return (value is not None, -(value or Fraction(0)), turn[code], code)

    queue = [claim(code) for code in exact if numbers[code] < ceilings.get(code, total)]
    heapq.heapify(queue)
    for _ in range(total - sum(numbers.values())):
        code = heapq.heappop(queue)[-1]
        numbers[code] += 1
        if numbers[code] < ceilings.get(code, total):
            heapq.heappush(queue, claim(code))
    return numbers


def _hamilton(
    total: int,
    weights: Mapping[str, Fraction],
    tie_rule: TieRule,
    floors: Mapping[str, int],
    ceilings: Mapping[str, int],
) -> dict[str, int]:
    """Quotas that break a bound are set on it, the worse side first, and the rest is shared again."""
    shares: dict[str, Fraction] = {}
    free = dict(weights)
    while free:
        rest, weight = total - sum(shares.values()), sum(free.values())
        quota = {code: rest * w / weight if weight else Fraction(0) for code, w in free.items()}
        short = {code: floors.get(code, 0) - q for code, q in quota.items() if q < floors.get(code, 0)}
        over = {
            code: q - ceilings[code] for code, q in quota.items() if code in ceilings and q > ceilings[code]
        }
        if not short and not over:
            shares.update(quota)
            break
        lifted = sum(short.values(), Fraction(0)) >= sum(over.values(), Fraction(0))
        lowered = sum(short.values(), Fraction(0)) <= sum(over.values(), Fraction(0))
        for code in [*(short if lifted else ()), *(over if lowered else ())]:
            shares[code] = Fraction(floors[code] if code in short else ceilings[code])
            del free[code]
    numbers = {code: int(shares[code]) for code in weights}
    turn = {code: place for place, code in enumerate(tie_rule.order(weights, weights))}
    by_remainder = sorted(weights, key=lambda code: (numbers[code] - shares[code], turn[code]))
    for code in by_remainder[: total - sum(numbers.values())]:
        numbers[code] += 1
    return numbers
