"""`regietafel digest`: what waits for someone, and sending what is due."""

from __future__ import annotations

import logging
import signal
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from regietafel.cli.output import AsJson, print_json, print_table, with_django
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.desk.to_do.mailing import Sent

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="What waits for someone, and sending what is due."
)


@app.command(epilog="Example, as a worker beside the site: regietafel digest send --every 600")
def send(
    every: Annotated[
        int,
        typer.Option(
            "--every", min=0, max=86_400, help="Again after so many seconds, until stopped; 0 is once."
        ),
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Send every digest that is due now; each at most once, however often and by however many this runs."""
    with_django()
    if not every:
        _tell(_round(), as_json)
        return
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        while not stop.is_set():
            if sent := _round_or_nothing():
                _tell(sent, as_json)
            stop.wait(every)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _round_or_nothing() -> tuple[Sent, ...]:
    """One round of many: a database that is away for a while ends this round only."""
    from django.db import Error, close_old_connections

    try:
        return _round()
    except Error as away:
        close_old_connections()  # the next round opens a new one
        logging.getLogger(__name__).error("no digest could be sent: %s", away)
        return ()


def _round() -> tuple[Sent, ...]:
    from django.utils import timezone

    from regietafel.core.to_do.items import ToDo
    from regietafel.desk.accounts.person import Person, day_of
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.to_do.mailing import send_due
    from regietafel.desk.to_do.queries import waiting_for_person

    def waiting(person: Person, at: datetime) -> tuple[ToDo, ...]:
        return waiting_for_person(person, None, day_of(at))

    return send_due(by=Command("regietafel digest send"), at=timezone.now(), waiting=waiting)


def _tell(sent: tuple[Sent, ...], as_json: bool) -> None:
    if as_json:
        print_json(sent)
        return
    print_table(
        ["function", "slot", "what became of it", "items"],
        [[each.function_title, each.slot, each.state, each.items] for each in sent],
        left=3,
    )


@app.command(epilog="Example: regietafel digest show drenthe@demo.example --on 2022-09-16T20:30")
def show(
    email: Annotated[str, typer.Argument(help="The address of a user.")],
    on: Annotated[str, typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00.")] = "",
    as_json: AsJson = False,
) -> None:
    """What waits for someone, as a digest would say it now or at a moment."""
    with_django()
    from django.utils import timezone

    from regietafel.core.to_do.items import KIND_TITLES, in_order, urgency_of
    from regietafel.desk.accounts.queries import person_by_email
    from regietafel.desk.shared.moment import parse_moment
    from regietafel.desk.to_do.queries import waiting_for_person

    person = person_by_email(email)
    if not person.signed_in:
        raise RegietafelError(f'there is no user with address "{email}"', "look at the page of people")
    moment = parse_moment(on, now=timezone.now())
    day = moment.local.date()
    items = in_order(waiting_for_person(person, moment.at, day), day)
    if as_json:
        print_json(items)
        return
    print_table(
        ["what", "by", "when", "table"],
        [
            [
                f"{KIND_TITLES[item.kind].nl}: {item.title}",
                item.due or "-",
                urgency_of(item, day).value,
                item.table,
            ]
            for item in items
        ],
        left=4,
    )
