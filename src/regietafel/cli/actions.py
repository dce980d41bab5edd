"""`regietafel actions`: who does what by when, and who of the State goes to which provincial table."""

from __future__ import annotations

from typing import Annotated

import typer

from regietafel.cli.item_commands import Key, On, commands_for
from regietafel.cli.output import AsJson, Language, moment, print_json, print_table, with_django

app = commands_for(
    "action",
    "actions",
    "Who does what by when, until the table closes it.",
    owner="ipo",
    text="Beschrijf de rol van de PRT",
    step="a4-rol-prt done --day 2022-10-07",
)

Prt = Annotated[str, typer.Argument(metavar="TABLE", help="A provincial table, such as prt-pv22.")]
Office = Annotated[str, typer.Argument(help="An office with a seat at the HLRT, such as dgvb.")]


@app.command(epilog="Example: regietafel actions delegates rijk-bij-prt --on 2022-09-16T20:30")
def delegates(key: Key, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """Who of the State goes to which provincial table for an action. Exit code 1 when one is missing or double."""
    with_django()
    from django.utils import timezone

    from regietafel.core.follow_up.delegation import COVER_TITLES, Cover, roster
    from regietafel.desk.follow_up.queries import delegations, item, prts_on

    at = moment(on)
    row = item(key, at)
    tables = [table.key for table in prts_on(at or timezone.now(), at)] if row.at_each_prt else []
    places = roster(tables, [(each.table, each.office) for each in delegations(key, at)])
    if as_json:
        found = [{"table": each.table, "offices": each.offices, "cover": each.cover.value} for each in places]
        print_json({"asKnownOn": at, "action": key, "places": found}, lang)
    else:
        print_table(
            ["table", "offices", "state"] if lang.startswith("en") else ["tafel", "functies", "stand"],
            [
                [each.table, ", ".join(each.offices) or "-", COVER_TITLES[each.cover].in_language(lang)]
                for each in places
            ],
            left=3,
        )
    if any(place.cover is not Cover.ONE for place in places):
        raise typer.Exit(1)


@app.command(epilog="Example: regietafel actions send rijk-bij-prt prt-pv22 dgvb")
def send(
    key: Key,
    table: Prt,
    office: Office,
    take_back: Annotated[
        bool, typer.Option("--take-back", help="This office does not go after all.")
    ] = False,
) -> None:
    """Send an office of the State to a provincial table, or take it back. Exit code 2 with every fault."""
    with_django()
    from django.utils import timezone

    from regietafel.desk.audit.chain import Command
    from regietafel.desk.follow_up.actions import send_delegate, withdraw_delegate

    write = withdraw_delegate if take_back else send_delegate
    write(by=Command("regietafel actions send"), at=timezone.now(), key=key, table=table, office=office)
    typer.echo(f"{key}: {table} {'-' if take_back else '+'}{office}")
