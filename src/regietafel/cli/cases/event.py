"""One event of a case: something that became known at a moment, and how to write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from regietafel.desk.audit.chain import Command

BY = Command("casus herfst 2022")


@dataclass(frozen=True, order=True)
class Event:
    """Something that became known at a moment, and how to write it."""

    at: datetime
    order: int
    name: str
    write: Callable[[datetime], object]
