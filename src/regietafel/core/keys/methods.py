"""The methods of division as policy objects: what each rounds by, and where it comes from.

A divisor method looks for one common factor such that every unit, weight / factor rounded by the method, adds
up to the total. It is fixed by its signposts: a quotient q becomes n + 1 or more as soon as q > signpost(n).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from regietafel.core.base.answer import Source, Text
from regietafel.core.base.counts import Rounding, round_down, round_half_up, round_up

FAIR_REPRESENTATION = Source("Balinski and Young, Fair Representation (1982)", "appendix A")


@dataclass(frozen=True)
class Method:
    """A way to divide a total exactly: its name, titles, the formula of one place, and its source."""

    name: str
    title: Text
    formula: str
    source: Source


@dataclass(frozen=True)
class DivisorMethod(Method):
    """A method with a common factor.

    `signpost(n)` is the numerator and denominator of signpost(n) ** `power`, with n <= signpost(n) <= n + 1; the
    power keeps a root (Huntington-Hill) in whole numbers. `lift` is how far an average unit ends above its
    quotient: where the search starts, never part of the answer.
    """

    signpost: Callable[[int], tuple[int, int]]
    power: int
    lift: Fraction

    @property
    def at_least_one(self) -> bool:
        """Whether every unit with a weight gets one place before any gets two."""
        return self.signpost(0)[0] == 0

    def round(self, numerator: int, denominator: int) -> int:
        """Places for a quotient q, given as q ** power; exactly on a signpost the lower number.

        >>> [ADAMS.round(11, 10), WEBSTER.round(11, 10), JEFFERSON.round(19, 10)]
        [2, 1, 1]
        >>> [HUNTINGTON_HILL.round(14**2, 10**2), HUNTINGTON_HILL.round(15**2, 10**2)]
        [1, 2]
        """
        whole = numerator // denominator
        n = isqrt(whole) if self.power == 2 else whole
        over, under = self.signpost(n)
        if over * denominator < numerator * under:
            return n + 1
        if n:
            over, under = self.signpost(n - 1)
            if over * denominator == numerator * under:
                return n - 1
        return n


@dataclass(frozen=True)
class RemainderMethod(Method):
    """Whole quotas first, the places left to the largest remainders."""


@dataclass(frozen=True)
class PlainMethod:
    """Every unit rounded on its own; the sum may miss the total."""

    name: str
    title: Text
    formula: str
    source: Source
    rounding: Rounding


ADAMS = DivisorMethod(
    "adams",
    Text(nl="Adams (iedere eenheid naar boven)", en="Adams (every unit rounded up)"),
    "weight / n",
    FAIR_REPRESENTATION,
    lambda n: (n, 1),
    1,
    Fraction(1, 2),
)
WEBSTER = DivisorMethod(
    "webster",
    Text(nl="Webster (Sainte-Laguë)", en="Webster (Sainte-Laguë)"),
    "weight / (n + 1/2)",
    FAIR_REPRESENTATION,
    lambda n: (2 * n + 1, 2),
    1,
    Fraction(0),
)
JEFFERSON = DivisorMethod(
    "jefferson",
    Text(nl="Jefferson (D'Hondt)", en="Jefferson (D'Hondt)"),
    "weight / (n + 1)",
    FAIR_REPRESENTATION,
    lambda n: (n + 1, 1),
    1,
    Fraction(-1, 2),
)
HUNTINGTON_HILL = DivisorMethod(
    "huntington_hill",
    Text(nl="Huntington-Hill (meetkundig gemiddelde)", en="Huntington-Hill (geometric mean)"),
    "weight / sqrt(n (n + 1))",
    FAIR_REPRESENTATION,
    lambda n: (n * (n + 1), 1),
    2,
    Fraction(0),
)
DEAN = DivisorMethod(
    "dean",
    Text(nl="Dean (harmonisch gemiddelde)", en="Dean (harmonic mean)"),
    "weight (n + 1/2) / (n (n + 1))",
    FAIR_REPRESENTATION,
    lambda n: (2 * n * (n + 1), 2 * n + 1),
    1,
    Fraction(0),
)
HAMILTON = RemainderMethod(
    "hamilton",
    Text(nl="Hamilton (grootste overschotten)", en="Hamilton (largest remainders)"),
    "total * weight / sum of weights, then the largest remainders",
    FAIR_REPRESENTATION,
)

METHODS: dict[str, Method] = {
    method.name: method for method in (ADAMS, WEBSTER, JEFFERSON, HUNTINGTON_HILL, DEAN, HAMILTON)
}

EACH_UP = PlainMethod(
    "each_up",
    Text(nl="ieder voor zich naar boven afgerond", en="each rounded up on its own"),
    "ceil(total * weight / sum of weights)",
    Source("Huisvestingswet 2014", "art. 29(1)", address="https://wetten.overheid.nl/BWBR0035303"),
    round_up,
)
EACH_NEAREST = PlainMethod(
    "each_nearest",
    Text(nl="ieder voor zich rekenkundig afgerond", en="each rounded to the nearest, halves up"),
    "floor(total * weight / sum of weights + 1/2)",
    Source("Besluit gemeentelijke taak mogelijk maken asielopvangvoorzieningen", "art. 2.1(3)",
           address="https://wetten.overheid.nl/BWBR0049310"),
    round_half_up,
)  # fmt: skip
EACH_DOWN = PlainMethod(
    "each_down",
    Text(nl="ieder voor zich naar beneden afgerond", en="each rounded down on its own"),
    "floor(total * weight / sum of weights)",
    FAIR_REPRESENTATION,
    round_down,
)

PLAIN_METHODS: dict[str, PlainMethod] = {method.name: method for method in (EACH_UP, EACH_NEAREST, EACH_DOWN)}
