"""Write the made-up tables of the case again: `python -m regietafel.cli.cases.generate`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from regietafel.cli.cases.made_up import BALANCE_SOURCES, PERIOD, SEED, make_up, month_starts
from regietafel.core.areas.division import division_on
from regietafel.core.base.calendar import month_name

FOLDER = Path(__file__).parent / "herfst_2022"
MADE_UP_SOURCE = "made-up-herfst-2022"
MARK = f"verzonnen, vaste beginwaarde {SEED}"


def tables() -> dict[str, str]:
    """The made-up tables by file name, as text: semicolons, as municipalities send them."""
    made_up = make_up()
    division = division_on(PERIOD.start)
    files = {
        f"carry_{PERIOD}.csv": _table(
            f"Saldo bij het begin van {PERIOD}; onder nul is achterstand ({MARK})",
            ["gemeentecode", "gemeente", "saldo", "bron", "illustratief"],
            (
                [
                    code,
                    division.name_of(code),
                    made_up.balances[code],
                    BALANCE_SOURCES.get(code, MADE_UP_SOURCE),
                    "nee" if code in BALANCE_SOURCES else "ja",
                ]
                for code in division.codes
            ),
        )
    }
    for n, start in enumerate(month_starts()):
        files[f"housed_{start:%Y-%m}.csv"] = _table(
            f"Gehuisveste vergunninghouders in {_month(start)} ({MARK})",
            ["gemeentecode", "gemeente", "maand", "gehuisvest", "illustratief"],
            (
                [code, division.name_of(code), f"{start:%Y-%m}", made_up.housed[code][n], "ja"]
                for code in division.codes
            ),
        )
    return files


def _month(start: date) -> str:
    return f"{month_name(start.month)} {start.year}"


def _table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([title])
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write every table into the folder of the case."""
    for name, text in tables().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
