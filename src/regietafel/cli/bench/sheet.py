"""Sheets of figures: opening a file, and checking every row of it.

The tables are made up: every municipality of a division, with numbers that follow from row and column.
"""

from __future__ import annotations

import io
import time
from datetime import date, datetime

from regietafel.cli.bench.timing import BenchReport, Check, Goal, Measure, interleaved, measure_machine

ROWS = 25_000
YEAR_GOAL = 500.0  # milliseconds, from upload to checked rows
LARGE_GOAL = 1_000.0
MONTHS = 12


def run(small: bool) -> BenchReport:
    """All measures of sheets; `small` is about a tenth of the size."""
    from importlib.metadata import version

    start = time.perf_counter()
    machine = measure_machine(small=small)
    rows = ROWS // 10 if small else ROWS
    measures = (
        _measure(
            "a year of monthly municipal figures", 344 * MONTHS // (10 if small else 1), YEAR_GOAL, small
        ),
        _measure("a large sheet", rows, LARGE_GOAL, small),
    )
    return BenchReport(
        subject="sheet",
        small=small,
        machine=machine,
        measures=measures,
        seconds=round(time.perf_counter() - start, 2),
        versions={"python-calamine": version("python-calamine")},
    )


def _measure(title: str, rows: int, goal: float, small: bool) -> Measure:
    """Opening, and opening with checking, of the same table as XLSX and as CSV."""
    from regietafel.core.areas.division import division_on
    from regietafel.core.figures.area_words import resolver
    from regietafel.core.figures.sheet import Reading
    from regietafel.desk.figures.sheets import check_file, read_file

    division = division_on(date(2022, 9, 16))
    table = _table(tuple(division.members), rows)
    xlsx, csv = _as_xlsx(table), _as_csv(table)
    reading, resolve = Reading(date(2026, 1, 1), source="bench"), resolver(division)
    timings = interleaved(
        {
            "open xlsx": lambda _: read_file(xlsx, "a.xlsx"),
            "open and check xlsx": lambda _: check_file(xlsx, "a.xlsx", reading, resolve),
            "open csv": lambda _: read_file(csv, "a.csv"),
            "open and check csv": lambda _: check_file(csv, "a.csv", reading, resolve),
        },
        rounds=3 if small else 7,
    )
    from_xlsx, from_csv = (check_file(data, "a", reading, resolve) for data in (xlsx, csv))
    faulty = _as_csv([[*row[:3], "1O" if n % 100 == 0 else row[3]] for n, row in enumerate(table)])
    faults = check_file(faulty, "a", reading, resolve).faults
    return Measure(
        title,
        f"{rows:,} rows of 4 columns",
        tuple(timings.values()),
        (
            Check("xlsx and csv give the same rows", from_xlsx.rows == from_csv.rows),
            Check("every row is read", len(from_xlsx.rows) == rows, f"({len(from_xlsx.rows):,})"),
            Check(
                "one fault in a hundred is found, each once",
                len(faults) == -(-rows // 100),
                f"({len(faults)})",
            ),
        ),
        (
            Goal(
                "open and check xlsx",
                timings["open and check xlsx"].median,
                goal,
                "ms",
                "lower",
                gate=goal == YEAR_GOAL,
            ),
        ),
    )


def _table(codes: tuple[str, ...], rows: int) -> list[list[object]]:
    return [
        [
            codes[n % len(codes)],
            "COA",
            datetime(1960 + n // len(codes) // MONTHS, n // len(codes) % MONTHS + 1, 1),  # noqa: DTZ001
            n * 7 % 97,
        ]
        for n in range(rows)
    ]


HEADINGS = ("gemeentecode", "bron", "maand", "gehuisvest")


def _as_xlsx(table: list[list[object]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "mmm-yy"}) as book:
        sheet = book.add_worksheet("cijfers")
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(table, 1):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _as_csv(table: list[list[object]]) -> bytes:
    lines = [";".join(HEADINGS)]
    lines += [f"{code};{source};{when:%Y-%m};{value}" for code, source, when, value in table]
    return "\r\n".join(lines).encode()
