"""What waits for a table or a person: kinds, the week it belongs to, and the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from regietafel.core.base.answer import Text


class ToDoKind(Enum):
    """What has to be done with something that waits."""

    ADOPT = "adopt"
    ANSWER = "answer"
    SEND = "send"
    DO = "do"
    DECIDE = "decide"
    REPORT = "report"
    BEHIND = "behind"
    EXPIRES = "expires"
    MEET = "meet"
    WEIGH = "weigh"


KIND_TITLES: dict[ToDoKind, Text] = {
    ToDoKind.ADOPT: Text(nl="vaststellen", en="adopt"),
    ToDoKind.ANSWER: Text(nl="beantwoorden", en="answer"),
    ToDoKind.SEND: Text(nl="versturen", en="send"),
    ToDoKind.DO: Text(nl="uitvoeren", en="carry out"),
    ToDoKind.DECIDE: Text(nl="beslissen", en="decide"),
    ToDoKind.REPORT: Text(nl="terugmelden", en="report back"),
    ToDoKind.BEHIND: Text(nl="niet op schema", en="not on schedule"),
    ToDoKind.EXPIRES: Text(nl="loopt af", en="expires"),
    ToDoKind.MEET: Text(nl="vergaderen", en="meet"),
    ToDoKind.WEIGH: Text(nl="afwegen", en="weigh"),
}


class Urgency(Enum):
    """Where something stands: too late, due within the seven days that follow, later, or without a date."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    LATER = "later"
    STANDING = "standing"


URGENCY_TITLES: dict[Urgency, Text] = {
    Urgency.OVERDUE: Text(nl="Te laat", en="Overdue"),
    Urgency.THIS_WEEK: Text(nl="Binnen zeven dagen", en="Within seven days"),
    Urgency.LATER: Text(nl="Later", en="Later"),
    Urgency.STANDING: Text(nl="Zonder datum", en="Without a date"),
}


@dataclass(frozen=True)
class ToDo:
    """One thing that waits. `due` is the last day; a window that has not opened yet starts at `opens`.

    `evidence` says by which figure, term or line it is here; `href` is where it is done. `table` is the key of
    the table that waits, `partner` the organisation whose turn it is ("" when it is the table's own). `dutch` says
    that the title was typed by people, and so is Dutch on every page.
    """

    key: str
    kind: ToDoKind
    title: str
    table: str
    due: date | None = None
    opens: date | None = None
    partner: str = ""
    evidence: str = ""
    href: str = ""
    dutch: bool = False


WEEK = timedelta(days=7)
"""On a Friday the coming week counts: who looks then plans it."""


def urgency_of(item: ToDo, day: date) -> Urgency:
    """Where an item stands on a day. The last day itself is not too late.

    >>> letter = ToDo("a", ToDoKind.SEND, "brief", "lrt", due=date(2022, 9, 23), opens=date(2022, 9, 19))
    >>> urgency_of(letter, date(2022, 9, 15)).value, urgency_of(letter, date(2022, 9, 16)).value
    ('later', 'this_week')
    >>> urgency_of(letter, date(2022, 9, 23)).value, urgency_of(letter, date(2022, 9, 24)).value
    ('this_week', 'overdue')
    """
    if item.due is None:
        return Urgency.STANDING
    if item.due < day:
        return Urgency.OVERDUE
    return Urgency.THIS_WEEK if item.due <= day + WEEK else Urgency.LATER


def in_order(items: Iterable[ToDo], day: date) -> tuple[ToDo, ...]:
    """The same things in the order in which they are read: by urgency, last day, kind and title.

    >>> late = ToDo("b", ToDoKind.DO, "a4", "lrt", due=date(2022, 9, 1))
    >>> loose = ToDo("c", ToDoKind.WEIGH, "zorg", "lrt")
    >>> [item.key for item in in_order([loose, late], date(2022, 9, 16))]
    ['b', 'c']
    """
    rank = {urgency: n for n, urgency in enumerate(Urgency)}
    kinds = {kind: n for n, kind in enumerate(ToDoKind)}
    return tuple(
        sorted(
            items,
            key=lambda item: (
                rank[urgency_of(item, day)],
                item.due or date.max,
                kinds[item.kind],
                item.title,
            ),
        )
    )


def grouped(items: Iterable[ToDo], day: date) -> dict[Urgency, tuple[ToDo, ...]]:
    """The things of each urgency, in order; urgencies without any are left out."""
    groups: dict[Urgency, list[ToDo]] = {}
    for item in in_order(items, day):
        groups.setdefault(urgency_of(item, day), []).append(item)
    return {urgency: tuple(found) for urgency, found in groups.items()}
