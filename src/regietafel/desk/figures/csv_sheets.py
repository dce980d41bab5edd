"""CSV as programs write it: with or without BOM, in several encodings, with several separators."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from regietafel.core.base.answer import Text
from regietafel.core.figures.sheet import Grid
from regietafel.desk.figures.contents import MOST_COLUMNS, MOST_ROWS, FileContents, FileRefused, too_large

SEPARATORS = ";,\t|"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BROKEN = re.compile(r"[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”]")
_UTF8 = Text('sla het op als "CSV UTF-8", of als XLSX', 'save it as "CSV UTF-8", or as XLSX')


def read_csv(data: bytes, filename: str = "") -> FileContents:
    """The one sheet of a CSV file.

    Raises: FileRefused when the encoding is not known, letters were broken before, or it holds no table.
    """
    text, notes = decode(data)
    if _CONTROL.search(text):
        notes.append(
            Text("onzichtbare stuurtekens zijn weggelaten", "invisible control characters were left out")
        )
        text = _CONTROL.sub("", text)
    hint = re.match(r'"?sep=([;,\t|])"?\r?\n', text, re.IGNORECASE)
    separator = hint[1] if hint else separator_of(text)
    rows = _rows(text, separator)
    if hint:
        rows[0] = []
    return FileContents("csv", (Grid(rows, filename),), tuple(notes))


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise too_large(len(rows), len(row))
    except csv.Error:
        raise FileRefused(
            Text(
                f"rij {len(rows) + 1} is niet te lezen: een aanhalingsteken is niet gesloten of een cel is te lang",
                f"row {len(rows) + 1} cannot be read: a quotation mark is not closed or a cell is too long",
            ),
            Text(
                "herstel de rij, of lever het blad aan als XLSX", "mend the row, or hand in the sheet as XLSX"
            ),
        ) from None
    return rows


def decode(data: bytes) -> tuple[str, list[Text]]:
    """The text of a file, and a note when its encoding was an old one.

    >>> decode("Súdwest-Fryslân".encode("cp1252"))[0]
    'Súdwest-Fryslân'
    """
    notes: list[Text] = []
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        elif (order := _wide(data)) is not None:
            text = data.decode(order)
        else:
            text, notes = _narrow(data)
    except UnicodeDecodeError:
        raise FileRefused(
            Text("de tekens van het bestand zijn niet te lezen", "the characters of the file cannot be read"),
            _UTF8,
        ) from None
    if found := _BROKEN.search(text):
        around = text[max(0, found.start() - 12) : found.end() + 8].split("\n")[0]
        raise FileRefused(
            Text(
                f'letters met accenten zijn eerder al kapotgegaan, zoals in "{around}"',
                f'letters with accents were broken earlier, as in "{around}"',
            ),
            _UTF8,
        )
    if "\ufffd" in text:
        raise FileRefused(
            Text("het bestand heeft verloren tekens (�)", "the file has lost characters (�)"), _UTF8
        )
    return text, notes


def _narrow(data: bytes) -> tuple[str, list[Text]]:
    if data.count(b"\x00") > len(data) // 100:
        raise FileRefused(Text("dit is geen rekenblad", "this is not a spreadsheet"), _UTF8)
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    odd = sum(not (c.isalpha() or c in "€‘’“”–—•…°²³½´`·\u00a0§©®«»¿¡") for c in text if ord(c) > 127)
    if odd * 4 > sum(ord(c) > 127 for c in text):
        raise FileRefused(
            Text("de tekens van het bestand zijn niet te lezen", "the characters of the file cannot be read"),
            _UTF8,
        )
    return text, [
        Text(
            "gelezen als Windows-tekst (cp1252), niet als UTF-8",
            "read as Windows text (cp1252), not as UTF-8",
        )
    ]


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of plain letters is zero."""
    sample = data[:4000]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def separator_of(text: str) -> str:
    """The separator with which most of the first lines have the same number of cells, two or more.

    >>> separator_of("a;b;c\\n1;2,5;3\\n"), separator_of("Gemeente,aantal\\nAssen,3\\n")
    (';', ',')
    """
    lines = [line for line in text[:100_000].splitlines()[:60] if line.strip()]
    best, score = ";", 0
    for separator in SEPARATORS:
        widths = Counter(_cells(line, separator) for line in lines)
        width, times = max(
            ((width, times) for width, times in widths.items() if width > 1),
            key=lambda pair: (pair[1], pair[0]),
            default=(0, 0),
        )
        if times * 100 + width > score:
            best, score = separator, times * 100 + width
    return best


def _cells(line: str, separator: str) -> int:
    """Cells of a line, separators between quotation marks left out."""
    return sum(part.count(separator) for part in line.split('"')[::2]) + 1
