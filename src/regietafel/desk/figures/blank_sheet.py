"""An empty sheet to fill in: areas and period stand there, the numbers do not."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from regietafel.core.figures.indicators import Indicator
from regietafel.core.figures.when import When, code
from regietafel.desk.figures.exports import defused

Areas = Sequence[tuple[str, str]]


def headings(known: Indicator) -> list[str]:
    """The headings that import understands."""
    return ["code", "gebied", "periode" if known.kind == "flow" else "peildatum", known.title.nl, "opmerking"]


def blank_csv(known: Indicator, when: When, areas: Areas) -> bytes:
    """CSV that Dutch spreadsheet programs open as a table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings(known))
    for area, name in areas:
        writer.writerow([area, defused(name), code(when), "", ""])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def blank_xlsx(known: Indicator, when: When, areas: Areas) -> bytes:
    """XLSX with wide columns and the headings in view."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("cijfers")
        bold = book.add_format({"bold": True, "text_wrap": True})
        sheet.freeze_panes(1, 2)
        for column, width in enumerate((10, 28, 14, 22, 40)):
            sheet.set_column(column, column, width)
        for column, heading in enumerate(headings(known)):
            sheet.write_string(0, column, heading, bold)
        for number, (area, name) in enumerate(areas, 1):
            for column, text in enumerate((area, name, code(when))):
                sheet.write_string(number, column, text)
    return out.getvalue()
