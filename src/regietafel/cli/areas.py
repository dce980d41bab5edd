"""`regietafel areas`: municipalities, provinces and safety regions on a day. Only `boundaries` needs a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regietafel.cli.database import with_database
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


@app.command(
    epilog="Examples: regietafel areas boundaries gemeenten.geojson --on 2022-09-16   |   "
    "regietafel areas boundaries --on 2022-09-16 --remove"
)
def boundaries(
    on: Annotated[
        str, typer.Option("--on", help="A day of the division that the file draws, as 2022-09-16.")
    ],
    file: Annotated[
        Path | None, typer.Argument(help="GeoJSON or TopoJSON with a CBS code for each municipality.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the boundaries off the map again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check a file of municipal boundaries against a division, and offer them on the map beside the tiles."""
    if remove == (file is not None):
        raise typer.BadParameter("give a file, or --remove")
    data = _bytes_of(file) if file else b""
    with_database()
    from django.utils import timezone

    from regietafel.core.areas.division import division_on
    from regietafel.desk.areas.actions import remove_boundaries, store_boundaries
    from regietafel.desk.audit.chain import Command

    by, at, division = Command("regietafel areas boundaries"), timezone.now(), division_on(day(on))
    if file is None:
        stored = remove_boundaries(by=by, at=at, division=division)
        said = f"Grenzen uit {stored.file_name} van de kaart gehaald"
    else:
        kept = store_boundaries(by=by, at=at, division=division, file_name=file.name, data=data)
        stored = kept.boundaries
        said = f"Grenzen van {len(division)} gemeenten " + (
            "vastgelegd" if kept.new else "stonden er al; er is niets veranderd"
        )
    if as_json:
        print_json(
            {
                "divisionDay": stored.division_day,
                "fileName": stored.file_name,
                "sha256": stored.sha256,
                "storedAt": stored.stored_at,
                "removed": remove,
            }
        )
        return
    typer.echo(f"{said} (indeling vanaf {stored.division_day}, sha256 {stored.sha256[:12]}).")


def _bytes_of(file: Path) -> bytes:
    """The file, read no further than one byte past the largest that is taken."""
    from regietafel.core.areas.boundary_file import LARGEST_FILE
    from regietafel.core.base.errors import RegietafelError

    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RegietafelError(
            f"cannot read {file} ({(error.strerror or str(error)).lower()})", "give the path of a file"
        ) from error
