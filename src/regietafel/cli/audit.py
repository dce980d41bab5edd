"""`regietafel audit`: whether the chain of everything that was written is whole, and the history of one thing."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from regietafel.cli.database import with_database
from regietafel.cli.output import AsJson, print_json
from regietafel.core.base.errors import RegietafelError

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The chain of everything that was written."
)

DAMAGED = 1


@app.command(
    epilog="Examples: regietafel audit verify   |   regietafel audit verify --expect 1204:9f2c...   |   "
    "regietafel audit verify --json"
)
def verify(
    expect: Annotated[
        str,
        typer.Option(
            "--expect",
            help="Number and hash noted after an earlier run, such as 1204:9f2c...; finds a chain rewritten as a whole.",
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Walk the chain; name every record changed, removed or inserted. Exit code 1 when anything is wrong."""
    with_database()
    from regietafel.desk.audit import queries

    report = queries.verify(anchor=_anchor(expect))
    if as_json:
        print_json(report)
    else:
        _tell(report)
    if not report.whole:
        raise typer.Exit(DAMAGED)


@app.command(epilog="Example: regietafel audit history organisation pv22")
def history(
    kind: Annotated[str, typer.Argument(help="Kind of thing, such as user, organisation or import.")],
    key: Annotated[str, typer.Argument(help="Its key, such as 12 or pv22.")],
    as_json: AsJson = False,
) -> None:
    """Everything that was written about one thing, newest first."""
    with_database()
    from regietafel.desk.audit import queries
    from regietafel.desk.audit.words import spoken

    entries = queries.history(kind, key)
    if as_json:
        print_json(entries)
        return
    if not entries:
        raise RegietafelError(
            f"nothing was written about {kind} {key}", "compare with regietafel audit history --help"
        )
    for entry in entries:
        typer.echo(
            f"{entry.number}  {entry.at.isoformat(timespec='seconds')}  {entry.actor_name}  {entry.action}"
        )
        for change in entry.changes:
            typer.echo(f"     {change.field}: {spoken(change.before)} -> {spoken(change.after)}")
        if entry.reason:
            typer.echo(f"     reason: {entry.reason}")


def _anchor(text: str) -> Any:
    from regietafel.desk.audit.queries import Anchor

    if not text:
        return None
    number, _, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise RegietafelError(f'"{text}" is not a number and a hash', "write them as 1204:9f2c... (64 signs)")
    return Anchor(int(number), digest)


def _tell(report: Any) -> None:
    if report.whole:
        noun = "record" if report.records == 1 else "records"
        typer.echo(f"The chain is whole: {report.records} {noun}.")
        if report.records:
            typer.echo(
                f"Note this elsewhere, for --expect next time: {report.last_number}:{report.last_hash}"
            )
        return
    typer.echo(f"The chain is damaged ({report.records} records read):")
    for finding in report.findings:
        typer.echo(f"  - {finding.sentence}")
    typer.echo("Keep this database as it is, and compare it with the last backup.")
