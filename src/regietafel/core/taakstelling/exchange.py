"""Municipalities may jointly change their targets, if the sum stays the same."""

from __future__ import annotations

from collections.abc import Mapping

from regietafel.core.base.answer import Answer, Input, Source, Text
from regietafel.core.base.errors import Fault, Faults, RegietafelError

ARTICLE = Source("Huisvestingswet 2014", "art. 29(2)", address="https://wetten.overheid.nl/BWBR0035303")


class ExchangeRefused(RegietafelError):
    """An exchange that the law does not allow."""


def exchange(targets: Mapping[str, int], agreed: Mapping[str, int]) -> Answer[dict[str, int]]:
    """The targets after an exchange between two or more municipalities (uitruil), in persons.

    Source: Huisvestingswet 2014, art. 29(2): allowed when the sum does not change.
    Raises: ExchangeRefused with the difference; Faults for unknown codes or numbers below zero.

    >>> exchange({"A": 60, "B": 40, "C": 5}, {"A": 45, "B": 55}).value
    {'A': 45, 'B': 55, 'C': 5}
    >>> exchange({"A": 60, "B": 40}, {"A": 45, "B": 50})
    Traceback (most recent call last):
    ...
    regietafel.core.taakstelling.exchange.ExchangeRefused: the exchange would change the sum from 100 to 95 (-5); \
agree numbers that add up to 100
    """
    faults = [
        Fault.told(
            code,
            Text("heeft in dit halfjaar geen taakstelling", "has no target in this half-year"),
            Text("laat haar weg of controleer de code", "leave it out or check the code"),
        )
        for code in agreed
        if code not in targets
    ]
    faults += [
        Fault.told(
            code,
            Text(f"zou {number} krijgen", f"would get {number}"),
            Text("spreek een heel getal van 0 of hoger af", "agree a whole number of 0 or more"),
        )
        for code, number in agreed.items()
        if isinstance(number, bool) or not isinstance(number, int) or number < 0
    ]
    if faults:
        raise Faults(Text("de ruil", "the exchange"), faults)
    if len(agreed) < 2:
        raise ExchangeRefused(
            Text(
                f"een ruil vraagt twee of meer gemeenten, niet {len(agreed)}",
                f"an exchange needs two or more municipalities, not {len(agreed)}",
            ),
            Text("noem alle gemeenten die meedoen", "name all that take part"),
        )
    before = sum(targets[code] for code in agreed)
    after = sum(agreed.values())
    if before != after:
        raise ExchangeRefused(
            Text(
                f"de ruil zou de som veranderen van {before} in {after} ({after - before:+d})",
                f"the exchange would change the sum from {before} to {after} ({after - before:+d})",
            ),
            Text(f"spreek aantallen af die samen {before} zijn", f"agree numbers that add up to {before}"),
        )
    return Answer(
        {**targets, **agreed},
        rule="exchange",
        source=ARTICLE,
        inputs=tuple(
            Input(code, f"{targets[code]} -> {number}", "persons") for code, number in agreed.items()
        ),
    )
