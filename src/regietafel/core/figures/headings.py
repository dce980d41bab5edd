"""What the heading of a column means: an area, a period, a value, or something to leave."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from regietafel.core.figures.indicators import BY_HEADING
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.sheet import Cell
from regietafel.core.figures.when import UpTo, When, read_when

Role = Literal[
    "code",
    "name",
    "when",
    "year",
    "value",
    "source",
    "note",
    "illustrative",
    "known_since",
    "unit",
    "indicator",
]

_ROLES: dict[Role, str] = {
    "code": "code, gemeentecode, gemeente code, code gemeente, gem code, gemcode, gm code, gmcode, cbs code, cbscode,"
    " cbs gemeentecode, gebiedscode, gebied code, regiocode, regio code, statcode, provinciecode, provincie code,"
    " pv code, veiligheidsregiocode, vr code, area code, municipality code, province code, region code, gemeentenr,"
    " gemeentenummer, gm, id gemeente",
    "name": "gemeente, gemeenten, gemeentenaam, naam gemeente, gem, naam, gebied, gebieden, gebiedsnaam, statnaam,"
    " regio, regios, regionaam, regio naam, veiligheidsregio, veiligheidsregios, provincie, provincies,"
    " provincienaam, koppelgemeente, municipality, municipalities, province, safety region, region, area, name",
    "when": "maand, periode, peilmaand, verslagmaand, peildatum, datum, stand per, per datum, per, kwartaal,"
    " halfjaar, tijdvak, verslagperiode, rapportageperiode, maand jaar, maand en jaar, jaarmaand, month, period,"
    " date, reference date, quarter, half year",
    "year": "jaar, kalenderjaar, jaartal, year",
    "value": "aantal, aantallen, waarde, realisatie, gerealiseerd, gerealiseerd aantal, aantal gerealiseerd, personen,"
    " aantal personen, stand, cijfer, value, number, count, realised, realized, figure",
    "source": "bron, bronnen, bronvermelding, source",
    "note": "opmerking, opmerkingen, toelichting, notitie, motief, remark, remarks, note, notes, comment",
    "illustrative": "illustratief, illustrative, verzonnen",
    "known_since": "bekend sinds, bekend sedert, known since",
    "unit": "eenheid, unit",
    "indicator": "indicator, onderwerp, reeks, series",
}
_BY_WORD: dict[str, Role] = {
    word: role for role, words in _ROLES.items() for word in " ".join(words.split()).split(", ")
}
_NAME_LEVEL = (
    ("gemeente", "GM"),
    ("gem", "GM"),
    ("municipalit", "GM"),
    ("gm", "GM"),
    ("veiligheidsregio", "VR"),
    ("safety region", "VR"),
    ("vr", "VR"),
    ("provinc", "PV"),
    ("pv", "PV"),
)
_FILLER = re.compile(
    r"\b(?:in|per|van|de|het|aantal|aantallen|t|m|totaal|personen|plaatsen|persons|places|number|of|maand|stand)\b"
)
_BRACKETS = re.compile(r"\([^)]*\)")
_MARKS = re.compile(r"[^0-9a-z]+")
_CUMULATIVE = re.compile(r"\b(?:cumulatief|cumulatieve|cum|cumulative|t/m|tot en met)\b")
_TAILS = re.compile(r"\S+")

LONGEST_HEADING = 120
"""Characters of a cell that are looked at when it is compared with headings; longer cells are no heading."""

TOTAL_COLUMN = frozenset({"totaal", "total", "som", "eindtotaal"})


def plain(cell: Cell) -> str:
    """Lower case, without accents, marks and units in brackets: what headings are compared by.

    >>> plain("  Gemeente-naam* "), plain("Gehuisvest (personen)")
    ('gemeente naam', 'gehuisvest')
    """
    return _plain(cell[:LONGEST_HEADING]) if isinstance(cell, str) else ""


@lru_cache(maxsize=8192)
def _plain(cell: str) -> str:
    text = _BRACKETS.sub(" ", cell) if cell.strip()[:1] != "(" else cell
    bare = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub(" ", "".join(c for c in bare if not unicodedata.combining(c))).strip()


def role_of(cell: Cell) -> Role | None:
    """The role of a heading that names no indicator and no period; None when it is not known.

    >>> role_of("CBS-code"), role_of("Peildatum"), role_of("kleur")
    ('code', 'when', None)
    """
    return _BY_WORD.get(plain(cell))


def level_of(cell: Cell) -> str | None:
    """The kind of area a heading speaks of (GM, VR, PV), or None for any kind ("regio", "code").

    >>> level_of("Gemeentecode"), level_of("Provincie"), level_of("code")
    ('GM', 'PV', None)
    """
    text = plain(cell)
    return next((level for word, level in _NAME_LEVEL if text.startswith(word) or text.endswith(word)), None)


class ValueHeading:
    """A heading over numbers: indicator (None: the one of the reading), period, running total or not."""

    __slots__ = ("cumulative", "indicator", "when")

    def __init__(self, indicator: str | None, when: When | UpTo | None, cumulative: bool) -> None:
        self.indicator = indicator
        self.when = when
        self.cumulative = cumulative


def value_heading(cell: Cell, year: int | None) -> ValueHeading | None:
    """What a heading over numbers says, or None when it is not one.

    `year` is used for a month without a year.

    >>> found = value_heading("Gehuisvest in september 2022", None)
    >>> found.indicator, str(found.when)
    ('housed', '2022-09')
    """
    if isinstance(cell, str):
        return _written(cell, year) if len(cell) <= LONGEST_HEADING else None
    when = None if cell is None or isinstance(cell, bool) else _when(cell, year)
    return ValueHeading(None, when, False) if when is not None else None


def _written(cell: str, year: int | None) -> ValueHeading | None:
    text = plain(cell)
    if text in BY_HEADING:
        return ValueHeading(BY_HEADING[text], None, False)
    if _BY_WORD.get(text) == "value":
        return ValueHeading(None, None, False)
    when = _when(cell, year)
    return ValueHeading(None, when, False) if when is not None else _phrase(cell, year)


def _phrase(cell: str, year: int | None) -> ValueHeading | None:
    """A heading of several words: an indicator followed or preceded by a period."""
    shown = _BRACKETS.sub(" ", cell).strip().casefold()
    running = _CUMULATIVE.search(shown) is not None
    starts = [found.start() for found in _TAILS.finditer(shown)]
    for start in starts:
        when = _when(shown[start:], year)
        if when is not None and (rest := _indicator(shown[:start])) is not None:
            return ValueHeading(rest or None, when, running)
    for start in reversed(starts[1:]):
        when = _when(shown[:start], year)
        if when is not None and (rest := _indicator(shown[start:])) is not None:
            return ValueHeading(rest or None, when, running)
    rest = _indicator(_CUMULATIVE.sub(" ", shown))
    if rest is None or (not rest and not running):
        return None
    return ValueHeading(rest or None, None, running)


def _indicator(phrase: str) -> str | None:
    """Key of the indicator a phrase names; "" when nothing is left of it, None when it is something else."""
    whole = plain(_CUMULATIVE.sub(" ", phrase))
    if whole in BY_HEADING:
        return BY_HEADING[whole]
    bare = " ".join(_FILLER.sub(" ", whole).split())
    if not bare or _BY_WORD.get(bare) == "value" or _BY_WORD.get(whole) == "value":
        return ""
    return BY_HEADING.get(bare)


def _when(cell: Cell, year: int | None) -> When | UpTo | None:
    try:
        return read_when(cell, year=year)
    except CellRefused:
        return None
