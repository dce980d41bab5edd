"""`regietafel mandates`: what was given to whom, whether it opens the lock, and using it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from regietafel.cli.output import (
    AsJson,
    Language,
    day,
    moment,
    print_json,
    print_steps,
    print_table,
    with_django,
)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What one table may do for another, within which limits.",
)

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
Key = Annotated[str, typer.Argument(help="A mandate; see: regietafel mandates list.")]
Subject = Annotated[str, typer.Argument(help='Such as "taakstelling 2023-I".')]
Kind = Annotated[str, typer.Option("--kind", help="send_letter or adopt_minutes.")]


@app.command("list", epilog="Example: regietafel mandates list --table hlrt --on 2022-09-16")
def list_mandates(
    table: Annotated[str | None, typer.Option("--table", help="Only those it gave or holds.")] = None,
    on: On = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Every mandate, and whether it can be used."""
    with_django()
    from regietafel.desk.mandates import queries

    at, when = moment(on), _day_of(on)
    rows = [row for row in queries.mandates(at) if table in (None, row.mandate.giver, row.mandate.holder)]
    every = queries.mandates(at)
    found = [
        {
            "key": row.key,
            "giver": row.mandate.giver,
            "holder": row.mandate.holder,
            "subject": row.mandate.subject,
            "until": row.mandate.valid.until,
            "objections": [each.sentence for each in queries.objections(row, when, every, at)],
        }
        for row in rows
    ]
    if as_json:
        print_json({"asKnownOn": at, "mandates": found}, lang)
        return
    dutch = not lang.startswith("en")
    yes, no = ("ja", "nee") if dutch else ("yes", "no")
    print_table(
        ["mandaat", "van", "aan", "onderwerp", "tot", "open"]
        if dutch
        else ["mandate", "from", "to", "subject", "until", "open"],
        [
            [
                row["key"],
                row["giver"],
                row["holder"],
                row["subject"],
                row["until"] or "-",
                no if row["objections"] else yes,
            ]
            for row in found
        ],
        left=5,
    )


@app.command(epilog="Example: regietafel mandates show lrt-hlrt-letter-2023-I --on 2022-09-30")
def show(key: Key, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """One mandate with its limits, what was done under it, and whether it opens."""
    with_django()
    from regietafel.desk.mandates import queries

    at = moment(on)
    row = queries.mandate(key, at)
    answer = queries.covering(row.mandate.kind, row.mandate.subject, row.mandate.holder, _day_of(on), at)
    if as_json:
        print_json({"asKnownOn": at, "mandate": row.mandate, "acts": [_act(each) for each in row.acts]}, lang)
        return
    typer.echo(
        f"{row.key}: {row.mandate.giver} -> {row.mandate.holder}, {row.mandate.subject}, {row.mandate.valid}"
    )
    print_steps(answer, lang)
    for each in row.acts:
        typer.echo(f"  {each.done_on}  {each.actor}: {each.report}")


@app.command(epilog='Example: regietafel mandates ask "taakstelling 2023-I" --by hlrt --day 2022-09-30')
def ask(
    subject: Subject,
    by: Annotated[str, typer.Option("--by", help="A table or an office, such as hlrt.")],
    on_day: Annotated[str | None, typer.Option("--day", help="The day of the act; without it today.")] = None,
    kind: Kind = "send_letter",
    on: On = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """May this table or office do this? Exit code 1 when it may not."""
    with_django()
    from regietafel.desk.mandates import queries

    when = day(on_day) if on_day else _day_of(on)
    answer = queries.covering(_kind(kind), subject, by, when, moment(on))
    if as_json:
        print_json({"opens": answer.value.opens, "answer": answer.map(lambda found: found.state)}, lang)
    else:
        print_steps(answer, lang)
    if not answer.value.opens:
        raise typer.Exit(1)


@app.command(
    epilog='Example: regietafel mandates add "taakstelling 2023-II" --giver lrt --holder hlrt '
    "--from 2023-03-01 --until 2023-04-02 --at-most 1"
)
def add(
    subject: Subject,
    giver: Annotated[str, typer.Option("--giver", help="The table that gives it.")],
    holder: Annotated[str, typer.Option("--holder", help="The table or office that gets it.")],
    start: Annotated[str, typer.Option("--from", help="First day.")],
    until: Annotated[
        str | None, typer.Option("--until", help="First day on which it no longer holds.")
    ] = None,
    at_most: Annotated[int | None, typer.Option("--at-most", help="How often at most.")] = None,
    kind: Kind = "send_letter",
    report_days: Annotated[int | None, typer.Option("--report-days", help="Days to report within.")] = None,
) -> None:
    """Give a mandate; one without an end or a number of times is refused."""
    with_django()
    from django.utils import timezone

    from regietafel.core.base.calendar import DateRange
    from regietafel.core.mandates.mandate import Mandate
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.mandates import actions

    valid = DateRange(day(start), day(until) if until else None)
    given = Mandate("", giver, holder, _kind(kind), subject, valid, at_most=at_most, report_days=report_days)
    key = actions.grant(
        by=Command("regietafel mandates add"), at=timezone.now(), entry=actions.MandateEntry(given)
    )
    typer.echo(key)


@app.command(
    epilog='Example: regietafel mandates step lrt-hlrt-letter-2023-I --day 2022-09-30 --report "De brief is verstuurd."'
)
def step(
    key: Key,
    report: Annotated[str, typer.Option("--report", help="What the giver is told.")],
    on_day: Annotated[str, typer.Option("--day", help="When it was done.")],
    met: Annotated[list[str] | None, typer.Option("--met", help="A condition that is met, by key.")] = None,
) -> None:
    """Use a mandate: the act and its report are put down; refused with the reason outside its limits."""
    with_django()
    from django.utils import timezone

    from regietafel.desk.audit.chain import Command
    from regietafel.desk.mandates import actions, queries

    row = queries.mandate(key)
    typer.echo(
        actions.act(
            by=Command("regietafel mandates step"),
            at=timezone.now(),
            kind=row.mandate.kind,
            subject=row.mandate.subject,
            actor=row.mandate.holder,
            done_on=day(on_day),
            report=report,
            met=met or (),
        )
    )


def _day_of(on: str | None) -> Any:
    from django.utils import timezone

    from regietafel.desk.accounts.person import day_of

    return day_of(moment(on) or timezone.now())


def _kind(text: str) -> Any:
    from regietafel.core.base.errors import RegietafelError
    from regietafel.core.mandates.acts import ActKind

    known = {kind.value: kind for kind in ActKind}
    if text not in known:
        raise RegietafelError(f'--kind "{text}" is unknown', f"write one of {', '.join(known)}")
    return known[text]


def _act(each: Any) -> dict[str, Any]:
    return {
        "key": each.key,
        "actor": each.actor,
        "doneOn": each.done_on,
        "report": each.report,
        "acknowledged": each.acknowledged,
    }
