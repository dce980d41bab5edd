"""A key in two steps, province or safety region first, and where it differs from one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regietafel.core.base.align import align
from regietafel.core.keys.apportion import Apportionment, apportion
from regietafel.core.keys.instance import Bound
from regietafel.core.keys.methods import DivisorMethod, Method
from regietafel.core.keys.ties import BY_CODE, Tie, TieRule, Weight


@dataclass(frozen=True)
class Difference:
    """A unit (or region) whose number depends on the number of steps."""

    code: str
    region: str
    one_step: int
    two_step: int

    @property
    def change(self) -> int:
        """Two steps minus one step."""
        return self.two_step - self.one_step


@dataclass(frozen=True)
class TwoStep:
    """A division over regions, one inside each region, and the same total divided in one step."""

    regions: Apportionment
    inside: dict[str, Apportionment]
    one_step: Apportionment
    region_of: dict[str, str]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of every unit after two steps, in the order of the weights."""
        return {code: self.inside[region].numbers[code] for code, region in self.region_of.items()}

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie of both steps: between regions first, then inside them."""
        return self.regions.ties + tuple(tie for part in self.inside.values() for tie in part.ties)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The units that get another number than in one step."""
        one = self.one_step.numbers
        return tuple(
            Difference(code, self.region_of[code], one[code], number)
            for code, number in self.numbers.items()
            if number != one[code]
        )

    @property
    def region_differences(self) -> tuple[Difference, ...]:
        """The regions whose units together get another number than in one step."""
        sums = dict.fromkeys(self.regions.numbers, 0)
        for code, number in self.one_step.numbers.items():
            sums[self.region_of[code]] += number
        return tuple(
            Difference(region, region, sums[region], number)
            for region, number in self.regions.numbers.items()
            if number != sums[region]
        )


def two_step(
    *,
    method: Method,
    total: int,
    weights: Mapping[str, Weight],
    region_of: Mapping[str, str],
    first_method: Method | None = None,
    tie_rule: TieRule = BY_CODE,
    floors: Mapping[str, Bound] | None = None,
    ceilings: Mapping[str, Bound] | None = None,
) -> TwoStep:
    """Divide a total over regions by the sum of their weights, then inside each region.

    `first_method` divides over the regions (default: the same method). Floors and ceilings of units are summed
    into bounds of their region, so that the second step can always be made; for a method that gives every unit
    at least one, a region gets at least one for each of its units.
    Raises: CodesDiffer when `region_of` and `weights` speak of other units; KeyFaults as `apportion`.

    >>> from regietafel.core.keys.methods import WEBSTER
    >>> weights = {"GM1": 39, "GM2": 39, "GM3": 39, "GM4": 280}
    >>> key = two_step(method=WEBSTER, total=4, weights=weights,
    ...                region_of={"GM1": "VR1", "GM2": "VR1", "GM3": "VR1", "GM4": "VR2"})
    >>> key.regions.numbers, key.numbers
    ({'VR1': 1, 'VR2': 3}, {'GM1': 1, 'GM2': 0, 'GM3': 0, 'GM4': 3})
    >>> [(difference.code, difference.change) for difference in key.differences]
    [('GM1', 1), ('GM4', -1)]
    """
    floors, ceilings = floors or {}, ceilings or {}
    paired = align(weights, region_of, names=("weights", "regions"))
    members: dict[str, list[str]] = {}
    for code, (_, region) in paired.items():
        members.setdefault(region, []).append(code)
    one_step = apportion(
        method=method, total=total, weights=weights, tie_rule=tie_rule, floors=floors, ceilings=ceilings
    )
    regions = apportion(
        method=first_method or method,
        total=total,
        weights={region: sum(weights[code] for code in codes) for region, codes in members.items()},
        tie_rule=tie_rule,
        floors=_region_floors(method, members, floors, ceilings),
        ceilings=_region_ceilings(members, ceilings),
    )
    inside = {
        region: apportion(
            method=method,
            total=regions.numbers[region],
            weights={code: weights[code] for code in codes},
            tie_rule=tie_rule,
            floors={code: floors[code] for code in codes if code in floors},
            ceilings={code: ceilings[code] for code in codes if code in ceilings},
        )
        for region, codes in members.items()
    }
    return TwoStep(regions, inside, one_step, {code: region for code, (_, region) in paired.items()})


def _region_floors(
    method: Method,
    members: Mapping[str, list[str]],
    floors: Mapping[str, Bound],
    ceilings: Mapping[str, Bound],
) -> dict[str, Bound]:
    """What the units of a region need at least, with the grounds of the units."""
    one = int(isinstance(method, DivisorMethod) and method.at_least_one)
    bounds: dict[str, Bound] = {}
    for region, codes in members.items():
        number, grounds = 0, []
        for code in codes:
            own = floors[code].number if code in floors else 0
            number += own or (one if code not in ceilings or ceilings[code].number else 0)
            if own:
                grounds.append(f"{code}: {floors[code].ground}")
        if number:
            rest = [f"at least one place for each unit (method {method.name})"] if one else []
            bounds[region] = Bound(number, "; ".join(grounds + rest))
    return bounds


def _region_ceilings(members: Mapping[str, list[str]], ceilings: Mapping[str, Bound]) -> dict[str, Bound]:
    """What a region can take at most, when each of its units has a ceiling."""
    return {
        region: Bound(
            sum(ceilings[code].number for code in codes),
            "; ".join(f"{code}: {ceilings[code].ground}" for code in codes),
        )
        for region, codes in members.items()
        if all(code in ceilings for code in codes)
    }
