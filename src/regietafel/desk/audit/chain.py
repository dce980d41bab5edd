"""What one link of the chain says, and its hash. Pure: no database, no clock."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from regietafel.core.base.calendar import DateRange, HalfYear
from regietafel.core.base.errors import RegietafelError

FIRST_PREVIOUS_HASH = "0" * 64


class AuditError(RegietafelError):
    """A write that cannot be put on record as it stands."""


class Subject(NamedTuple):
    """What a record is about: a kind of thing and its key. `Subject("organisation", "pv22")`."""

    kind: str
    id: str


class By(Protocol):
    """Whoever acts: a person at a function, or a command. No person's name is needed."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Command:
    """A command that acts without a signed-in user.

    >>> Command("regietafel demo").key
    'system'
    """

    name: str
    key: str = "system"


@dataclass(frozen=True)
class Link:
    """One link as it was hashed."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject: Subject
    before: Any
    after: Any
    reason: str
    previous_hash: str

    def hash(self) -> str:
        """SHA-256, in hexadecimal, over the canonical JSON of all fields, the previous hash among them."""
        fields = {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "actor_name": self.actor_name,
            "action": self.action,
            "subject_kind": self.subject.kind,
            "subject_id": self.subject.id,
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
            "previous_hash": self.previous_hash,
        }
        return hashlib.sha256(canonical(fields).encode()).hexdigest()


def canonical(value: object) -> str:
    """One spelling for one value: sorted keys, no spaces, no escapes.

    >>> canonical({"b": 1, "a": [None, "é"]})
    '{"a":[null,"é"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def plain(value: object) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """The value in what JSON knows and both databases give back unchanged.

    Whole numbers stay numbers; fractions, decimals and floats become text, for a database may respell them.
    Raises: AuditError for anything that has no plain form.

    >>> plain({"share": Fraction(3, 4), "period": HalfYear(2022, 2), "from": date(2022, 9, 16)})
    {'share': '3/4', 'period': '2022-II', 'from': '2022-09-16'}
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case int():
            return int(value)
        case str():
            return _storable(str(value))
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case Fraction() | Decimal() | UUID() | HalfYear() | DateRange() | PurePath():
            return str(value)
        case float():
            return repr(value)
        case Mapping():
            return {_storable(str(plain(key))): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=canonical)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    raise AuditError(
        f"a {type(value).__name__} cannot be put on record",
        "give before and after as plain values: text, whole numbers, dates, lists and mappings",
    )


def _storable(text: str) -> str:
    """Text that both databases take: no NUL, no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode(errors="backslashreplace").decode()
    return text.replace("\x00", "\\x00")
