"""The commands that write about agreements: add, step, measure and step-measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.output import AMSTERDAM, day, with_django
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.core.agreements.promise import Dependency, Gauge, Promise

Key = Annotated[str, typer.Argument(help="Key of an agreement, such as 2022-08-26-a4.")]
Title = Annotated[str, typer.Argument(metavar="TITLE", help="The agreement in one line.")]
Text = Annotated[str, typer.Option("--text", help="What was agreed; without it the title.")]
Table = Annotated[str, typer.Option("--table", help="The table that agreed it, such as lrt.")]
Agreed = Annotated[str, typer.Option("--agreed", help="The day on which it was agreed; without it today.")]
Owners = Annotated[
    list[str], typer.Option("--owner", help="Who is to keep it, such as vng; may be given more often.")
]
Parties = Annotated[
    list[str], typer.Option("--party", help="Who is a party; without it the owners. May be given more often.")
]
Latest = Annotated[str, typer.Option("--latest", help="The last day to keep it.")]
Best = Annotated[str, typer.Option("--best", help="The day on which it is hoped to be kept.")]
Source = Annotated[str, typer.Option("--source", help="Key of a source on record.")]
OnWhat = Annotated[str, typer.Option("--basis", help="law or political.")]
Nature = Annotated[str, typer.Option("--nature", help="effort or result; without it nothing was said.")]
Quantities = Annotated[
    list[str],
    typer.Option(
        "--quantity",
        help='"INDICATOR AREA TARGET [START [LATEST]]", such as "housed NL 20000 2022-07-01"; may be given more often.',
    ),
]
Conditions = Annotated[
    list[str],
    typer.Option("--depends-on", help='"KEY: what has to come first"; may be given more often.'),
]
Origin = Annotated[str, typer.Option("--from", help="The line of minutes, such as lrt-2022-09-16/3.4.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
Owner = Annotated[str, typer.Option("--owner", help="Who does it, such as ipo.")]
Due = Annotated[str, typer.Option("--due", help="Last day; without it no term.")]
Actions = Annotated[list[str], typer.Option("--action", help="Key of an action; may be given more often.")]


def add_writing(app: typer.Typer) -> None:
    """Give a noun its commands that write."""
    _adding(app)
    _stepping(app)
    _measuring(app)
    _stepping_measures(app)


def _adding(app: typer.Typer) -> None:
    @app.command(
        epilog='Example: regietafel agreements add "20.000 gehuisvest" --table lrt --agreed 2022-08-26 '
        '--owner vng --latest 2022-12-31 --source agreement-2022-08-26 --quantity "housed NL 20000 2022-07-01"'
    )
    def add(
        title: Title,
        table: Table,
        owner: Owners,
        source: Source,
        latest: Latest = "",
        best: Best = "",
        text: Text = "",
        agreed: Agreed = "",
        party: Parties = [],  # noqa: B006 - typer copies it
        basis: OnWhat = "political",
        nature: Nature = "",
        quantity: Quantities = [],  # noqa: B006
        depends_on: Conditions = [],  # noqa: B006
        origin: Origin = "",
    ) -> None:
        """Write down what a table agreed; prints its key. Exit code 2 with every fault."""
        with_django()
        from django.utils import timezone

        from regietafel.core.agreements.promise import Basis, Promise
        from regietafel.desk.agreements.actions import add_agreement
        from regietafel.desk.audit.chain import Command

        agreed_on = day(agreed) if agreed else _today()
        promise = Promise(title, text or title, tuple(owner), tuple(party or owner), _day(best), _day(latest))
        key = add_agreement(
            by=Command("regietafel agreements add"),
            at=timezone.now(),
            table=table,
            agreed_on=agreed_on,
            promise=replace(
                promise,
                gauges=tuple(_gauge(one, agreed_on, promise) for one in quantity),
                dependencies=tuple(_condition(one) for one in depends_on),
                nature=_nature(nature),
            ),
            source=source,
            basis=_one_of(Basis, basis, "--basis"),
            origin=origin,
        )
        typer.echo(key)


def _stepping(app: typer.Typer) -> None:
    @app.command(
        epilog='Examples: regietafel agreements step 2022-08-26-a4 changed --latest 2023-03-31 --reason "verlengd"   |   '
        'regietafel agreements step 2022-08-26-a4 ended --reason "klaar"'
    )
    def step(
        key: Key,
        to: Annotated[str, typer.Argument(metavar="STEP", help="changed or ended.")],
        reason: Reason,
        title: Annotated[str, typer.Option("--title", help="Another title.")] = "",
        text: Annotated[str, typer.Option("--text", help="Another text.")] = "",
        owner: Owners = [],  # noqa: B006
        party: Parties = [],  # noqa: B006
        latest: Latest = "",
        best: Best = "",
        nature: Nature = "",
        quantity: Quantities = [],  # noqa: B006
        depends_on: Conditions = [],  # noqa: B006
    ) -> None:
        """Change an agreement, or end it. What is not given stays as it is; the version before stays to be read."""
        with_django()
        from django.utils import timezone

        from regietafel.desk.agreements.actions import change_agreement, end_agreement
        from regietafel.desk.agreements.queries import agreement
        from regietafel.desk.audit.chain import Command

        by, at = Command("regietafel agreements step"), timezone.now()
        if to not in ("changed", "ended"):
            raise RegietafelError(f'"{to}" is no step of an agreement', "write changed or ended")
        row = agreement(key)
        if to == "ended":
            end_agreement(by=by, at=at, agreement=key, reason=reason)
        else:
            wanted = _moved(row.promise, _day(best), _day(latest))
            wanted = replace(
                wanted,
                title=title or wanted.title,
                text=text or wanted.text,
                owners=tuple(owner) or wanted.owners,
                parties=tuple(party) or wanted.parties,
                nature=_nature(nature) or wanted.nature,
            )
            if quantity:
                gauges = [_gauge(one, row.agreed_on, wanted) for one in quantity]
                wanted = replace(wanted, gauges=tuple(gauges))
            if depends_on:
                wanted = replace(wanted, dependencies=tuple(_condition(one) for one in depends_on))
            change_agreement(by=by, at=at, agreement=key, promise=wanted, reason=reason)
        typer.echo(f"{key}: {to}")


def _measuring(app: typer.Typer) -> None:
    @app.command(
        epilog='Example: regietafel agreements measure 2022-08-26-a4 "Een brief aan alle gemeenten" --owner vng '
        "--due 2022-10-14 --action a4-rol-prt"
    )
    def measure(
        key: Key,
        title: Annotated[str, typer.Argument(metavar="TITLE", help="What is done.")],
        owner: Owner,
        due: Due = "",
        action: Actions = [],  # noqa: B006
        origin: Origin = "",
    ) -> None:
        """Add a measure to the follow-up plan of an agreement; prints its key. Exit code 2 with every fault."""
        with_django()
        from django.utils import timezone

        from regietafel.desk.agreements.actions import add_measure
        from regietafel.desk.audit.chain import Command

        made = add_measure(
            by=Command("regietafel agreements measure"),
            at=timezone.now(),
            agreement=key,
            title=title,
            owner=owner,
            due=_day(due),
            actions=action,
            origin=origin,
        )
        typer.echo(made)


def _stepping_measures(app: typer.Typer) -> None:
    @app.command(
        "step-measure",
        epilog='Example: regietafel agreements step-measure 2022-08-26-a4-m1 withdrawn --reason "niet meer nodig"',
    )
    def step_measure(
        key: Annotated[str, typer.Argument(help="Key of a measure, such as 2022-08-26-a4-m1.")],
        to: Annotated[str, typer.Argument(metavar="STEP", help="changed or withdrawn.")],
        reason: Reason,
        title: Annotated[str, typer.Option("--title", help="Another title.")] = "",
        owner: Annotated[str, typer.Option("--owner", help="Another owner.")] = "",
        due: Annotated[str, typer.Option("--due", help="Another last day.")] = "",
        action: Actions = [],  # noqa: B006
    ) -> None:
        """Change a measure, or withdraw it. What is not given stays as it is."""
        with_django()
        from django.utils import timezone

        from regietafel.desk.agreements.actions import change_measure
        from regietafel.desk.agreements.queries import measure as known
        from regietafel.desk.audit.chain import Command

        if to not in ("changed", "withdrawn"):
            raise RegietafelError(f'"{to}" is no step of a measure', "write changed or withdrawn")
        row = known(key, day=_today())
        change_measure(
            by=Command("regietafel agreements step-measure"),
            at=timezone.now(),
            measure=key,
            title=title or row.title,
            owner=owner or row.owner,
            reason=reason,
            due=_day(due) or row.due,
            actions=action or [one.key for one in row.actions],
            withdrawn=to == "withdrawn",
        )
        typer.echo(f"{key}: {to}")


def _moved(promise: Promise, best: date | None, latest: date | None) -> Promise:
    """A promise with other terms; quantities that had the terms of the agreement move along."""
    term, hoped = latest or promise.latest, best or promise.best
    gauges = tuple(
        replace(
            one,
            latest=term if term and one.latest == promise.latest else one.latest,
            best=(hoped or term or one.best) if one.best in (promise.best, promise.latest) else one.best,
        )
        for one in promise.gauges
    )
    return replace(promise, best=hoped, latest=term, gauges=gauges)


def _gauge(text: str, agreed_on: date, promise: Promise) -> Gauge:
    """A quantity from its words. An agreement without a term is refused for that, not for its quantity."""
    from regietafel.core.agreements.promise import Gauge

    parts = text.split()
    if not 3 <= len(parts) <= 5 or not parts[2].replace(".", "").isdecimal():
        raise RegietafelError(
            f'--quantity "{text}" cannot be read', 'write "INDICATOR AREA TARGET [START [LATEST]]"'
        )
    start = day(parts[3]) if len(parts) > 3 else agreed_on
    own = day(parts[4]) if len(parts) > 4 else None
    last = own or promise.latest or start + timedelta(days=1)
    first = own or promise.best or last
    return Gauge(parts[0], parts[1].upper(), int(parts[2].replace(".", "")), start, first, last)


def _condition(text: str) -> Dependency:
    from regietafel.core.agreements.promise import Dependency

    key, colon, why = (part.strip() for part in text.partition(":"))
    if not (key and colon and why):
        raise RegietafelError(f'--depends-on "{text}" cannot be read', 'write "KEY: what has to come first"')
    return Dependency(key, why)


def _nature(text: str) -> Any:
    from regietafel.core.agreements.judgement import About

    return _one_of(About, text, "--nature") if text else None


def _one_of(kind: Any, text: str, option: str) -> Any:
    try:
        return kind(text)
    except ValueError:
        known = " or ".join(one.value for one in kind)
        raise RegietafelError(f'{option} "{text}" is unknown', f"write {known}") from None


def _day(text: str) -> date | None:
    return day(text) if text else None


def _today() -> date:
    return datetime.now(AMSTERDAM).date()
