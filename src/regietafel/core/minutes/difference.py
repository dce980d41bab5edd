"""What differs between two versions of minutes: line by line, and inside a line word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from regietafel.core.minutes.check import MinutesLine

PieceKind = Literal["same", "removed", "added"]
ChangeKind = Literal["same", "added", "removed", "changed"]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of words that both versions have, or that one of them has."""

    kind: PieceKind
    text: str


@dataclass(frozen=True)
class LineChange:
    """One line in both versions; None where a version lacks it. `about` says that kind, owner or date changed."""

    number: str
    kind: ChangeKind
    before: MinutesLine | None
    after: MinutesLine | None
    pieces: tuple[Piece, ...]
    about: bool = False


def words_changed(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts: what stayed, what went, what came. What went stands before what came.

    Put together, "same" and "removed" give the old text, "same" and "added" the new one.

    >>> [(p.kind, p.text) for p in words_changed("De brief gaat uit.", "De brief gaat vandaag uit.")]
    [('same', 'De brief gaat '), ('added', 'vandaag '), ('same', 'uit.')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return tuple(pieces)


def difference(before: Sequence[MinutesLine], after: Sequence[MinutesLine]) -> tuple[LineChange, ...]:
    """Each line of two versions, in the order of the newer; lines that went stand where they stood by number.

    >>> from regietafel.core.meetings.line_kinds import LineKind
    >>> old = [MinutesLine("1.1", LineKind.FACT, "De brief is af."), MinutesLine("1.2", LineKind.FACT, "Einde.")]
    >>> new = [MinutesLine("1.1", LineKind.FACT, "De brief is niet af.")]
    >>> [(change.number, change.kind) for change in difference(old, new)]
    [('1.1', 'changed'), ('1.2', 'removed')]
    """
    old, new = {line.number: line for line in before}, {line.number: line for line in after}
    return tuple(
        _change(number, old.get(number), new.get(number)) for number in sorted({*old, *new}, key=order)
    )


def _change(number: str, before: MinutesLine | None, after: MinutesLine | None) -> LineChange:
    if before is None or after is None:
        pieces = words_changed(before.text if before else "", after.text if after else "")
        return LineChange(number, "added" if before is None else "removed", before, after, pieces)
    about = (before.kind, before.owner, before.due) != (after.kind, after.owner, after.due)
    same = before.text == after.text and not about
    pieces = words_changed(before.text, after.text)
    return LineChange(number, "same" if same else "changed", before, after, pieces, about)


def order(number: str) -> tuple[int, int, str]:
    """The place of a line's number: 2.10 comes after 2.9, and 3.2b after 3.2a.

    >>> sorted(["3.2b", "2.10", "3.2a", "2.9"], key=order)
    ['2.9', '2.10', '3.2a', '3.2b']
    """
    found = re.match(r"(\d+)\.(\d+)(.*)", number)
    return (int(found[1]), int(found[2]), found[3]) if found else (0, 0, number)
