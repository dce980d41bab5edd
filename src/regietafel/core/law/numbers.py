"""Statutory numbers as dated data: unit, validity and source, or they are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from regietafel.core.base.answer import Answer, Source, Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import Fault, Faults, RegietafelError
from regietafel.core.base.rules import in_force


@dataclass(frozen=True)
class NumberVersion:
    """The value that a number had during a range of days."""

    value: int
    valid: DateRange
    source: Source


@dataclass(frozen=True)
class StatutoryNumber:
    """A number set by law, with its unit and its dated versions."""

    name: str
    title: Text
    unit: str
    versions: tuple[NumberVersion, ...]

    def on(self, day: date) -> Answer[int]:
        """The value in force on a day, with its source.

        >>> print(statutory_number("announcement_term").on(date(2022, 9, 16)))
        13 by rule announcement_term (Huisvestingswet 2014, art. 29(1))
        """
        version = in_force(self.versions, day, subject=self.name, legal_basis=str(self.versions[0].source))
        return Answer(version.value, rule=self.name, source=version.source)


def statutory_number(name: str) -> StatutoryNumber:
    """The number with this name; an unknown name is refused with the names there are."""
    numbers = shipped_numbers()
    if name not in numbers:
        raise RegietafelError(f'no statutory number "{name}"', f"take one of: {', '.join(sorted(numbers))}")
    return numbers[name]


@cache
def shipped_numbers() -> dict[str, StatutoryNumber]:
    """All statutory numbers that ship with the product."""
    text = resources.files(__package__).joinpath("facts/numbers.yaml").read_text(encoding="utf-8")
    return read_numbers(yaml.safe_load(text))


def read_numbers(table: Mapping[str, Any]) -> dict[str, StatutoryNumber]:
    """Check and read a table of dated numbers.

    Raises: Faults that name every missing unit or source and every overlap.
    """
    faults: list[Fault] = []
    numbers: dict[str, StatutoryNumber] = {}
    for name, entry in table.items():
        if not entry.get("unit"):
            faults.append(Fault(name, "has no unit", "write unit: weeks, persons, ..."))
        versions = [_version(name, raw, faults) for raw in entry.get("versions", [])]
        known = [version for version in versions if version is not None]
        if not known:
            faults.append(Fault(name, "has no version", "write at least one with from, value and source"))
        for n, version in enumerate(known):
            for other in known[n + 1 :]:
                if version.valid.overlaps(other.valid):
                    faults.append(
                        Fault(
                            name, f"versions {version.valid} and {other.valid} overlap", "end the older one"
                        )
                    )
        title = entry.get("title") or {"nl": name, "en": name}
        numbers[name] = StatutoryNumber(name, Text(**title), entry.get("unit", ""), tuple(known))
    if faults:
        raise Faults("the table of statutory numbers", faults)
    return numbers


def _version(name: str, raw: Mapping[str, Any], faults: list[Fault]) -> NumberVersion | None:
    source = raw.get("source")
    if not source or not source.get("title"):
        faults.append(
            Fault(f"{name} from {raw.get('from')}", "has no source", "write source: {title, where}")
        )
        return None
    if not isinstance(raw.get("value"), int) or not isinstance(raw.get("from"), date):
        faults.append(
            Fault(name, "has no whole value or no date", "write from: YYYY-MM-DD and value: a number")
        )
        return None
    return NumberVersion(raw["value"], DateRange(raw["from"], raw.get("until")), Source(**source))
