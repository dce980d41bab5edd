"""Words as they are searched: without capitals and accents, by their basic form, and compounds by their parts.

Word forms come from simplemma, a dictionary of forms: "brieven" is found by "brief", "gehuisvest" by "huisvesten".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"\w+(?:-\w+)*")
SHORTEST_PART = 4
LINKS = ("", "s", "en", "e", "n")
LONGEST_WORD = 60
# Words that stand in nearly every line say nothing; they are left out of questions of more words.
COMMON = frozenset(
    (
        *(
            "de",
            "het",
            "een",
            "en",
            "of",
            "van",
            "voor",
            "in",
            "op",
            "met",
            "aan",
            "bij",
            "door",
            "te",
            "er",
            "om",
        ),
        *(
            "uit",
            "naar",
            "over",
            "dat",
            "die",
            "dit",
            "deze",
            "wordt",
            "worden",
            "is",
            "zijn",
            "was",
            "waren",
            "als",
        ),
        *("ook", "niet", "maar", "dan", "wat", "wie", "hoe"),
    )
)


def folded(text: str) -> str:
    """Small letters without accents.

    >>> folded("Coördinatie Súdwest-Fryslân")
    'coordinatie sudwest-fryslan'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded; a compound with a hyphen also by its pieces.

    >>> words_of("A4 over de PRT-rol")
    ('a4', 'over', 'de', 'prtrol', 'prt', 'rol')
    """
    found: list[str] = []
    for match in WORD.finditer(text[:20_000]):
        pieces = [plain for piece in re.split(r"[-_]", match[0]) if (plain := _plain(piece))]
        found += ["".join(pieces), *pieces] if len(pieces) > 1 else pieces
    return tuple(found)


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> tuple[str, ...]:
    """A folded word, its basic form, and when the dictionary does not know it the basic forms of its parts.

    >>> forms_of("brieven")
    ('brieven', 'brief')
    >>> forms_of("crisisnoodopvangplekken")
    ('crisisnoodopvangplekken', 'crisis', 'nood', 'opvang', 'plek')
    """
    basic = basic_of(word)
    forms = [word, basic]
    if basic == word and len(word) >= 2 * SHORTEST_PART and not _known(word):
        forms += [basic_of(part) for part in parts_of(word)]
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=50_000)
def basic_of(word: str) -> str:
    """The basic form of a word, folded; the word itself when the dictionary does not know it.

    >>> basic_of("gehuisvest"), basic_of("regelingen"), basic_of("2023")
    ('huisvesten', 'regeling', '2023')
    """
    import simplemma

    return _plain(simplemma.lemmatize(word, lang="nl")) or word if word.isalpha() else word


@lru_cache(maxsize=50_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The known words that a compound is made of, as few as possible; none when it cannot be divided.

    >>> parts_of("opvangplekken"), parts_of("xyzabcdefg")
    (('opvang', 'plekken'), ())
    """
    best: tuple[str, ...] = ()
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head, tail = _head(word[:cut]), word[cut:]
        if not head:
            continue
        rest = (tail,) if _known(tail) else parts_of(tail)
        if rest and (not best or len(rest) + 1 < len(best)):
            best = (head, *rest)
    return best


def terms_of(text: str) -> tuple[str, ...]:
    """Everything by which a text is found, each once.

    >>> terms_of("Brieven over plekken")
    ('brieven', 'brief', 'over', 'plekken', 'plek')
    """
    return tuple(dict.fromkeys(form for word in words_of(text) for form in forms_of(word)))


@lru_cache(maxsize=50_000)
def _known(word: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang="nl"))


def _head(text: str) -> str:
    """The first part of a compound without the letters that link it to the next; "" when it is no word."""
    for link in LINKS:
        head = text.removesuffix(link) if link else text
        if len(head) >= SHORTEST_PART and (not link or head != text) and _known(head):
            return head
    return ""


@lru_cache(maxsize=50_000)
def _plain(text: str) -> str:
    """Letters and digits only, folded, not too long."""
    return "".join(letter for letter in folded(text) if letter.isalnum())[:LONGEST_WORD]
