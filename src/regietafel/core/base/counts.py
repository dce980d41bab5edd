"""Counts are whole, shares are exact, and rounding has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil, floor

from regietafel.core.base.errors import RegietafelError


class CountError(RegietafelError):
    """A number that cannot be a count of persons or places."""


def count(value: object, *, of: str) -> int:
    """A whole number of persons or places, zero or more; `of` names it in the refusal.

    >>> count("12", of="inhabitants of GM0363")
    Traceback (most recent call last):
    ...
    regietafel.core.base.counts.CountError: inhabitants of GM0363 is '12', not a whole number; give an int of 0 or more
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise CountError(f"{of} is {value!r}, not a whole number", "give an int of 0 or more")
    if value < 0:
        raise CountError(f"{of} is {value}, below zero", "give an int of 0 or more")
    return value


def round_up(value: Fraction) -> int:
    """The smallest whole number that is not below the value.

    >>> round_up(Fraction(1138, 1000))
    2
    """
    return ceil(value)


def round_down(value: Fraction) -> int:
    """The largest whole number that is not above the value."""
    return floor(value)


def round_half_up(value: Fraction) -> int:
    """The nearest whole number, halves upward ("rekenkundig afgerond").

    >>> [round_half_up(Fraction(n, 2)) for n in (1, 3, 4)]
    [1, 2, 2]
    """
    return floor(value + Fraction(1, 2))


Rounding = Callable[[Fraction], int]


def total(values: Iterable[int]) -> int:
    """The sum of whole numbers."""
    return sum(values)


def dutch_integer(value: int) -> str:
    """A whole number in Dutch notation.

    >>> dutch_integer(20000), dutch_integer(-1810)
    ('20.000', '-1.810')
    """
    return f"{value:,}".replace(",", ".")


def dutch_decimal(value: Fraction, *, digits: int) -> str:
    """An exact number with a fixed count of digits after a comma, halves away from zero.

    >>> dutch_decimal(Fraction(4990 * 3, 20000), digits=3), dutch_decimal(Fraction(1888, 100), digits=0)
    ('0,749', '19')
    """
    scaled = round_half_up(abs(value) * 10**digits)
    whole, rest = divmod(scaled, 10**digits)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{dutch_integer(whole)}" + (f",{rest:0{digits}d}" if digits else "")


def dutch_percentage(share: Fraction, *, digits: int = 1) -> str:
    """A share as a percentage in Dutch notation, exact value rounded half up.

    >>> dutch_percentage(Fraction(4990 * 3, 20000))
    '74,9 %'
    """
    return f"{dutch_decimal(share * 100, digits=digits)} %"


def in_notation(value: Fraction | int, language: str, *, digits: int = 0) -> str:
    """A number in the notation of a language.

    >>> in_notation(Fraction(13333, 2), "nl", digits=1), in_notation(Fraction(13333, 2), "en", digits=1)
    ('6.666,5', '6,666.5')
    """
    dutch = dutch_decimal(Fraction(value), digits=digits)
    return dutch.translate(str.maketrans(".,", ",.")) if language.startswith("en") else dutch


def percentage(share: Fraction, language: str, *, digits: int = 1) -> str:
    """A share as a percentage in the notation of a language.

    >>> percentage(Fraction(4990 * 3, 20000), "en")
    '74.9%'
    """
    number = in_notation(share * 100, language, digits=digits)
    return f"{number}%" if language.startswith("en") else f"{number} %"
