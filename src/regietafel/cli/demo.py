"""`regietafel demo`: the case "herfst 2022" from an empty folder to a running site."""

from __future__ import annotations

from typing import Annotated

import typer

from regietafel.cli.output import moment, progress, with_django

DEMO_PASSWORD = "regietafel-demo-2022"  # noqa: S105 - printed by the demo, refused in production

app = typer.Typer(
    rich_markup_mode=None, help="Load the case 'herfst 2022', print its schedule, and serve the site."
)


@app.command(epilog="Examples: regietafel demo   |   regietafel demo --until 2022-09-16T20:00 --no-serve")
def demo(
    port: Annotated[
        int, typer.Option("--port", help="Port to serve on; a taken one gives the next free one.")
    ] = 8000,
    until: Annotated[
        str | None, typer.Option("--until", help="Load only what was known at this moment.")
    ] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site afterwards.")] = True,
) -> None:
    """Make the database, load the case, print the schedule of nation and provinces, serve the site."""
    from regietafel.cli.preparing import prepare

    with_django()
    prepare(tell=progress)
    from regietafel.cli.cases.load import case_moment, load
    from regietafel.cli.monitor import print_schedule
    from regietafel.core.base.calendar import HalfYear
    from regietafel.desk.monitor.queries import state

    if load(until=moment(until), tell=progress) == 0:
        progress("De casus staat er al; er is niets veranderd.")
    password = _accounts()
    known = state(HalfYear(2022, 2), case_moment())
    print_schedule(known, [known.row("NL"), *known.rows("province")], "nl")
    typer.echo("")
    typer.echo(known.paragraph("NL", "province").nl)
    typer.echo("")
    _print_accounts(password)
    if serve:
        raise typer.Exit(_serve(port, f"{case_moment():%Y-%m-%dT%H:%M}"))


def _accounts() -> str:
    """Make the demo accounts; returns their password."""
    from django.utils import timezone

    from regietafel.desk.accounts.actions import load_demo_accounts, load_organisations
    from regietafel.desk.audit.chain import Command

    by, at = Command("regietafel demo"), timezone.now()
    load_organisations(by=by, at=at)
    load_demo_accounts(by=by, at=at, password=DEMO_PASSWORD)
    return DEMO_PASSWORD


def _print_accounts(password: str) -> None:
    from regietafel.desk.accounts.queries import people

    typer.echo(f"Demo-accounts (wachtwoord: {password}):")
    for person in people():
        if person.demo:
            typer.echo(f"  {person.email:<44} {person.function_title}")


def _serve(port: int, case_moment: str) -> int:
    from regietafel.cli.serving import serve

    def ready(address: str) -> None:
        typer.echo("")
        typer.echo(f"Regietafel draait op {address}/")
        typer.echo(f"De stand van 16 september 2022, 20.00 uur: {address}/?bekend-op={case_moment}")
        typer.echo("Stoppen: Ctrl-C")

    return serve(port=port, on_ready=ready, choose_free_port=True)
