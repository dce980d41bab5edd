"""The piece of a text around what was asked for, with the words that answer marked."""

from __future__ import annotations

from dataclasses import dataclass

from regietafel.core.search.question import Question
from regietafel.core.search.words import WORD, words_of

AROUND = 80
LONGEST = 240


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `hit` when it is a word that was asked for."""

    text: str
    hit: bool = False


def snippet(text: str, question: Question) -> tuple[Piece, ...]:
    """At most some 240 characters around the first word that answers; an ellipsis where text was left out.

    >>> from regietafel.core.search.question import parse
    >>> [piece.text for piece in snippet("JenV stuurt twee brieven.", parse("brief")) if piece.hit]
    ['brieven']
    """
    shown = " ".join(text.split())
    hits = [
        match.span()
        for match in WORD.finditer(shown)
        if any(question.marks(word) for word in words_of(match[0]))
    ]
    first = hits[0][0] if hits else 0
    start = 0 if first <= AROUND else shown.find(" ", first - AROUND) + 1
    end = (
        len(shown)
        if len(shown) <= start + LONGEST
        else max(shown.rfind(" ", start, start + LONGEST), start + 1)
    )
    pieces = [Piece("… ")] if start else []
    at = start
    for left, right in hits:
        if left >= at and right <= end:
            pieces += [Piece(shown[at:left]), Piece(shown[left:right], hit=True)]
            at = right
    pieces.append(Piece(shown[at:end] + (" …" if end < len(shown) else "")))
    return tuple(piece for piece in pieces if piece.text)
