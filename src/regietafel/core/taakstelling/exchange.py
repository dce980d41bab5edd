"""Municipalities may jointly change their targets, if the sum stays the same."""

from __future__ import annotations

from collections.abc import Mapping

from regietafel.core.base.answer import Answer, Input, Source
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
        Fault(code, "has no target in this half-year", "leave it out or check the code")
        for code in agreed
        if code not in targets
    ]
    faults += [
        Fault(code, f"would get {number}", "agree a whole number of 0 or more")
        for code, number in agreed.items()
        if isinstance(number, bool) or not isinstance(number, int) or number < 0
    ]
    if faults:
        raise Faults("the exchange", faults)
    if len(agreed) < 2:
        raise ExchangeRefused(
            f"an exchange needs two or more municipalities, not {len(agreed)}", "name all that take part"
        )
    before = sum(targets[code] for code in agreed)
    after = sum(agreed.values())
    if before != after:
        raise ExchangeRefused(
            f"the exchange would change the sum from {before} to {after} ({after - before:+d})",
            f"agree numbers that add up to {before}",
        )
    return Answer(
        {**targets, **agreed},
        rule="exchange",
        source=ARTICLE,
        inputs=tuple(
            Input(code, f"{targets[code]} -> {number}", "persons") for code, number in agreed.items()
        ),
    )
