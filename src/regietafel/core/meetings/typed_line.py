"""Reading a line as it is typed in a meeting: "Brief naar de CdK's !actie @mnre1058 23-09-2022"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.base.unseen import unseen
from regietafel.core.meetings.line_kinds import KIND_WORDS, LineKind, kind_of_mark
from regietafel.core.meetings.refusals import Told, refuse

LONGEST_LINE = 10_000
"""Characters in one line: what no one types in a meeting is a pasted document."""

_MARK = re.compile(
    r"(?<!\S)(?:!(?P<kind>[^\W\d_]+)|@(?P<owner>[\w-]+)|#(?P<place>\d{1,3}(?:\.\d{1,4})?)"
    r"|(?P<day>\d{1,2}-\d{1,2}-\d{4}))(?=[\s,.;:)]|\Z)"
)


@dataclass(frozen=True)
class TypedLine:
    """What a typed line says: its text, kind, owner (key of a partner), date, item, and the lines it points at.

    `item` is None when the line names none; `kind`, `owner` and `due` are None or "" when not typed.
    """

    text: str
    kind: LineKind | None = None
    owner: str = ""
    due: date | None = None
    item: int | None = None
    points_at: tuple[str, ...] = ()


def read_line(typed: str, *, owners: Mapping[str, str] | None = None) -> TypedLine:
    """The parts of a typed line. Marks at its start or end fall away; inside a sentence the word stays.

    `!besluit` says what the line is, `@vng` who does it, `31-12-2022` before when, `#3` to which item it belongs
    and `#3.2` at which line it points. `owners` are the words that may follow @, each with the key it means; None lets all through.
    Raises: MeetingRefused, all at once, for a mark that means nothing, a date that does not exist, an owner that is not
    known, two of one, and characters that cannot be shown.

    >>> read_line("!actie Brief naar de commissarissen @mnre1058 23-09-2022")
    TypedLine(text='Brief naar de commissarissen', kind=<LineKind.ACTION: 'action'>, owner='mnre1058',
        due=datetime.date(2022, 9, 23), item=None, points_at=())
    >>> read_line("De regeling uit #3.2 gaat voor 31-12-2022 open #4 !feit").text
    'De regeling uit #3.2 gaat voor 31-12-2022 open'
    >>> read_line("Brief !brief 31-02-2023")
    Traceback (most recent call last):
    ...
    regietafel.core.meetings.refusals.MeetingRefused: "!brief" is no kind of line; "31-02-2023" is no day; write
    one of !afspraak, !actie, !besluit, !verzoek, !mandaat, !aandachtspunt, !feit write a day that exists, such as
    31-12-2022
    """
    faults = text_faults(typed)
    line = TypedLine(clean(typed))
    for found in _MARK.finditer(line.text):
        line = _with(line, found, owners, faults)
    refuse(faults)
    return replace(line, text=_without_outer_marks(line.text))


def text_faults(text: str, *, where: str = "text", longest: int = LONGEST_LINE) -> list[Told]:
    """What keeps a text from being stored: nothing in it, too long, or characters that no one can see.

    >>> [fault.sentence.en for fault in text_faults("bel\\x07")]
    ['Character 4 cannot be shown (U+0007). Take it out; pasting without formatting helps.']
    """
    faults = []
    if not text.strip():
        faults.append(
            Told(where, Text("er staat niets", "it is empty"), Text("schrijf een tekst", "write a text"))
        )
    if len(text) > longest:
        faults.append(
            Told(
                where,
                Text(
                    f"de tekst heeft {len(text)} tekens; hoogstens {longest} passen er",
                    f"the text has {len(text)} characters; at most {longest} fit",
                ),
                Text("maak er meer regels van", "split it"),
            )
        )
    if found := unseen(text):
        faults.append(Told(where, *found))
    return faults


def clean(text: str) -> str:
    """One line: breaks, tabs and double spaces become one space.

    >>> clean("  twee\\n regels ")
    'twee regels'
    """
    return " ".join(text.split())


def _with(
    line: TypedLine, found: re.Match[str], owners: Mapping[str, str] | None, faults: list[Told]
) -> TypedLine:
    mark = found[0]
    if found["kind"]:
        kind = kind_of_mark(found["kind"])
        if kind is None:
            known = ", ".join(f"!{words.marks[0]}" for words in KIND_WORDS.values())
            faults.append(
                Told(
                    "kind",
                    Text(f"\u201c{mark}\u201d is geen soort regel", f'"{mark}" is no kind of line'),
                    Text(f"schrijf een van {known}", f"write one of {known}"),
                )
            )
        elif line.kind not in (None, kind):
            faults.append(_second("kind", mark, Text("tweede soort", "second kind")))
        return replace(line, kind=kind or line.kind)
    if found["owner"]:
        owner = found["owner"].casefold()
        if owners is not None and owner not in owners:
            faults.append(
                Told(
                    "owner",
                    Text(f"\u201c{mark}\u201d is niet bekend", f'"{mark}" is not known'),
                    Text("kies een partner van de tafel", "choose a partner of the table"),
                )
            )
        meant = owners.get(owner, owner) if owners is not None else owner
        if line.owner not in ("", meant):
            faults.append(_second("owner", mark, Text("tweede eigenaar", "second owner")))
        return replace(line, owner=meant)
    if found["place"]:
        if "." in found["place"]:
            return replace(line, points_at=(*line.points_at, found["place"]))
        return replace(line, item=int(found["place"]))
    return replace(line, due=read_day(mark, faults) or line.due)


def read_day(written: str, faults: list[Told]) -> date | None:
    """A day as 31-12-2022; None, with a fault added, for one that does not exist.

    >>> read_day("1-9-2022", [])
    datetime.date(2022, 9, 1)
    """
    try:
        number, month, year = (int(part) for part in written.strip().split("-"))
        return date(year, month, number)
    except ValueError:
        faults.append(
            Told(
                "due",
                Text(f"\u201c{written[:20]}\u201d is geen dag", f'"{written[:20]}" is no day'),
                Text(
                    "schrijf een dag die bestaat, zoals 31-12-2022",
                    "write a day that exists, such as 31-12-2022",
                ),
            )
        )
        return None


def _second(where: str, mark: str, what: Text) -> Told:
    return Told(
        where,
        Text(f"\u201c{mark}\u201d is een {what.nl}", f'"{mark}" is a {what.en}'),
        Text("maak er twee regels van", "make two lines of it"),
    )


def _without_outer_marks(text: str) -> str:
    """Marks at the start and the end fall away; inside, an owner and a kind lose their sign."""
    words = text.split(" ")
    while len(words) > 1 and _falls_away(words[0]):
        words.pop(0)
    while len(words) > 1 and _falls_away(words[-1]):
        words.pop()
    return " ".join(
        word[1:] if _MARK.fullmatch(word.rstrip(",.;:)")) and word[0] in "!@" else word for word in words
    )


def _falls_away(word: str) -> bool:
    return bool(_MARK.fullmatch(word)) and not re.fullmatch(r"#\d+\.\d+", word)
