"""The commands that actions and requests share: list, show, add and step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.output import AsJson, Language, day, moment, print_json, print_table, with_django

if TYPE_CHECKING:
    from regietafel.desk.follow_up.queries import ItemRow

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
Table = Annotated[str, typer.Option("--table", help="Only what this table follows, such as lrt.")]
Partner = Annotated[str, typer.Option("--partner", help="Only what this organisation owns or raised.")]
OnlyOpen = Annotated[bool, typer.Option("--open", help="Only what has not ended.")]
Key = Annotated[str, typer.Argument(help="The key, as the list shows it.")]
Words = Annotated[str, typer.Argument(metavar="TEXT", help="What has to be done.")]
Owner = Annotated[str, typer.Option("--owner", help="An organisation or table, such as ipo.")]
Tables = Annotated[
    list[str], typer.Option("--table", help="A table that follows it; may be given more often.")
]
By = Annotated[str, typer.Option("--for", help="For whom it is raised; without it the first table.")]
Due = Annotated[str, typer.Option("--due", help="Last day; without it no term was agreed.")]
Opens = Annotated[str, typer.Option("--not-before", help="First day of a window.")]
Raised = Annotated[str, typer.Option("--raised", help="The day on which it was raised; without it today.")]
Detail = Annotated[str, typer.Option("--detail", help="What else there is to say.")]
Deliverable = Annotated[str, typer.Option("--deliverable", help="What comes of it, such as a letter.")]
Limit = Annotated[str, typer.Option("--limit", help='A limit of form, such as "één A4".')]
Origin = Annotated[str, typer.Option("--from", help="The line of minutes, such as lrt-2022-09-16/3.4.")]
To = Annotated[str, typer.Argument(metavar="STATE", help="The next state; a wrong one lists what can be.")]
Day = Annotated[str, typer.Option("--day", help="The day of the step; without it today.")]
Reason = Annotated[str, typer.Option("--reason", help="The answer, or why.")]
Result = Annotated[str, typer.Option("--result", help="The measure that came of it.")]
Address = Annotated[str, typer.Option("--address", help="Where that measure can be read; https only.")]


def commands_for(kind: str, noun: str, summary: str, *, owner: str, text: str, step: str) -> typer.Typer:
    """The commands of a noun. `owner`, `text` and `step` are what its examples speak of."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=summary)
    _reading(app, kind, noun)
    _adding(app, kind, noun, f'regietafel {noun} add "{text}" --owner {owner} --table lrt --due 2022-10-14')
    _stepping(app, kind, noun, f"regietafel {noun} step {step}")
    return app


def _reading(app: typer.Typer, kind: str, noun: str) -> None:
    @app.command("list", epilog=f"Example: regietafel {noun} list --table lrt --open --on 2022-09-16T20:30")
    def list_items(
        table: Table = "",
        partner: Partner = "",
        only_open: OnlyOpen = False,
        on: On = None,
        as_json: AsJson = False,
        lang: Language = "nl",
    ) -> None:
        """What was left to whom, by term; those without a term last."""
        with_django()
        from regietafel.core.follow_up.items import Kind
        from regietafel.desk.follow_up.queries import items

        at = moment(on)
        rows = items(at, kind=Kind(kind), table=table, partner=partner, only_open=only_open)
        if as_json:
            print_json({"asKnownOn": at, noun: [plain(row) for row in rows]}, lang)
            return
        print_items(rows, lang)

    @app.command(epilog=f"Example: regietafel {noun} show {_KNOWN[kind]} --on 2022-09-16T20:30 --json")
    def show(key: Key, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
        """One of them, with every step. Exit code 2 when it is not known."""
        with_django()
        row = _known(kind, key, on)
        if as_json:
            print_json({"asKnownOn": moment(on), kind: plain(row)}, lang)
            return
        print_items([row], lang)
        for line in (row.detail, " ".join(filter(None, (row.deliverable, row.limit))), row.origin):
            if line:
                typer.echo(f"  {line}")
        for step in row.steps:
            typer.echo(f"  {step.on}  {_state(step.state, lang)}, {step.by}: {step.reason}".rstrip(": "))
            if step.result_title:
                typer.echo(f"              {step.result_title} {step.result_address}".rstrip())
        if row.days is not None:
            typer.echo(f"  {row.days} {'days' if lang.startswith('en') else 'dagen'}")


_KNOWN = {"action": "a4-rol-prt", "request": "regeling-grote-gezinnen"}


def _adding(app: typer.Typer, kind: str, noun: str, example: str) -> None:
    @app.command(epilog=f"Example: {example}")
    def add(
        text: Words,
        owner: Owner,
        table: Tables,
        raised_by: By = "",
        due: Due = "",
        opens: Opens = "",
        raised: Raised = "",
        detail: Detail = "",
        deliverable: Deliverable = "",
        limit: Limit = "",
        origin: Origin = "",
    ) -> None:
        """Put one on the list of its tables; prints its key. Exit code 2 with every fault."""
        with_django()
        from django.utils import timezone

        from regietafel.core.follow_up.items import Kind, Term
        from regietafel.desk.audit.chain import Command
        from regietafel.desk.follow_up.actions import ItemEntry, add_items
        from regietafel.desk.follow_up.shown import key_for

        now = timezone.now()
        entry = ItemEntry(
            kind=Kind(kind),
            key=key_for(text, now),
            text=text,
            raised_on=day(raised) if raised else _today(),
            tables=tuple(table),
            owner=owner,
            raised_by=raised_by or table[0],
            term=Term(day(due) if due else None, day(opens) if opens else None),
            detail=detail,
            deliverable=deliverable,
            limit=limit,
            origin=origin,
        )
        add_items(by=Command(f"regietafel {noun} add"), at=now, entries=[entry])
        typer.echo(entry.key)


def _stepping(app: typer.Typer, kind: str, noun: str, example: str) -> None:
    @app.command(epilog=f"Example: {example}")
    def step(
        key: Key,
        to: To,
        on_day: Day = "",
        reason: Reason = "",
        result: Result = "",
        address: Address = "",
    ) -> None:
        """Bring one to its next state. Exit code 2 with what can be done when that is not a step."""
        with_django()
        from django.utils import timezone

        from regietafel.desk.audit.chain import Command
        from regietafel.desk.follow_up.actions import step_item

        _known(kind, key, None)
        step_item(
            by=Command(f"regietafel {noun} step"),
            at=timezone.now(),
            key=key,
            to=_state_named(to),
            on=day(on_day) if on_day else _today(),
            reason=reason,
            result_title=result,
            result_address=address,
        )
        typer.echo(f"{key}: {_known(kind, key, None).state.value}")


def print_items(rows: Sequence[ItemRow], lang: str) -> None:
    """Items as a table for the terminal."""
    headings = ["sleutel", "tekst", "aan zet", "uiterlijk", "stand", "tafels"]
    if lang.startswith("en"):
        headings = ["key", "text", "turn of", "due", "state", "tables"]
    print_table(
        headings,
        [
            [
                row.key,
                row.text if len(row.text) <= 70 else f"{row.text[:69]}…",
                row.owner or "-",
                row.term.due or "-",
                _state(row.state, lang),
                ",".join(row.tables),
            ]
            for row in rows
        ],
        left=6,
    )


def plain(row: ItemRow) -> dict[str, Any]:
    """An item for a program, with the names that the API uses."""
    return {
        "kind": row.kind.value,
        "key": row.key,
        "text": row.text,
        "detail": row.detail,
        "owner": row.owner,
        "raisedBy": row.raised_by,
        "raisedOn": row.raised_on,
        "opens": row.term.opens,
        "due": row.term.due,
        "tables": row.tables,
        "state": row.state.value,
        "ended": row.ended,
        "days": row.days,
        "origin": row.origin,
        "parent": row.parent,
        "deliverable": row.deliverable,
        "limit": row.limit,
        "illustrative": row.illustrative,
        "steps": [
            {
                "state": step.state.value,
                "on": step.on,
                "by": step.by,
                "reason": step.reason,
                "resultTitle": step.result_title,
                "resultAddress": step.result_address,
            }
            for step in row.steps
        ],
    }


def _known(kind: str, key: str, on: str | None) -> ItemRow:
    from regietafel.core.base.errors import RegietafelError
    from regietafel.desk.follow_up.queries import item

    row = item(key, moment(on))
    if row.kind.value != kind:
        raise RegietafelError(f'"{key}" is a {row.kind.value}, no {kind}', f"open it as a {row.kind.value}")
    return row


def _state_named(text: str) -> Any:
    from regietafel.core.base.errors import RegietafelError
    from regietafel.core.follow_up.items import State

    try:
        return State(text)
    except ValueError:
        known = ", ".join(state.value for state in State)
        raise RegietafelError(f'"{text}" is no state', f"write one of {known}") from None


def _state(state: Any, lang: str) -> str:
    from regietafel.core.follow_up.items import STATE_TITLES

    return STATE_TITLES[state].in_language(lang)


def _today() -> date:
    from django.utils import timezone

    from regietafel.cli.output import AMSTERDAM

    return timezone.now().astimezone(AMSTERDAM).date()
