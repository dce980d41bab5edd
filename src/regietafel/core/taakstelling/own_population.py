"""A table of inhabitants that a user brings, such as the province's own figure at a merger (art. 30)."""

from __future__ import annotations

import csv
import io

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults

_SUBJECT = Text("de bevolkingstabel", "the population table")


def read_population(text: str) -> dict[str, int]:
    """Inhabitants per municipality from CSV with the columns code and inhabitants.

    Raises: Faults that name every missing column, duplicate code and number that is not a positive count.

    >>> read_population("code,inhabitants\\nGM0363,873338\\n")
    {'GM0363': 873338}
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=separator)
    missing = {"code", "inhabitants"} - set(reader.fieldnames or ())
    if missing:
        raise Faults(
            _SUBJECT,
            [
                Fault.told(
                    Text("kopregel", "header"),
                    Text(f'heeft geen kolom "{name}"', f'has no column "{name}"'),
                    Text("noem een kolom zo", "name it so"),
                )
                for name in sorted(missing)
            ],
        )
    inhabitants: dict[str, int] = {}
    faults: list[Fault] = []
    for number, row in enumerate(reader, start=2):
        code, value = (row["code"] or "").strip(), (row["inhabitants"] or "").strip()
        if code in inhabitants:
            faults.append(
                Fault.told(
                    Text(f"rij {number}", f"row {number}"),
                    Text(f"{code} staat er tweemaal", f"{code} stands twice"),
                    Text("houd één rij voor elke gemeente", "keep one row for each municipality"),
                )
            )
        elif not value.isdigit() or int(value) == 0:
            faults.append(
                Fault.told(
                    Text(f"rij {number}", f"row {number}"),
                    Text(f'{code} heeft "{value}" inwoners', f'{code} has "{value}" inhabitants'),
                    Text("schrijf een heel getal boven 0", "write a whole number above 0"),
                )
            )
        else:
            inhabitants[code] = int(value)
    if faults:
        raise Faults(_SUBJECT, faults)
    return inhabitants
