"""Pages: made afresh, kept, and not sent again; and fifty readers at once beside nginx with the same bytes.

The database is one of its own in a temporary folder: the case, and ten years of made-up monthly figures for every
municipality, marked illustrative. Everything listens on this machine alone, and every loop has an end.
"""

from __future__ import annotations

import gzip
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regietafel.cli.bench.timing import BenchReport, Check, Goal, Measure, interleaved, measure_machine

PAGE = "/monitor/2022-II/"
SEED = 4
YEARS = 10
QUERIES_GOAL = 8
FRESH_GOAL = 25.0  # milliseconds of server time
SIZE_GOAL = 60.0  # kB, compressed
ASKED = 2  # the shelf asks for the version before and after a page is made
MADE_UP = "bench-made-up"


def run(small: bool) -> BenchReport:
    """All measures of pages; `small` has one year of figures and short runs."""
    from importlib.metadata import version

    start = time.perf_counter()
    machine = measure_machine(small=small)
    with tempfile.TemporaryDirectory(prefix="regietafel-bench-") as folder:
        site = site_in(Path(folder))
        figures = fill(years=1 if small else YEARS)
        body = site.ask({"HTTP_ACCEPT_ENCODING": "gzip"}).body
        measures = [_one_reader(site, figures, small)]
        from regietafel.cli.bench.readers import many_readers

        measures.append(many_readers(Path(folder), PAGE, body, small=small))
        site.close()
    return BenchReport(
        subject="web",
        small=small,
        machine=machine,
        measures=tuple(measures),
        seconds=round(time.perf_counter() - start, 2),
        versions={name: version(name) for name in ("django", "granian")},
    )


@dataclass(frozen=True)
class Answered:
    """What the site answered: status, headers, bytes, and how many queries it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    queries: int


@dataclass(frozen=True)
class Site:
    """The site in this process, asked as a web server asks it."""

    application: Callable[..., Any]
    connection: Any

    def ask(self, headers: dict[str, str], path: str = PAGE) -> Answered:
        """One request, from the first line to the last byte."""
        from wsgiref.util import setup_testing_defaults

        path, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "127.0.0.1",
            **headers,
        }
        setup_testing_defaults(environ)
        told: list[Any] = []
        self.connection.queries_log.clear()
        answer = self.application(environ, lambda status, given: told.extend((status, given)))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return Answered(int(told[0][:3]), dict(told[1]), body, len(self.connection.queries_log))

    def fresh(self, headers: dict[str, str], path: str = PAGE) -> Answered:
        """The same with nothing kept from before."""
        from regietafel.site.page_cache import KEPT

        KEPT.forget()
        return self.ask(headers, path)

    def close(self) -> None:
        """Let go of the database, before its folder is removed."""
        self.connection.close()


def site_in(folder: Path) -> Site:
    """A site with an empty SQLite database in a folder, in this process."""
    os.environ |= {"REGIETAFEL_DATA_DIR": str(folder), "DATABASE_URL": "", "REGIETAFEL_MODE": "demo"}
    from regietafel.cli.output import with_django
    from regietafel.cli.preparing import prepare

    with_django()
    prepare(tell=lambda _: None)
    from django.db import connection

    from regietafel.site.wsgi import application

    return Site(application, connection)


def report_of(subject: str, measured: Callable[[bool], Measure], *, small: bool) -> BenchReport:
    """One measure of a site with a database of its own, which is thrown away afterwards."""
    from importlib.metadata import version

    start, machine = time.perf_counter(), measure_machine(small=small)
    with tempfile.TemporaryDirectory(prefix="regietafel-bench-") as folder:
        site = site_in(Path(folder))
        try:
            measure = measured(small)
        finally:
            site.close()
    return BenchReport(
        subject=subject,
        small=small,
        machine=machine,
        measures=(measure,),
        seconds=round(time.perf_counter() - start, 2),
        versions={"django": version("django")},
    )


def fill(*, years: int) -> int:
    """The case, and made-up figures of every municipality for the years before it; the number of figures."""
    import random
    from datetime import UTC, date, datetime

    from regietafel.cli.cases.load import load
    from regietafel.core.areas.division import division_on
    from regietafel.core.base.calendar import months_between
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.figures.actions import FigureEntry, SourceEntry, add_figures, add_sources

    by, at, chance = Command("regietafel bench"), datetime(2022, 7, 1, tzinfo=UTC), random.Random(SEED)  # noqa: S311
    load(tell=lambda _: None)
    add_sources(
        by=by, at=at, entries=[SourceEntry(MADE_UP, "Verzonnen voor een meting", quality="illustrative")]
    )
    codes = division_on(date(2022, 7, 1)).codes
    months = list(months_between(date(2022 - years, 7, 1), date(2022, 7, 1)))
    for month in months:
        entries = [
            FigureEntry(
                "housed", code, month.start, month.until, chance.randrange(12), MADE_UP, illustrative=True
            )
            for code in codes
        ]
        add_figures(by=by, at=at, entries=entries)
    return len(months) * len(codes)


def _one_reader(site: Site, figures: int, small: bool) -> Measure:
    packed = {"HTTP_ACCEPT_ENCODING": "br, gzip"}
    for _ in range(3):
        fresh = site.fresh(packed)
    etag = {**packed, "HTTP_IF_NONE_MATCH": fresh.headers["ETag"]}
    site.connection.force_debug_cursor = True
    fresh, kept, same = site.fresh(packed), site.ask(packed), site.ask(etag)
    home = site.fresh(packed, "/")
    site.connection.force_debug_cursor = False
    plain = gzip.compress(site.fresh({}).body, 6)
    timings = interleaved(
        {
            "made afresh": lambda _: site.fresh(packed),
            "kept": lambda _: site.ask(packed),
            "not sent again (304)": lambda _: site.ask(etag),
        },
        rounds=7 if small else 25,
    )
    made, ready = timings["made afresh"], timings["kept"]
    return Measure(
        "monitor page with map",
        f"{figures:,} figures",
        tuple(timings.values()),
        (
            Check(
                "the kept page is the page made afresh", kept.body == fresh.body, f"({len(fresh.body)} bytes)"
            ),
            Check("the reader who has it gets 304 and no body", (same.status, same.body) == (304, b"")),
            Check("a kept page takes one query", (kept.queries, same.queries) == (1, 1)),
        ),
        (
            Goal(
                "queries of a fresh page", fresh.queries - ASKED, QUERIES_GOAL, "queries", "lower", margin=1
            ),
            Goal("queries of a fresh first page", home.queries - ASKED, 10, "queries", "lower", margin=1),
            Goal("page with map, gzip", len(plain) / 1000, SIZE_GOAL, "kB", "lower", margin=1),
            Goal("fresh page, fastest round", made.least, FRESH_GOAL, "ms", "lower", gate=False),
            Goal("fresh over kept", made.median / ready.median, 15, "times", "higher"),
        ),
        notes=(
            "beside these queries the version is asked for before and after a page is made",
            f"brotli {len(fresh.body):,} bytes, gzip {len(plain):,} bytes",
        ),
    )
