"""`regietafel minutes`: what a table said and agreed at a meeting, what is wrong with it, and its adoption."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.output import AsJson, Language, moment, print_json, print_table, with_django
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.desk.minutes.queries import MinutesRow

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What a table said and agreed, and whether it was adopted.",
)

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
Key = Annotated[str, typer.Argument(help="A meeting, such as lrt-2022-09-16; see: regietafel minutes list.")]
STEPS = ("circulate", "offer", "take_back", "adopt")


@app.command("list", epilog="Example: regietafel minutes list --table lrt --on 2022-09-16T20:00")
def list_minutes(
    table: Annotated[str, typer.Option("--table", help="Only of this table, such as lrt.")] = "",
    on: On = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Minutes and how they stand, newest first."""
    with_django()
    from regietafel.core.minutes.states import STATES
    from regietafel.desk.minutes.queries import all_minutes

    rows = all_minutes(moment(on), table=table)
    if as_json:
        print_json({"asKnownOn": moment(on), "minutes": [_plain(row) for row in rows]}, lang)
        return
    headings = ["vergadering", "tafel", "versie", "stand"]
    if lang.startswith("en"):
        headings = ["meeting", "table", "version", "state"]
    print_table(
        headings,
        [[row.meeting, row.table, f"{row.version}", STATES[row.state].in_language(lang)] for row in rows],
        left=4,
    )


@app.command(epilog="Example: regietafel minutes show lrt-2022-09-16 --json")
def show(meeting: Key, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """The minutes of a meeting, line by line. Exit code 2 when there are none."""
    with_django()
    from regietafel.core.meetings.line_kinds import KIND_WORDS
    from regietafel.core.minutes.states import STATES
    from regietafel.desk.minutes.queries import minutes

    row = minutes(meeting, moment(on))
    if as_json:
        lines = [{**vars(line), "kind": line.kind.value} for line in row.content.lines]
        print_json({"asKnownOn": moment(on), "minutes": {**_plain(row), "lines": lines}}, lang)
        return
    typer.echo(f"{row.meeting}  v{row.version}  {STATES[row.state].in_language(lang)}")
    item = 0
    for line in row.content.lines:
        if line.item != item:
            item = line.item
            typer.echo(f"\n{item}. {row.content.title(item)}")
        more = "  ".join(
            part for part in (f"@{line.owner}" if line.owner else "", f"{line.due or ''}") if part
        )
        kind = KIND_WORDS[line.kind].title.in_language(lang)
        typer.echo(f"   {line.number}  [{kind}] {line.text}{f'  ({more})' if more else ''}")


@app.command(epilog="Example: regietafel minutes check lrt-2022-09-16 --lang en")
def check(meeting: Key, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """What contradicts itself or what is known elsewhere. Exit code 1 when something stands in the way."""
    with_django()
    from regietafel.core.minutes.check import blocking
    from regietafel.desk.meetings import queries as meetings
    from regietafel.desk.minutes import queries

    at = moment(on)
    answer = queries.findings_of(queries.minutes(meeting, at), meetings.meeting(meeting, at).day, at)
    standing = blocking(answer.value, queries.motives(meeting, at))
    if as_json:
        print_json(answer, lang)
    else:
        for finding in answer.value:
            where, what = finding.place.in_language(lang), finding.what.in_language(lang)
            done = "" if finding in standing else " (+)"
            typer.echo(f"{where}: {what}. {finding.remedy.in_language(lang)}{done}")
    if standing:
        raise typer.Exit(1)


@app.command(epilog="Example: regietafel minutes add lrt-2022-12-09")
def add(meeting: Key) -> None:
    """Draft the minutes of a meeting from its run sheet, agenda and attendance; prints the number of lines."""
    with_django()
    from django.utils import timezone

    from regietafel.desk.audit.chain import Command
    from regietafel.desk.minutes.actions import draft_from

    typer.echo(draft_from(by=Command("regietafel minutes add"), at=timezone.now(), meeting=meeting))


@app.command(
    epilog="Examples: regietafel minutes step lrt-2022-09-16 circulate --version 1   |   "
    "regietafel minutes step lrt-2022-09-16 adopt --version 2 --at lrt-2022-12-09"
)
def step(
    meeting: Key,
    name: Annotated[str, typer.Argument(metavar="STEP", help="circulate, offer, take_back or adopt.")],
    version: Annotated[int, typer.Option("--version", help="The version that is meant.")],
    table: Annotated[str, typer.Option("--table", help="With offer: to which table.")] = "",
    at_meeting: Annotated[str, typer.Option("--at", help="With adopt: at which meeting.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="With take_back: why.")] = "",
    lang: Language = "nl",
) -> None:
    """Take a step of the procedure. Exit code 2, with every reason, when it cannot be taken."""
    with_django()
    from django.utils import timezone

    from regietafel.core.minutes.states import STATES, MinutesRefused
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.minutes import actions, queries

    by, at = Command("regietafel minutes step"), timezone.now()
    takes: dict[str, Callable[[], object]] = {
        "circulate": lambda: actions.circulate(by=by, at=at, meeting=meeting, seen=version),
        "offer": lambda: actions.offer(by=by, at=at, meeting=meeting, seen=version, table=table),
        "take_back": lambda: actions.take_back(by=by, at=at, meeting=meeting, reason=reason),
        "adopt": lambda: actions.adopt(by=by, at=at, meeting=meeting, version=version, at_meeting=at_meeting),
    }
    if name not in takes:
        raise RegietafelError(f'step "{name}" is unknown', f"write one of {', '.join(STEPS)}")
    try:
        takes[name]()
    except MinutesRefused as refused:
        raise RegietafelError(refused.text.in_language(lang)) from refused
    typer.echo(STATES[queries.minutes(meeting).state].in_language(lang))


@app.command(epilog="Example: regietafel minutes read verslag.txt --json")
def read(
    file: Annotated[Path, typer.Argument(help="A text file with numbered items and bullets.")],
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Read minutes from plain text: date, attendance, items and lines, with a proposal for the kind of each."""
    from regietafel.core.meetings.line_kinds import KIND_WORDS
    from regietafel.core.minutes.reading import read_minutes

    try:
        found = read_minutes(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as failed:
        raise RegietafelError(f'"{file}" cannot be read ({failed})', "give a text file in UTF-8") from failed
    if as_json:
        print_json(found, lang)
        return
    typer.echo(f"{found.day or '-'}")
    for sign, people in (("+", found.present), ("-", found.absent)):
        for person in people:
            typer.echo(f"{sign} {person.name or '·'} ({person.office})")
    for item in found.items:
        typer.echo(f"\n{item.number}. {item.title}")
        for line in item.lines:
            typer.echo(f"   {line.number}  [{KIND_WORDS[line.kind].title.in_language(lang)}] {line.text}")
    for number, text in found.unread:
        typer.echo(f"\n? {number}: {text}")


def _plain(row: MinutesRow) -> dict[str, Any]:
    return {
        "meeting": row.meeting,
        "table": row.table,
        "state": row.state,
        "version": row.version,
        "illustrative": row.illustrative,
    }
