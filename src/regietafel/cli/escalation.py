"""`regietafel escalation`: ladders, what the figures propose, and talks with provinces."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from regietafel.cli.ladders import add_ladder_commands
from regietafel.cli.output import AsJson, Language, day, moment, print_json, print_table, with_django
from regietafel.core.base.errors import RegietafelError

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Supervision and talks with provinces.")

add_ladder_commands(app)

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]


@app.command(
    "list",
    epilog="Examples: regietafel escalation list --on 2022-09-16   |   "
    "regietafel escalation list --below somewhat_behind --json",
)
def list_(
    on: On = None,
    below: Annotated[
        str, typer.Option("--below", help="From which class on: behind or somewhat_behind.")
    ] = "behind",
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """The provinces that are not on schedule for the agreed target, furthest behind first, and every talk by its key."""
    with_django()
    from regietafel.core.escalation.bilateral import Below
    from regietafel.desk.escalation.queries import national_board

    if below not in list(Below):
        raise RegietafelError(f'--below "{below}" is unknown', f"write one of {', '.join(Below)}")
    board = national_board(moment(on), below=Below(below))
    if board is None:
        raise RegietafelError("no half-year has targets yet", "load the case or enter a national volume")
    if as_json:
        print_json(board.answer, lang)
        return
    for row in board.provinces:
        talk, ground = "-", row.proposal.ground.in_language(lang) if row.proposal is not None else ""
        if row.talk is not None:
            talk, ground = (
                f"{row.talk.key}, {row.talk.state.words.in_language(lang)}",
                ground or row.talk.ground,
            )
        if ground:
            typer.echo(f"{row.area} {row.name} [{talk}]: {ground}")


@app.command(epilog="Example: regietafel escalation show PV22 --on 2022-09-16T20:00")
def show(
    province: Annotated[str, typer.Argument(help="Code of a province, such as PV22.")],
    on: On = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """The board of a province: each municipality's step and what the figures propose."""
    with_django()
    from regietafel.desk.accounts.person import day_of
    from regietafel.desk.escalation.queries import board

    at = moment(on)
    found = board(province, at, day=day_of(at or datetime.now(UTC)))
    if found is None:
        raise RegietafelError("no half-year has targets yet", "load the case or enter a national volume")
    rows = [
        {
            "area": row.area,
            "name": row.name,
            "step": row.position.number,
            "missed": row.evidence.missed,
            "proposed": row.proposal.value.to if row.proposal.value is not None else None,
            "why": row.proposal.steps[0].text,
        }
        for row in found.municipalities
    ]
    if as_json:
        print_json(
            {"ladder": found.ladder.name, "illustrative": found.illustrative, "municipalities": rows}, lang
        )
        return
    dutch = not lang.startswith("en")
    typer.echo(found.ladder.title.in_language(lang))
    print_table(
        ["code", "gemeente", "trede", "gemist", "voorstel"]
        if dutch
        else ["code", "municipality", "step", "missed", "proposed"],
        [
            [
                row["area"],
                row["name"],
                row["step"],
                row["missed"],
                "-" if row["proposed"] is None else row["proposed"],
            ]
            for row in rows
        ],
        left=2,
    )


@app.command(
    epilog='Example: regietafel escalation step GM1690 1 --reason "Sinds twee maanden achter" --until 2022-10-14'
)
def step(
    municipality: Annotated[str, typer.Argument(help="Code of a municipality.")],
    to: Annotated[int, typer.Argument(help="The step; lower than the present one is a step down.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    until: Annotated[str | None, typer.Option("--until", help="The term that the municipality gets.")] = None,
    ground: Annotated[str, typer.Option("--ground", help="Why a step is skipped.")] = "",
) -> None:
    """Put a municipality on a step of the ladder of its province, higher or lower."""
    with_django()
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.escalation import actions, queries

    at = datetime.now(UTC)
    known = queries.municipality(municipality, day=at.date())
    by = Command("regietafel escalation step")
    if known is not None and to < known[1].position.number:
        actions.step_down(by=by, at=at, area=municipality, to=to, reason=reason)
    else:
        actions.take_step(
            by=by,
            at=at,
            area=municipality,
            to=to,
            reason=reason,
            until=day(until) if until else None,
            ground=ground,
        )
    typer.echo(f"{municipality}: {to}")


@app.command(
    epilog='Example: regietafel escalation add PV22 2022-10-07 --reason "Twee maanden achter op de afspraak"'
)
def add(
    province: Annotated[str, typer.Argument(help="Code of a province, such as PV22.")],
    on: Annotated[str, typer.Argument(metavar="DAY", help="The day of the talk.")],
    reason: Annotated[str, typer.Option("--reason", help="Why there is a talk.")],
    origin: Annotated[
        str, typer.Option("--from", help="The line of minutes, such as lrt-2022-09-16/3.4.")
    ] = "",
) -> None:
    """Plan a bilateral talk with a province; prints its key. Exit code 2 with every fault."""
    with_django()
    from regietafel.core.areas.division import division_on
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.escalation.actions import plan_talk

    at, code = datetime.now(UTC), province.upper()
    if code not in {one.code for one in division_on(at.date()).provinces}:
        raise RegietafelError(f'"{province}" is no province', "write a code from PV20 to PV31")
    key = plan_talk(
        by=Command("regietafel escalation add"),
        at=at,
        province=code,
        planned_on=day(on),
        ground=reason,
        origin=origin,
    )
    typer.echo(key)


@app.command(
    "step-talk",
    epilog='Examples: regietafel escalation step-talk gesprek-pv22-1 held --outcome "Drie locaties" '
    '--follow-up "PRT beslist op 14 oktober"   |   '
    'regietafel escalation step-talk gesprek-pv22-1 cancelled --outcome "Weer op schema"',
)
def step_talk(
    talk: Annotated[str, typer.Argument(help="Key of a talk, such as gesprek-pv22-1.")],
    to: Annotated[str, typer.Argument(metavar="STEP", help="held or cancelled.")],
    outcome: Annotated[str, typer.Option("--outcome", help="What came of it, or why it is called off.")],
    follow_up: Annotated[str, typer.Option("--follow-up", help="What happens next, by whom and when.")] = "",
) -> None:
    """Write down what came of a talk, or call it off. Exit code 2 for a talk that is not planned."""
    with_django()
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.escalation.actions import cancel_talk, record_talk

    by, at = Command("regietafel escalation step-talk"), datetime.now(UTC)
    if to == "held":
        record_talk(by=by, at=at, talk=talk, outcome=outcome, follow_up=follow_up)
    elif to == "cancelled":
        cancel_talk(by=by, at=at, talk=talk, reason=outcome)
    else:
        raise RegietafelError(f'"{to}" is no step of a talk', "write held or cancelled")
    typer.echo(f"{talk}: {to}")
