"""`regietafel agreements`: what was agreed, and what the figures say of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.agreement_writing import add_writing
from regietafel.cli.output import (
    AsJson,
    Language,
    moment,
    print_json,
    print_steps,
    print_table,
    progress,
    with_django,
)
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.desk.agreements.queries import AgreementRow

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What was agreed, with its meter.")

add_writing(app)

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
Key = Annotated[str, typer.Argument(help="Key of an agreement, such as 2022-08-26-a4.")]


@app.command(
    "list",
    epilog="Examples: regietafel agreements list --on 2022-09-16   |   regietafel agreements list --table lrt --json",
)
def list_(
    on: On = None,
    table: Annotated[str, typer.Option("--table", help="Only those of this table, such as lrt.")] = "",
    state: Annotated[
        str, typer.Option("--state", help="Only those in this state; a wrong one lists what can be.")
    ] = "",
    page: Annotated[int, typer.Option("--page", min=1, help="Which page, from 1.")] = 1,
    size: Annotated[int, typer.Option("--size", min=1, max=1000, help="How many on a page.")] = 100,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """A page of agreements with the state that their figures give; what is left is said on the error stream."""
    with_django()
    from regietafel.desk.agreements.queries import ListAsked, Listing

    found = Listing(ListAsked(moment(on), table=table, state=_state_named(state)))
    rows = found[(page - 1) * size : page * size]
    if len(found) > len(rows):
        progress(f"page {page}: {len(rows)} of {len(found)} agreements")
    if as_json:
        print_json([_plain(row) for row in rows], lang)
        return
    dutch = not lang.startswith("en")
    print_table(
        ["afspraak", "stand", "uiterlijk", "titel"] if dutch else ["agreement", "state", "latest", "title"],
        [[row.key, row.state.words.in_language(lang), row.latest.isoformat(), row.title] for row in rows],
        left=4,
    )


@app.command(epilog="Example: regietafel agreements show 2022-08-26-a4 --on 2023-01-05")
def show(key: Key, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """One agreement: its words, its meter with every step, and what people find of it."""
    with_django()
    from regietafel.desk.agreements.queries import agreement

    row = agreement(key, moment(on))
    if as_json:
        print_json(_plain(row), lang)
        return
    typer.echo(f"{row.key}: {row.title}")
    typer.echo(row.promise.text)
    typer.echo("")
    typer.echo(row.said.in_language(lang))
    for answer in row.meters:
        print_steps(answer.map(lambda found: found.state.words), lang)
    for one in row.judgements:
        said = f"{one.about.words.in_language(lang)}: {one.opinion.words.in_language(lang)}"
        typer.echo(f"{said} ({one.author}, {one.known_since:%d-%m-%Y}): {one.reason}")


@app.command(epilog="Example: regietafel agreements alarms --on 2022-09-16T20:00")
def alarms(
    on: On = None,
    table: Annotated[str, typer.Option("--table", help="Only those for this table, such as lrt.")] = "",
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """What the figures put forward for the agendas of tables."""
    with_django()
    from regietafel.desk.agreements.queries import alarms as proposed

    found = proposed(moment(on), table=table)
    if as_json:
        print_json(found, lang)
        return
    for one in found:
        typer.echo(f"{one.table}: {one.title.in_language(lang)}")
        typer.echo(f"  {one.ground.in_language(lang)}")


@app.command(
    epilog='Example: regietafel agreements judge 2022-08-26-a1 result no --author "Landelijke Regietafel" '
    '--reason "De plaatsen zijn er nog niet."'
)
def judge(
    key: Key,
    about: Annotated[str, typer.Argument(help="effort or result.")],
    opinion: Annotated[str, typer.Argument(help="yes, partly or no.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    author: Annotated[str, typer.Option("--author", help="The function of who finds this.")],
) -> None:
    """Put a judgement beside the meter of an agreement; the meter does not change."""
    with_django()
    from regietafel.core.agreements.judgement import About, Opinion
    from regietafel.desk.agreements.actions import judge as judged
    from regietafel.desk.audit.chain import Command

    try:
        of, found = About(about), Opinion(opinion)
    except ValueError as wrong:
        raise RegietafelError(str(wrong), "write effort or result, and yes, partly or no") from wrong
    judged(
        by=Command("regietafel agreements judge"),
        at=datetime.now(UTC),
        agreement=key,
        about=of,
        opinion=found,
        author=author,
        reason=reason,
    )
    typer.echo(f"{key}: {of.value} {found.value}")


def _state_named(text: str) -> Any:
    from regietafel.core.agreements.states import MeterState

    try:
        return MeterState(text) if text else None
    except ValueError:
        known = ", ".join(MeterState)
        raise RegietafelError(f'"{text}" is no state', f"write one of {known}") from None


def _plain(row: AgreementRow) -> dict[str, Any]:
    return {
        "agreement": row.key,
        "title": row.title,
        "table": row.table,
        "agreedOn": row.agreed_on,
        "best": row.promise.best,
        "latest": row.latest,
        "owners": row.promise.owners,
        "nature": row.promise.nature,
        "ended": row.ended,
        "origin": row.origin,
        "state": row.state.value,
        "said": row.said,
        "meters": [
            {
                "indicator": one.value.gauge.indicator,
                "area": one.value.gauge.area,
                "target": one.value.gauge.target,
                "state": one.value.state.value,
                "measured": one.value.last.measured.value if one.value.last else None,
                "referenceDate": one.value.last.measured.reference_date if one.value.last else None,
                "illustrative": one.illustrative,
            }
            for one in row.meters
        ],
        "judgements": [
            {
                "about": one.about.value,
                "opinion": one.opinion.value,
                "author": one.author,
                "reason": one.reason,
            }
            for one in row.judgements
        ],
    }
