"""A cell that cannot be read: what is wrong and what to write, in Dutch and in English."""

from __future__ import annotations

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError


class CellRefused(RegietafelError):
    """One cell cannot be read; the sheet adds where it stands."""

    def __init__(self, what: Text, remedy: Text) -> None:
        super().__init__(what, remedy)


class SeveralAnswer(CellRefused):
    """A name that several areas share; `candidates` are their codes."""

    def __init__(self, what: Text, remedy: Text, candidates: tuple[str, ...]) -> None:
        self.candidates = candidates
        super().__init__(what, remedy)
