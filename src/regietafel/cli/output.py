"""How commands print: tables for people, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from regietafel.core.base.answer import Answer
from regietafel.core.base.errors import RegietafelError
from regietafel.core.base.plain import as_plain

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
Language = Annotated[
    str,
    typer.Option(
        "--lang",
        help="nl or en; also by REGIETAFEL_LANGUAGE.",
        envvar="REGIETAFEL_LANGUAGE",
        show_default=True,
    ),
]


def print_json(value: object, language: str = "nl") -> None:
    """Any value or answer as indented JSON on standard output."""
    typer.echo(json.dumps(as_plain(value, language), ensure_ascii=False, indent=2))


def print_table(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], *, left: int = 1, title: str = ""
) -> None:
    """Columns under headings; the first `left` columns to the left, numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[n]) for line in [list(headings), *cells]) for n in range(len(headings))]

    def line(row: Sequence[str]) -> str:
        parts = [
            text.ljust(width) if n < left else text.rjust(width)
            for n, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(parts).rstrip()

    if title:
        typer.echo(title)
    typer.echo(line(list(headings)))
    typer.echo(line(["-" * width for width in widths]))
    for row in cells:
        typer.echo(line(row))


def print_steps(answer: Answer[Any], language: str) -> None:
    """The steps of an answer, numbered, each with its formula and result."""
    for number, step in enumerate(answer.steps, start=1):
        typer.echo(f"{number}. {step.text.in_language(language)}")
        if step.formula:
            typer.echo(f"     {step.formula}{f' = {step.result}' if step.result else ''}")
        if step.source is not None:
            typer.echo(f"     [{step.source}]")


def moment(text: str | None) -> datetime | None:
    """A moment as known on: a date (its end) or a date with time, in Dutch time; None is now.

    >>> moment("2022-09-16").isoformat(), moment("2022-09-16T20:00").isoformat()
    ('2022-09-16T23:59:59+02:00', '2022-09-16T20:00:00+02:00')
    """
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise RegietafelError(f'"{text}" is not a moment', "write 2022-09-16 or 2022-09-16T20:00") from None
    if len(text.strip()) == len("2022-09-16"):
        found = datetime.combine(found.date() + timedelta(days=1), time()) - timedelta(seconds=1)
    return found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)


def day(text: str) -> date:
    """A date as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise RegietafelError(f'"{text}" is not a date', "write it as 2022-09-16") from None


def with_django() -> None:
    """Start Django, for commands that need the database; a missing database is said in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regietafel.site.settings")
    import django

    django.setup()


def progress(text: str) -> None:
    """A line about what is being done, on standard error so that tables and JSON stay clean."""
    typer.echo(text, err=True)
    sys.stderr.flush()
