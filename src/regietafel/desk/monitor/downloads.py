"""The monitor's table as a file: CSV, XLSX with a sheet of notes, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from regietafel.core.base.answer import Text
from regietafel.core.base.counts import round_up
from regietafel.core.base.plain import as_plain
from regietafel.desk.figures.exports import defused
from regietafel.desk.monitor.queries import MonitorState, Row
from regietafel.desk.shared.notation import day, language, moment, words

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def headings(state: MonitorState) -> list[str]:
    """The column headings: area, name, housed, and five columns for each target."""
    found = [_("gebiedscode"), _("gebied"), _("gehuisvest")]
    for title in state.target_titles.values():
        said = words(title)
        found += [f"{_('doel')}: {said}", f"{_('verwacht')}: {said}", f"{_('tempo')}: {said}"]
        found += [f"{_('oordeel')}: {said}", f"{_('nodig per maand')}: {said}"]
    return [*found, _("illustratief")]


def cells(state: MonitorState, row: Row) -> list[str | int | float | None]:
    """One row as values; None where figures are missing. Shares are decimals in four digits."""
    values: list[str | int | float | None] = [row.area, row.name, row.realised]
    for name in state.target_titles:
        judged = row.verdicts[name]
        if judged is None:
            values += [row.targets[name], None, None, _("geen volledige cijfers"), None]
            continue
        values += [
            row.targets[name],
            round(float(judged.expected), 2),
            None if judged.pace is None else round(float(judged.pace), 4),
            words(judged.schedule_class.words),
            None if judged.needed_per_month is None else round_up(judged.needed_per_month),
        ]
    return [*values, _("ja") if state.illustrative else _("nee")]


def notes(state: MonitorState, area: str, kind: str | None) -> list[str]:
    """What a reader of the file must know: period, moment, sources, rules, what is made up."""
    known = moment(state.moment) if state.moment else _("nu")
    lines = [
        _("Monitor %(period)s, peildatum %(day)s, zoals bekend op %(moment)s.")
        % {"period": state.period, "day": day(state.reference_date), "moment": known},
        words(state.paragraph(area, kind)),
        _("Oordeel volgens: %(policy)s.") % {"policy": words(state.thresholds.title)},
        _("Bron van de norm: %(source)s.") % {"source": state.thresholds.source},
    ]
    lines += [_("Bron van de cijfers: %(source)s.") % {"source": source} for source in state.housed.sources]
    lines += [
        _("Bron van het doel: %(source)s.") % {"source": table.source}
        for table in (state.targets.statutory, *state.targets.agreements.values())
    ]
    if state.illustrative:
        lines.append(words(MADE_UP))
    return lines


MADE_UP = Text(
    nl="Illustratief: de aantallen en saldi per gemeente zijn verzonnen; per maand tellen zij op tot het "
    "gepubliceerde landelijke aantal.",
    en="Illustrative: the numbers and balances per municipality are made up; each month they add up to the "
    "published national number.",
)


def as_file(state: MonitorState, rows: Sequence[Row], form: str, area: str, kind: str | None) -> bytes:
    """The rows in a form: csv, xlsx or json."""
    if form == "json":
        return _json(state, rows, area, kind)
    table = [cells(state, row) for row in rows]
    if form == "csv":
        return _csv(headings(state), table)
    return _xlsx(headings(state), table, notes(state, area, kind))


def _csv(head: Sequence[str], table: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([defused(each) for each in head])
    decimal = "." if language() == "en" else ","
    for row in table:
        writer.writerow(
            [
                defused(each)
                if isinstance(each, str)
                else str(each).replace(".", decimal)
                if isinstance(each, float)
                else each
                for each in row
            ]
        )
    return text.getvalue().encode("utf-8-sig")


def _xlsx(head: Sequence[str], table: Sequence[Sequence[Any]], said: Sequence[str]) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_("Monitor"))
        sheet.write_row(0, 0, head, bold)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, len(head), 14)
        for number, row in enumerate(table, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)
        sheet.autofilter(0, 0, len(table), len(head) - 1)
        page = book.add_worksheet(_("Toelichting"))
        page.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
        for number, line in enumerate(said):
            page.write_string(number, 0, line)
    return data.getvalue()


def _json(state: MonitorState, rows: Sequence[Row], area: str, kind: str | None) -> bytes:
    names = (
        "target",
        "expected",
        "pace",
        "schedule_class",
        "remaining",
        "needed_per_month",
        "needed_per_week",
    )
    content = {
        "period": state.period,
        "referenceDate": state.reference_date,
        "asKnownOn": state.moment,
        "illustrative": state.illustrative,
        "notes": notes(state, area, kind),
        "rows": [
            {
                "area": row.area,
                "name": row.name,
                "realised": row.realised,
                "verdicts": {
                    target: judged and {name: getattr(judged, name) for name in names}
                    for target, judged in row.verdicts.items()
                },
            }
            for row in rows
        ],
    }
    return json.dumps(as_plain(content, language()), ensure_ascii=False, indent=2).encode()
