"""A whole number as people write it in a sheet, or a refusal that says what to write."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from math import isfinite

from regietafel.core.base.answer import Text
from regietafel.core.figures.refusal import CellRefused

LARGEST = 99_999_999
"""More persons or places than any table in the Netherlands can hold: a larger number is a slip."""

_DIGITS = re.compile(r"-?[0-9]+")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?P<sep>[. ])[0-9]{3}(?:(?P=sep)[0-9]{3})*(?:,0{1,2})?")
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.0{1,2})?|-?[1-9][0-9]{0,2},[0-9]{3}\.0{1,2}")
_AMBIGUOUS = re.compile(r"(?P<head>-?[1-9][0-9]{0,2}),(?P<tail>[0-9]{3})")
_WHOLE_DECIMAL = re.compile(r"(?P<whole>-?[0-9]+)(?:[.,]0{1,2}|[.,]0{4,})")
_DECIMAL = re.compile(r"-?[0-9][0-9. ]*[.,][0-9]+")
_NO_VALUE = frozenset(
    {"-", "--", ".", "..", "x", "?", "n.b.", "nb", "n.v.t.", "nvt", "onbekend", "n/a", "na", "#n/b"}
)
_ERRORS = (
    "#n/a",
    "#n/b",
    "#ref!",
    "#verw!",
    "#value!",
    "#waarde!",
    "#div/0!",
    "#deel/0!",
    "#name?",
    "#naam?",
    "#num!",
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")


def read_whole_number(cell: object) -> int:
    """The whole number in a cell, below zero allowed.

    `20.000` and `20 000` are twenty thousand; `20,000` is refused, for it may also be twenty.
    Raises: CellRefused.

    >>> [read_whole_number(cell) for cell in ("20.000", "20 000", 12.0, " 7 ", "1.234.567")]
    [20000, 20000, 12, 7, 1234567]
    >>> read_whole_number("20,000")
    Traceback (most recent call last):
    ...
    regietafel.core.figures.refusal.CellRefused: "20,000" can be twenty thousand or twenty; write 20000 or 20
    """
    if type(cell) is int:
        return _bounded(cell, str(cell))
    if isinstance(cell, float):
        return _from_float(cell)
    if isinstance(cell, str):
        return _from_text(cell)
    return _odd(cell)


def _from_float(cell: float) -> int:
    if not isfinite(cell):
        raise _not_whole(str(cell))
    if not cell.is_integer():
        raise _fraction(repr(cell))
    return _bounded(int(cell), repr(cell))


def _from_text(cell: str) -> int:
    text = _SPACES.sub(" ", cell).strip().replace("−", "-")
    if _DIGITS.fullmatch(text) and len(text) < 20:
        return _bounded(int(text), text)
    if text.casefold() in _ERRORS:
        raise CellRefused(
            Text(f'"{text}" is een fout van een formule', f'"{text}" is the error of a formula'),
            Text("herstel de formule of typ het getal", "mend the formula or type the number"),
        )
    if text.casefold() in _NO_VALUE:
        raise CellRefused(
            Text(f'"{text}" is geen getal', f'"{text}" is not a number'),
            Text(
                "schrijf 0 als het nul is, of laat de cel leeg als het onbekend is",
                "write 0 when it is zero, or leave the cell empty when it is not known",
            ),
        )
    if _GROUPED.fullmatch(text):
        return _bounded(int(re.sub(r"[. ]", "", text.split(",")[0])), text)
    if _ENGLISH.fullmatch(text):
        return _bounded(int(text.split(".")[0].replace(",", "")), text)
    if found := _AMBIGUOUS.fullmatch(text):
        raise _ambiguous(text, found["head"], found["tail"])
    if found := _WHOLE_DECIMAL.fullmatch(text):
        return _bounded(int(found["whole"][:20]), text)
    if _DECIMAL.fullmatch(text):
        raise _fraction(text)
    raise _not_whole(text if len(text) <= 40 else text[:40] + "…")


def _odd(cell: object) -> int:
    if isinstance(cell, date | time | timedelta):
        raise CellRefused(
            Text(f'"{cell}" is een datum of tijd', f'"{cell}" is a date or time'),
            Text(
                "zet de celopmaak op getal en typ het getal opnieuw",
                "set the cell's format to number and type the number again",
            ),
        )
    raise _not_whole(str(cell)[:40])


def _bounded(value: int, shown: str) -> int:
    if -LARGEST <= value <= LARGEST:
        return value
    short = shown if len(shown) <= 40 else shown[:40] + "…"
    raise CellRefused(
        Text(f'"{short}" is te groot om een aantal te zijn', f'"{short}" is too large to be a count'),
        Text("schrijf het aantal personen of plaatsen", "write the number of persons or places"),
    )


def _ambiguous(text: str, head: str, tail: str) -> CellRefused:
    if tail == "000" and head == "20":
        nl, en = "kan twintigduizend of twintig zijn", "can be twenty thousand or twenty"
    else:
        nl, en = "kan met duizendtal of met decimalen zijn bedoeld", "can mean thousands or decimals"
    other = f" of {head}" if tail == "000" else ""
    return CellRefused(
        Text(f'"{text}" {nl}', f'"{text}" {en}'),
        Text(f"schrijf {head}{tail}{other}", f"write {head}{tail}{other.replace(' of ', ' or ')}"),
    )


def _fraction(text: str) -> CellRefused:
    return CellRefused(
        Text(f'"{text}" is geen geheel getal', f'"{text}" is not a whole number'),
        Text("schrijf een aantal zonder decimalen", "write a number without decimals"),
    )


def _not_whole(text: str) -> CellRefused:
    return CellRefused(
        Text(f'"{text}" is geen geheel getal', f'"{text}" is not a whole number'),
        Text("schrijf alleen cijfers", "write digits only"),
    )
