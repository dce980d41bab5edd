"""Searching in 20,000 actions and 5,000 agreements, through the full text of the database and by reading every text.

The database is one of its own in a temporary folder; all texts are made up from a fixed seed.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from regietafel.cli.bench.timing import BenchReport, Check, Goal, Measure, interleaved, measure_machine

SEED = 20220916
ITEMS, AGREEMENTS = 20_000, 5_000
GOAL = 100.0  # milliseconds of server time
QUERIES_GOAL = 5
WORDS = [
    "gemeente",
    "provincie",
    "tafel",
    "brief",
    "plan",
    "overleg",
    "woning",
    "opvang",
    "locatie",
    "regeling",
    "budget",
    "kader",
    "voortgang",
    "monitor",
    "commissaris",
    "corporatie",
    "veiligheidsregio",
    "ministerie",
    "afspraak",
    "planning",
    "besluit",
    "informatie",
    "vraag",
    "antwoord",
    "raad",
    "college",
    "inwoner",
    "termijn",
    "rapport",
    "advies",
]
RARE = "vergunninghouders"
ASKED = ("brieven", "opvanglocatie", f"{RARE} woningen", "regelingen -monitor")


def run(small: bool) -> BenchReport:
    """All measures of the search; `small` is a twentieth of the size."""
    start = time.perf_counter()
    machine = measure_machine(small=small)
    with tempfile.TemporaryDirectory(prefix="regietafel-bench-") as folder:
        _database(Path(folder))
        measure = _measure(20 if small else 1, small)
        from django.db import connections

        connections.close_all()
    return BenchReport(
        subject="search",
        small=small,
        machine=machine,
        measures=(measure,),
        seconds=round(time.perf_counter() - start, 2),
        versions={},
    )


def _database(folder: Path) -> None:
    os.environ |= {"REGIETAFEL_DATA_DIR": str(folder), "DATABASE_URL": ""}
    from regietafel.cli.output import with_django

    with_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _measure(parts: int, small: bool) -> Measure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from regietafel.core.search.question import parse
    from regietafel.core.search.words import words_of
    from regietafel.desk.search.index import put
    from regietafel.desk.search.queries import search

    texts = list(_texts(ITEMS // parts, AGREEMENTS // parts))
    began = time.perf_counter()
    put("bench", texts)
    filled = time.perf_counter() - began
    readers = ("lrt", "vng")
    seen = [each for each in texts if each.public or "lrt" in each.readers]

    def plainly(_: int) -> list[int]:
        question = parse(ASKED[2])
        return [each.number for each in seen if any(question.marks(word) for word in words_of(each.text))]

    runs: dict[str, Any] = {asked: partial(_searched, asked, readers) for asked in ASKED}
    timings = interleaved({**runs, "reading every text": plainly}, rounds=3 if small else 7)
    with CaptureQueriesContext(connection) as counted:
        found = search(ASKED[2], readers)
    rare = sum(RARE in each.text for each in seen)
    slowest = max(timings[asked].median for asked in ASKED)
    return Measure(
        "a search within what a reader may see",
        f"{len(texts):,} texts, put into the index in {filled:.1f} s",
        tuple(timings.values()),
        (
            Check(
                "rare words are found, and only for who may read them", 0 < sum(found.counts.values()) <= rare
            ),
            Check("few questions to the database", len(counted) <= QUERIES_GOAL, f"({len(counted)})"),
        ),
        (Goal("the slowest search", slowest, GOAL, "ms", "lower", gate=True),),
    )


def _searched(asked: str, readers: tuple[str, ...], _: int) -> Any:
    from regietafel.desk.search.queries import search

    return search(asked, readers)


def _texts(items: int, agreements: int) -> Iterator[Any]:
    from regietafel.desk.shared.searchable import Searchable

    chance = random.Random(SEED)  # noqa: S311 - made-up texts, no secret
    known = datetime(2022, 9, 16, 12, tzinfo=UTC)
    for n in range(items + agreements):
        agreement = n >= items
        said = " ".join(chance.choices(WORDS, k=14 if agreement else 10))
        said += f" {RARE} woningen" if n % 100 == 0 else ""
        yield Searchable(
            number=n + 1,
            kind="agreement" if agreement else "action",
            key=f"bench-{n}",
            group=f"bench {n}",
            version=1,
            title=" ".join(chance.choices(WORDS, k=4)),
            text=said,
            href="/zoeken/",
            known_since=known,
            readers=() if agreement else (chance.choice(("lrt", "hlrt", "prt-pv22")),),
            public=agreement,
            illustrative=True,
        )
