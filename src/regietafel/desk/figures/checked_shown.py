"""What checking a sheet found, in the form that the API gives it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from regietafel.desk.figures.checked import Checked, CheckedRow, Finding
from regietafel.desk.shared.envelope import Part
from regietafel.desk.shared.notation import words


class FindingShown(Part):
    """A fault or a warning: where it stands, what it is, what to do."""

    kind: str
    where: str
    what: str
    remedy: str
    asks_motive: bool


class CheckedRowShown(Part):
    """One figure of the sheet beside what is known."""

    row: int
    indicator: str
    area: str
    from_: date = Field(serialization_alias="from")
    until: date | None
    value: int
    old_value: int | None = Field(description="Wat nu bekend is; null als er niets bekend is.")
    outcome: Literal["new", "corrected", "unchanged"]
    source_key: str
    illustrative: bool


class CheckShown(Part):
    """What a sheet would change, and all that is wrong or odd in it."""

    state: Literal["checked", "faulty", "offered", "confirmed", "unchanged"] = Field(
        description="checked: goed, niets opgeslagen; faulty: fouten; offered: wacht op goedkeuring; "
        "confirmed: telt mee; unchanged: alles was al bekend."
    )
    delivery: int | None = Field(description="Nummer van de aanlevering; null zolang er niets is opgeslagen.")
    sheet: str
    counts: dict[str, int]
    rows: list[CheckedRowShown]
    faults: list[FindingShown]
    warnings: list[FindingShown]
    ignored: list[str]


def check_shown(checked: Checked, state: str, delivery: int | None) -> CheckShown:
    """A check with what became of it; `delivery` is None as long as nothing is stored."""
    return CheckShown.model_validate(
        {
            "state": state,
            "delivery": delivery,
            "sheet": checked.sheet,
            "counts": dict(checked.counts),
            "rows": [_row_shown(row) for row in checked.rows],
            "faults": [_finding_shown(one) for one in checked.faults],
            "warnings": [_finding_shown(one) for one in checked.warnings],
            "ignored": [words(text) for text in checked.ignored],
        }
    )


def _row_shown(row: CheckedRow) -> CheckedRowShown:
    return CheckedRowShown(
        row=row.row,
        indicator=row.indicator,
        area=row.area,
        from_=row.when.start,
        until=row.when.until,
        value=row.value,
        old_value=row.old_value,
        outcome=row.outcome,
        source_key=row.source,
        illustrative=row.illustrative,
    )


def _finding_shown(one: Finding) -> FindingShown:
    return FindingShown(
        kind=one.kind,
        where=words(one.where),
        what=words(one.what),
        remedy=words(one.remedy),
        asks_motive=one.asks_motive,
    )
