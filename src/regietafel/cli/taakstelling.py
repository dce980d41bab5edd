"""`regietafel taakstelling`: compute, explain, exchange. Needs no database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.output import AsJson, Language, day, print_json, print_steps, print_table
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regietafel.core.base.answer import Answer
    from regietafel.core.taakstelling.targets import Targets

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The housing target of each municipality."
)

Period = Annotated[str, typer.Argument(help="A half-year, such as 2023-I.")]
VolumeOption = Annotated[
    int | None,
    typer.Option("--volume", help="National volume (vg) in persons; without it the published one."),
]
DivisionOption = Annotated[
    str, typer.Option("--division", help="Municipalities at the start of the period, or at the announcement.")
]


@app.command(
    epilog="Examples: regietafel taakstelling compute 2023-I --volume 21200   |   "
    "regietafel taakstelling compute 2022-II --in PV22 --json"
)
def compute(
    period: Period,
    volume: VolumeOption = None,
    area: Annotated[
        str, typer.Option("--in", help="Only municipalities of this area (PV22, VR03, GM0363).")
    ] = "NL",
    division: DivisionOption = "start",
    population: Annotated[
        str | None,
        typer.Option("--population", help="Own table of inhabitants: CSV with columns code,inhabitants."),
    ] = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Targets of all municipalities under both readings of art. 29(1), with their sums."""
    targets = _targets(period, volume, division, population).value
    codes = targets.division.in_area(area)
    if as_json:
        print_json(_computed(targets, codes), lang)
    else:
        _print_computed(targets, codes, area, lang)


def _computed(targets: Targets, codes: Sequence[str]) -> dict[str, Any]:
    from regietafel.core.taakstelling.targets import POLICIES
    from regietafel.core.taakstelling.volumes import HUISVESTINGSWET

    numbers = {name: targets.numbers(policy) for name, policy in POLICIES.items()}
    return {
        "period": targets.period,
        "volume": targets.volume.persons,
        "baseDate": targets.base_date,
        "divisionDay": targets.division_day,
        "divisionChoice": targets.division_choice,
        "municipalities": len(targets.inhabitants),
        "rule": "housing_target",
        "source": HUISVESTINGSWET,
        "sums": {name: sum(found.values()) for name, found in numbers.items()},
        "ties": [tie.text for tie in targets.published.ties],
        "targets": [
            {
                "code": code,
                "name": targets.division.name_of(code),
                "inhabitants": targets.inhabitants[code],
                "quotient": targets.quotient(code),
                **{name: found[code] for name, found in numbers.items()},
            }
            for code in codes
        ],
    }


def _print_computed(targets: Targets, codes: Sequence[str], area: str, lang: str) -> None:
    from regietafel.core.base.counts import in_notation
    from regietafel.core.taakstelling.targets import AS_PUBLISHED, AS_WRITTEN, POLICIES
    from regietafel.core.taakstelling.volumes import HUISVESTINGSWET

    dutch = not lang.startswith("en")
    published, written = targets.numbers(AS_PUBLISHED), targets.numbers(AS_WRITTEN)
    headings = ["code", "gemeente", "inwoners", "quotiënt", "gepubliceerd", "naar de letter"]
    if not dutch:
        headings = ["code", "municipality", "inhabitants", "quotient", "as published", "as written"]
    rows = [
        [
            code,
            targets.division.name_of(code),
            in_notation(targets.inhabitants[code], lang),
            in_notation(targets.quotient(code), lang, digits=3),
            published[code],
            written[code],
        ]
        for code in codes
    ]
    print_table(headings, rows, left=2)
    typer.echo("")
    for policy in POLICIES.values():
        total = sum(targets.numbers(policy)[code] for code in codes)
        difference = targets.sum(policy) - targets.volume.persons
        against = "ten opzichte van" if dutch else "against"
        beside = f" ({difference:+d} {against} {targets.volume.persons})" if area == "NL" else ""
        typer.echo(f"{policy.title.in_language(lang)}: {in_notation(total, lang)}{beside}")
    count = f"{len(targets.inhabitants)} {'gemeenten op' if dutch else 'municipalities on'}"
    typer.echo(f"[{HUISVESTINGSWET}; {targets.base_date}, {count} {targets.division_day}]")


@app.command(epilog="Example: regietafel taakstelling explain 2023-I GM0088 --volume 21200")
def explain(
    period: Period,
    municipality: Annotated[str, typer.Argument(help="Code or name of a municipality.")],
    volume: VolumeOption = None,
    division: DivisionOption = "start",
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Why is my number this? Every step, with inputs and sources."""
    from regietafel.core.areas.find import find_area
    from regietafel.core.taakstelling.explain import explain as explained

    targets = _targets(period, volume, division, None).value
    answer = explained(targets, find_area(municipality, targets.division, kind="municipality"))
    if as_json:
        print_json(answer, lang)
        return
    value = answer.value
    typer.echo(f"{value.name} ({value.code}), {targets.period}: {value.published}")
    print_steps(answer, lang)


@app.command(epilog="Example: regietafel taakstelling exchange 2022-II GM0363=670 GM0034=169")
def exchange(
    period: Period,
    agreed: Annotated[list[str], typer.Argument(help="CODE=NUMBER for each municipality that takes part.")],
    volume: VolumeOption = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Try an exchange of targets (art. 29(2)): allowed when the sum does not change."""
    from regietafel.core.taakstelling.exchange import exchange as exchanged

    targets = _targets(period, volume, "start", None).value
    before = targets.numbers()
    answer = exchanged(before, _agreed(agreed))
    taking_part = _agreed(agreed)
    if as_json:
        print_json(answer.map(lambda numbers: {code: numbers[code] for code in taking_part}), lang)
        return
    print_table(
        ["code", "gemeente", "was", "wordt"],
        [
            [code, targets.division.name_of(code), before[code], number]
            for code, number in taking_part.items()
        ],
        left=2,
    )
    typer.echo(f"[{answer.source}]")


@app.command(epilog="Example: regietafel taakstelling deadline 2022-II --announced 2022-04-08")
def deadline(
    period: Period,
    announced: Annotated[str | None, typer.Option("--announced", help="Day of the announcement.")] = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """The last day to announce the volume (13 weeks before), and whether it was met."""
    from regietafel.core.base.calendar import HalfYear
    from regietafel.core.law.deadlines import announcement_deadline

    answer = announcement_deadline(HalfYear.parse(period), day(announced) if announced else None)
    if as_json:
        print_json(answer, lang)
        return
    typer.echo(answer.value.sentence().in_language(lang))
    typer.echo(f"[{answer.source}]")


def _targets(period: str, volume: int | None, division: str, population: str | None) -> Answer[Targets]:
    from regietafel.core.base.answer import Source
    from regietafel.core.base.calendar import HalfYear
    from regietafel.core.taakstelling.targets import targets_for
    from regietafel.core.taakstelling.volumes import Volume, published_volume

    half_year = HalfYear.parse(period)
    if division not in ("start", "announcement"):
        raise RegietafelError(f'--division "{division}" is unknown', "write start or announcement")
    given = published_volume(half_year) if volume is None else None
    chosen = given or Volume(half_year, volume or 0, Source("given on the command line", quality="primary"))
    inhabitants = _read_population(population) if population else None
    return targets_for(
        chosen,
        division_choice="start" if division == "start" else "announcement",
        inhabitants=inhabitants,
    )


def _read_population(path: str) -> dict[str, int]:
    """A table of inhabitants from a CSV file; every fault with its row."""
    from pathlib import Path

    from regietafel.core.taakstelling.own_population import read_population

    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as refused:
        raise RegietafelError(f"cannot read {path} ({refused})", "give a CSV file in UTF-8") from refused
    return read_population(text)


def _agreed(pairs: list[str]) -> dict[str, int]:
    from regietafel.core.base.errors import Fault, Faults

    agreed: dict[str, int] = {}
    faults = []
    for pair in pairs:
        code, _, number = pair.partition("=")
        if code in agreed:
            faults.append(Fault(pair, "names a municipality twice", "name each once"))
        elif number.isdigit():
            agreed[code] = int(number)
        else:
            faults.append(Fault(pair, "is not CODE=NUMBER", "write GM0363=670"))
    if faults:
        raise Faults("the exchange", faults)
    return agreed
