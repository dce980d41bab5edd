"""`regietafel figures`: what was measured, from which source, known since when; import and export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.database import with_database
from regietafel.cli.output import AsJson, Language, moment, print_json, print_table
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.core.figures.when import When
    from regietafel.desk.figures.actions import SourceEntry
    from regietafel.desk.figures.queries import DeliveryFull, FigureLine

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What was measured, from which source, known since when.",
)

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
Key = Annotated[str, typer.Argument(help="An indicator, such as housed; see: regietafel figures list.")]
Area = Annotated[str | None, typer.Option("--area", help="Only NL, PV22, VR03 or GM0363.")]


@app.command("list", epilog="Example: regietafel figures list --on 2022-09-16")
def list_indicators(on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """Every indicator with its latest national value."""
    with_database()
    from regietafel.core.figures.indicators import INDICATORS
    from regietafel.core.figures.when import When
    from regietafel.desk.figures.queries import contradictions, latest_national

    at = moment(on)
    latest, against = latest_national(at), contradictions(at)
    rows: list[dict[str, Any]] = []
    for key, known in INDICATORS.items():
        line = latest.get(key)
        rows.append(
            {
                "indicator": key,
                "title": known.title,
                "value": line.value if line else None,
                "unit": known.unit,
                "period": str(When(line.start, line.until)) if line else None,
                "source": line.source.title if line else None,
                "contradictions": against[key],
            }
        )
    if as_json:
        print_json({"asKnownOn": at, "indicators": rows}, lang)
        return
    headings = ["indicator", "waarde", "periode", "tegenspraak", "eenheid"]
    if lang.startswith("en"):
        headings = ["indicator", "value", "period", "contradictions", "unit"]
    print_table(
        headings,
        [
            [
                row["indicator"],
                "-" if row["value"] is None else row["value"],
                row["period"] or "-",
                row["contradictions"] or "-",
                row["unit"].in_language(lang),
            ]
            for row in rows
        ],
    )


@app.command(epilog="Example: regietafel figures show national_backlog --area NL --on 2022-12-31")
def show(key: Key, area: Area = None, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """All figures of an indicator; where sources contradict each other, the used one is marked."""
    found = _lines(key, area, on)
    from regietafel.core.figures.when import When

    if as_json:
        print_json({"indicator": key, "asKnownOn": moment(on), "figures": found}, lang)
        return
    dutch = not lang.startswith("en")
    headings = (
        ["gebied", "periode", "waarde", "gebruikt", "bekend sinds", "bron"]
        if dutch
        else ["area", "period", "value", "used", "known since", "source"]
    )
    yes, no = ("ja", "nee") if dutch else ("yes", "no")
    print_table(
        headings,
        [
            [
                line.area,
                str(When(line.start, line.until)),
                line.value,
                yes if line.used else no,
                f"{line.known_since:%Y-%m-%d}",
                line.source_key,
            ]
            for line in found
        ],
        left=2,
    )
    if any(line.illustrative for line in found):
        typer.echo(
            "  LET OP: een deel is illustratief, dat wil zeggen verzonnen."
            if dutch
            else "  NOTE: some of these are illustrative, that is, made up."
        )


@app.command(
    "import",
    epilog="Examples: regietafel figures import sheet.xlsx --source coa-2022-11-05 --dry-run   |   "
    'regietafel figures import sheet.csv --source coa-2022-11-05 --reason "checked by phone"',
)
def import_sheet(
    file: Annotated[Path, typer.Argument(help="A CSV, XLSX, XLS or ODS file.")],
    source: Annotated[str, typer.Option("--source", help="Key of a source on record, or of a new one.")],
    title: Annotated[str, typer.Option("--title", help="Title of a new source.")] = "",
    indicator: Annotated[str, typer.Option("--indicator", help="What is counted.")] = "housed",
    period: Annotated[
        str | None, typer.Option("--period", help="For a sheet that names none: 2022-10.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="For warnings that ask for one.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only; nothing is stored.")] = False,
    illustrative: Annotated[bool, typer.Option("--illustrative", help="All of it is made up.")] = False,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Check a sheet, say what it would change, and record it. Exit code 1 when the sheet has faults."""
    content = _content(file)
    with_database()
    from django.db import transaction
    from django.utils import timezone

    from regietafel.desk.audit.chain import Command
    from regietafel.desk.figures import actions, queries

    entry = _source(source, title, illustrative)
    by, now = Command("regietafel figures import"), timezone.now()
    with transaction.atomic():
        number = actions.receive(
            by=by,
            at=now,
            file_name=file.name,
            content=content,
            indicator=indicator,
            source=entry,
            options=actions.Options(when=_period(period), illustrative=illustrative),
        )
        checked = queries.delivery(number)
        if checked is None:
            raise RegietafelError(f"delivery {number} is gone", "try again")
        if dry_run:
            transaction.set_rollback(True)
        elif checked.state == "checked" and checked.checked.to_write:
            actions.confirm(by=by, at=now, delivery=number, motive=reason)
    _tell(checked, dry_run, as_json, lang)
    if checked.checked.faults:
        raise typer.Exit(1)


@app.command(epilog="Example: regietafel figures export housed --on 2022-11-06 --as csv > housed.csv")
def export(
    key: Key,
    area: Area = None,
    on: On = None,
    form: Annotated[str, typer.Option("--as", help="csv, xlsx or json.")] = "csv",
    into: Annotated[Path | None, typer.Option("--into", help="File to write; without it: output.")] = None,
    lang: Language = "nl",
) -> None:
    """The figures in the format of import, as known at a moment."""
    found = _lines(key, area, on)
    from django.utils import timezone

    from regietafel.core.figures.indicators import indicator
    from regietafel.desk.figures.exports import Export, as_csv, as_json, as_xlsx
    from regietafel.desk.figures.seen import figure_row, name_of

    writers = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
    if form not in writers:
        raise RegietafelError(f'--as "{form}" is unknown', f"write one of {', '.join(writers)}")
    known, at = indicator(key), moment(on) or timezone.now()
    notes = {line.id: line.note for line in found}
    written = writers[form](
        Export(
            known.title,
            [figure_row(line) for line in found],
            at,
            lambda code: name_of(code, at.date()),
            language=lang,
            remark_of=lambda row: notes[row.id],
        )
    )
    if into is None:
        sys.stdout.buffer.write(written)
        return
    try:
        into.write_bytes(written)
    except OSError as error:
        raise RegietafelError(f"cannot write {into} ({error.strerror})", "choose another place") from None


def _lines(key: str, area: str | None, on: str | None) -> tuple[FigureLine, ...]:
    with_database()
    from regietafel.core.figures.indicators import indicator
    from regietafel.desk.figures.queries import lines

    return lines(indicator=indicator(key).key, area=area.upper() if area else None, moment=moment(on))


def _period(text: str | None) -> When | None:
    from regietafel.core.figures.when import When, read_when

    when = read_when(text) if text else None
    if when is not None and not isinstance(when, When):
        raise RegietafelError(f'"{text}" is not a period', "write a month as 2022-10")
    return when


def _source(key: str, title: str, illustrative: bool) -> SourceEntry:
    """The source on record with this key, or a new one."""
    from regietafel.desk.figures.actions import SourceEntry
    from regietafel.desk.figures.queries import sources

    known = sources().get(key)
    if known is not None:
        return SourceEntry(key, known.title, quality=known.quality)
    if not title:
        raise RegietafelError(f'no source "{key}"', "give a source on record, or --title for a new one")
    return SourceEntry(key, title, quality="illustrative" if illustrative else "primary")


def _content(file: Path) -> bytes:
    """The bytes of a file, no more than an upload may have and one. Raises: RegietafelError."""
    from regietafel.desk.figures.sheets import LARGEST_FILE

    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RegietafelError(f"cannot read {file} ({error.strerror})", "give a file that is there") from None


def _tell(found: DeliveryFull, dry_run: bool, as_json: bool, lang: str) -> None:
    checked, dutch = found.checked, not lang.startswith("en")
    stored = not dry_run and bool(checked.to_write) and not checked.faults
    if as_json:
        print_json(
            {
                "file": found.file_name,
                "stored": stored,
                "counts": checked.counts,
                "faults": [one.fault(lang) for one in checked.faults],
                "warnings": [one.fault(lang) for one in checked.warnings],
                "rows": [row for row in checked.rows if row.outcome != "unchanged"],
            },
            lang,
        )
        return
    for one in (*checked.faults, *checked.warnings):
        typer.echo(f"  {one.fault(lang)}")
    counts = checked.counts
    if dutch:
        typer.echo(
            f"{counts['faults']} fouten: niets opgeslagen."
            if checked.faults
            else f"{counts['new']} nieuw, {counts['corrected']} gecorrigeerd, {counts['unchanged']} ongewijzigd; "
            + ("opgeslagen." if stored else "niets opgeslagen.")
        )
    else:
        typer.echo(
            f"{counts['faults']} faults: nothing stored."
            if checked.faults
            else f"{counts['new']} new, {counts['corrected']} corrected, {counts['unchanged']} unchanged; "
            + ("stored." if stored else "nothing stored.")
        )
