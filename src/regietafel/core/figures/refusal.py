"""A cell that cannot be read: what is wrong and what to write, in Dutch and in English."""

from __future__ import annotations

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError


class CellRefused(RegietafelError):
    """One cell cannot be read; the sheet adds where it stands."""

    def __init__(self, what: Text, remedy: Text) -> None:
        self.what_text = what
        self.remedy_text = remedy
        super().__init__(what.en, remedy.en)


class SeveralAnswer(CellRefused):
    """A name that several areas share; `candidates` are their codes."""

    def __init__(self, what: Text, remedy: Text, candidates: tuple[str, ...]) -> None:
        self.candidates = candidates
        super().__init__(what, remedy)


def texts_of(error: RegietafelError) -> tuple[Text, Text]:
    """Both sentences of a refusal; one that was only written in English stands in both languages."""
    what = getattr(error, "what_text", None)
    remedy = getattr(error, "remedy_text", None)
    return (
        what if isinstance(what, Text) else Text(error.what, error.what),
        remedy if isinstance(remedy, Text) else Text(error.remedy, error.remedy),
    )
