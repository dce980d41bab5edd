"""Drawn divisions for the properties of distribution keys; small numbers on purpose, so that ties abound."""

from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import strategies as st

from regietafel.core.keys.apportion import Apportionment, apportion
from regietafel.core.keys.instance import Bound
from regietafel.core.keys.methods import METHODS, DivisorMethod, Method
from regietafel.core.keys.ties import BY_CODE, BY_LEAST_WEIGHT, BY_WEIGHT, TieRule, Weight

DIVISORS = [method for method in METHODS.values() if isinstance(method, DivisorMethod)]

methods = st.sampled_from(list(METHODS.values()))
divisor_methods = st.sampled_from(DIVISORS)
tie_rules = st.sampled_from([BY_CODE, BY_WEIGHT, BY_LEAST_WEIGHT])
whole_weights = st.one_of(st.integers(1, 6), st.integers(1, 60), st.integers(1, 2_000_000))
exact_weights = st.one_of(whole_weights, st.fractions(Fraction(1, 40), 40, max_denominator=40))


def tables(weight: st.SearchStrategy[Weight], most: int = 9) -> st.SearchStrategy[dict[str, Weight]]:
    """Weights by code, the codes in any order."""
    codes = st.permutations([f"GM{number:04}" for number in range(1, most + 1)])
    return st.builds(
        lambda names, weights: dict(zip(names, weights, strict=False)),
        codes,
        st.lists(weight, min_size=1, max_size=most),
    )


@dataclass(frozen=True)
class Drawn:
    """A division that can be made by every method."""

    total: int
    weights: dict[str, Weight]
    tie_rule: TieRule = BY_CODE
    floors: dict[str, int] = field(default_factory=dict)
    ceilings: dict[str, int] = field(default_factory=dict)

    def by(self, method: Method, **changed: object) -> Apportionment:
        """The division by a method, with `total` or `weights` changed where given."""
        arguments: dict[str, object] = {"total": self.total, "weights": self.weights, **changed}
        return apportion(
            method=method,
            tie_rule=self.tie_rule,
            floors={code: Bound(number, "made up: floor") for code, number in self.floors.items()},
            ceilings={code: Bound(number, "made up: ceiling") for code, number in self.ceilings.items()},
            **arguments,  # type: ignore[arg-type]
        )


@st.composite
def divisions(draw: st.DrawFn, weight: st.SearchStrategy[Weight] = exact_weights) -> Drawn:
    """A total of at least one for each unit, no bounds."""
    weights = draw(tables(weight))
    total = draw(st.one_of(st.integers(0, 12), st.integers(0, 400), st.integers(0, 10**7)))
    return Drawn(len(weights) + total, weights, draw(tie_rules))


@st.composite
def bounded_divisions(draw: st.DrawFn) -> Drawn:
    """Floors and ceilings for some units, and a total that lies between their sums."""
    weights = draw(tables(exact_weights))
    floors: dict[str, int] = {}
    ceilings: dict[str, int] = {}
    least = most = 0
    for code in weights:
        floor, room = draw(st.integers(0, 12)), draw(st.integers(0, 30))
        has_floor, has_ceiling = draw(st.booleans()), draw(st.booleans())
        if has_floor:
            floors[code] = floor
        if has_ceiling:
            ceilings[code] = (floor if has_floor else 0) + room
        top = ceilings.get(code, 60)
        least += max(floors.get(code, 0), int(top > 0))
        most += top
    return Drawn(draw(st.integers(least, most)), weights, draw(tie_rules), floors, ceilings)
