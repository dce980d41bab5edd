"""Equal claims to the last places: the rule that decides, and the record of what it decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

Weight: TypeAlias = int | Fraction


@dataclass(frozen=True)
class TieRule:
    """Who goes first among equals: a name, a sentence, and a sort key of (code, weight)."""

    name: str
    title: Text
    before: Callable[[str, Weight], tuple[Weight | str, ...]]

    def order(self, codes: Iterable[str], weights: Mapping[str, Weight]) -> tuple[str, ...]:
        """The codes with the first in line first.

        >>> BY_WEIGHT.order(["GM1", "GM2"], {"GM1": 5, "GM2": 9})
        ('GM2', 'GM1')
        """
        return tuple(sorted(codes, key=lambda code: self.before(code, weights[code])))


BY_CODE = TieRule(
    "by_code", Text(nl="laagste code eerst", en="lowest code first"), lambda code, weight: (code,)
)
BY_WEIGHT = TieRule(
    "by_weight",
    Text(nl="zwaarste eenheid eerst, dan laagste code", en="heaviest unit first, then lowest code"),
    lambda code, weight: (-weight, code),
)
BY_LEAST_WEIGHT = TieRule(
    "by_least_weight",
    Text(nl="lichtste eenheid eerst, dan laagste code", en="lightest unit first, then lowest code"),
    lambda code, weight: (weight, code),
)

TIE_RULES: dict[str, TieRule] = {rule.name: rule for rule in (BY_CODE, BY_WEIGHT, BY_LEAST_WEIGHT)}


def by_drawn_order(codes: Iterable[str], *, ground: str) -> TieRule:
    """A tie rule that follows an order drawn or decided outside, such as a lot at a table.

    Raises: RegietafelError when a code is drawn twice, or when a tied code was not drawn.

    >>> by_drawn_order(["GM2", "GM1"], ground="lot of 3 October").order(["GM1", "GM2"], {"GM1": 1, "GM2": 1})
    ('GM2', 'GM1')
    """
    place: dict[str, int] = {}
    for code in codes:
        if code in place:
            raise RegietafelError(f"{code} stands twice in the drawn order", "name every unit once")
        place[code] = len(place)

    def before(code: str, weight: Weight) -> tuple[Weight | str, ...]:
        if code not in place:
            raise RegietafelError(f"{code} is tied but not in the drawn order", "draw all tied units")
        return (place[code],)

    return TieRule(
        "by_drawn_order", Text(nl=f"vastgestelde volgorde: {ground}", en=f"drawn order: {ground}"), before
    )


@dataclass(frozen=True)
class Tie:
    """Units with exactly the same claim to fewer places than there are units.

    `places` were left for `tied`; `rule` gave them to `given_to`. They are the last places of `total`.
    """

    total: int
    places: int
    tied: tuple[str, ...]
    given_to: tuple[str, ...]
    rule: TieRule

    @property
    def not_given_to(self) -> tuple[str, ...]:
        """The tied units that went without."""
        return tuple(code for code in self.tied if code not in self.given_to)

    @property
    def text(self) -> Text:
        """The tie in one sentence."""
        tied, given = ", ".join(self.tied), ", ".join(self.given_to)
        last = f"{self.total - self.places + 1}-{self.total}" if self.places > 1 else str(self.total)
        return Text(
            nl=f"Gelijke aanspraak van {tied} op plaats {last}; toegekend aan {given} ({self.rule.title.nl}).",
            en=f"Equal claims of {tied} to place {last}; given to {given} ({self.rule.title.en}).",
        )
