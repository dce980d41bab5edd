"""The commands of `regietafel escalation` about ladders: which there are, and a new version of a province."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regietafel.cli.output import AsJson, Language, moment, print_json, print_table, with_django
from regietafel.core.base.errors import RegietafelError


def add_ladder_commands(app: typer.Typer) -> None:
    """Give a noun its commands about ladders."""
    _listing(app)
    _adding(app)


def _listing(app: typer.Typer) -> None:
    @app.command(epilog="Example: regietafel escalation ladders --on 2024-05-01 --json")
    def ladders(
        on: Annotated[str | None, typer.Option("--on", help="As known on; without it: now.")] = None,
        as_json: AsJson = False,
        lang: Language = "nl",
    ) -> None:
        """Every ladder with its province and the days on which it holds; without a province it is the default."""
        with_django()
        from regietafel.desk.escalation.ladders import ladders as known

        found = known(moment(on))
        if as_json:
            print_json(found, lang)
            return
        dutch = not lang.startswith("en")
        print_table(
            ["naam", "provincie", "vanaf", "tot", "treden", "titel"]
            if dutch
            else ["name", "province", "from", "until", "steps", "title"],
            [
                [
                    one.name,
                    one.area or "-",
                    one.valid.start,
                    one.valid.until or "-",
                    one.top,
                    one.title.in_language(lang),
                ]
                for one in found
            ],
            left=6,
        )


def _adding(app: typer.Typer) -> None:
    @app.command("add-ladder", epilog="Example: regietafel escalation add-ladder beleid-drenthe.yaml")
    def add_ladder(
        file: Annotated[
            Path,
            typer.Argument(
                help="YAML with name, area, title, from, source, steps and end, as docs/rules/escalation.md tells."
            ),
        ],
    ) -> None:
        """Enter the ladder of a province from a day on; it ends the version before. Exit code 2 with every fault."""
        with_django()
        import yaml
        from django.utils import timezone

        from regietafel.desk.audit.chain import Command
        from regietafel.desk.escalation.actions import add_ladder as add

        try:
            raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as wrong:
            raise RegietafelError(f"{file} cannot be read: {wrong}", "give a YAML file") from wrong
        if not isinstance(raw, dict):
            raise RegietafelError(
                f"{file} holds no ladder", "write name, area, title, from, source, steps and end"
            )
        typer.echo(add(by=Command("regietafel escalation add-ladder"), at=timezone.now(), raw=raw))
