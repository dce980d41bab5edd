"""Figures with the moment they became known: what was known then, what changed since, which source is used.

A figure is never overwritten. A correction is a new row that names the row it supersedes; a withdrawal is such
a row marked withdrawn. Rows of several sources about one thing stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from regietafel.core.base.errors import Fault, Faults, RegietafelError
from regietafel.core.figures.when import When


class Subject(NamedTuple):
    """What a figure is about, whoever says it: an indicator, an area, and when."""

    indicator: str
    area: str
    when: When


class Slot(NamedTuple):
    """What one source says about one subject; within a slot corrections supersede each other."""

    indicator: str
    area: str
    when: When
    source: str

    @property
    def subject(self) -> Subject:
        """The slot without its source."""
        return Subject(self.indicator, self.area, self.when)


@dataclass(frozen=True)
class FigureRow:
    """One figure as one source gave it, once.

    `area`: CBS code or "NL". `when`: period of a flow or reference date of a stock. `value` in `unit` (persons,
    places). `known_since`: aware moment. `supersedes`: id of the row this one corrects. `withdrawn`: the source
    took its figure back, `value` is the last one.
    """

    id: int
    indicator: str
    area: str
    when: When
    value: int
    unit: str
    source: str
    known_since: datetime
    supersedes: int | None = None
    withdrawn: bool = False
    illustrative: bool = False

    @property
    def slot(self) -> Slot:
        """Subject and source."""
        return Slot(self.indicator, self.area, self.when, self.source)

    @property
    def subject(self) -> Subject:
        """What the figure is about."""
        return Subject(self.indicator, self.area, self.when)


@dataclass(frozen=True)
class Preference:
    """Which of several sources is used for a subject, from a moment on, with its reason and author."""

    subject: Subject
    source: str
    reason: str
    by: str
    known_since: datetime


@dataclass(frozen=True)
class Chosen:
    """The figures of one subject side by side, and the one that is used.

    `used` is None when sources contradict each other and nobody has chosen. `preference` is the choice that
    decided, None when there was one source or all said the same.
    """

    subject: Subject
    rows: tuple[FigureRow, ...]
    used: FigureRow | None
    preference: Preference | None = None

    @property
    def contradicted(self) -> bool:
        """Whether the sources give different values."""
        return len({row.value for row in self.rows}) > 1


@dataclass(frozen=True)
class Change:
    """What became different in one slot between two moments of knowing."""

    slot: Slot
    kind: Literal["new", "corrected", "withdrawn"]
    before: FigureRow | None
    after: FigureRow | None


def aware(moment: datetime) -> datetime:
    """The moment itself; one without a time zone is refused."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise RegietafelError(f"moment {moment.isoformat()} has no time zone", "give an aware datetime")
    return moment


def as_known(rows: Iterable[FigureRow], moment: datetime) -> tuple[FigureRow, ...]:
    """The rows that held at a moment: known by then, not yet superseded, not withdrawn; in the order given.

    Raises: RegietafelError when the moment has no time zone.
    """
    aware(moment)
    known = [row for row in rows if row.known_since <= moment]
    superseded = {row.supersedes for row in known if row.supersedes is not None}
    return tuple(row for row in known if row.id not in superseded and not row.withdrawn)


def side_by_side(
    rows: Iterable[FigureRow], moment: datetime, preferences: Sequence[Preference] = ()
) -> dict[Subject, Chosen]:
    """The figures of each subject as known at a moment, with the one that is used.

    One source, or several that agree: the first is used. Sources that differ: the one of the last preference
    known by then, or none. A preference for a source that gave nothing decides nothing.
    """
    together: dict[Subject, list[FigureRow]] = {}
    for row in as_known(rows, moment):
        together.setdefault(row.subject, []).append(row)
    last: dict[Subject, Preference] = {}
    for preference in sorted(preferences, key=lambda one: one.known_since):
        if preference.known_since <= moment:
            last[preference.subject] = preference
    return {subject: _choose(subject, found, last.get(subject)) for subject, found in together.items()}


def _choose(subject: Subject, rows: list[FigureRow], preference: Preference | None) -> Chosen:
    if preference is not None:
        for row in rows:
            if row.source == preference.source:
                return Chosen(subject, tuple(rows), row, preference)
    agree = len({row.value for row in rows}) == 1
    return Chosen(subject, tuple(rows), rows[0] if agree else None)


def changes(rows: Sequence[FigureRow], before: datetime, after: datetime) -> tuple[Change, ...]:
    """What was known differently at two moments, slot by slot.

    A row put in the place of another with the same value is no change. Raises: RegietafelError when the second
    moment is before the first.
    """
    if aware(after) < aware(before):
        raise RegietafelError(
            f"moment {after.isoformat()} is before {before.isoformat()}", "give the earlier moment first"
        )
    then = {row.slot: row for row in as_known(rows, before)}
    now = {row.slot: row for row in as_known(rows, after)}
    found: list[Change] = []
    for slot, row in now.items():
        old = then.get(slot)
        if old is None:
            found.append(Change(slot, "new", None, row))
        elif old.value != row.value:
            found.append(Change(slot, "corrected", old, row))
    found += [Change(slot, "withdrawn", row, None) for slot, row in then.items() if slot not in now]
    return tuple(found)


def moments(rows: Iterable[FigureRow]) -> tuple[datetime, ...]:
    """The moments at which something became known, in order."""
    return tuple(sorted({row.known_since for row in rows}))


def history(rows: Iterable[FigureRow], slot: Slot) -> tuple[FigureRow, ...]:
    """All rows of a slot from the first to the last known."""
    return tuple(sorted((row for row in rows if row.slot == slot), key=lambda row: (row.known_since, row.id)))


def head_of(rows: Iterable[FigureRow], slot: Slot) -> FigureRow | None:
    """The last row of a slot, which a correction must supersede; None when the slot is empty."""
    mine = [row for row in rows if row.slot == slot]
    superseded = {row.supersedes for row in mine}
    heads = [row for row in mine if row.id not in superseded]
    if len(heads) > 1:
        raise RegietafelError(
            f"{slot.indicator} of {slot.area}, {slot.when}, has {len(heads)} rows that nothing supersedes",
            "let each correction name the row before it",
        )
    return heads[0] if heads else None


def check_chains(rows: Sequence[FigureRow]) -> None:
    """Refuse a set of rows in which corrections do not form one chain for each slot.

    Raises: Faults that name each row that supersedes an unknown or other slot's row, one that is not known
    later than the row it supersedes, and each slot with two beginnings or two ends.
    """
    by_id: dict[int, FigureRow] = {}
    faults: list[Fault] = []
    for row in rows:
        if row.id in by_id:
            faults.append(Fault(f"figure {row.id}", "stands there twice", "give each row its own id"))
        by_id[row.id] = row
        if row.known_since.utcoffset() is None:
            faults.append(Fault(f"figure {row.id}", "known_since has no time zone", "give an aware datetime"))
    if not faults:
        faults = [*_link_faults(rows, by_id), *_fork_faults(rows)]
    if faults:
        raise Faults("the chain of corrections", faults)


def _link_faults(rows: Sequence[FigureRow], by_id: Mapping[int, FigureRow]) -> list[Fault]:
    faults: list[Fault] = []
    for row in rows:
        if row.supersedes is None:
            continue
        old = by_id.get(row.supersedes)
        where = f"figure {row.id}"
        if old is None:
            faults.append(Fault(where, f"supersedes {row.supersedes}, which is not there", "add that row"))
        elif old.slot != row.slot:
            faults.append(
                Fault(where, f"supersedes {old.id}, about something else", "supersede a row of the same slot")
            )
        elif row.known_since < old.known_since or (row.known_since == old.known_since and row.id <= old.id):
            faults.append(
                Fault(where, f"is not known later than {old.id}, which it supersedes", "mend known_since")
            )
    return faults


def _fork_faults(rows: Sequence[FigureRow]) -> list[Fault]:
    faults: list[Fault] = []
    followers: dict[int, int] = {}
    starts: dict[Slot, int] = {}
    for row in rows:
        if row.supersedes is None:
            first = starts.setdefault(row.slot, row.id)
            if first != row.id:
                faults.append(
                    Fault(
                        f"figure {row.id}",
                        f"begins the slot of {first} again",
                        f"let it supersede the last row of {first}",
                    )
                )
        elif followers.setdefault(row.supersedes, row.id) != row.id:
            faults.append(
                Fault(
                    f"figure {row.id}",
                    f"supersedes {row.supersedes}, as {followers[row.supersedes]} does",
                    f"let it supersede {followers[row.supersedes]}",
                )
            )
    return faults
