"""How long a meeting's pages take with ten years of weekly meetings of fifteen tables in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from regietafel.cli.bench.timing import (
    BenchReport,
    Check,
    Goal,
    Measure,
    Timing,
    interleaved,
)
from regietafel.cli.bench.web import report_of

QUERIES_GOAL = 12
TIME_GOAL = 150.0
TABLES = 15
WEEKS = 520
LINES = 40
PASSWORD = "een lange zin voor een meting"  # noqa: S105 - of a database that is thrown away
FIRST = "/vergaderingen/lrt-2022-09-16/"
READER = "meting@voorbeeld.example"


@dataclass(frozen=True)
class Filled:
    """What was loaded: the meeting that is measured, the planned one, and how many there are."""

    held: str
    planned: str
    meetings: int
    lines: int


def run(small: bool) -> BenchReport:
    """Meeting page, agenda, run sheet and list, signed in as the secretary, before and after ten years of meetings."""
    return report_of("meetings", _measured, small=small)


def _measured(small: bool) -> Measure:
    from regietafel.cli.cases.load import load

    load(tell=lambda _: None)
    client = signed_in()
    before = interleaved({"meeting page, case only": lambda _: client.get(FIRST)}, rounds=rounds_of(small))
    filled = _fill(WEEKS // 20 if small else WEEKS)
    pages = {
        "meeting page": f"/vergaderingen/{filled.held}/",
        "agenda": f"/vergaderingen/{filled.held}/agenda/",
        "agenda to be made": f"/vergaderingen/{filled.planned}/agenda/",
        "run sheet": f"/vergaderingen/{filled.planned}/invoer/",
        "list of a table": "/vergaderingen/?tafel=lrt",
    }
    queries = {name: queries_of(client, path) for name, path in pages.items()}
    asked = {**pages, "the same page, among all": FIRST}
    timings = interleaved({name: ask(client, path) for name, path in asked.items()}, rounds=rounds_of(small))
    return _measure(before, timings, queries, filled, client, pages)


def _measure(
    before: dict[str, Timing],
    timings: dict[str, Timing],
    queries: dict[str, int],
    filled: Filled,
    client: Any,
    pages: dict[str, str],
) -> Measure:
    held = client.get(pages["meeting page"]).content.decode()
    goals = [
        Goal(f"queries, {name}", queries[name], QUERIES_GOAL, "queries", "lower", margin=1) for name in pages
    ]
    goals += [Goal(f"server time, {name}", timings[name].median, TIME_GOAL, "ms", "lower") for name in pages]
    growth = timings["the same page, among all"].median / before["meeting page, case only"].median
    goals.append(
        Goal("the same page among all meetings and with the case only", growth, 1.5, "times", "lower")
    )
    return Measure(
        "pages of a meeting, signed in as its secretary",
        f"{filled.meetings:,} meetings of {TABLES} tables, {filled.lines:,} lines",
        (*before.values(), *timings.values()),
        (Check("the meeting page shows every line", held.count('class="line-text"') == LINES),),
        tuple(goals),
        notes=(
            "every meeting has an agenda of four items; the latest year of each table has three lines a meeting",
        ),
    )


def rounds_of(small: bool) -> int:
    """How often each page is asked."""
    return 7 if small else 15


def ask(client: Any, path: str) -> Callable[[int], Any]:
    """One round of a page, for timing."""
    return lambda _round: client.get(path)


def queries_of(client: Any, path: str) -> int:
    """The queries of one page, after one that warms it up."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    if answer.status_code != 200:
        raise AssertionError(f"{path}: {answer.status_code}")
    return len(asked)


def signed_in() -> Any:
    """A browser in which the national secretariat has signed in."""
    from django.test import Client

    from regietafel.desk.accounts.actions import create_user, grant_role, load_organisations
    from regietafel.desk.accounts.person import RoleName
    from regietafel.desk.audit.chain import Command

    by, at = Command("regietafel bench"), datetime(2022, 7, 1, tzinfo=UTC)
    load_organisations(by=by, at=at)
    user = create_user(by=by, at=at, email=READER, function_title="Secretaris (meting)", password=PASSWORD)
    grant_role(
        by=by,
        at=at,
        user=user,
        organisation="mnre1058",
        role=RoleName.NATIONAL_SECRETARIAT,
        valid_from=date(2022, 1, 1),
    )
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/account/aanmelden/", {"login": READER, "password": PASSWORD})
    return client


def _fill(weeks: int) -> Filled:
    """Weekly meetings of fifteen tables for so many weeks up to now, and one to come."""
    from django.db import transaction
    from django.utils import timezone

    from regietafel.core.base.calendar import DateRange
    from regietafel.core.meetings.rhythm import Rhythm
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.meetings import actions
    from regietafel.desk.meetings.at_table import tables_that_meet

    by, now = Command("regietafel bench"), timezone.now()
    today, lines, meetings = now.date(), 0, 0
    days = DateRange(today - timedelta(weeks=weeks), today + timedelta(days=8))
    tables = [row.key for row in tables_that_meet(today) if not row.territory.startswith("VR")][:TABLES]
    if len(tables) != TABLES:
        raise AssertionError(f"{len(tables)} tables in the case")
    for table in tables:
        with transaction.atomic():
            keys = actions.plan_series(
                by=by,
                at=now,
                table=table,
                rhythm=Rhythm(1, "weeks"),
                days=days,
                starts=time(10),
                illustrative=True,
            )
            for n, key in enumerate(keys):
                _agenda(by, now, key)
                of_last_year = len(keys) - 52 <= n < len(keys) - 2
                lines += _lines(by, now, key, 3) if of_last_year else 0
            meetings += len(keys)
        if table == "lrt":
            held, planned = keys[-2], keys[-1]
            lines += _lines(by, now, held, LINES)
            actions.close_meeting(by=by, at=now, meeting=held)
    return Filled(held, planned, meetings, lines)


def _agenda(by: Any, at: datetime, meeting: str) -> None:
    from regietafel.core.meetings.agenda import Item
    from regietafel.desk.meetings.actions import set_agenda

    titles = ("Opening en verslag", "Stand van de huisvesting", "Crisisnoodopvang", "Rondvraag")
    set_agenda(by=by, at=at, meeting=meeting, items=[Item(0, title) for title in titles], seen=0)


def _lines(by: Any, at: datetime, meeting: str, count: int) -> int:
    from regietafel.core.meetings.line_kinds import LineKind
    from regietafel.desk.meetings.actions import write_line

    kinds = tuple(LineKind)
    for n in range(count):
        write_line(
            by=by,
            at=at,
            meeting=meeting,
            item=1 + n % 4,
            text=f"Verzonnen regel {n} voor een meting, zo lang als een gewone regel in een verslag is.",
            kind=kinds[n % len(kinds)],
            owner="vng",
            client_id=f"meting-{n:06}",
            illustrative=True,
        )
    return count
