"""Why one unit has its number: the figures behind it, ready for a page, a letter or the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from regietafel.core.base.answer import Step, Text
from regietafel.core.base.counts import dutch_decimal, dutch_integer
from regietafel.core.keys.factor import CommonFactor
from regietafel.core.keys.instance import Bound
from regietafel.core.keys.methods import DivisorMethod, Method
from regietafel.core.keys.ties import Tie, Weight


@dataclass(frozen=True)
class DivisorClaims:
    """The claims of one unit in a divisor method, each raised to `power` (2 for Huntington-Hill, else 1).

    `last` is the claim by which it has its last place, `next` the claim that was just not enough; None means
    without limit (the first place where every unit gets one) or no place at all. `rank` is the position of the
    last place when all places are given out one by one, strongest claim first; `equal` counts the claims that
    stand on the same strength, its own included. Both are 0 where there is no finite last claim.
    """

    last: Fraction | None
    next: Fraction | None
    rank: int
    equal: int
    power: int

    @classmethod
    def of(
        cls, method: DivisorMethod, weights: Mapping[str, Weight], numbers: Mapping[str, int], code: str
    ) -> DivisorClaims:
        """The claims of `code` set against those of all units."""
        number = numbers[code]
        last = _claim(method, weights[code], number - 1) if number else None
        following = _claim(method, weights[code], number)
        rank = equal = 0
        if last is not None and last > 0:
            for other, weight in weights.items():
                raised = Fraction(weight) ** method.power / last
                stronger = method.round(raised.numerator, raised.denominator)
                stronger = min(stronger, numbers[other])
                rank += stronger
                equal += stronger < numbers[other] and _claim(method, weight, stronger) == last
            rank += 1
        return cls(last, following, rank, equal, method.power)


def _claim(method: DivisorMethod, weight: Weight, held: int) -> Fraction | None:
    over, under = method.signpost(held)
    return Fraction(weight) ** method.power * under / over if over else None


@dataclass(frozen=True)
class RemainderClaim:
    """The claim of one unit in Hamilton's method: its share, what is left after the whole places, and its rank.

    `rank` counts from the largest remainder, `places` is how many remainders got a place.
    """

    share: Fraction
    remainder: Fraction
    rank: int
    places: int

    @classmethod
    def of(cls, shares: Mapping[str, Fraction], numbers: Mapping[str, int], code: str) -> RemainderClaim:
        """The remainder of `code` set against those of all units."""
        rests = {unit: share - share.numerator // share.denominator for unit, share in shares.items()}
        own = rests[code]
        places = sum(numbers.values()) - sum(
            share.numerator // share.denominator for share in shares.values()
        )
        return cls(shares[code], own, 1 + sum(rest > own for rest in rests.values()), places)


@dataclass(frozen=True)
class Explanation:
    """Everything that made the number of one unit.

    `held_by` is the bound without which the number would be another, if any.
    """

    code: str
    method: Method
    total: int
    weight: Weight
    sum_of_weights: Weight
    quota: Fraction
    number: int
    floor: Bound | None
    ceiling: Bound | None
    common_factor: CommonFactor | None
    divisor: DivisorClaims | None
    remainder: RemainderClaim | None
    tie: Tie | None
    held_by: Bound | None

    @property
    def quotient(self) -> Fraction | None:
        """Weight divided by the shortest common factor: what the method rounds to the number."""
        factor = None if self.common_factor is None else self.common_factor.shortest
        return None if factor is None else Fraction(self.weight) / factor

    def steps(self) -> tuple[Step, ...]:
        """The computation in plain sentences, each with its formula filled in."""
        steps = [
            Step(
                Text(
                    nl="Het exacte aandeel: het totaal naar verhouding van het gewicht.",
                    en="The exact share: the total in proportion to the weight.",
                ),
                f"{dutch_integer(self.total)} × {_shown(self.weight)} / {_shown(self.sum_of_weights)}",
                dutch_decimal(self.quota, digits=3),
                self.method.source,
            )
        ]
        steps += self._divisor_steps() if self.divisor is not None else self._remainder_steps()
        if self.tie is not None:
            steps.append(Step(self.tie.text, "", dutch_integer(self.number)))
        held = self.held_by
        if held is not None:
            steps.append(
                Step(
                    Text(
                        nl=f"Vastgehouden op de grens: {held.ground}.",
                        en=f"Held at the bound: {held.ground}.",
                    ),
                    "",
                    dutch_integer(held.number),
                )
            )
        return tuple(steps)

    def _divisor_steps(self) -> list[Step]:
        factor = None if self.common_factor is None else self.common_factor.shortest
        if factor is None or self.quotient is None:
            text = Text(
                nl="De gemeenschappelijke deler is hier een wortel die niet als breuk te schrijven is: "
                "twee eenheden hebben precies gelijke aanspraak op de laatste plaats.",
                en="The common factor is a root here that no fraction equals: two units have exactly the "
                "same claim to the last place.",
            )
            return [Step(text, self.method.formula, dutch_integer(self.number), self.method.source)]
        text = Text(
            nl=f"Eén gemeenschappelijke deler voor alle eenheden; afgerond volgens {self.method.title.nl} "
            "komt de som precies op het totaal uit.",
            en=f"One common factor for all units; rounded by {self.method.title.en} "
            "the sum is exactly the total.",
        )
        formula = f"{_shown(self.weight)} / {_shown(factor)} = {dutch_decimal(self.quotient, digits=3)}"
        return [Step(text, formula, dutch_integer(self.number), self.method.source)]

    def _remainder_steps(self) -> list[Step]:
        claim = self.remainder
        if claim is None:
            return []
        whole = claim.share.numerator // claim.share.denominator
        text = Text(
            nl=f"Eerst de hele plaatsen; de overige {claim.places} gaan naar de grootste overschotten. "
            f"Dit overschot staat op plaats {claim.rank}.",
            en=f"Whole places first; the other {claim.places} go to the largest remainders. "
            f"This remainder ranks {claim.rank}.",
        )
        formula = f"{dutch_integer(whole)} + {dutch_decimal(claim.remainder, digits=3)}"
        return [Step(text, formula, dutch_integer(self.number), self.method.source)]


def _shown(value: Weight) -> str:
    """A weight in Dutch notation, with as many digits (up to six) as it has."""
    exact = Fraction(value)
    for digits in range(7):
        if (exact * 10**digits).denominator == 1:
            return dutch_decimal(exact, digits=digits)
    return f"{dutch_integer(exact.numerator)}/{dutch_integer(exact.denominator)}"
