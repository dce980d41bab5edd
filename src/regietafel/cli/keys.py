"""`regietafel keys`: divide a total over units by a named method. Needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regietafel.cli.csv_file import read_pairs
from regietafel.cli.output import AsJson, Language, print_json, print_table
from regietafel.core.base.errors import Fault, Faults, RegietafelError

if TYPE_CHECKING:
    from fractions import Fraction

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Divide a total over units.")


@app.callback()
def keys() -> None:
    """Divide a total over units by a named method."""


@app.command(
    epilog="Examples: regietafel keys split 1000 --by weights.csv --method webster   |   "
    "regietafel keys split 450 a=1 b=1 c=1 --method hamilton"
)
def split(
    total: Annotated[int, typer.Argument(help="What is divided, a whole number.")],
    weights: Annotated[list[str] | None, typer.Argument(help="UNIT=WEIGHT pairs.")] = None,
    table: Annotated[Path | None, typer.Option("--by", help="CSV with the columns code,weight.")] = None,
    method: Annotated[
        str,
        typer.Option(
            "--method", help="adams, webster, jefferson, huntington_hill, dean, hamilton, each_up, ..."
        ),
    ] = "adams",
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Divide a total exactly; plain roundings report how far their sum is from the total."""
    numbers, quotas, ties = _divided(total, _weights(weights or [], table), method, lang)
    whole = sum(numbers.values())
    if as_json:
        print_json(
            {
                "total": total,
                "method": method,
                "sum": whole,
                "difference": whole - total,
                "numbers": numbers,
                "quotas": quotas,
                "ties": ties,
            },
            lang,
        )
        return
    print_table(
        ["eenheid", "quotum", "aantal"],
        [[code, f"{float(quotas[code]):.3f}", number] for code, number in numbers.items()],
    )
    typer.echo(f"som {whole} ({whole - total:+d})")
    for tie in ties:
        typer.echo(f"gelijke stand: {tie}")


def _divided(
    total: int, weights: dict[str, Fraction], method: str, lang: str
) -> tuple[dict[str, int], dict[str, Fraction], list[str]]:
    """Numbers, exact quotas, and the ties in words."""
    from regietafel.core.keys.apportion import apportion
    from regietafel.core.keys.methods import METHODS, PLAIN_METHODS
    from regietafel.core.keys.plain import round_each

    if method in PLAIN_METHODS:
        rounded = round_each(method=PLAIN_METHODS[method], total=total, weights=weights)
        return rounded.numbers, rounded.quotas, []
    if method not in METHODS:
        raise RegietafelError(
            f'--method "{method}" is unknown', f"take one of {', '.join([*METHODS, *PLAIN_METHODS])}"
        )
    divided = apportion(method=METHODS[method], total=total, weights=weights)
    return divided.numbers, divided.quotas, [tie.text.in_language(lang) for tie in divided.ties]


def _weights(pairs: list[str], table: Path | None) -> dict[str, Fraction]:
    from fractions import Fraction

    parted = [pair.partition("=") for pair in pairs]
    rows = [(code, text) for code, _, text in parted]
    if table is not None:
        rows += read_pairs(table, "code", "weight")
    weights: dict[str, Fraction] = {}
    faults: list[Fault] = []
    for code, text in rows:
        if code in weights:
            faults.append(Fault(code, "stands twice", "keep one weight for each unit"))
            continue
        try:
            weights[code] = Fraction(text.strip().replace(",", "."))
        except (ValueError, ZeroDivisionError):
            faults.append(Fault(code, f'has weight "{text}"', "write a number, such as 12 or 0,95 or 3/7"))
    if faults:
        raise Faults("the weights", faults)
    if not weights:
        raise RegietafelError("there are no weights", "give UNIT=WEIGHT pairs or --by FILE")
    return weights
