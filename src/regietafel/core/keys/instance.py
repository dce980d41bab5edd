"""The question a key answers, checked: who shares, by which weights, within which bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.keys.ties import Weight


@dataclass(frozen=True)
class Bound:
    """A floor or a ceiling of one unit, with its ground; a ceiling of 0 is a zero quota.

    >>> Bound(0, "host of the registration centre, agreement of 26 August 2022").number
    0
    """

    number: int
    ground: str


_TOTAL = Text("totaal", "total")
_FLOORS = Text("ondergrenzen", "floors")
_LOWER_FLOORS = Text("verlaag de ondergrenzen of verhoog het totaal", "lower the floors or raise the total")


class KeyFaults(Faults):
    """A division that cannot be made; all its faults together."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(Text("deze verdeelsleutel", "this distribution key"), faults)


@dataclass(frozen=True)
class Instance:
    """One checked division: `integers` are the weights times `scale`, `floors` and `ceilings` per unit.

    A ceiling of None means none. Units stand in the order of the caller's weights.
    """

    codes: tuple[str, ...]
    integers: tuple[int, ...]
    scale: int
    total: int
    floors: tuple[int, ...]
    ceilings: tuple[int | None, ...]

    @property
    def bounded(self) -> bool:
        """Whether any unit has a floor or a ceiling of its own."""
        return any(self.floors) or any(ceiling is not None for ceiling in self.ceilings)


def check(
    *,
    total: int,
    weights: Mapping[str, Weight],
    floors: Mapping[str, Bound] | None,
    ceilings: Mapping[str, Bound] | None,
    at_least_one: bool,
    method: str,
) -> Instance:
    """The instance, or every fault of it at once.

    Units: `total` in persons or places; weights in anything, whole or Fraction.
    Raises: KeyFaults.
    """
    floors, ceilings = floors or {}, ceilings or {}
    faults = [
        *_total_faults(total),
        *(fault for code, weight in weights.items() for fault in _weight_faults(code, weight, ceilings)),
        *_bound_faults(Text("ondergrens", "floor"), floors, weights),
        *_bound_faults(Text("plafond", "ceiling"), ceilings, weights),
    ]
    if not weights:
        faults.append(
            Fault.told(
                Text("gewichten", "weights"),
                Text("er is niets om over te verdelen", "there is no unit to divide over"),
                Text("geef ten minste één eenheid", "give at least one unit"),
            )
        )
    if faults:
        raise KeyFaults(faults)
    scale = lcm(*(weight.denominator for weight in weights.values()))
    instance = Instance(
        codes=tuple(weights),
        integers=tuple(int(weight * scale) for weight in weights.values()),
        scale=scale,
        total=total,
        floors=tuple(floors[code].number if code in floors else 0 for code in weights),
        ceilings=tuple(ceilings[code].number if code in ceilings else None for code in weights),
    )
    faults = list(_joint_faults(instance, at_least_one=at_least_one, method=method))
    if faults:
        raise KeyFaults(faults)
    return instance


def _total_faults(total: int) -> Iterator[Fault]:
    if isinstance(total, bool) or not isinstance(total, int):
        yield Fault.told(
            _TOTAL,
            Text(f"{total!r} is geen heel getal", f"{total!r} is not a whole number"),
            Text("geef een heel getal van 0 of hoger", "give an int of 0 or more"),
        )
    elif total < 0:
        yield Fault.told(
            _TOTAL,
            Text(f"{total} is minder dan nul", f"{total} is below zero"),
            Text("geef 0 of meer plaatsen", "give 0 or more places"),
        )


def _weight_faults(code: str, weight: object, ceilings: Mapping[str, Bound]) -> Iterator[Fault]:
    where = Text(f"gewicht van {code}", f"weight of {code}")
    if weight is None:
        yield Fault.told(
            where,
            Text("ontbreekt", "missing"),
            Text(
                "voer het cijfer in, met de bron; een cijfer dat ontbreekt telt nooit als 0",
                "enter the figure with its source; a missing figure never counts as 0",
            ),
        )
    elif isinstance(weight, bool) or not isinstance(weight, int | Fraction):
        yield Fault.told(
            where,
            Text(f"{weight!r} is niet exact", f"{weight!r} is not exact"),
            Text(
                "geef een heel getal of een breuk, geen kommagetal",
                "give an int or a Fraction, never a decimal float",
            ),
        )
    elif weight < 0:
        yield Fault.told(
            where,
            Text(f"{weight} is minder dan nul", f"{weight} is below zero"),
            Text("geef een gewicht boven nul", "give a positive weight"),
        )
    elif weight == 0 and (code not in ceilings or ceilings[code].number != 0):
        yield Fault.told(
            where,
            "0",
            Text(
                "verbeter het, of geef de eenheid een nulquotum (plafond 0), met de grond",
                "correct it, or give the unit a zero quota (ceiling 0) with its ground",
            ),
        )


def _bound_faults(kind: Text, bounds: Mapping[str, Bound], weights: Mapping[str, Weight]) -> Iterator[Fault]:
    for code, bound in bounds.items():
        where = Text(f"{kind.nl} van {code}", f"{kind.en} of {code}")
        if code not in weights:
            yield Fault.told(
                where,
                Text("de eenheid heeft geen gewicht in deze sleutel", "the unit has no weight in this key"),
                Text("gebruik de codes van de gewichten", "use the codes of the weights"),
            )
        if isinstance(bound.number, bool) or not isinstance(bound.number, int) or bound.number < 0:
            yield Fault.told(
                where,
                Text(
                    f"{bound.number!r} is geen aantal plaatsen", f"{bound.number!r} is not a number of places"
                ),
                Text("geef een heel getal van 0 of hoger", "give an int of 0 or more"),
            )
        if not bound.ground.strip():
            yield Fault.told(
                where,
                Text("de grond ontbreekt", "it has no ground"),
                Text(
                    "noem het besluit of de afspraak waaruit dit volgt",
                    "name the decision or agreement that sets it",
                ),
            )


def _joint_faults(instance: Instance, *, at_least_one: bool, method: str) -> Iterator[Fault]:
    """Faults that only show when the bounds are set beside the total."""
    total, least, most = instance.total, 0, 0
    sharing = 0
    for code, floor, ceiling in zip(instance.codes, instance.floors, instance.ceilings, strict=True):
        if ceiling is not None and floor > ceiling:
            yield _crossed(code, floor, ceiling)
        sharing += ceiling != 0
        least += max(floor, int(at_least_one and ceiling != 0))
        most += total if ceiling is None else min(ceiling, total)
    if sum(instance.floors) > total:
        yield Fault.told(
            _FLOORS,
            Text(
                f"samen zijn zij {sum(instance.floors)}, meer dan het totaal {total}",
                f"they add up to {sum(instance.floors)}, above the total {total}",
            ),
            _LOWER_FLOORS,
        )
    elif sharing > total and at_least_one:
        yield Fault.told(
            _TOTAL,
            Text(
                f"{total} is minder dan de {sharing} eenheden die er met methode {method} ten minste één krijgen",
                f"{total} is below the {sharing} units that get at least one by method {method}",
            ),
            Text(
                "verhoog het totaal, of geef eenheden een nulquotum (plafond 0), met de grond",
                "raise the total, or give units a zero quota (ceiling 0) with its ground",
            ),
        )
    elif least > total:
        yield Fault.told(
            _FLOORS,
            Text(
                f"met ten minste één voor elke eenheid (methode {method}) vragen zij {least} van het totaal {total}",
                f"with at least one for every unit (method {method}) they need {least} of the total {total}",
            ),
            _LOWER_FLOORS,
        )
    if most < total:
        yield Fault.told(
            Text("plafonds", "ceilings"),
            Text(
                f"zij laten ruimte voor {most}, minder dan het totaal {total}",
                f"they leave room for {most}, below the total {total}",
            ),
            Text("verhoog de plafonds of verlaag het totaal", "raise the ceilings or lower the total"),
        )


def _crossed(code: str, floor: int, ceiling: int) -> Fault:
    return Fault.told(
        Text(f"grenzen van {code}", f"bounds of {code}"),
        Text(
            f"de ondergrens {floor} ligt boven het plafond {ceiling}",
            f"floor {floor} is above ceiling {ceiling}",
        ),
        Text("laat een van beide weg of wijzig hem", "drop or change one of them"),
    )
