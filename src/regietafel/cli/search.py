"""`regietafel search`: everything that was written, by Dutch word forms."""

from __future__ import annotations

from typing import Annotated

import typer

from regietafel.cli.output import AsJson, Language, moment, print_json, with_django

app = typer.Typer(rich_markup_mode=None, help="Search minutes, agreements, actions, requests and mandates.")


@app.command(
    epilog='Examples: regietafel search brief taakstelling   |   regietafel search "grote gezinnen" --kind request --json'
)
def search(
    text: Annotated[
        list[str], typer.Argument(help="Words; one with - before it must not be there (after --).")
    ],
    kind: Annotated[
        str, typer.Option("--kind", help="Only minutes, agreement, action, request, mandate, ...")
    ] = "",
    on: Annotated[
        str | None,
        typer.Option(
            "--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."
        ),
    ] = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Find texts; who runs this on the server reads all of them. Exit code 1 when nothing was found."""
    with_django()
    from regietafel.desk.search import queries

    found = queries.search(" ".join(text), None, moment(on), kind=kind)
    if as_json:
        print_json({"asKnownOn": moment(on), "counts": found.counts, "hits": found.hits}, lang)
    else:
        for hit in found.hits:
            typer.echo(f"{hit.kind}  {hit.key}  {hit.title}")
            typer.echo(f"    {''.join(piece.text for piece in hit.pieces)}")
    if not found.hits:
        raise typer.Exit(1)
