"""XLSX, XLS and ODS, opened in a process of their own with bounded time and memory.

A workbook is a program's input written by strangers: one cell in row 1,048,576 or a loop in an old format can
take all memory or never end. The reading process may then die; the web process only hears that it did.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from regietafel.core.base.answer import Text
from regietafel.core.figures.sheet import Grid
from regietafel.desk.figures.contents import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    FileContents,
    FileRefused,
    Formula,
    too_large,
)

LONGEST_SECONDS = 20
MOST_MEMORY = 1_500_000_000
_CHILD = Path(__file__).with_name("workbook_child.py")
_NEW_FILE = Text(
    "kopieer het blad met de cijfers naar een nieuw bestand", "copy the sheet with the figures to a new file"
)
_ENDED = Text(
    "het bestand vraagt te veel tijd of geheugen om te openen",
    "the file takes too much time or memory to open",
)


def read_workbook(data: bytes, kind: str) -> FileContents:
    """The sheets of a workbook of a known kind ("xlsx", "xls", "ods").

    Raises: FileRefused when it is damaged or locked, or does not open within LONGEST_SECONDS and MOST_MEMORY.
    """
    answer = _ask(data, kind)
    if "too_large" in answer:
        raise too_large(*answer["too_large"])
    if "refused" in answer:
        raise _refusal(answer["refused"])
    grids, formulas = [], {}
    for sheet in answer["sheets"]:
        rows = sheet["rows"]
        for row, column, text in sheet["dates"]:
            rows[row][column] = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        grids.append(Grid(rows, sheet["name"]))
        if sheet["formulas"]:
            formulas[sheet["name"]] = tuple(
                Formula(row, column, bool(has)) for row, column, has in sheet["formulas"]
            )
    return FileContents(kind, tuple(grids), (), formulas)


def _ask(data: bytes, kind: str) -> dict[str, Any]:
    """What the reading process says."""
    place = find_spec("python_calamine")
    if place is None or place.origin is None:
        raise RuntimeError("python-calamine is not installed")
    command = [sys.executable, "-I", "-S", str(_CHILD), kind, str(Path(place.origin).parent.parent)]
    command += [str(limit) for limit in (MOST_MEMORY, LONGEST_SECONDS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise FileRefused(_ENDED, _NEW_FILE) from None
    if done.returncode != 0:
        raise FileRefused(_ENDED, _NEW_FILE)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _refusal(reason: str) -> FileRefused:
    if reason == "password":
        return FileRefused(
            Text("het bestand is met een wachtwoord beveiligd", "the file is locked with a password"),
            Text("sla het zonder wachtwoord op", "save it without a password"),
        )
    if reason == "entities":
        return FileRefused(
            Text("het bestand bevat eigen XML-definities", "the file holds XML definitions of its own"),
            _NEW_FILE,
        )
    return FileRefused(Text("het bestand is beschadigd", "the file is damaged"), _NEW_FILE)
