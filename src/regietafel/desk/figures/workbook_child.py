"""Run as a process of its own: a workbook on standard input, its cells as JSON on standard output.

Arguments: kind, folder of the packages, most bytes of memory, most seconds, most rows, columns and cells.
It stands alone on purpose (no import from the product), so that it starts in a few hundredths of a second.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>")
_CELL_AT = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST_FORMULAS = 100_000


class Refused(Exception):
    """The workbook is not read, for this reason."""


def limit(memory: int, seconds: int) -> None:
    """Bound this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cells(data: bytes, most: tuple[int, int, int]) -> list[dict[str, Any]]:
    """The sheets with their cells; dates apart, because JSON has none."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows, columns = sheet.total_height, sheet.total_width
            if rows > most[0] or columns > most[1] or rows * columns > most[2]:
                return [{"too_large": [rows, columns]}]
            sheets.append(plain(name, sheet.to_python(skip_empty_area=False)))
    except PasswordError:
        raise Refused("password") from None
    except (CalamineError, XmlError, ZipError, OSError, ValueError, KeyError, IndexError):
        raise Refused("damaged") from None
    return sheets


def plain(name: str, rows: list[list[Any]]) -> dict[str, Any]:
    """One sheet in values that JSON knows."""
    dates: list[tuple[int, int, str]] = []
    simple = (str, int, float, bool)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            kind = type(cell)
            if kind is str:
                if cell == "":
                    row[column] = None
                elif _CONTROL.search(cell):
                    row[column] = _CONTROL.sub("", cell)
            elif kind is datetime:
                whole = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
                dates.append((number, column, cell.date().isoformat() if whole else cell.isoformat()))
                row[column] = None
            elif kind is date:
                dates.append((number, column, cell.isoformat()))
                row[column] = None
            elif kind not in simple or isinstance(cell, time | timedelta):
                row[column] = str(cell)
    return {"name": name, "rows": rows, "dates": dates, "formulas": []}


def formulas_of(data: bytes, kind: str) -> dict[str, list[tuple[int, int, int]]]:
    """Cells with formulas by sheet name: row, column from 0, and 1 when a result is stored."""
    if kind == "xls":
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if kind == "ods":
            content = archive.read("content.xml")
            _refuse_definitions(content)
            return _ods_formulas(content) if b"formula=" in content else {}
        found = {}
        for name, path in _xlsx_sheets(archive):
            content = archive.read(path)
            _refuse_definitions(content)
            if b"<f" in content or b":f>" in content or b":f " in content:
                found[name] = _xlsx_formulas(content)
        return found


def _refuse_definitions(content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused("entities")


def _xlsx_sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and path of each worksheet."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    book, links = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    _refuse_definitions(book)
    _refuse_definitions(links)
    targets = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(links)}  # noqa: S314
    found = []
    for sheet in ElementTree.fromstring(book).iter(f"{_MAIN}sheet"):  # noqa: S314
        target = targets.get(sheet.get(_RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if path in names:
            found.append((sheet.get("name", ""), path))
    return found


def _xlsx_formulas(content: bytes) -> list[tuple[int, int, int]]:
    """By searching the bytes for <f>, for parsing every cell takes twenty times as long."""
    found: list[tuple[int, int, int]] = []
    for formula in _FORMULA.finditer(content):
        start = max(content.rfind(b"<c ", 0, formula.start()), content.rfind(b":c ", 0, formula.start()))
        place = _CELL_AT.search(content, start, formula.start()) if start >= 0 else None
        value = _VALUE.search(content, formula.end(), formula.end() + 20_000)
        last = _CELL_END.search(content, formula.end())
        has_value = value is not None and (last is None or value.start() < last.start())
        if place and len(found) < MOST_FORMULAS:
            found.append((int(place[2]), _column(place[1].decode()), int(has_value)))
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _ods_formulas(content: bytes) -> dict[str, list[tuple[int, int, int]]]:
    found: dict[str, list[tuple[int, int, int]]] = {}
    name, row, column = "", 0, 0
    steps = ElementTree.iterparse(io.BytesIO(content), events=("start", "end"))  # noqa: S314
    for event, element in steps:
        if event == "start":
            if element.tag == f"{_TABLE}table":
                name, row = element.get(f"{_TABLE}name", ""), 0
            elif element.tag == f"{_TABLE}table-row":
                row, column = row + 1, 0
            elif element.tag == f"{_TABLE}table-cell":
                if element.get(f"{_TABLE}formula") and len(found.setdefault(name, [])) < MOST_FORMULAS:
                    stored = element.get(f"{_OFFICE}value-type") is not None
                    found[name].append((row, column, int(stored)))
                column += _repeated(element, "columns")
            elif element.tag == f"{_TABLE}covered-table-cell":
                column += _repeated(element, "columns")
        elif element.tag == f"{_TABLE}table-row":
            row += _repeated(element, "rows") - 1
            element.clear()
    return found


def _repeated(element: ElementTree.Element, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdigit() else 1


def main(arguments: list[str]) -> None:
    """Read, and print one JSON object."""
    kind, packages = arguments[0], arguments[1]
    memory, seconds, *most = (int(text) for text in arguments[2:])
    sys.path.append(packages)
    data = sys.stdin.buffer.read()
    limit(memory, seconds)
    answer: dict[str, Any]
    try:
        formulas = formulas_of(data, kind)
        sheets = cells(data, (most[0], most[1], most[2]))
        if sheets and "too_large" in sheets[0]:
            answer = sheets[0]
        else:
            for sheet in sheets:
                sheet["formulas"] = formulas.get(sheet["name"], [])
            answer = {"sheets": sheets}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (
        ElementTree.ParseError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        EOFError,
        NotImplementedError,
        OSError,
    ):
        answer = {"refused": "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
