"""The states of a meter, and the state of an agreement with several meters. Computed, never typed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from regietafel.core.base.answer import Text


class MeterState(StrEnum):
    """How a promise stands by its figures."""

    NOT_KEPT = "not_kept"
    BEHIND = "behind"
    NO_FIGURES = "no_figures"
    ON_COURSE = "on_course"
    KEPT = "kept"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return _WORDS[self]


_WORDS = {
    MeterState.NOT_KEPT: Text("niet gehaald", "not kept"),
    MeterState.BEHIND: Text("achter", "behind"),
    MeterState.NO_FIGURES: Text("geen cijfers", "no figures"),
    MeterState.ON_COURSE: Text("op koers", "on course"),
    MeterState.KEPT: Text("gehaald", "kept"),
}

ALARMING = frozenset({MeterState.BEHIND, MeterState.NOT_KEPT})
"""States that ask for a place on the agenda."""


def together(states: Iterable[MeterState]) -> MeterState:
    """The state of an agreement: that of the meter that is worst off; without a meter there are no figures.

    Worst first: not kept, behind, no figures, on course, kept. What has no figures never becomes green.

    >>> together([MeterState.KEPT, MeterState.NO_FIGURES]).value, together([]).value
    ('no_figures', 'no_figures')
    """
    known = set(states) or {MeterState.NO_FIGURES}
    return next(state for state in MeterState if state in known)
