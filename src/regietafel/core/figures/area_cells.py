"""The area of a row: from the code and name cells to one code, or a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.headings import LONGEST_HEADING, plain
from regietafel.core.figures.refusal import SeveralAnswer
from regietafel.core.figures.sheet import Cell, Resolve

_PREFIXED = re.compile(r"(?P<kind>gm|pv|vr)[\s_-]*(?P<digits>[0-9]{1,6})", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,6}")
_WIDTH = {"GM": 4, "PV": 2, "VR": 2}
_TOTALS = ("totaal", "total", "eindtotaal", "grand total", "algemeen totaal", "generaal totaal", "som")
_SUBTOTALS = ("subtotaal", "subtotal")
_MAYBE_TOTAL = re.compile(r"tota|som", re.IGNORECASE)
_NATION = frozenset({"nl", "nl00", "nl01", "nederland", "the netherlands", "netherlands", "heel nederland"})


@dataclass(frozen=True)
class Refused:
    """One cell of the area that is wrong; `column` counts from 0."""

    kind: str
    column: int
    what: Text
    remedy: Text


@dataclass(frozen=True)
class Found:
    """The code of a row, and a remark on a name that was not recognised beside a good code."""

    code: str
    remark: Refused | None = None


def total_label(cells: list[Cell]) -> str | None:
    """ "total" or "subtotal" when one of the cells is such a label, else None.

    >>> total_label(["", "Totaal Nederland"]), total_label(["Totaal Drenthe"]), total_label(["Assen"])
    ('total', 'subtotal', None)
    """
    for cell in cells:
        if not isinstance(cell, str) or not _MAYBE_TOTAL.search(cell[:LONGEST_HEADING]):
            continue
        text = plain(cell)
        if text.startswith(_SUBTOTALS):
            return "subtotal"
        for word in _TOTALS:
            if text == word or text.startswith(f"{word} "):
                rest = text[len(word) :].strip()
                whole = not rest or rest in _NATION or rest.startswith(("alle ", "all "))
                return "total" if whole or re.search(r"\b20\d\d\b", rest) else "subtotal"
    return None


def is_nation(cell: Cell) -> bool:
    """Whether a cell means the Netherlands as a whole."""
    return plain(cell) in _NATION


def as_code(cell: Cell, level: str | None) -> str:
    """A cell as the text to look up: codes in their full form, names as they stand.

    >>> as_code(363, "GM"), as_code("gm 14", None), as_code(22.0, "PV"), as_code(" Assen ", "GM")
    ('GM0363', 'GM0014', 'PV22', 'Assen')
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).split())
    if found := _PREFIXED.fullmatch(text):
        kind = found["kind"].upper()
        return f"{kind}{int(found['digits']):0{_WIDTH[kind]}d}"
    if _DIGITS.fullmatch(text):
        kind = level or "GM"
        return f"{kind}{int(text):0{_WIDTH.get(kind, 4)}d}"
    return text


class AreaCells:
    """Looks areas up, each way of writing once."""

    def __init__(self, codes: list[int], names: list[int], level: str | None, resolve: Resolve) -> None:
        self._columns = [(column, True) for column in codes] + [(column, False) for column in names]
        self._level = level
        self._resolve = resolve
        self._seen: dict[tuple[Cell, ...], Found | Refused] = {}

    def of(self, cells: tuple[Cell, ...]) -> Found | Refused:
        """The area of the cells in the columns of codes and names (in that order), some may be empty."""
        known = self._seen.get(cells)
        if known is None:
            known = self._seen[cells] = self._find(cells)
        return known

    def _find(self, cells: tuple[Cell, ...]) -> Found | Refused:
        code: str | None = None
        written = ""
        remark: Refused | None = None
        for (column, _), cell in zip(self._columns, cells, strict=True):
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            found = self._look_up(cell, column, code)
            if isinstance(found, Refused):
                if code is None:
                    return found
                remark = _not_recognised(found, cell, code)
            elif code is None:
                code, written = found, str(cell).strip()
            elif found != code:
                return _contradiction(column, written, code, str(cell).strip(), found)
        if code is None:
            return _nameless(self._columns[0][0])
        return Found(code, remark)

    def _look_up(self, cell: Cell, column: int, beside: str | None) -> str | Refused:
        if is_nation(cell):
            return "NL"
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            return _not_an_area(column, str(cell))
        text = as_code(cell, self._level)
        if len(text) > 80:
            return _not_an_area(column, text[:40] + "…")
        code = self._resolved(text, column, beside)
        if isinstance(code, str) and self._level is not None and code[:2] not in (self._level, "NL"):
            return _other_kind(column, text, code, self._level)
        return code

    def _resolved(self, text: str, column: int, beside: str | None) -> str | Refused:
        """The code that `resolve` gives; of several, the one named beside it or the one of the column's kind."""
        try:
            return self._resolve(text)
        except SeveralAnswer as several:
            fitting = [one for one in several.candidates if one == beside or one[:2] == self._level]
            if beside is not None and beside in fitting:
                return beside
            if len(fitting) == 1:
                return fitting[0]
            return Refused("area", column, several.what_text, several.remedy_text)
        except RegietafelError as error:
            return Refused("area", column, error.what_text, error.remedy_text)


_KIND_NAMES = {
    "GM": Text("gemeente", "municipality"),
    "PV": Text("provincie", "province"),
    "VR": Text("veiligheidsregio", "safety region"),
}


def _other_kind(column: int, text: str, code: str, level: str) -> Refused:
    wanted = _KIND_NAMES[level]
    return Refused(
        "level",
        column,
        Text(f'"{text}" is {code}, geen {wanted.nl}', f'"{text}" is {code}, not a {wanted.en}'),
        Text(
            f'schrijf een {wanted.nl}, of noem de kolom "code" of "gebied"',
            f'write a {wanted.en}, or head the column "code" or "area"',
        ),
    )


def _not_an_area(column: int, shown: str) -> Refused:
    return Refused(
        "area",
        column,
        Text(f'"{shown}" is geen gebied', f'"{shown}" is not an area'),
        Text("schrijf de code of de naam", "write the code or the name"),
    )


def _nameless(column: int) -> Refused:
    return Refused(
        "area",
        column,
        Text("er staat een aantal zonder gebied", "there is a number without an area"),
        Text(
            "vul de code of de naam in, of maak de rij leeg", "fill in the code or the name, or empty the row"
        ),
    )


def _contradiction(column: int, first: str, first_code: str, second: str, second_code: str) -> Refused:
    return Refused(
        "contradiction",
        column,
        Text(
            f'"{second}" is {second_code}, maar "{first}" is {first_code}',
            f'"{second}" is {second_code}, but "{first}" is {first_code}',
        ),
        Text("herstel de code of de naam", "mend the code or the name"),
    )


def _not_recognised(refused: Refused, cell: Cell, code: str) -> Refused:
    shown = str(cell).strip()[:40]
    return Refused(
        "name",
        refused.column,
        Text(
            f'de naam "{shown}" is niet herkend; de code {code} is gebruikt',
            f'the name "{shown}" was not recognised; code {code} was used',
        ),
        Text("controleer of zij bij elkaar horen", "check that they belong together"),
    )
