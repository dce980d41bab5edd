"""What was found, as finished rows, within what the reader may see and as known at a moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from regietafel.core.search.question import Question, parse
from regietafel.core.search.snippet import Piece, snippet
from regietafel.core.search.words import words_of
from regietafel.desk.accounts.person import Person, RoleName
from regietafel.desk.accounts.succession import answered_for
from regietafel.desk.search.full_text import asked_of
from regietafel.desk.search.index import refresh
from regietafel.desk.search.models import Entry
from regietafel.desk.tables.queries import tables_of, taking_part

MOST = 200
"""How many texts are weighed and shown at most; the newest, when there are more."""


@dataclass(frozen=True)
class Hit:
    """A text that answers: what it is, where it stands, and the piece around the words that were asked for."""

    kind: str
    key: str
    title: str
    pieces: tuple[Piece, ...]
    href: str
    known_since: datetime
    illustrative: bool


@dataclass(frozen=True)
class Found:
    """What a search gave: the hits, best first, how many there are of each kind, and whether there are more."""

    question: Question
    hits: tuple[Hit, ...]
    counts: dict[str, int]
    more: bool


def readers_of(person: Person, day: date) -> tuple[str, ...] | None:
    """The tables and organisations whose texts a person may read besides the public ones; None: all of them."""
    if person.has(day, RoleName.NATIONAL_SECRETARIAT):
        return None
    if not person.signed_in:
        return ()
    own = answered_for({role.organisation for role in taking_part(person, day)}, day)
    return (*tables_of(person, day), *sorted(own))


def search(
    text: str, readers: tuple[str, ...] | None, at: datetime | None = None, *, kind: str = ""
) -> Found:
    """Texts that answer a question, best first: more of its words in the title, then the newest. Three queries
    when nothing was written since the last search.

    Raises: NothingAsked for a question without a word.
    """
    question = parse(text)
    refresh()
    asked = asked_of(connection.vendor, question, readers)
    rows = Entry.objects.filter(_known(at), terms__matches=asked)
    counted = Counter(rows.values_list("kind", flat=True)[: 50 * MOST])
    shown = rows.filter(kind=kind) if kind else rows
    listed = [
        row
        for row in shown.order_by("-known_since", "-pk")[:MOST]
        if question.agrees(f"{row.title} {row.text}")
    ]
    ranked = sorted(listed, key=lambda row: -_in_title(row, question))
    total = counted[kind] if kind else sum(counted.values())
    return Found(question, tuple(_hit(row, question) for row in ranked), dict(counted), total > MOST)


def _known(at: datetime | None) -> Q:
    if at is None:
        return Q(superseded_since__isnull=True)
    return Q(known_since__lte=at) & (Q(superseded_since__isnull=True) | Q(superseded_since__gt=at))


def _in_title(row: Entry, question: Question) -> int:
    return sum(question.marks(word) for word in words_of(row.title))


def _hit(row: Entry, question: Question) -> Hit:
    return Hit(
        kind=row.kind,
        key=row.key,
        title=row.title or row.key,
        pieces=snippet(row.text, question),
        href=row.href,
        known_since=row.known_since,
        illustrative=row.illustrative,
    )
