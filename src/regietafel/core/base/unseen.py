"""Characters that no one can see: they can turn a text around or hide a part of it."""

from __future__ import annotations

import unicodedata

from regietafel.core.base.answer import Text

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unseen(text: str) -> tuple[Text, Text] | None:
    """The first character that cannot be shown, in words, and what to do; None when all can be seen.

    Control characters other than tab and line break, half characters, and those that turn the direction of a text.

    >>> what, remedy = unseen("bel\\x07") or (Text("", ""), Text("", ""))
    >>> what.en, remedy.en
    ('character 4 cannot be shown (U+0007)', 'take it out; pasting without formatting helps')
    >>> unseen("twee\\nregels")
    """
    for n, letter in enumerate(text, start=1):
        if letter in _TURNING or (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\r\n"):
            code = f"U+{ord(letter):04X}"
            return (
                Text(f"teken {n} is niet te tonen ({code})", f"character {n} cannot be shown ({code})"),
                Text(
                    "haal het weg; plakken zonder opmaak helpt",
                    "take it out; pasting without formatting helps",
                ),
            )
    return None


def unseen_sentence(text: str) -> Text | None:
    """The same as a sentence; None when all can be seen.

    >>> unseen_sentence("a\\u202eb").nl
    'Teken 2 is niet te tonen (U+202E). Haal het weg; plakken zonder opmaak helpt.'
    """
    found = unseen(text)
    if found is None:
        return None
    what, remedy = found
    return Text(
        *(f"{_opening(one)}. {_opening(two)}." for one, two in ((what.nl, remedy.nl), (what.en, remedy.en)))
    )


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
