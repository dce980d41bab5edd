"""Numbers with a unit in a Dutch sentence, and what is known about them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear

Unit = Literal["persons", "places", "homes", "percent", "euro"]

UNIT_WORDS: Mapping[Unit, Text] = MappingProxyType(
    {
        "persons": Text("personen", "persons"),
        "places": Text("plekken", "places"),
        "homes": Text("woningen", "homes"),
        "percent": Text("procent", "percent"),
        "euro": Text("euro", "euro"),
    }
)

_UNITS: tuple[tuple[Unit, str], ...] = (
    ("persons", r"vergunninghouders?|statushouders?|personen|mensen|asielzoekers?|bewoners"),
    ("places", r"(?:extra )?(?:cno[- ]?|opvang|crisisnoodopvang)?(?:plekken|plaatsen)|bedden"),
    ("homes", r"(?:flex|huur|sociale )?(?:woningen|huizen)"),
    ("percent", r"%|procent"),
    ("euro", r"euro"),
)
_NUMBER = r"(?<![\w.,/-])(?P<sign>€ ?|EUR )?(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?P<decimals>,\d+)?"
_SCALE = r"(?: (?P<scale>miljoen|miljard|duizend))?"
_QUANTITY = re.compile(
    _NUMBER + _SCALE + r"(?: ?(?:" + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS) + r"))(?!\w)",
    re.IGNORECASE,
)
_MONEY = re.compile(_NUMBER.replace(")?(?P<number>", ")(?P<number>") + _SCALE, re.IGNORECASE)
_SCALES = {"duizend": 1_000, "miljoen": 1_000_000, "miljard": 1_000_000_000}
_HALF_IN_WORDS = re.compile(
    r"(?P<half>eerste|tweede) (?:helft van|halfjaar(?: van)?) (?P<year>20\d\d)", re.IGNORECASE
)
_HALF = re.compile(r"(?<!\w)20\d\d-(?:II|I)(?!\w)")


@dataclass(frozen=True)
class Quantity:
    """A number with its unit as a sentence has it, and where it stands in it (characters from `start` to `end`)."""

    value: Fraction
    unit: Unit
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class KnownFact:
    """What the monitor or an agreement says about a subject, to set beside a line.

    `words`: the line is about it when it has one of them; `period` None holds for any period.
    `href` is the page that shows it.
    """

    name: Text
    words: tuple[str, ...]
    value: Fraction
    unit: Unit
    period: HalfYear | None = None
    href: str = ""


def quantities_in(sentence: str) -> tuple[Quantity, ...]:
    """The numbers with a unit in a sentence, exact, in order. Dates, years and half-years are no quantities.

    Dutch notation: a point parts thousands, a comma parts decimals.

    >>> [(str(q.value), q.unit) for q in quantities_in("20.000 vergunninghouders, 12,5% en 450 CNO-plekken in 2022-II")]
    [('20000', 'persons'), ('25/2', 'percent'), ('450', 'places')]
    >>> [(str(q.value), q.unit) for q in quantities_in("Op 26 augustus 2022 kwam er € 1,5 miljoen bij")]
    [('1500000', 'euro')]
    """
    found = {m.start(): (m, _unit_of(m)) for m in _QUANTITY.finditer(sentence)}
    for m in _MONEY.finditer(sentence):
        found.setdefault(m.start(), (m, "euro"))
    return tuple(
        Quantity(_value(m), unit, m.group(0), m.start(), m.end()) for _, (m, unit) in sorted(found.items())
    )


def _unit_of(found: re.Match[str]) -> Unit:
    return "euro" if found["sign"] else next(unit for unit, _ in _UNITS if found[unit])


def _value(found: re.Match[str]) -> Fraction:
    number = found["number"].replace(".", "") + (found["decimals"] or "").replace(",", ".")
    return Fraction(number) * _SCALES.get((found["scale"] or "").lower(), 1)


def half_years_in(sentence: str) -> frozenset[HalfYear]:
    """The half-years that a sentence names.

    >>> sorted(str(h) for h in half_years_in("in de tweede helft van 2022, en de taakstelling 2023-I"))
    ['2022-II', '2023-I']
    """
    named = {
        HalfYear(int(m["year"]), 1 if m["half"].lower() == "eerste" else 2)
        for m in _HALF_IN_WORDS.finditer(sentence)
    }
    return frozenset(named | {HalfYear.parse(m.group(0)) for m in _HALF.finditer(sentence)})


@dataclass(frozen=True)
class Deviation:
    """A quantity in a line that differs from all that is known about its subject; `facts` are what it differs from."""

    quantity: Quantity
    facts: tuple[KnownFact, ...]


def deviations(sentence: str, facts: Iterable[KnownFact]) -> tuple[Deviation, ...]:
    """The quantities that differ from every known fact on the same subject, unit and period.

    A quantity about which nothing is known is left alone: the check claims nothing it cannot show.

    >>> agreed = KnownFact(Text("afspraak", "agreement"), ("vergunninghouder",), Fraction(20000), "persons")
    >>> [d.quantity.text for d in deviations("Er zijn 2.000 vergunninghouders te huisvesten", [agreed])]
    ['2.000 vergunninghouders']
    >>> deviations("Er zijn 20.000 vergunninghouders te huisvesten", [agreed])
    ()
    """
    lowered, named = sentence.casefold(), half_years_in(sentence)
    about = [
        fact
        for fact in facts
        if any(word.casefold() in lowered for word in fact.words)
        and (fact.period is None or not named or fact.period in named)
    ]
    found = []
    for quantity in quantities_in(sentence):
        beside = tuple(fact for fact in about if fact.unit == quantity.unit)
        if beside and all(fact.value != quantity.value for fact in beside):
            found.append(Deviation(quantity, beside))
    return tuple(found)
