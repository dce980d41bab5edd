"""The kinds of a line in a run sheet and in minutes: what was said, and what has to come of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from regietafel.core.base.answer import Text


class LineKind(Enum):
    """What one line of a meeting is. The value is the key that is stored."""

    AGREEMENT = "agreement"
    ACTION = "action"
    DECISION = "decision"
    REQUEST = "request"
    MANDATE = "mandate"
    CONCERN = "concern"
    FACT = "fact"


@dataclass(frozen=True)
class KindWords:
    """How a kind is called, the words that mark it while typing, and what a line of it must say."""

    title: Text
    marks: tuple[str, ...]
    owner: bool = False
    due: bool = False


KIND_WORDS: dict[LineKind, KindWords] = {
    LineKind.AGREEMENT: KindWords(Text("afspraak", "agreement"), ("afspraak", "agreement")),
    LineKind.ACTION: KindWords(Text("actie", "action"), ("actie", "action"), owner=True, due=True),
    LineKind.DECISION: KindWords(Text("besluit", "decision"), ("besluit", "decision")),
    LineKind.REQUEST: KindWords(Text("verzoek", "request"), ("verzoek", "request"), owner=True),
    LineKind.MANDATE: KindWords(Text("mandaat", "mandate"), ("mandaat", "mandate"), owner=True),
    LineKind.CONCERN: KindWords(Text("aandachtspunt", "concern"), ("aandachtspunt", "zorg", "concern")),
    LineKind.FACT: KindWords(Text("feit", "fact"), ("feit", "fact")),
}
"""What each kind is called and asks for: an action has an owner and a date, a request and a mandate an owner."""


def kind_of_mark(mark: str) -> LineKind | None:
    """The kind that a typed mark means; the first letters are enough when only one kind starts with them.

    >>> kind_of_mark("Besluit"), kind_of_mark("verz"), kind_of_mark("a")
    (<LineKind.DECISION: 'decision'>, <LineKind.REQUEST: 'request'>, None)
    """
    wanted = mark.casefold()
    exact = {kind for kind, words in KIND_WORDS.items() if wanted in words.marks}
    if exact:
        return exact.pop()
    begun = {
        kind for kind, words in KIND_WORDS.items() if any(word.startswith(wanted) for word in words.marks)
    }
    return begun.pop() if wanted and len(begun) == 1 else None
