"""Importing: a year of monthly figures of every municipality, from the bytes of an upload to the table that shows it.

The database is one of its own in a temporary folder: the case, and ten years of made-up figures before it. Every round
begins with the same file of that database, put back before the clock starts, and ends with everything committed.
"""

from __future__ import annotations

import gc
import io
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from regietafel.cli.bench.timing import BenchReport, Check, Goal, Measure, Timing, measure_machine
from regietafel.cli.bench.web import YEARS, Site, fill, site_in

SEED = 3
YEAR = 2023
PAGE = "/monitor/2023-I/?per=municipality"
AT = datetime(2024, 1, 8, 9, tzinfo=UTC)
SOURCE = "bench-year"
WHOLE_GOAL = 500.0  # milliseconds from upload to updated table
RATIO_GOAL = 3.0  # times faster than a figure at a time
SHARE = 40  # one in so many figures is written by itself in each round
HEADINGS = ("gemeentecode", "maand", "gehuisvest")

Row = tuple[str, date, int]
Result = TypeVar("Result")


def run(small: bool) -> BenchReport:
    """The measure of importing; `small` has a quarter of a year in the sheet, one year before it, and fewer rounds."""
    from importlib.metadata import version

    start = time.perf_counter()
    machine = measure_machine(small=small)
    with tempfile.TemporaryDirectory(prefix="regietafel-bench-") as folder:
        site = site_in(Path(folder))
        before = fill(years=1 if small else YEARS)
        months, rounds = (3, 2) if small else (12, 9)
        measure = _measure(Desk(site, Path(folder)), before, _rows(months), rounds)
        site.close()
    return BenchReport(
        subject="import",
        small=small,
        machine=machine,
        measures=(measure,),
        seconds=round(time.perf_counter() - start, 2),
        versions={name: version(name) for name in ("django", "python-calamine")},
    )


class Desk:
    """The site with its database, which can be put back as it was at the start."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.file, self.kept = folder / "regietafel.sqlite3", folder / "before.sqlite3"
        with site.connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.kept)])

    def put_back(self) -> None:
        """The database and the pages as before the first round."""
        from regietafel.site.page_cache import KEPT

        self.site.close()
        for beside in self.file.parent.glob(f"{self.file.name}-*"):
            beside.unlink()
        shutil.copyfile(self.kept, self.file)
        KEPT.forget()
        self.site.connection.ensure_connection()
        gc.collect()

    def receive(self, content: bytes, name: str) -> int:
        """Check a sheet against what is known; the number of the delivery."""
        from regietafel.desk.audit.chain import Command
        from regietafel.desk.figures.actions import Options, SourceEntry, receive

        return receive(
            by=Command("regietafel bench"),
            at=AT,
            file_name=name,
            content=content,
            indicator="housed",
            source=SourceEntry(SOURCE, "Verzonnen voor een meting", quality="illustrative"),
            options=Options(illustrative=True),
        )

    def confirm(self, delivery: int) -> None:
        """Let it count."""
        from regietafel.desk.audit.chain import Command
        from regietafel.desk.figures.actions import confirm

        confirm(by=Command("regietafel bench"), at=AT, delivery=delivery, motive="meting")

    def table(self) -> bytes:
        """The page with the table of municipalities."""
        return self.site.ask({"HTTP_ACCEPT_ENCODING": "gzip"}, PAGE).body

    def one_by_one(self, rows: Sequence[Row]) -> None:
        """The plain variant: each figure in a transaction of its own, by the same action."""
        from regietafel.core.base.calendar import month_of
        from regietafel.desk.audit.chain import Command
        from regietafel.desk.figures.actions import FigureEntry, SourceEntry, add_figures, add_sources

        by = Command("regietafel bench")
        add_sources(by=by, at=AT, entries=[SourceEntry(SOURCE, "Verzonnen", quality="illustrative")])
        for area, month, value in rows:
            entry = FigureEntry(
                "housed", area, month, month_of(month).until, value, SOURCE, illustrative=True
            )
            add_figures(by=by, at=AT, entries=[entry])


@dataclass(frozen=True)
class Imported:
    """One upload: milliseconds of each step, and what was there afterwards."""

    steps: tuple[float, float, float]
    stored: dict[tuple[str, date], int]
    page: bytes


def _measure(desk: Desk, before: int, rows: Sequence[Row], rounds: int) -> Measure:
    sheets = {"year.xlsx": _as_xlsx(rows), "year.csv": _as_csv(rows)}
    done: dict[str, list[Imported]] = {name: [] for name in sheets}
    alone: list[float] = []
    _import(desk, "year.csv", sheets["year.csv"])  # what is loaded once is loaded now
    for _ in range(rounds):
        for name, content in sheets.items():
            done[name].append(_import(desk, name, content))
        alone.append(_alone(desk, rows))
    whole = {name: Timing(f"{name}, upload to table", _sums(each)) for name, each in done.items()}
    steps = tuple(
        Timing(f"  {word}", tuple(one.steps[number] for one in done["year.xlsx"]))
        for number, word in enumerate(("check", "confirm", "table made afresh"))
    )
    plain = Timing("each figure by itself, without a table", tuple(alone))
    return Measure(
        "a year of monthly municipal figures",
        f"{len(rows):,} rows, {before:,} figures before it",
        (whole["year.xlsx"], *steps, whole["year.csv"], plain),
        (*_checks(rows, done), _faulty(desk, rows)),
        (
            Goal("xlsx, upload to updated table", whole["year.xlsx"].median, WHOLE_GOAL, "ms", "lower", gate=False),
            Goal("csv, upload to updated table", whole["year.csv"].median, WHOLE_GOAL, "ms", "lower", gate=False),
            Goal("each figure by itself over xlsx", plain.median / whole["year.xlsx"].median, RATIO_GOAL, "times", "higher"),
        ),
        notes=(f"of the figures by themselves one in {SHARE} was written in each round, and the time multiplied",),
    )  # fmt: skip


def _sums(done: Sequence[Imported]) -> tuple[float, ...]:
    return tuple(sum(one.steps) for one in done)


def _import(desk: Desk, name: str, content: bytes) -> Imported:
    desk.put_back()
    number, check = _timed(lambda: desk.receive(content, name))
    _none, confirm = _timed(lambda: desk.confirm(number))
    page, table = _timed(desk.table)
    return Imported((check, confirm, table), _stored(), page)


def _alone(desk: Desk, rows: Sequence[Row]) -> float:
    desk.put_back()
    return _timed(lambda: desk.one_by_one(rows[::SHARE]))[1] * len(rows) / len(rows[::SHARE])


def _timed(step: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    result = step()
    return result, (time.perf_counter() - start) * 1000


def _stored() -> dict[tuple[str, date], int]:
    """What is known of the year by municipality and month."""
    from regietafel.desk.figures.queries import lines

    found = lines(moment=None, indicator="housed", start=date(YEAR, 1, 1), until=date(YEAR + 1, 1, 1))
    return {(line.area, line.start): line.value for line in found if line.area.startswith("GM")}


def _checks(rows: Sequence[Row], done: dict[str, list[Imported]]) -> tuple[Check, ...]:
    wanted = {(area, month): value for area, month, value in rows}
    every = [one for each in done.values() for one in each]
    first = {name: each[0] for name, each in done.items()}
    return (
        Check("every figure of the sheet is known, and no other", all(one.stored == wanted for one in every)),
        Check("the table is the same from xlsx and from csv", len({one.page for one in every}) == 1),
        Check("the table is there", all(len(one.page) > 10_000 for one in first.values())),
    )


def _faulty(desk: Desk, rows: Sequence[Row]) -> Check:
    """A sheet with faults names each, and nothing of it is stored."""
    from regietafel.desk.figures.queries import delivery

    desk.put_back()
    spoilt = [(area, month, "1O" if n % 100 == 0 else value) for n, (area, month, value) in enumerate(rows)]
    found = delivery(desk.receive(_as_csv(spoilt), "faulty.csv"))
    faults = len(found.checked.faults) if found else 0
    return Check(
        "one fault in a hundred is found, and nothing is stored",
        faults == -(-len(rows) // 100) and not _stored(),
        f"({faults})",
    )


def _rows(months: int) -> list[Row]:
    """Made up: zero to eleven persons for every municipality in each of the first months of the year."""
    from regietafel.core.areas.division import division_on

    chance = random.Random(SEED)  # noqa: S311
    codes = division_on(date(YEAR, 1, 1)).codes
    return [
        (code, date(YEAR, month, 1), chance.randrange(12)) for month in range(1, months + 1) for code in codes
    ]


def _as_xlsx(rows: Sequence[Row]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "mmm-yy"}) as book:
        sheet = book.add_worksheet("cijfers")
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _as_csv(rows: Sequence[tuple[str, date, object]]) -> bytes:
    lines = [";".join(HEADINGS), *(f"{area};{month:%Y-%m};{value}" for area, month, value in rows)]
    return "\r\n".join(lines).encode()
