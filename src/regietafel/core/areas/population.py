"""Inhabitants per municipality on a reference date, in the division that is asked for."""

from __future__ import annotations

from datetime import date
from functools import cache

from regietafel.core.areas.division import Division, changes_between, division_on
from regietafel.core.areas.recode import HERINDELING, recode
from regietafel.core.areas.register import PopulationTable, shipped_register
from regietafel.core.base.answer import Answer, Input, Text
from regietafel.core.base.calendar import written_out
from regietafel.core.base.errors import Gap

RULE = "population"


def population(reference_date: date, division: Division) -> Answer[dict[str, int]]:
    """Inhabitants of every municipality of a division on a reference date (1 January of a year).

    The published table is summed over mergers where the division asked for is later than the table's own; the
    steps name every sum. Source: CBS, Bevolking per gemeente.  Units: persons; keys are CBS codes, in order.
    Raises: Gap when no table of that date is known, or when only joint figures are (it names the codes).

    >>> inhabitants = population(date(2021, 1, 1), division_on(date(2022, 9, 16))).value
    >>> inhabitants["GM0363"], sum(inhabitants.values())
    (893783, 17475415)
    """
    answer = _population(reference_date, division.valid.start)
    return answer.map(dict)


def population_dates() -> tuple[date, ...]:
    """The reference dates of which the tables hold inhabitants, oldest first."""
    return tuple(sorted({table.reference_date for table in shipped_register().populations}))


@cache
def _population(reference_date: date, division_day: date) -> Answer[dict[str, int]]:
    table = _table_of(reference_date)
    if division_day < table.division_day:
        _refuse_joint_figures(table, division_day)
    recoded = recode(table.inhabitants, table.division_day, division_day)
    return Answer(
        dict(recoded.value.values),
        rule=RULE,
        source=table.source,
        inputs=(
            Input("reference date", reference_date, source=table.source),
            Input("division of the table", table.division_day),
            Input("inhabitants in all", sum(table.inhabitants.values()), "persons", table.source),
        ),
        steps=recoded.steps,
    )


def _table_of(reference_date: date) -> PopulationTable:
    for table in shipped_register().populations:
        if table.reference_date == reference_date:
            return table
    known = ", ".join(str(day) for day in population_dates())
    raise Gap(
        "CBS, Bevolking per gemeente",
        Text(
            f"inwoners per gemeente op {written_out(reference_date)}",
            f"inhabitants per municipality on {reference_date}",
        ),
        Text(
            f"bekend zijn {known}; voeg de tabel van {reference_date} toe, met de bron",
            f"known are {known}; add the table of {reference_date} with its source",
        ),
    )


def _refuse_joint_figures(table: PopulationTable, division_day: date) -> None:
    """Name the municipalities of an older division of which the table holds a joint figure only."""
    joint: dict[str, list[str]] = {}
    for change in changes_between(division_day, table.division_day):
        own = [change.new] if change.kind == "into_existing" else []
        joint.setdefault(change.new, own).append(change.old)
    older = division_on(division_day)
    listed = "; ".join(
        f"{' + '.join(f'{code} {older.name_of(code)}' for code in sorted(codes))} = {table.inhabitants[new]}"
        for new, codes in sorted(joint.items())
    )
    if listed:
        raise Gap(
            str(HERINDELING),
            Text(
                f"inwoners op {table.reference_date} in de indeling van {division_day}, waar alleen gezamenlijke "
                f"cijfers bekend zijn ({listed})",
                f"inhabitants on {table.reference_date} in the division of {division_day}, where only joint figures "
                f"are known ({listed})",
            ),
            Text(
                f"kies de indeling van {table.division_day}, of voer de cijfers in met het besluit dat ze vaststelde",
                f"use the division of {table.division_day}, or enter the figures with the decision that set them",
            ),
        )
