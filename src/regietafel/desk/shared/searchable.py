"""A text that can be found: what each desk gives to the search, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Searchable:
    """One text. `group` and `version`: a later version of a group takes the place of all earlier texts of it.

    `number` is its place in the table it comes from, by which a desk is asked for what is new. `readers` are keys
    of tables and organisations; `public` is for everyone.
    """

    number: int
    kind: str
    key: str
    group: str
    version: int
    title: str
    text: str
    href: str
    known_since: datetime
    readers: tuple[str, ...] = ()
    public: bool = False
    illustrative: bool = False
