"""The command `regietafel`: one noun, then a verb. Each noun is imported only when it is used."""

from __future__ import annotations

import os
import sys

from regietafel.cli.nouns import asks_for_help_only, text_of_help

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regietafel.site.settings")

<<<<<<< HEAD
NOUNS = {
    "areas": "Municipalities, provinces and safety regions on a day.",
    "audit": "The chain of everything that was written.",
    "backup": "Write everything the installation keeps to one file.",
    "bench": "Measure, in ratios within one run.",
    "demo": "Load the case 'herfst 2022', print its schedule, and serve the site.",
    "figures": "What was measured, from which source, known since when.",
    "keys": "Divide a total over units by a named method.",
    "manage": "Django's own commands (migrate, createsuperuser, ...).",
    "mandates": "What one table may do for another, within which limits.",
    "monitor": "Who is on schedule, for which target.",
    "restore": "Put a backup back, proved by the audit chain.",
    "serve": "Serve the site on this machine.",
    "taakstelling": "The housing target of each municipality, and why.",
    "where": "Where a concept lives: source, rule, page, API route, test.",
}


class Nouns(TyperGroup):
    """The nouns by name; the help text needs no import of any of them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All nouns, in order."""
        return sorted(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The noun's command; for the list of nouns only its name and help."""
        if cmd_name not in NOUNS:
            return None
        if ctx.invoked_subcommand is None and "--help" in sys.argv[1:2]:
            return TyperCommand(cmd_name, help=NOUNS[cmd_name])
        module = import_module(f"regietafel.cli.{cmd_name}")
        return typer.main.get_command(module.app)


app = typer.Typer(
    cls=Nouns,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Regietafel: agree, divide, measure, judge, meet, decide, write, publish.",
    epilog="Start with: regietafel demo   or: regietafel taakstelling compute 2023-I --volume 21200",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"regietafel {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Regietafel: agree, divide, measure, judge, meet, decide, write, publish."""
=======
REFUSED = 2
>>>>>>> main


def run() -> None:
    """Run the command line; a refusal is one clear sentence on standard error and exit code 2."""
    try:
        if asks_for_help_only(sys.argv[1:]):
            print(text_of_help(), flush=True)
        else:
            _command()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


def _command() -> None:
    from regietafel.cli.group import app
    from regietafel.core.base.errors import RegietafelError

    try:
        app()
    except RegietafelError as refused:
        _refuse(str(refused))
    except Exception as failed:
        if sentence := _said_by_the_database(failed):
            _refuse(sentence)
        raise


def _refuse(sentence: str) -> None:
    print(f"regietafel: {sentence}", file=sys.stderr)
    sys.exit(REFUSED)


def _said_by_the_database(failed: Exception) -> str:
    """The sentence about a database that is locked, full or gone; empty for any other failure."""
    loaded = sys.modules.get("django.db")
    if loaded is None or not isinstance(failed, loaded.OperationalError):
        return ""
    reason = str(failed).strip().splitlines()[0].rstrip(".")
    return (
        f"the database refused ({reason}); what was not finished is not stored, so mend this and start again"
    )


if __name__ == "__main__":
    run()
