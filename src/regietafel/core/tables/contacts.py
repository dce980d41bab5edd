"""One contact point per partner and topic, with a deputy: gaps and doubles are found.

Source: minutes of the national table of 16 September 2022, item 2 (the contact point on the State's side).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from regietafel.core.tables.validity import Validity

Finding = Literal["one", "gap", "double", "no_deputy"]


@dataclass(frozen=True)
class ContactPoint:
    """The office at which a partner can be reached about a topic, and its deputy ("" when there is none)."""

    partner: str
    topic: str
    office: str
    deputy: str = ""
    validity: Validity = field(default_factory=Validity)


@dataclass(frozen=True)
class ContactState:
    """What a partner has for a topic on a day."""

    partner: str
    topic: str
    finding: Finding
    points: tuple[ContactPoint, ...]


def contact_states(
    points: Iterable[ContactPoint], *, partners: Sequence[str], topics: Sequence[str], day: date
) -> tuple[ContactState, ...]:
    """For each topic and partner whether there is one contact point, none, or more than one.

    >>> jenv = ContactPoint("jenv", "cno", "dgm")
    >>> both = [jenv, ContactPoint("jenv", "cno", "dgvb")]
    >>> [contact_states(given, partners=["jenv"], topics=["cno"], day=date(2022, 9, 16))[0].finding
    ...  for given in ([], [jenv], both)]
    ['gap', 'no_deputy', 'double']
    """
    held = [each for each in points if day in each.validity]
    states = []
    for topic in topics:
        for partner in partners:
            own = tuple(each for each in held if (each.partner, each.topic) == (partner, topic))
            states.append(ContactState(partner, topic, _finding(own), own))
    return tuple(states)


def _finding(own: tuple[ContactPoint, ...]) -> Finding:
    if not own:
        return "gap"
    if len(own) > 1:
        return "double"
    return "one" if own[0].deputy else "no_deputy"


def number_per_topic(states: Iterable[ContactState]) -> dict[str, int]:
    """How many contact points some partners have together for each topic: 1 is what one wants.

    >>> jenv, bzk = ContactPoint("jenv", "cno", "dgm"), ContactPoint("bzk", "cno", "dgvb")
    >>> number_per_topic(contact_states([jenv, bzk], partners=["jenv", "bzk"], topics=["cno", "monitor"],
    ...                                 day=date(2022, 9, 16)))
    {'cno': 2, 'monitor': 0}
    """
    found: dict[str, int] = {}
    for state in states:
        found[state.topic] = found.get(state.topic, 0) + len(state.points)
    return found
