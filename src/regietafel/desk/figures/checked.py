"""What checking a sheet found, as it is kept with a delivery until somebody confirms it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault
from regietafel.core.figures.difference import Difference
from regietafel.core.figures.sheet import SheetCheck, SheetFault, SheetRow, SheetWarning
from regietafel.core.figures.when import When, words

Outcome = Literal["new", "corrected", "unchanged"]


@dataclass(frozen=True)
class CheckedRow:
    """One figure of a sheet, with the figure of the same source that it would correct.

    `old_id` is the row that was the last one known when the sheet was checked, None when there was none.
    """

    row: int
    column: int
    indicator: str
    area: str
    when: When
    value: int
    source: str
    note: str
    illustrative: bool
    outcome: Outcome
    old_id: int | None = None
    old_value: int | None = None


@dataclass(frozen=True)
class Finding:
    """A fault or a warning: where it stands, what it is, what to do."""

    kind: str
    where: Text
    what: Text
    remedy: Text
    asks_motive: bool = False

    def fault(self, language: str) -> Fault:
        """The same in one language."""
        return Fault(
            self.where.in_language(language),
            self.what.in_language(language),
            self.remedy.in_language(language),
        )


@dataclass(frozen=True)
class CheckedTotal:
    """A printed total of the sheet beside the sum of its rows."""

    row: int
    label: str
    when: Text
    printed: int
    summed: int


@dataclass(frozen=True)
class Contradiction:
    """A figure of the sheet beside what other sources say: (source key, value)."""

    area: str
    when: When
    value: int
    source: str
    others: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Checked:
    """All that checking found."""

    rows: tuple[CheckedRow, ...] = ()
    faults: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    ignored: tuple[Text, ...] = ()
    totals: tuple[CheckedTotal, ...] = ()
    columns: tuple[tuple[int, str, Text], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    sheet: str = ""
    header_row: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def asks_motive(self) -> bool:
        """Whether a warning asks for a reason before confirming."""
        return any(warning.asks_motive for warning in self.warnings)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas the sheet speaks of."""
        return tuple(sorted({row.area for row in self.rows}))

    @property
    def to_write(self) -> tuple[CheckedRow, ...]:
        """The rows that would change what is known."""
        return tuple(row for row in self.rows if row.outcome != "unchanged")


def checked_from(
    check: SheetCheck, difference: Difference, faults: Sequence[SheetFault], warnings: Sequence[SheetWarning]
) -> Checked:
    """What a check and its comparison with what is known come to."""
    outcome: dict[SheetRow, tuple[Outcome, int | None, int | None]] = {}
    outcome.update((row, ("new", None, None)) for row in difference.new)
    outcome.update((row, ("unchanged", None, None)) for row in difference.unchanged)
    outcome.update((one.new, ("corrected", one.old.id, one.old.value)) for one in difference.corrected)
    return Checked(
        rows=tuple(_row(row, *outcome[row]) for row in check.rows if row in outcome),
        faults=tuple(_finding(fault) for fault in faults),
        warnings=tuple(_finding(warning) for warning in warnings),
        ignored=check.ignored,
        totals=tuple(
            CheckedTotal(
                total.row,
                total.label,
                words(total.when) if total.when else Text("alle perioden", "all periods"),
                total.printed,
                total.summed,
            )
            for total in check.totals
        ),
        columns=tuple((column.column, column.heading, column.meaning) for column in check.columns),
        contradictions=tuple(
            Contradiction(
                one.row.area,
                one.row.when,
                one.row.value,
                one.row.source,
                tuple((other.source, other.value) for other in one.others),
            )
            for one in difference.contradicted
        ),
        sheet=check.sheet,
        header_row=check.header_row,
        counts={**difference.counts, "faults": len(faults), "warnings": len(warnings)},
    )


def _row(row: SheetRow, outcome: Outcome, old_id: int | None, old_value: int | None) -> CheckedRow:
    return CheckedRow(
        row.row,
        row.column,
        row.indicator,
        row.area,
        row.when,
        row.value,
        row.source,
        row.note,
        row.illustrative,
        outcome,
        old_id,
        old_value,
    )


def _finding(one: SheetFault) -> Finding:
    return Finding(
        one.kind, one.where, one.what, one.remedy, isinstance(one, SheetWarning) and one.asks_motive
    )


# -- as it is stored -------------------------------------------------------------------------------------


def as_stored(checked: Checked) -> dict[str, Any]:
    """The same in what JSON knows; rows as lists, for there may be many."""
    return {
        "rows": [
            [
                row.row,
                row.column,
                row.indicator,
                row.area,
                *_days(row.when),
                row.value,
                row.source,
                row.note,
                row.illustrative,
                row.outcome,
                row.old_id,
                row.old_value,
            ]
            for row in checked.rows
        ],
        "faults": [_stored_finding(one) for one in checked.faults],
        "warnings": [_stored_finding(one) for one in checked.warnings],
        "ignored": [_both(text) for text in checked.ignored],
        "totals": [[one.row, one.label, _both(one.when), one.printed, one.summed] for one in checked.totals],
        "columns": [[column, heading, _both(meaning)] for column, heading, meaning in checked.columns],
        "contradictions": [
            [one.area, *_days(one.when), one.value, one.source, list(one.others)]
            for one in checked.contradictions
        ],
        "sheet": checked.sheet,
        "header_row": checked.header_row,
        "counts": dict(checked.counts),
    }


def from_stored(stored: Mapping[str, Any]) -> Checked:
    """What was stored, as values again."""
    return Checked(
        rows=tuple(_read_row(row) for row in stored["rows"]),
        faults=tuple(_read_finding(one) for one in stored["faults"]),
        warnings=tuple(_read_finding(one) for one in stored["warnings"]),
        ignored=tuple(Text(*both) for both in stored["ignored"]),
        totals=tuple(
            CheckedTotal(row, label, Text(*when), printed, summed)
            for row, label, when, printed, summed in stored["totals"]
        ),
        columns=tuple((column, heading, Text(*both)) for column, heading, both in stored["columns"]),
        contradictions=tuple(
            Contradiction(area, _when(start, until), value, source, tuple((key, n) for key, n in others))
            for area, start, until, value, source, others in stored["contradictions"]
        ),
        sheet=stored["sheet"],
        header_row=stored["header_row"],
        counts=stored["counts"],
    )


def _both(text: Text) -> list[str]:
    return [text.nl, text.en]


def _days(when: When) -> tuple[str, str | None]:
    return when.start.isoformat(), when.until.isoformat() if when.until else None


def _when(start: str, until: str | None) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(until) if until else None)


def _stored_finding(one: Finding) -> list[Any]:
    return [one.kind, _both(one.where), _both(one.what), _both(one.remedy), one.asks_motive]


def _read_row(stored: Sequence[Any]) -> CheckedRow:
    row, column, key, area, start, until, *rest = stored
    return CheckedRow(row, column, key, area, _when(start, until), *rest)


def _read_finding(stored: Sequence[Any]) -> Finding:
    kind, where, what, remedy, asks_motive = stored
    return Finding(kind, Text(*where), Text(*what), Text(*remedy), asks_motive)
