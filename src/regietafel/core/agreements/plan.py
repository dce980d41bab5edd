"""The follow-up plan: agreement → measures → actions, and how far it is, rolled up by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from regietafel.core.base.answer import Text


class Progress(StrEnum):
    """How far a measure or a plan is."""

    LATE = "late"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    EMPTY = "empty"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return _WORDS[self]


_WORDS = {
    Progress.LATE: Text("te laat", "late"),
    Progress.NOT_STARTED: Text("nog niet begonnen", "not started"),
    Progress.UNDER_WAY: Text("onderweg", "under way"),
    Progress.DONE: Text("klaar", "done"),
    Progress.EMPTY: Text("nog zonder acties", "no actions yet"),
}


@dataclass(frozen=True)
class PlannedAction:
    """An action as the plan sees it."""

    key: str
    title: str
    owner: str
    due: date | None
    started: bool
    done: bool
    href: str = ""


@dataclass(frozen=True)
class RolledUp:
    """How far a set of actions is: how many are done, of how many, how many are late."""

    done: int
    count: int
    late: int
    progress: Progress

    @property
    def share(self) -> Fraction | None:
        """Done as a share of all; None when there is nothing to do yet."""
        return Fraction(self.done, self.count) if self.count else None


def rolled_up(actions: Iterable[PlannedAction], *, day: date, due: date | None = None) -> RolledUp:
    """How far a measure is on a day, by its actions.

    All done: done. One not done whose date has passed, or the measure's own date `due` passed: late. Otherwise
    under way when one is started or done. Every action counts once, also when it serves several measures.

    >>> sent = PlannedAction("act-1", "brief", "vng", date(2022, 9, 23), True, True)
    >>> a4 = PlannedAction("act-2", "A4", "ipo", date(2022, 10, 1), False, False)
    >>> rolled_up([sent, a4], day=date(2022, 9, 30))
    RolledUp(done=1, count=2, late=0, progress=<Progress.UNDER_WAY: 'under_way'>)
    """
    known = {one.key: one for one in actions}.values()
    done = sum(one.done for one in known)
    late = sum(not one.done and one.due is not None and one.due < day for one in known)
    if known and done == len(known):
        progress = Progress.DONE
    elif late or (due is not None and due < day):
        progress = Progress.LATE
    elif not known:
        progress = Progress.EMPTY
    elif any(one.started or one.done for one in known):
        progress = Progress.UNDER_WAY
    else:
        progress = Progress.NOT_STARTED
    return RolledUp(done, len(known), late, progress)
