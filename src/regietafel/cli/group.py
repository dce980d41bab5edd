"""The nouns as the library of the command line knows them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from regietafel import __version__
from regietafel.cli.nouns import NOUNS, START_WITH, SUMMARY, VERSION_HELP, text_of_help


class Nouns(TyperGroup):
    """The nouns by name; the help text needs no import of any of them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All nouns, in order."""
        return sorted(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The noun's command."""
        if cmd_name not in NOUNS:
            return None
        module = import_module(f"regietafel.cli.{cmd_name}")
        return typer.main.get_command(module.app)

    def get_help(self, ctx: Any) -> str:
        """The same text as of the quick way."""
        return text_of_help()


app = typer.Typer(
    cls=Nouns,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=SUMMARY,
    epilog=START_WITH,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"regietafel {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help=VERSION_HELP),
) -> None:
    """Regietafel: agree, divide, measure, judge, meet, decide, write, publish."""
