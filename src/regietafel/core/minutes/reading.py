"""Reading minutes from plain text: date, attendance, numbered items and their bullets, with the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.states import MinutesRefused

_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})", re.IGNORECASE)
_HEADING = re.compile(r"\s*(\d{1,2})\.\s+(\S.*)")
_BULLET = re.compile(r"\s*[•\u2022*–-]\s+(\S.*)")
_HEAD = re.compile(r"\s*(Vergaderdatum|Aanwezig|Afwezig)\b:?\s*(.*)", re.IGNORECASE)
_PERSON = re.compile(r"(?P<name>[^,()]*)\((?P<office>[^()]+)\)")
_ADDRESS = re.compile(r"^(?:mevr?|mw|dhr|heer|mevrouw)\.?\s+", re.IGNORECASE)
LONGEST = 200_000
"""Characters of a whole text: about a hundred pages."""

_CUES: tuple[tuple[LineKind, str], ...] = (
    (LineKind.MANDATE, r"gemandateerd|mandaat"),
    (LineKind.REQUEST, r"verzoekt|vraagt om|verzoek om"),
    (LineKind.DECISION, r"besluit|besloten|stemt in"),
    (LineKind.AGREEMENT, r"afgesproken|spreken af|afspraak is"),
    (LineKind.CONCERN, r"aandacht|zorgen|spanning|knelpunt|blijft uit"),
    (
        LineKind.ACTION,
        r"wordt \S+ (?:opgesteld|uitgewerkt|verstuurd)|\bzal\b|gaat .* (?:doen|bezien)|stuurt|maakt een",
    ),
)


@dataclass(frozen=True)
class ReadPerson:
    """Someone on a list: name ("" where the text left it out), office as written, and on which line it begins."""

    name: str
    office: str
    line: int


@dataclass(frozen=True)
class ReadLine:
    """One bullet: its number (item.place), text, the lines of the file it stands on, and a proposal for its kind."""

    number: str
    text: str
    first: int
    last: int
    kind: LineKind


@dataclass(frozen=True)
class ReadItem:
    """One heading with its bullets."""

    number: int
    title: str
    line: int
    lines: tuple[ReadLine, ...] = ()


@dataclass(frozen=True)
class ReadMinutes:
    """Minutes as read from a text; `unread` are lines outside any part, for a person to look at."""

    day: date | None
    present: tuple[ReadPerson, ...]
    absent: tuple[ReadPerson, ...]
    items: tuple[ReadItem, ...]
    unread: tuple[tuple[int, str], ...] = ()


@dataclass
class _Part:
    """A part under construction: which kind, the number of its first line, and its words with the line of each."""

    kind: str
    line: int
    words: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(text for _, text in self.words).split())


def read_minutes(text: str) -> ReadMinutes:
    """Read the minutes of a meeting from plain text with numbered headings and bullets.

    Lines that a page break tore apart are put together; numbers of lines are those of the text, from 1.
    Raises: MinutesRefused when there is no numbered item, an item stands twice, or the text is too long.

    >>> read = read_minutes("Vergaderdatum 3 maart 2023\\nAanwezig Mw. Vos (VNG), (DGM)\\n1. Opening\\n• De agenda\\nis goed.")
    >>> read.day, [person.office for person in read.present], read.items[0].lines[0].text
    (datetime.date(2023, 3, 3), ['VNG', 'DGM'], 'De agenda is goed.')
    """
    if len(text) > LONGEST:
        raise MinutesRefused(
            Text(
                f"De tekst heeft {len(text)} tekens; hoogstens {LONGEST} passen er. Lees hem in delen in.",
                f"The text has {len(text)} characters; at most {LONGEST} fit. Read it in parts.",
            )
        )
    parts, unread = _parts(text.splitlines())
    items = _items([part for part in parts if part.kind in ("heading", "bullet")])
    return ReadMinutes(
        day=next((_day(part.text) for part in parts if part.kind == "vergaderdatum"), None),
        present=_people(parts, "aanwezig"),
        absent=_people(parts, "afwezig"),
        items=items,
        unread=tuple(unread),
    )


def _parts(lines: Sequence[str]) -> tuple[list[_Part], list[tuple[int, str]]]:
    """The lines gathered into parts; a line that begins none goes on with the part before it."""
    parts: list[_Part] = []
    unread: list[tuple[int, str]] = []
    for n, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if head := _HEAD.fullmatch(line):
            parts.append(_Part(head[1].lower(), n, [(n, head[2])]))
        elif bullet := _BULLET.fullmatch(line):
            parts.append(_Part("bullet", n, [(n, bullet[1])]))
        elif heading := _HEADING.fullmatch(line):
            parts.append(_Part("heading", n, [(n, f"{heading[1]}. {heading[2]}")]))
        elif parts and parts[-1].kind != "heading":
            parts[-1].words.append((n, line.strip()))
        else:
            unread.append((n, line.strip()))
    return parts, unread


def _day(text: str) -> date | None:
    """The first date written out in a text; None when there is none that exists."""
    if (found := _DAY.search(text)) is None:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        return None


def _people(parts: Sequence[_Part], kind: str) -> tuple[ReadPerson, ...]:
    people = []
    for part in parts:
        if part.kind != kind:
            continue
        joined, starts = "", []
        for n, words in part.words:
            starts.append((len(joined), n))
            joined += f"{words} "
        for found in _PERSON.finditer(joined):
            name = " ".join(_ADDRESS.sub("", found["name"].strip()).split())
            begins = found.end() - len(found.group(0).lstrip(" ,"))
            line = max(n for start, n in starts if start <= begins)
            people.append(ReadPerson(name, " ".join(found["office"].split()), line))
    return tuple(people)


def _items(parts: Sequence[_Part]) -> tuple[ReadItem, ...]:
    items: list[ReadItem] = []
    for part in parts:
        if part.kind == "heading":
            number, _, title = part.text.partition(". ")
            items.append(ReadItem(int(number), title, part.line))
        elif items:
            item = items[-1]
            line = ReadLine(
                f"{item.number}.{len(item.lines) + 1}",
                part.text,
                part.line,
                part.words[-1][0],
                proposed_kind(part.text),
            )
            items[-1] = replace(item, lines=(*item.lines, line))
    _refuse_unreadable(items)
    return tuple(items)


def _refuse_unreadable(items: Sequence[ReadItem]) -> None:
    if not items:
        raise MinutesRefused(
            Text(
                "Er staat geen genummerd punt in, zoals “1. Algemeen”. Geef elk punt een nummer en elke regel een bullet.",
                'There is no numbered item, such as "1. Algemeen". Give each item a number and each line a bullet.',
            )
        )
    numbers = [item.number for item in items]
    for item in items:
        if numbers.count(item.number) > 1:
            raise MinutesRefused(
                Text(
                    f"Punt {item.number} staat er {numbers.count(item.number)} keer. Geef elk punt een eigen nummer.",
                    f"Item {item.number} is there {numbers.count(item.number)} times. Give each item its own number.",
                )
            )


def proposed_kind(text: str) -> LineKind:
    """What a line probably is, from its words: a proposal that a person confirms.

    >>> [proposed_kind(t).value for t in ("VNG verzoekt om een regeling.", "De HLRT is gemandateerd.", "Het is droog.")]
    ['request', 'mandate', 'fact']
    """
    lowered = text.casefold()
    return next((kind for kind, cue in _CUES if re.search(cue, lowered)), LineKind.FACT)
