"""`regietafel areas`: municipalities, provinces and safety regions on a day. Needs no database."""

from __future__ import annotations

from typing import Annotated

import typer

from regietafel.cli.output import AsJson, Language, day, print_json, print_steps, print_table

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Areas on a day.")

OnDay = Annotated[str, typer.Option("--on", help="The day, as 2022-09-16.")]


@app.command("list", epilog="Example: regietafel areas list --on 2022-09-16 --in PV22")
def list_areas(
    on: OnDay = "2023-01-01",
    within: Annotated[str, typer.Option("--in", help="NL, PV22 or VR03.")] = "NL",
    as_json: AsJson = False,
) -> None:
    """The municipalities of an area on a day, with province, safety region and TOOI code."""
    from regietafel.core.areas.codes import tooi_of
    from regietafel.core.areas.division import division_on

    division = division_on(day(on))
    rows = [
        {
            "code": code,
            "name": division.name_of(code),
            "tooi": tooi_of(code),
            "province": division.province_of(code).name,
            "safetyRegion": division.safety_region_of(code).name,
        }
        for code in division.in_area(within)
    ]
    if as_json:
        print_json({"day": day(on), "count": len(rows), "municipalities": rows})
        return
    print_table(
        ["code", "gemeente", "TOOI", "provincie", "veiligheidsregio"],
        [list(row.values()) for row in rows],
        left=5,
    )
    typer.echo(f"{len(rows)} gemeenten op {on}")


@app.command(epilog="Example: regietafel areas show Weesp --on 2021-06-01")
def show(
    area: Annotated[str, typer.Argument(help="Code or name.")],
    on: OnDay = "2023-01-01",
    as_json: AsJson = False,
) -> None:
    """One area by code or name, as people write it."""
    from regietafel.core.areas.codes import tooi_address, tooi_of
    from regietafel.core.areas.division import division_on
    from regietafel.core.areas.find import find_area

    division = division_on(day(on))
    code = find_area(area, division)
    facts: dict[str, object] = {
        "code": code,
        "name": division.name_of(code),
        "kind": division.kind_of(code),
        "municipalities": len(division.in_area(code)),
    }
    if code != "NL":
        facts |= {"tooi": tooi_of(code), "address": tooi_address(code)}
    if code.startswith("GM"):
        facts |= {
            "province": division.province_of(code).name,
            "safetyRegion": division.safety_region_of(code).name,
        }
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        typer.echo(f"{name:<16} {value}")


@app.command(epilog="Example: regietafel areas changes --from 2021-01-01 --to 2023-01-01")
def changes(
    start: Annotated[str, typer.Option("--from", help="After this day.")] = "2021-01-01",
    until: Annotated[str, typer.Option("--to", help="Up to and including this day.")] = "2023-01-01",
    as_json: AsJson = False,
) -> None:
    """The mergers between two days."""
    from datetime import timedelta

    from regietafel.core.areas.division import changes_between, division_on

    found = changes_between(day(start), day(until))
    if as_json:
        print_json(found)
        return
    rows = []
    for change in found:
        before = division_on(change.day - timedelta(days=1))
        after = division_on(change.day)
        rows.append(
            [change.day, change.old, before.name_of(change.old), change.new, after.name_of(change.new)]
        )
    print_table(["datum", "van", "naam", "naar", "naam"], rows, left=5)


@app.command(epilog="Example: regietafel areas recode figures.csv --from 2021-01-01 --to 2023-01-01")
def recode(
    table: Annotated[str, typer.Argument(help="CSV with the columns code,value.")],
    start: Annotated[str, typer.Option("--from", help="Day of the division of the figures.")],
    until: Annotated[str, typer.Option("--to", help="Day of the division wanted.")],
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Carry counts over mergers by adding up; a split is refused."""
    from regietafel.cli.csv_file import read_pairs
    from regietafel.core.areas.recode import recode as recoded
    from regietafel.core.base.errors import RegietafelError

    values = {}
    for code, text in read_pairs(table, "code", "value"):
        if not text.lstrip("-").isdigit():
            raise RegietafelError(f'{code} has value "{text}"', "write a whole number")
        values[code] = int(text)
    answer = recoded(values, day(start), day(until))
    if as_json:
        print_json(answer, lang)
        return
    print_table(["code", "aantal"], [[code, number] for code, number in answer.value.values.items()])
    print_steps(answer, lang)
