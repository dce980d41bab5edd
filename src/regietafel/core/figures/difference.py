"""What confirming a checked sheet would change in what is known: new, unchanged, corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regietafel.core.base.answer import Text
from regietafel.core.base.counts import dutch_integer
from regietafel.core.figures.bitemporal import FigureRow, Slot, Subject
from regietafel.core.figures.sheet import SheetRow
from regietafel.core.figures.when import words


@dataclass(frozen=True)
class Corrected:
    """A figure of the same source with another value: the row that is known, and the row of the sheet."""

    old: FigureRow
    new: SheetRow

    @property
    def by(self) -> int:
        """How much the value goes up (or, below zero, down)."""
        return self.new.value - self.old.value

    @property
    def text(self) -> Text:
        """Old and new in words."""
        when, old, new = words(self.new.when), self.old.value, self.new.value
        return Text(
            f"{self.new.area}, {when.nl}: {dutch_integer(old)} wordt {dutch_integer(new)}",
            f"{self.new.area}, {when.en}: {old:,} becomes {new:,}",
        )


@dataclass(frozen=True)
class Contradicted:
    """A new figure beside figures of other sources that say otherwise."""

    row: SheetRow
    others: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Difference:
    """What a sheet adds to what is known; nothing is stored by it."""

    new: tuple[SheetRow, ...]
    unchanged: tuple[SheetRow, ...]
    corrected: tuple[Corrected, ...]
    contradicted: tuple[Contradicted, ...] = ()

    @property
    def nothing_to_do(self) -> bool:
        """Whether everything in the sheet is known already."""
        return not self.new and not self.corrected

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows by outcome."""
        return {"new": len(self.new), "corrected": len(self.corrected), "unchanged": len(self.unchanged)}

    @property
    def sentence(self) -> Text:
        """The whole in one sentence."""
        new, corrected, same = len(self.new), len(self.corrected), len(self.unchanged)
        if self.nothing_to_do:
            return Text(
                f"Alle {dutch_integer(same)} cijfers zijn al bekend; er verandert niets.",
                f"All {same:,} figures are known already; nothing changes.",
            )
        return Text(
            f"{dutch_integer(new)} nieuw, {dutch_integer(corrected)} gecorrigeerd, {dutch_integer(same)} ongewijzigd.",
            f"{new:,} new, {corrected:,} corrected, {same:,} unchanged.",
        )


def compare(rows: Iterable[SheetRow], known: Iterable[FigureRow]) -> Difference:
    """Compare checked rows with the figures that hold now (`as_known`).

    A figure is the same when indicator, area, when and source are; the mark "illustrative" counts as part of
    the value, so a sheet that only takes it off is a correction.
    """
    by_slot: dict[Slot, FigureRow] = {}
    by_subject: dict[Subject, list[FigureRow]] = {}
    for figure in known:
        by_slot[figure.slot] = figure
        by_subject.setdefault(figure.subject, []).append(figure)
    new: list[SheetRow] = []
    unchanged: list[SheetRow] = []
    corrected: list[Corrected] = []
    contradicted: list[Contradicted] = []
    for row in rows:
        old = by_slot.get(Slot(row.indicator, row.area, row.when, row.source))
        if old is not None and (old.value, old.illustrative) == (row.value, row.illustrative):
            unchanged.append(row)
            continue
        if old is None:
            new.append(row)
        else:
            corrected.append(Corrected(old, row))
        others = by_subject.get(Subject(row.indicator, row.area, row.when), [])
        differing = tuple(one for one in others if one.source != row.source and one.value != row.value)
        if differing:
            contradicted.append(Contradicted(row, differing))
    return Difference(tuple(new), tuple(unchanged), tuple(corrected), tuple(contradicted))
