"""Who took over what an organisation owed to the tables, as dated data. Plain values: no database, no clock."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from django.utils.translation import gettext as _

from regietafel.desk.accounts.person import Person, RoleName


@dataclass(frozen=True)
class Succession:
    """What one organisation owed to the tables is another's since a day; both are keys of organisations."""

    before: str
    after: str
    since: date
    source: str


@cache
def shipped_successions() -> tuple[Succession, ...]:
    """The successions that ship with the product, oldest first."""
    text = resources.files(__package__).joinpath("facts/successions.csv").read_text(encoding="utf-8")
    rows = [
        Succession(row["from"], row["to"], date.fromisoformat(row["since"]), row["source"])
        for row in csv.DictReader(io.StringIO(text))
    ]
    return tuple(sorted(rows, key=lambda each: each.since))


def heir_of(key: str, on: date, known: Iterable[Succession] | None = None) -> str:
    """The organisation that answers on a day for what this one took on; itself when nobody took over.

    >>> heir_of("mnre1058", date(2022, 9, 16)), heir_of("mnre1058", date(2025, 1, 1))
    ('mnre1058', 'mnre1162')
    """
    for each in shipped_successions() if known is None else known:
        if each.before == key and each.since <= on:
            key = each.after
    return key


def answered_for(keys: Collection[str], on: date) -> frozenset[str]:
    """These organisations and those for which they answer on a day.

    >>> sorted(answered_for({"mnre1162"}, date(2025, 1, 1)))
    ['mnre1058', 'mnre1162']
    """
    before = {each.before for each in shipped_successions()}
    return frozenset(keys) | {key for key in before if heir_of(key, on) in keys}


def answers_for(person: Person, key: str, on: date) -> bool:
    """Whether a person takes part for the organisation that took over from this one."""
    heir = heir_of(key, on)
    return heir != key and any(
        role.organisation == heir and role.role is not RoleName.ADMINISTRATOR for role in person.held(on)
    )


def with_heirs(keys: Iterable[str]) -> set[str]:
    """These organisations and all that ever took over from them, whose names are wanted with theirs."""
    return {each for key in keys for each in (key, heir_of(key, date.max))}


def named_now(key: str, names: Mapping[str, str], on: date) -> str:
    """The name of an owner, and who answers for it on a day when another took over."""
    name, heir = names.get(key, key), heir_of(key, on)
    if heir == key:
        return name
    return _("%(owner)s (nu: %(heir)s)") % {"owner": name, "heir": names.get(heir, heir)}
