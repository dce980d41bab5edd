"""`regietafel manage`: Django's own commands."""

from __future__ import annotations

import typer

app = typer.Typer(rich_markup_mode=None, help="Django's own commands.")


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    epilog="Example: regietafel manage migrate",
)
def manage(context: typer.Context) -> None:
    """Pass a command on to Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["regietafel manage", *context.args])
