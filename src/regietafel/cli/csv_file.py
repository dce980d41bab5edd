"""Small tables that a user gives to a command: two columns of a CSV file."""

from __future__ import annotations

import csv
from pathlib import Path

from regietafel.core.base.errors import RegietafelError


def read_pairs(path: str | Path, first: str, second: str) -> list[tuple[str, str]]:
    """The two named columns, row by row, as text without blanks around it.

    Comma or semicolon; lines that start with # are notes. Raises: RegietafelError for a file that cannot be
    read or that lacks a column.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as refused:
        raise RegietafelError(f"cannot read {path} ({refused})", "give a CSV file in UTF-8") from refused
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    if not {first, second} <= set(reader.fieldnames or ()):
        raise RegietafelError(f"{path} has no columns {first} and {second}", "name them so in the first row")
    return [((row[first] or "").strip(), (row[second] or "").strip()) for row in reader]
