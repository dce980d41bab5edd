"""What an indicator is: a thing that is counted, with its unit, its definition and its kinds of area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from regietafel.core.base.answer import Text

Kind = Literal["flow", "stock"]
Level = Literal["NL", "PV", "VR", "GM"]

PERSONS = Text("personen", "persons")
PLACES = Text("plaatsen", "places")
LOCATIONS = Text("locaties", "locations")
HOMES = Text("woningen", "homes")
PER_MILLE = Text("promille", "per mille")

EVERYWHERE: frozenset[Level] = frozenset({"NL", "PV", "VR", "GM"})
NATION: frozenset[Level] = frozenset({"NL"})


@dataclass(frozen=True)
class Indicator:
    """One thing that is counted.

    `kind`: a flow is counted over a period, a stock is the state at the start of a reference date.
    `levels`: kinds of area it is kept for (NL nation, PV province, VR safety region, GM municipality).
    `signed`: values below zero have a meaning. `lies_ahead`: an estimate, so later dates are allowed.
    `headings`: column headings that mean this indicator, lower case, without punctuation.
    """

    key: str
    title: Text
    unit: Text
    kind: Kind
    definition: Text
    levels: frozenset[Level] = EVERYWHERE
    signed: bool = False
    lies_ahead: bool = False
    headings: frozenset[str] = frozenset()

    def kept_for(self, area: str) -> bool:
        """Whether figures are kept for an area with this code ("GM0363", "PV23", "VR13", "NL").

        >>> Indicator("x", PERSONS, PERSONS, "flow", PERSONS, NATION).kept_for("GM0363")
        False
        """
        return area[:2] in self.levels
