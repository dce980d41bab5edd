"""Figures as files that can be handed in again: CSV, XLSX with a sheet of notes, and JSON.

Text that a spreadsheet would take for a formula is defused, so that opening a download runs nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from regietafel.core.base.answer import Text
from regietafel.core.figures.bitemporal import FigureRow
from regietafel.core.figures.indicators import INDICATORS, indicator
from regietafel.core.figures.small_cells import AMSTERDAM

HEADINGS = (
    "code",
    "gebied",
    "indicator",
    "periode",
    "aantal",
    "eenheid",
    "bron",
    "illustratief",
    "bekend sinds",
    "opmerking",
)
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
ILLUSTRATIVE = Text(
    "Een deel van deze cijfers is illustratief: verzonnen met een vaste startwaarde, niet gepubliceerd.",
    "Some of these figures are illustrative: made up with a fixed seed, not published.",
)
_READ_BACK = Text(
    "Dit bestand kan zo weer worden aangeleverd; wijzig de koppen van het blad met cijfers niet.",
    "This file can be handed in again as it is; do not change the headings of the sheet with figures.",
)


@dataclass(frozen=True)
class Export:
    """Figures to write. `known_on`: the moment of knowing they show. `notes`: what a reader should know.

    `name_of`: from a code to the area's name. `remark_of`: the note kept with a figure, if any.
    """

    title: Text
    rows: Sequence[FigureRow]
    known_on: datetime
    name_of: Callable[[str], str]
    notes: tuple[Text, ...] = ()
    language: str = "nl"
    remark_of: Callable[[FigureRow], str] = lambda row: ""

    @property
    def illustrative(self) -> bool:
        """Whether any figure is made up."""
        return any(row.illustrative for row in self.rows)


def defused(text: str) -> str:
    """Text that no spreadsheet program takes for a formula; an apostrophe goes before it where needed.

    >>> defused("=1+1"), defused("Assen"), defused(" @cmd")
    ("'=1+1", 'Assen', "' @cmd")
    """
    bare = text.lstrip("' \u00a0\u200b\ufeff")
    return f"'{text}" if bare.startswith(_STARTS_FORMULA) or text.startswith(_STARTS_FORMULA) else text


def as_csv(export: Export) -> bytes:
    """CSV that Dutch spreadsheet programs open as a table: UTF-8 with a mark, separated by semicolons."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for cells in _cells(export):
        writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def as_xlsx(export: Export) -> bytes:
    """XLSX with a sheet "cijfers" and a sheet "toelichting"; text is written as text, never as a formula."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "in_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        sheet = book.add_worksheet("cijfers")
        sheet.freeze_panes(1, 2)
        for column, width in enumerate((9, 26, 24, 14, 10, 11, 34, 12, 20, 40)):
            sheet.set_column(column, column, width)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading, bold)
        for number, cells in enumerate(_cells(export), 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, defused(cell) if cell[0] == "'" else cell)
        _notes_sheet(book, export, bold)
    return out.getvalue()


def as_json(export: Export) -> bytes:
    """JSON with the same rows, and notes about the whole."""
    keys = (
        "code",
        "area",
        "indicator",
        "period",
        "value",
        "unit",
        "source",
        "illustrative",
        "known_since",
        "note",
    )
    rows = []
    for row, cells in zip(export.rows, _cells(export), strict=True):
        entry: dict[str, Any] = dict(zip(keys, cells, strict=True))
        entry["illustrative"] = row.illustrative
        entry["start"] = row.when.start.isoformat()
        entry["until"] = row.when.until.isoformat() if row.when.until else None
        rows.append(entry)
    whole = {
        "title": export.title.in_language(export.language),
        "known_on": _moment(export.known_on),
        "illustrative": export.illustrative,
        "notes": [note.in_language(export.language) for note in _notes(export)],
        "figures": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def _cells(export: Export) -> Iterable[list[str | int]]:
    for row in export.rows:
        yield [
            row.area,
            export.name_of(row.area),
            row.indicator,
            str(row.when),
            row.value,
            row.unit,
            row.source,
            "ja" if row.illustrative else "nee",
            _moment(row.known_since),
            export.remark_of(row),
        ]


def _moment(moment: datetime) -> str:
    """Dutch time with its offset, to the microsecond where there is one."""
    return moment.astimezone(AMSTERDAM).isoformat(sep=" ")


def _notes(export: Export) -> list[Text]:
    return [*([ILLUSTRATIVE] if export.illustrative else []), *export.notes, _READ_BACK]


def _notes_sheet(book: Any, export: Export, bold: Any) -> None:
    sheet = book.add_worksheet("toelichting")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    language = export.language
    known = Text("Zoals bekend op", "As known on").in_language(language)
    lines: list[tuple[str, str]] = [
        (export.title.in_language(language), ""),
        (known, _moment(export.known_on)),
        *(("", note.in_language(language)) for note in _notes(export)),
    ]
    used = {row.indicator for row in export.rows}
    for key in (key for key in INDICATORS if key in used):
        known_as = indicator(key)
        unit = known_as.unit.in_language(language)
        lines.append(
            (f"{known_as.title.in_language(language)} ({unit})", known_as.definition.in_language(language))
        )
    for number, (left, right) in enumerate(lines):
        sheet.write_string(number, 0, left, bold)
        sheet.write_string(number, 1, right)
