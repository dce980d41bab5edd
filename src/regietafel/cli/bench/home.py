"""What waits, with 20,000 actions and 5,000 agreements in the database: the first page and the board of a table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from regietafel.cli.bench.meetings import ask, queries_of, rounds_of, signed_in
from regietafel.cli.bench.timing import BenchReport, Check, Goal, Measure, interleaved
from regietafel.cli.bench.web import report_of

QUERIES_GOAL = 15
TIME_GOAL = 200.0  # milliseconds of server time
ACTIONS = 20_000
AGREEMENTS = 5_000
BATCH = 500
PAGES = {
    "first page": "/",
    "my table": "/mijn-tafel/",
    "board of the LRT": "/mijn-tafel/lrt/",
    "list of agreements": "/afspraken/",
}


def run(small: bool) -> BenchReport:
    """First page and boards, signed in as the national secretariat, with much that waits."""
    return report_of("home", _measured, small=small)


def _measured(small: bool) -> Measure:
    from regietafel.cli.cases.load import load

    load(tell=lambda _: None)
    client = signed_in()
    share = 20 if small else 1
    actions, agreements = _actions(ACTIONS // share), _agreements(AGREEMENTS // share)
    queries = {name: queries_of(client, path) for name, path in PAGES.items()}
    timings = interleaved({name: ask(client, path) for name, path in PAGES.items()}, rounds=rounds_of(small))
    board = client.get(PAGES["board of the LRT"]).content.decode()
    goals = [
        Goal(f"queries, {name}", queries[name], QUERIES_GOAL, "queries", "lower", margin=1) for name in PAGES
    ]
    goals += [Goal(f"server time, {name}", timings[name].median, TIME_GOAL, "ms", "lower") for name in PAGES]
    return Measure(
        "what waits, signed in as the national secretariat",
        f"{actions:,} actions, {agreements:,} agreements",
        tuple(timings.values()),
        (Check("the board names actions that wait", "Verzonnen actie" in board),),
        tuple(goals),
        notes=("what is alike for every reader is made once after each write, and kept for these rounds",),
    )


def _actions(count: int) -> int:
    """Open actions of the national table and the provincial ones, in batches; half of them with a term."""
    from regietafel.core.follow_up.items import Kind, Term
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.follow_up.actions import ItemEntry, add_items

    by, at = Command("regietafel bench"), datetime(2023, 1, 10, tzinfo=UTC)
    raised = date(2023, 1, 9)
    for start in range(0, count, BATCH):
        entries = [
            ItemEntry(
                kind=Kind.ACTION,
                key=f"meting-{n:06}",
                text=f"Verzonnen actie {n} voor een meting",
                raised_on=raised,
                tables=("lrt" if n % 2 else f"prt-pv{20 + n % 12}",),
                owner="zb000210",
                term=Term(raised + timedelta(days=n % 400)) if n % 4 else Term(),
                illustrative=True,
            )
            for n in range(start, min(start + BATCH, count))
        ]
        add_items(by=by, at=at, entries=entries)
    return count


def _agreements(count: int) -> int:
    """Agreements of the provincial tables; one in fifty has a meter of housed permit holders in its province."""
    from django.db import transaction

    from regietafel.core.agreements.promise import Gauge, Promise
    from regietafel.desk.agreements.actions import add_agreement
    from regietafel.desk.audit.chain import Command

    by, at = Command("regietafel bench"), datetime(2022, 8, 27, tzinfo=UTC)
    agreed, latest = date(2022, 8, 26), date(2022, 12, 31)
    for start in range(0, count, BATCH):
        with transaction.atomic():
            for n in range(start, min(start + BATCH, count)):
                province = 20 + n % 12
                gauge = Gauge("housed", f"PV{province}", 400, date(2022, 7, 1), latest, latest)
                promise = Promise(
                    title=f"Verzonnen afspraak {n} voor een meting",
                    text="Verzonnen, om te meten hoe lang een bladzijde duurt.",
                    owners=("vng",),
                    parties=("vng",),
                    best=latest,
                    latest=latest,
                    gauges=(gauge,) if n % 50 == 0 else (),
                )
                add_agreement(
                    by=by,
                    at=at,
                    table=f"prt-pv{province}",
                    agreed_on=agreed,
                    promise=promise,
                    source="agreement-2022-08-26",
                    illustrative=True,
                )
    return count
