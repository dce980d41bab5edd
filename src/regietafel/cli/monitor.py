"""`regietafel monitor`: who is on schedule for which target, as known at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.database import with_database
from regietafel.cli.output import (
    AsJson,
    Language,
    day,
    moment,
    print_json,
    print_steps,
    print_table,
)
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.desk.monitor.queries import MonitorState, Row

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Who is on schedule, for which target.")

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
At = Annotated[str | None, typer.Option("--at", help="Reference date; without it the latest with figures.")]
PARTS = {"nation": "province", "province": "municipality", "safety_region": "municipality"}


@app.command(
    epilog="Examples: regietafel monitor show 2022-II --on 2022-09-16   |   "
    "regietafel monitor show 2022-II --area PV22 --json"
)
def show(
    period: Annotated[str, typer.Argument(help="A half-year, such as 2022-II.")],
    on: On = None,
    at: At = None,
    area: Annotated[str, typer.Option("--area", help="NL, PV22, VR03 or GM0363.")] = "NL",
    by: Annotated[
        str | None, typer.Option("--by", help="Parts to list: province, safety_region or municipality.")
    ] = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """The schedule of an area and its parts against every target."""
    with_database()
    from regietafel.core.base.calendar import HalfYear
    from regietafel.desk.monitor.queries import KINDS, state

    if by is not None and by not in KINDS:
        raise RegietafelError(f'--by "{by}" is unknown', f"write one of {', '.join(KINDS)}")
    known = state(HalfYear.parse(period), moment(on), reference_date=day(at) if at else None, area=area)
    parts_kind = by or PARTS.get(known.division.kind_of(area))
    rows = [known.row(area), *(known.rows(parts_kind, area) if parts_kind else ())]
    if as_json:
        print_json(_plain(known, area, rows, parts_kind, lang), lang)
        return
    print_schedule(known, rows, lang)
    typer.echo("")
    typer.echo(known.paragraph(area, parts_kind).in_language(lang))


@app.command(epilog="Example: regietafel monitor explain 2022-II PV22 --on 2022-09-16")
def explain(
    period: Annotated[str, typer.Argument(help="A half-year, such as 2022-II.")],
    area: Annotated[str, typer.Argument(help="NL, PV22, VR03 or GM0363.")],
    on: On = None,
    at: At = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """The verdict on one area against each target, with every step."""
    with_database()
    from regietafel.core.base.calendar import HalfYear
    from regietafel.desk.monitor.queries import state

    known = state(HalfYear.parse(period), moment(on), reference_date=day(at) if at else None, area=area)
    answers = {name: known.answer(area, name) for name in known.target_titles}
    if as_json:
        print_json(answers, lang)
        return
    for name, answer in answers.items():
        typer.echo(f"{known.target_titles[name].in_language(lang)}:")
        print_steps(answer, lang)


def print_schedule(known: MonitorState, rows: list[Row], lang: str) -> None:
    """The schedule as a table for the terminal, with its head and its marks."""
    from regietafel.core.base.calendar import written_out
    from regietafel.core.base.counts import in_notation, percentage, round_up

    dutch = not lang.startswith("en")
    known_on = f"{known.moment:%d-%m-%Y %H:%M}" if known.moment else ("nu" if dutch else "now")
    typer.echo(
        f"{known.period}, {'stand op' if dutch else 'state on'} {written_out(known.reference_date, lang)}, "
        f"{'zoals bekend op' if dutch else 'as known on'} {known_on}"
    )
    names = list(known.target_titles)
    headings = ["gebied" if dutch else "area", "gehuisvest" if dutch else "housed"]
    short = {names[-1]: "taakstelling" if dutch else "statutory"}
    for name in names:
        word = short.get(name, "afspraak" if dutch else "agreed")
        headings += [word, "tempo" if dutch else "pace", "oordeel" if dutch else "verdict"]
    headings.append("nodig p/mnd" if dutch else "needed p/m")
    table: list[list[Any]] = []
    for row in rows:
        cells: list[Any] = [row.name, "?" if row.realised is None else in_notation(row.realised, lang)]
        for name in names:
            judged = row.verdicts[name]
            cells += [
                in_notation(row.targets[name], lang),
                "-" if judged is None or judged.pace is None else percentage(judged.pace, lang),
                ("geen cijfers" if dutch else "no figures")
                if judged is None
                else judged.schedule_class.words.in_language(lang),
            ]
        main = row.verdicts[names[0]]
        needed = main.needed_per_month if main else None
        cells.append("-" if needed is None else in_notation(round_up(needed), lang))
        table.append(cells)
    print_table(headings, table)
    for name, title in known.target_titles.items():
        typer.echo(f"  {short.get(name, 'afspraak' if dutch else 'agreed')}: {title.in_language(lang)}")
    if known.illustrative:
        typer.echo(
            "  LET OP: illustratief. Gemeentelijke aantallen zijn verzonnen; ze tellen op tot de gepubliceerde "
            "landelijke aantallen."
            if dutch
            else "  NOTE: illustrative. Municipal numbers are made up; they add up to the published national ones."
        )


def _plain(known: MonitorState, area: str, rows: list[Row], kind: str | None, lang: str) -> dict[str, Any]:
    return {
        "period": known.period,
        "referenceDate": known.reference_date,
        "asKnownOn": known.moment,
        "illustrative": known.illustrative,
        "targets": known.target_titles,
        "thresholds": known.thresholds.name,
        "paragraph": known.paragraph(area, kind),
        "rows": [
            {
                "area": row.area,
                "name": row.name,
                "realised": row.realised,
                "missing": row.missing,
                "targets": row.targets,
                "verdicts": {name: _verdict(judged) for name, judged in row.verdicts.items()},
            }
            for row in rows
        ],
    }


def _verdict(judged: Any) -> dict[str, Any] | None:
    if judged is None:
        return None
    names = ("target", "realised", "expected", "pace", "schedule_class", "remaining")
    return {name: getattr(judged, name) for name in (*names, "needed_per_month", "needed_per_week")}
