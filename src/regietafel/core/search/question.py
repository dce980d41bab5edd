"""A question as typed: words that must be there, words that must not, and words in this order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError
from regietafel.core.search.words import COMMON, forms_of, words_of

LONGEST = 200
MOST_WORDS = 12
SHORTEST_START = 3
_PHRASE = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]")


class NothingAsked(RegietafelError):
    """A question without a word that can be looked for; `text` says so in both languages."""

    def __init__(self) -> None:
        self.text = Text(
            "Typ een woord van twee letters of meer, zoals brief of huisvesting.",
            "Type a word of two letters or more, such as brief or huisvesting.",
        )
        super().__init__("there is no word to look for", "type a word of two letters or more")


@dataclass(frozen=True)
class Wanted:
    """One word: `forms` of which one must be there, or all of `parts`; `start` also finds longer words."""

    word: str
    forms: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def start(self) -> bool:
        """Whether words that begin with it are found too."""
        return len(self.word) >= SHORTEST_START


@dataclass(frozen=True)
class Question:
    """What was asked. `phrases` are words that stand together, folded."""

    wanted: tuple[Wanted, ...]
    unwanted: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    _judged: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def marks(self, word: str) -> bool:
        """Whether a folded word of a text is one that was asked for.

        >>> parse("brief").marks("brieven"), parse("brief").marks("debrief")
        (True, False)
        """
        known = self._judged.get(word)
        if known is None:
            known = self._judged[word] = self._answers(word)
        return known

    def _answers(self, word: str) -> bool:
        forms = set(forms_of(word))
        return any(
            forms & set(each.forms) or forms & set(each.parts) or (each.start and word.startswith(each.word))
            for each in self.wanted
        )

    def agrees(self, text: str) -> bool:
        """Whether the words between quotation marks stand together in a text."""
        if not self.phrases:
            return True
        said = words_of(text)
        return all(
            any(said[n : n + len(phrase)] == phrase for n in range(len(said) - len(phrase) + 1))
            for phrase in self.phrases
        )


def parse(typed: str) -> Question:
    """Read a question: `brief taakstelling -cno "grote gezinnen"`.

    Raises: NothingAsked when nothing is left to look for.

    >>> question = parse('Brieven over de taakstelling -cno')
    >>> [each.word for each in question.wanted], question.unwanted
    (['brieven', 'taakstelling'], ('cno',))
    """
    text = typed[:LONGEST]
    phrases = tuple(filter(None, map(words_of, _PHRASE.findall(text))))
    unwanted: list[str] = []
    words: list[str] = []
    for piece in _PHRASE.sub(lambda found: f" {found[1]} ", text).split():
        target = unwanted if piece.startswith("-") and len(piece) > 2 else words
        target.extend(words_of(piece)[:3])
    telling = [word for word in words if word not in COMMON and len(word) > 1]
    chosen = list(dict.fromkeys(telling or [word for word in words if len(word) > 1]))[:MOST_WORDS]
    if not chosen:
        raise NothingAsked
    return Question(tuple(_wanted(word) for word in chosen), tuple(dict.fromkeys(unwanted)), phrases)


def _wanted(word: str) -> Wanted:
    forms = forms_of(word)
    parts = forms[1:] if len(forms) > 2 else ()
    return Wanted(word, (word,) if parts else forms, parts)
