"""Plain rounding: every unit on its own, and how far the sum ends from the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from regietafel.core.keys.instance import check
from regietafel.core.keys.methods import PlainMethod
from regietafel.core.keys.ties import Weight


@dataclass(frozen=True)
class PlainRounding:
    """Numbers rounded one by one; `difference` is their sum minus the total, and is not mended."""

    method: PlainMethod
    total: int
    numbers: dict[str, int]
    quotas: dict[str, Fraction]

    @property
    def sum(self) -> int:
        """All numbers together."""
        return sum(self.numbers.values())

    @property
    def difference(self) -> int:
        """Sum minus total: above zero when more was given out than there was."""
        return self.sum - self.total


def round_each(*, method: PlainMethod, total: int, weights: Mapping[str, Weight]) -> PlainRounding:
    """Round total * weight / sum of weights for each unit on its own.

    Units: places or persons; weights in any unit, int or Fraction.
    Source: see `method.source`.  Raises: KeyFaults as `apportion`.

    >>> from fractions import Fraction
    >>> from regietafel.core.keys.methods import EACH_NEAREST
    >>> weights = {"A": Fraction(35, 100), "B": Fraction(33, 100), "C": Fraction(27, 100)}
    >>> rounded = round_each(method=EACH_NEAREST, total=1000, weights=weights)
    >>> rounded.numbers, rounded.sum, rounded.difference
    ({'A': 368, 'B': 347, 'C': 284}, 999, -1)
    """
    instance = check(
        total=total, weights=weights, floors=None, ceilings=None, at_least_one=False, method=method.name
    )
    everything = sum(instance.integers)
    quotas = {
        code: Fraction(total * weight, everything)
        for code, weight in zip(instance.codes, instance.integers, strict=True)
    }
    return PlainRounding(
        method, total, {code: method.rounding(quota) for code, quota in quotas.items()}, quotas
    )
