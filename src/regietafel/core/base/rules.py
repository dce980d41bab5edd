"""Rules and policies with dates: the caller passes the day, the day chooses the version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import Gap, RegietafelError


class Dated(Protocol):
    """Anything that holds during a range of days."""

    @property
    def valid(self) -> DateRange: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class Version:
    """One dated version of anything, by name."""

    name: str
    valid: DateRange


def in_force(versions: Iterable[D], on: date, *, subject: str, legal_basis: str) -> D:
    """The one version that holds on a day.

    Raises: Gap when none holds; RegietafelError when more than one does.

    >>> old = Version("old", DateRange(date(2015, 1, 1), date(2024, 1, 1)))
    >>> in_force([old], date(2022, 9, 16), subject="norm", legal_basis="art. 29").name
    'old'
    """
    holding = [version for version in versions if on in version.valid]
    if not holding:
        raise Gap(
            legal_basis,
            Text(f"{subject} op {on}", f"{subject} on {on}"),
            Text(
                "voeg de versie van die dag toe, met de bron", "add the version of that day with its source"
            ),
        )
    if len(holding) > 1:
        raise RegietafelError(
            f"{subject} has {len(holding)} versions on {on}", "end the older version before the newer begins"
        )
    return holding[0]
