"""Measuring the product: one module per subject, each with `run(small)`; ratios within one run."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.cli.bench.timing import BenchReport

# Subject to module; a module is imported only when its subject is measured.
SUBJECTS = {
    "home": "regietafel.cli.bench.home",
    "key": "regietafel.cli.bench.key",
    "meetings": "regietafel.cli.bench.meetings",
    "web": "regietafel.cli.bench.web",
    "search": "regietafel.cli.bench.search",
    "sheet": "regietafel.cli.bench.sheet",
    "import": "regietafel.cli.bench.upload",
}


def measure(subject: str, *, small: bool) -> BenchReport:
    """Run the measures of one subject.

    Raises: RegietafelError for a subject that is not measured.
    """
    if subject not in SUBJECTS:
        raise RegietafelError(f'"{subject}" is not measured', f"choose from {', '.join(sorted(SUBJECTS))}")
    report: BenchReport = import_module(SUBJECTS[subject]).run(small)
    return report


app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command(epilog="Example: regietafel bench key --small --json")
def bench(
    subject: Annotated[
        str, typer.Argument(help="What to measure, such as home, import, key, meetings, search, sheet, web.")
    ],
    small: Annotated[
        bool, typer.Option("--small", help="A twentieth of the size; under 20 seconds.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Measure the product against a plain variant of itself, in ratios within one run.

    Exit code 1 when an answer differs or a goal is missed by a wide margin.
    """
    import json

    report = measure(subject, small=small)
    if as_json:
        typer.echo(json.dumps(report.to_dict(), indent=2))
    else:
        from rich.console import Console

        from regietafel.cli.bench.timing import render

        render(report, Console())
    raise typer.Exit(0 if report.passed else 1)
