"""The small cells beside a number: yes or no, a moment, a unit, a piece of text."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from regietafel.core.base.answer import Text
from regietafel.core.figures.headings import plain
from regietafel.core.figures.indicators import BY_HEADING, INDICATORS, Indicator
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.sheet import Cell

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LONGEST_TEXT = 500
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar", "0", ""})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\u2028\u2029\ufeff]+")
_STARTS_FORMULA = frozenset("=+-@|%")
_DUTCH_MOMENT = re.compile(r"(\d\d?)-(\d\d?)-(\d{4}) (\d\d?):(\d\d)")


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_yes(cell: Cell) -> bool:
    """Yes or no; empty is no.  Raises: CellRefused.

    >>> read_yes("Ja"), read_yes(None)
    (True, False)
    """
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    word = "" if cell is None else str(cell).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellRefused(
        Text(f'"{word[:40]}" is geen ja of nee', f'"{word[:40]}" is not yes or no'),
        Text("schrijf ja of nee", "write ja (yes) or nee (no)"),
    )


def read_moment(cell: Cell) -> datetime | None:
    """A moment with its time zone; without one it is Dutch time. Empty is None.  Raises: CellRefused.

    >>> read_moment("2022-09-16 20:00").isoformat()
    '2022-09-16T20:00:00+02:00'
    """
    if is_empty(cell):
        return None
    if isinstance(cell, datetime):
        found = cell
    else:
        text = str(cell).strip()
        dutch = _DUTCH_MOMENT.fullmatch(text)
        try:
            if dutch:
                day, month, year, hour, minute = (int(part) for part in dutch.groups())
                found = datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)
            else:
                found = datetime.fromisoformat(text)
            if found.tzinfo is None:
                found = found.replace(tzinfo=AMSTERDAM)
            found.utctimetuple()
        except (ValueError, OverflowError):
            raise CellRefused(
                Text(f'"{text[:40]}" is geen datum met tijd', f'"{text[:40]}" is not a date with a time'),
                Text("schrijf het als 2022-09-16 20:00", "write it as 2022-09-16 20:00"),
            ) from None
    return found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)


def read_text(cell: Cell) -> str:
    """Text on one line, without control characters and without the apostrophe exports put before "=".  Raises: CellRefused when it is too long.

    >>> read_text(" COA,\\n opgave ")
    'COA, opgave'
    """
    if cell is None:
        return ""
    text = " ".join(_CONTROL.sub(" ", str(cell)).split())
    if text[:1] == "'" and text.lstrip("' ")[:1] in _STARTS_FORMULA:
        text = text[1:].lstrip()
    if len(text) > LONGEST_TEXT:
        raise CellRefused(
            Text(f"de tekst heeft {len(text)} tekens", f"the text has {len(text)} characters"),
            Text(f"schrijf ten hoogste {LONGEST_TEXT} tekens", f"write at most {LONGEST_TEXT} characters"),
        )
    return text


def read_indicator(cell: Cell) -> str | None:
    """The key of an indicator by key, title or heading; empty is None.  Raises: CellRefused.

    >>> read_indicator("Gehuisveste vergunninghouders")
    'housed'
    """
    if is_empty(cell):
        return None
    text = str(cell).strip()
    if text in INDICATORS:
        return text
    found = BY_HEADING.get(plain(text)) or BY_HEADING.get(" ".join(text.casefold().split()))
    if found is None:
        raise CellRefused(
            Text(f'"{text[:60]}" is geen indicator', f'"{text[:60]}" is not an indicator'),
            Text(f"schrijf een van {', '.join(INDICATORS)}", f"write one of {', '.join(INDICATORS)}"),
        )
    return found


def check_unit(cell: Cell, indicator: Indicator) -> None:
    """Refuse a unit that is not the indicator's: persons, places and homes are three things."""
    if is_empty(cell):
        return
    if plain(str(cell)) not in (plain(indicator.unit.nl), plain(indicator.unit.en)):
        shown = str(cell).strip()[:40]
        raise CellRefused(
            Text(
                f'"{indicator.title.nl}" wordt geteld in {indicator.unit.nl}, niet in "{shown}"',
                f'"{indicator.title.en}" is counted in {indicator.unit.en}, not in "{shown}"',
            ),
            Text(f"lever {indicator.unit.nl} aan", f"hand in {indicator.unit.en}"),
        )
