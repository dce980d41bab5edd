"""`regietafel meetings`: when the tables meet, what is on the agenda, and what was written down there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.output import AsJson, Language, day, moment, print_json, print_table, with_django
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.desk.meetings.queries import LineRow, MeetingRow

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="When the tables meet, and what was written down there.",
)

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
Key = Annotated[str, typer.Argument(help="A meeting, such as lrt-2022-09-16; see: regietafel meetings list.")]


@app.command("list", epilog="Example: regietafel meetings list --table lrt --year 2022")
def list_meetings(
    table: Annotated[str, typer.Option("--table", help="Only this table, such as lrt or prt-pv22.")] = "",
    year: Annotated[int | None, typer.Option("--year", help="Only this year.")] = None,
    on: On = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Meetings and written rounds, oldest first."""
    with_django()
    from regietafel.desk.meetings.queries import meetings

    rows = meetings(
        table=table,
        start=date(year, 1, 1) if year else None,
        until=date(year + 1, 1, 1) if year else None,
        at=moment(on),
    )
    if as_json:
        print_json({"asKnownOn": moment(on), "meetings": [_plain(row) for row in rows]}, lang)
        return
    headings = ["vergadering", "tafel", "dag", "vorm", "stand"]
    if lang.startswith("en"):
        headings = ["meeting", "table", "day", "form", "state"]
    print_table(
        headings,
        [[row.key, row.table, f"{row.day}", _form(row, lang), _state(row, lang)] for row in rows],
        left=5,
    )


@app.command(epilog="Example: regietafel meetings show lrt-2022-09-16 --on 2022-09-16T20:00 --json")
def show(meeting: Key, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """Agenda, attendance with its faults, and lines of one meeting. Exit code 2 when it is not known."""
    with_django()
    from regietafel.core.meetings.attendance import attendance_faults
    from regietafel.core.meetings.line_kinds import KIND_WORDS
    from regietafel.desk.meetings import queries

    at = moment(on)
    row = queries.meeting(meeting, at)
    agenda, listed = queries.agenda(meeting, at), queries.attendance(meeting, at)
    lines = queries.lines_of(meeting, at)
    faults = attendance_faults(listed.entries).value
    if as_json:
        found = {
            **_plain(row),
            "agenda": list(agenda.items) if agenda else [],
            "attendance": list(listed.entries),
            "attendanceFaults": list(faults),
            "lines": [_line(line) for line in lines],
        }
        print_json({"asKnownOn": at, "meeting": found}, lang)
        return
    typer.echo(f"{row.key}  {row.day}  {_state(row, lang)}")
    for item in agenda.items if agenda else ():
        typer.echo(f"\n{item.number}. {item.title}")
        for line in lines:
            if line.item == item.number:
                kind = KIND_WORDS[line.kind].title.in_language(lang)
                more = "  ".join(
                    part for part in (f"@{line.owner}" if line.owner else "", f"{line.due or ''}") if part
                )
                typer.echo(f"   {line.place}  [{kind}] {line.text}{f'  ({more})' if more else ''}")
    for fault in faults:
        typer.echo(f"\n! {fault.what.in_language(lang)}. {fault.remedy.in_language(lang)}")


@app.command(epilog="Example: regietafel meetings add lrt 2022-12-09 --starts 10:00 --place 'Den Haag'")
def add(
    table: Annotated[str, typer.Argument(help="A table, such as lrt or prt-pv22.")],
    on_day: Annotated[str, typer.Argument(metavar="DAY", help="The day, such as 2022-12-09.")],
    starts: Annotated[str, typer.Option("--starts", help="Dutch time, such as 10:00.")] = "",
    ends: Annotated[str, typer.Option("--ends", help="Dutch time, such as 12:00.")] = "",
    place: Annotated[str, typer.Option("--place", help="Where.")] = "",
) -> None:
    """Plan a meeting; prints its key."""
    with_django()
    from django.utils import timezone

    from regietafel.desk.audit.chain import Command
    from regietafel.desk.meetings.actions import plan_meeting

    typer.echo(
        plan_meeting(
            by=Command("regietafel meetings add"),
            at=timezone.now(),
            table=table,
            day=day(on_day),
            starts=_time(starts),
            ends=_time(ends),
            place=place,
        )
    )


@app.command(
    epilog="Examples: regietafel meetings step lrt-2022-12-09 close   |   "
    "regietafel meetings step lrt-2022-12-09 cancel --reason 'Kamerdebat'"
)
def step(
    meeting: Key,
    which: Annotated[str, typer.Argument(metavar="STEP", help="close or cancel.")],
    reason: Annotated[str, typer.Option("--reason", help="Needed to cancel.")] = "",
) -> None:
    """Close a meeting that was held, or cancel one. Exit code 2 with the reason when that is not possible."""
    if which not in ("close", "cancel"):
        raise RegietafelError(f'step "{which}" is unknown', "write close or cancel")
    with_django()
    from django.utils import timezone

    from regietafel.desk.audit.chain import Command
    from regietafel.desk.meetings import actions, queries

    by, now = Command("regietafel meetings step"), timezone.now()
    if which == "cancel":
        actions.cancel(by=by, at=now, meeting=meeting, reason=reason)
    elif queries.meeting(meeting).written:
        actions.close_round(by=by, at=now, meeting=meeting)
    else:
        actions.close_meeting(by=by, at=now, meeting=meeting)
    typer.echo(f"{meeting}: {queries.meeting(meeting).state.value}")


@app.command(epilog="Example: regietafel meetings calendar lrt > lrt.ics")
def calendar(table: Annotated[str, typer.Argument(help="A table, such as lrt.")], on: On = None) -> None:
    """All meetings of a table as an iCalendar file, on standard output."""
    with_django()
    from regietafel.core.meetings.calendar_file import calendar_file
    from regietafel.desk.meetings.pages.calendar import event_of
    from regietafel.desk.meetings.queries import meetings
    from regietafel.desk.tables.queries import table_titles

    names = table_titles(moment(on))
    if table not in names:
        raise RegietafelError(f'there is no table "{table}"', f"choose from {', '.join(sorted(names))}")
    events = [event_of(row, names[table]) for row in meetings(table=table, at=moment(on))]
    typer.echo(calendar_file(events, name=names[table]).decode(), nl=False)


def _time(text: str) -> Any:
    from datetime import time

    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        raise RegietafelError(f'"{text}" is not a time', "write it as 10:00") from None


def _plain(row: MeetingRow) -> dict[str, Any]:
    return {
        "meeting": row.key,
        "table": row.table,
        "kind": row.kind,
        "state": row.state.value,
        "day": row.day,
        "starts": f"{row.starts:%H:%M}" if row.starts else None,
        "place": row.place,
        "illustrative": row.illustrative,
        "knownSince": row.known_since,
    }


def _line(line: LineRow) -> dict[str, Any]:
    return {
        "line": line.key,
        "kind": line.kind.value,
        "text": line.text,
        "owner": line.owner,
        "due": line.due,
        "revision": line.revision,
    }


def _state(row: MeetingRow, language: str) -> str:
    from regietafel.core.meetings.states import STATE_WORDS

    return STATE_WORDS[row.state].in_language(language)


def _form(row: MeetingRow, language: str) -> str:
    if language.startswith("en"):
        return "written round" if row.written else "meeting"
    return "schriftelijke ronde" if row.written else "vergadering"
