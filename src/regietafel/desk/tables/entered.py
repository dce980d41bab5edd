"""What is typed about a table made ready to be written: the source it stands in, and keys for what is new."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from django.utils.text import slugify

from regietafel.desk.audit.chain import By
from regietafel.desk.figures.actions import SourceEntry, add_sources
from regietafel.desk.figures.queries import source_keys


def source_named(by: By, at: datetime, said: str) -> str:
    """The key of a source that is named by key or title; one that is not known is recorded as it was named."""
    known, title = source_keys(), " ".join(said.split())
    if title in known:
        return known[title]
    key = free_key(slugify(title)[:60] or "bron", known.values())
    add_sources(by=by, at=at, entries=[SourceEntry(key, title)])
    return key


def free_key(wanted: str, taken: Container[str]) -> str:
    """The key, with a number behind it where it is taken.

    >>> free_key("lrt-vng", {"lrt-vng", "lrt-vng-2"})
    'lrt-vng-3'
    """
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
