"""From the bytes of an uploaded file to checked figures. Nothing in a file is run, followed or trusted."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from regietafel.core.base.answer import Text
from regietafel.core.figures.reading import read_sheet
from regietafel.core.figures.sheet import Reading, Resolve, SheetCheck
from regietafel.desk.figures.contents import FileContents, FileRefused
from regietafel.desk.figures.csv_sheets import read_csv
from regietafel.desk.figures.file_kinds import kind_of
from regietafel.desk.figures.workbooks import read_workbook

__all__ = ["LARGEST_FILE", "FileContents", "FileRefused", "check_file", "read_file", "read_upload"]

LARGEST_FILE = 20_000_000
"""Bytes; a year of monthly figures of all municipalities takes less than a hundredth of it."""


def read_upload(stream: BinaryIO, filename: str) -> FileContents:
    """The cells of an upload; a larger file than allowed is refused after LARGEST_FILE + 1 bytes.

    Raises: FileRefused.
    """
    return read_file(stream.read(LARGEST_FILE + 1), filename)


def read_file(data: bytes, filename: str) -> FileContents:
    """The cells of a CSV, XLSX, XLS or ODS file, whatever its name ends in.

    Raises: FileRefused, with one sentence on what the file is and one on what to do.
    """
    if len(data) > LARGEST_FILE:
        raise FileRefused(
            Text(
                f"het bestand is groter dan {LARGEST_FILE // 1_000_000} MB",
                f"the file is larger than {LARGEST_FILE // 1_000_000} MB",
            ),
            Text(
                "lever alleen het blad met de cijfers aan, zonder plaatjes en oude jaren",
                "hand in only the sheet with the figures, without pictures and old years",
            ),
        )
    kind, notes = kind_of(data, filename)
    contents = read_csv(data, filename) if kind == "csv" else read_workbook(data, kind)
    return replace(contents, notes=(*notes, *contents.notes))


def check_file(data: bytes, filename: str, reading: Reading, resolve: Resolve) -> SheetCheck:
    """Read and check a file: rows, and all faults and warnings of the sheet that was chosen.

    Raises: FileRefused when the file cannot be opened as a sheet at all.
    """
    contents = read_file(data, filename)
    check = read_sheet(contents.grids, reading, resolve)
    faults, warnings = contents.about(check)
    return replace(
        check,
        faults=tuple(sorted((*check.faults, *faults), key=lambda one: (one.row or 0, one.column or 0))),
        warnings=(*warnings, *check.warnings),
        ignored=(*contents.notes, *check.ignored),
    )
