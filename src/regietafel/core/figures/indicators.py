"""What is counted: each indicator with its unit, its definition, and the areas it is kept for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.housing_indicators import HOUSING
from regietafel.core.figures.indicator_kinds import LOCATIONS, PERSONS, PLACES, Indicator, Kind, Level
from regietafel.core.figures.reception_indicators import CRISIS, RECEPTION

__all__ = [
    "BY_HEADING",
    "INDICATORS",
    "LOCATIONS",
    "PERSONS",
    "PLACES",
    "Indicator",
    "Kind",
    "Level",
    "UnknownIndicator",
    "indicator",
]


class UnknownIndicator(RegietafelError):
    """A key or name that is no indicator."""


def indicator(key: str) -> Indicator:
    """The indicator with this key.

    Raises: UnknownIndicator, listing the keys there are.

    >>> indicator("housed").unit.en, indicator("housed").kind
    ('persons', 'flow')
    """
    try:
        return INDICATORS[key]
    except KeyError:
        raise UnknownIndicator(
            Text(f'"{key}" is geen indicator', f'"{key}" is not an indicator'),
            Text(
                f"kies uit {', '.join(sorted(INDICATORS))}", f"choose one of {', '.join(sorted(INDICATORS))}"
            ),
        ) from None


INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {known.key: known for known in (*HOUSING, *RECEPTION, *CRISIS)}
)
"""Every indicator by key, in the order in which pages list them."""

BY_HEADING: Mapping[str, str] = MappingProxyType(
    {heading: known.key for known in INDICATORS.values() for heading in known.headings}
    | {known.key.replace("_", " "): known.key for known in INDICATORS.values()}
    | {known.title.nl.casefold(): known.key for known in INDICATORS.values()}
    | {known.title.en.casefold(): known.key for known in INDICATORS.values()}
)
"""Indicator key by column heading or title in lower case."""
