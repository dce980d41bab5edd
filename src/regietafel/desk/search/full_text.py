"""The full text of the database: FTS5 with triggers on SQLite, an index on a vector on PostgreSQL; and its questions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from regietafel.core.search.question import Question, Wanted

_SQLITE = (
    """CREATE VIRTUAL TABLE search_terms USING fts5(terms, content='search_entry', content_rowid='id',
        detail='none', prefix='3 4 5')""",
    """CREATE TRIGGER search_terms_added AFTER INSERT ON search_entry
        BEGIN INSERT INTO search_terms(rowid, terms) VALUES (new.id, new.terms); END""",
    """CREATE TRIGGER search_terms_removed AFTER DELETE ON search_entry
        BEGIN INSERT INTO search_terms(search_terms, rowid, terms) VALUES ('delete', old.id, old.terms); END""",
)
_POSTGRESQL = ("CREATE INDEX search_terms ON search_entry USING gin (to_tsvector('simple', terms))",)
_GONE = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS search_terms_added",
        "DROP TRIGGER IF EXISTS search_terms_removed",
        "DROP TABLE IF EXISTS search_terms",
    ),
    "postgresql": ("DROP INDEX IF EXISTS search_terms",),
}
EVERYONE = "xqeveryone"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the full text of the index."""
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take it away; the rows of the index stay."""
    with connection.cursor() as cursor:
        for statement in _GONE[connection.vendor]:
            cursor.execute(statement)


def mark_of(reader: str) -> str:
    """The word in the index that stands for a table or organisation. Nobody can type it: questions are marked apart.

    >>> mark_of("prt-pv22")
    'xqprtpv22'
    """
    return "xq" + re.sub(r"[^a-z0-9]", "", reader.lower())


def asked_of(vendor: str, question: Question, readers: Iterable[str] | None) -> str:
    """A question with its readers (None: whoever) in the language of the database.

    >>> from regietafel.core.search.question import parse
    >>> asked_of("sqlite", parse("brief"), ["lrt"])
    '(brief*) AND (xqeveryone OR xqlrt)'
    >>> asked_of("postgresql", parse("brieven -cno"), None)
    "('brieven':* | 'brief') & !'cno'"
    """
    write = _Sqlite() if vendor == "sqlite" else _Postgresql()
    clauses = [write.one_of([*_ways(each, write)]) for each in question.wanted]
    if readers is not None:
        marks = [EVERYONE, *sorted({mark_of(each) for each in readers})]
        clauses.append(write.one_of([write.word(mark) for mark in marks]))
    return write.without(write.all_of(clauses), [write.word(word) for word in question.unwanted])


def _ways(wanted: Wanted, write: _Sqlite | _Postgresql) -> Iterable[str]:
    yield write.start(wanted.word) if wanted.start else write.word(wanted.word)
    yield from (write.word(form) for form in wanted.forms if form != wanted.word)
    if wanted.parts:
        yield f"({write.all_of([write.word(part) for part in wanted.parts])})"


class _Sqlite:
    """FTS5: words of letters and digits, AND, OR, NOT."""

    def word(self, word: str) -> str:
        return word if word.isascii() and word.upper() not in ("AND", "OR", "NOT", "NEAR") else f'"{word}"'

    def start(self, word: str) -> str:
        return f"{self.word(word)}*"

    def one_of(self, ways: list[str]) -> str:
        return f"({' OR '.join(dict.fromkeys(ways))})"

    def all_of(self, clauses: list[str]) -> str:
        return " AND ".join(clauses)

    def without(self, asked: str, words: list[str]) -> str:
        return f"({asked}) NOT ({' OR '.join(words)})" if words else asked


class _Postgresql:
    """tsquery: quoted words, & | !."""

    def word(self, word: str) -> str:
        return f"'{word}'"

    def start(self, word: str) -> str:
        return f"'{word}':*"

    def one_of(self, ways: list[str]) -> str:
        return f"({' | '.join(dict.fromkeys(ways))})"

    def all_of(self, clauses: list[str]) -> str:
        return " & ".join(clauses)

    def without(self, asked: str, words: list[str]) -> str:
        return " & ".join([asked, *(f"!{word}" for word in words)])
