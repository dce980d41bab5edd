"""The register: what is known about areas, from the product's own tables, checked as a whole."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from math import isfinite
from typing import Any, cast

from regietafel.core.areas.kinds import Change, ChangeKind, Municipality, Province, SafetyRegion
from regietafel.core.base.answer import Quality, Source
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import Fault, Faults

TABLES_START = date(2021, 1, 1)
"""First day that the tables describe."""
TABLES_CONFIRMED_UNTIL = date(2027, 1, 1)
"""First day that no list of municipalities was compared with (the list of 2026 was the last one)."""

_COLUMNS = {
    "provinces.csv": ("code", "name", "tooi"),
    "safety_regions.csv": ("code", "name", "tooi"),
    "municipalities.csv": (
        "code",
        "name",
        "province",
        "safety_region",
        "corop",
        "valid_from",
        "valid_until",
        "lon",
        "lat",
    ),
    "changes.csv": ("date", "old_code", "new_code", "kind", "source"),
    "populations.csv": ("code", "reference_date", "division", "value", "note", "source"),
}
_CODE = {
    "municipalities.csv": re.compile(r"GM\d{4}\Z"),
    "provinces.csv": re.compile(r"PV\d{2}\Z"),
    "safety_regions.csv": re.compile(r"VR\d{2}\Z"),
}
_LON, _LAT = (3.2, 7.3), (50.7, 53.7)
_QUALITIES = ("primary", "secondary", "derived", "illustrative")


@dataclass(frozen=True)
class PopulationTable:
    """Inhabitants on a reference date, in the division of a day; persons by municipality code."""

    reference_date: date
    division_day: date
    inhabitants: Mapping[str, int]
    source: Source


@dataclass(frozen=True)
class Register:
    """Everything the product's own tables say about areas."""

    municipalities: tuple[Municipality, ...]
    provinces: tuple[Province, ...]
    safety_regions: tuple[SafetyRegion, ...]
    changes: tuple[Change, ...]
    populations: tuple[PopulationTable, ...]
    sources: Mapping[str, Source]

    def turning_days(self) -> tuple[date, ...]:
        """The days on which a new division begins, the first day of the tables included."""
        return tuple(sorted({TABLES_START, *(change.day for change in self.changes)}))


@cache
def shipped_register() -> Register:
    """The register that ships with the product."""
    folder = resources.files(__package__).joinpath("facts")
    tables = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in _COLUMNS}
    return read_register(tables, folder.joinpath("sources.toml").read_text(encoding="utf-8"))


def read_register(tables: Mapping[str, str], sources: str) -> Register:
    """Read and check the tables of areas (CSV texts by file name) and their sources (TOML text).

    Raises: Faults that name every fault of all tables together, by file and row.
    """
    reading = _Reading(tables, sources)
    register = reading.register()
    reading.faults.extend(_faults_between(register))
    if reading.faults:
        raise Faults("the register of areas", reading.faults)
    return register


class _Reading:
    """One pass over the tables that collects every fault on its way."""

    def __init__(self, tables: Mapping[str, str], sources: str) -> None:
        self.tables = tables
        self.faults: list[Fault] = []
        self.sources = dict(self._sources(tomllib.loads(sources)))

    def register(self) -> Register:
        provinces = tuple(Province(**row) for _, row in self._rows("provinces.csv"))
        regions = tuple(SafetyRegion(**row) for _, row in self._rows("safety_regions.csv"))
        municipalities = tuple(
            sorted(self._municipalities(), key=lambda found: (found.code, found.valid.start)),
        )
        return Register(
            municipalities,
            provinces,
            regions,
            tuple(sorted(self._changes())),
            tuple(self._populations()),
            self.sources,
        )

    def _sources(self, entries: Mapping[str, Any]) -> Iterator[tuple[str, Source]]:
        for key, entry in entries.items():
            for needed in ("title", "licence", "quality"):
                if not entry.get(needed):
                    self.faults.append(Fault(f"sources.toml, {key}", f"has no {needed}", f"write {needed}"))
            if not isinstance(entry.get("date"), date):
                self.faults.append(Fault(f"sources.toml, {key}", "has no date", "write a date: 2023-01-01"))
            if entry.get("quality") not in _QUALITIES:
                self.faults.append(
                    Fault(
                        f"sources.toml, {key}",
                        f"quality {entry.get('quality')!r} is not known",
                        _or(_QUALITIES),
                    )
                )
            yield (
                key,
                Source(
                    title=entry.get("title", ""),
                    published_on=entry.get("date"),
                    address=entry.get("address", ""),
                    quality=cast(Quality, entry.get("quality")),
                ),
            )

    def _rows(self, name: str) -> Iterator[tuple[str, dict[str, str]]]:
        reader = csv.DictReader(io.StringIO(self.tables[name]))
        if tuple(reader.fieldnames or ()) != _COLUMNS[name]:
            self.faults.append(
                Fault(name, f"has columns {reader.fieldnames}", f"write {', '.join(_COLUMNS[name])}")
            )
            return
        for row in reader:
            where = f"{name}, row {reader.line_num}"
            if None in row or None in row.values():
                self.faults.append(
                    Fault(where, "has another number of cells than the header", "mend the row")
                )
                continue
            pattern = _CODE.get(name)
            if pattern and not pattern.match(row["code"]):
                self.faults.append(
                    Fault(where, f'"{row["code"]}" is not a code', f"write it as {pattern.pattern}")
                )
                continue
            if not row.get("name", "-").strip():
                self.faults.append(Fault(where, "has no name", "write the name"))
            yield where, row

    def _municipalities(self) -> Iterator[Municipality]:
        for where, row in self._rows("municipalities.csv"):
            start = self._day(where, row["valid_from"])
            until = self._day(where, row["valid_until"]) if row["valid_until"] else None
            lon, lat = self._degrees(where, row["lon"], _LON), self._degrees(where, row["lat"], _LAT)
            if start is None or lon is None or lat is None:
                continue
            if until is not None and until <= start:
                self.faults.append(Fault(where, f"ends on {until}, before it starts", "mend valid_until"))
                continue
            yield Municipality(
                row["code"],
                row["name"],
                row["province"],
                row["safety_region"],
                row["corop"] or None,
                DateRange(start, until),
                lon,
                lat,
            )

    def _changes(self) -> Iterator[Change]:
        for where, row in self._rows("changes.csv"):
            day = self._day(where, row["date"])
            self._source(where, row["source"])
            if row["kind"] not in ("new", "into_existing"):
                self.faults.append(
                    Fault(where, f'kind "{row["kind"]}" is not known', _or(("new", "into_existing")))
                )
            if day is not None:
                yield Change(day, row["old_code"], row["new_code"], cast(ChangeKind, row["kind"]))

    def _populations(self) -> Iterator[PopulationTable]:
        found: dict[tuple[date, date, str], dict[str, int]] = {}
        for where, row in self._rows("populations.csv"):
            reference, division = self._day(where, row["reference_date"]), self._day(where, row["division"])
            self._source(where, row["source"])
            if not re.fullmatch(r"[1-9]\d*", row["value"]):
                self.faults.append(
                    Fault(where, f'"{row["value"]}" is not a number of inhabitants', "write digits, above 0")
                )
                continue
            if reference is None or division is None:
                continue
            table = found.setdefault((reference, division, row["source"]), {})
            if row["code"] in table:
                self.faults.append(Fault(where, f"{row['code']} stands there twice", "keep one row"))
            table[row["code"]] = int(row["value"])
        for (reference, division, key), inhabitants in found.items():
            source = self.sources.get(key, Source(key))
            yield PopulationTable(reference, division, inhabitants, source)

    def _day(self, where: str, text: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.faults.append(Fault(where, f'"{text}" is not a date', "write it as 2022-01-01"))
            return None

    def _degrees(self, where: str, text: str, bounds: tuple[float, float]) -> float | None:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value) or not bounds[0] <= value <= bounds[1]:
            self.faults.append(
                Fault(
                    where,
                    f'"{text}" is not in the Netherlands',
                    f"give degrees from {bounds[0]} to {bounds[1]}",
                )
            )
            return None
        return value

    def _source(self, where: str, key: str) -> None:
        if key not in self.sources:
            self.faults.append(Fault(where, f'source "{key}" is not in sources.toml', _or(self.sources)))


def _faults_between(register: Register) -> Iterator[Fault]:
    """What does not fit between the tables."""
    yield from _faults_of_municipalities(register)
    by_code: dict[str, list[Municipality]] = {}
    for municipality in register.municipalities:
        by_code.setdefault(municipality.code, []).append(municipality)
    for change in register.changes:
        where = f"changes.csv, {change.old} on {change.day}"
        if not any(one.valid.until == change.day for one in by_code.get(change.old, [])):
            yield Fault(where, f"{change.old} does not end that day", "make valid_until and date the same")
        received = by_code.get(change.new, [])
        if not any(change.day in one.valid for one in received):
            yield Fault(where, f"{change.new} does not exist that day", "mend the new code or its valid_from")
        elif (change.kind == "new") != any(one.valid.start == change.day for one in received):
            yield Fault(
                where, f'kind "{change.kind}" does not fit {change.new}', "compare with its valid_from"
            )
    ended = {(change.old, change.day) for change in register.changes}
    for one in register.municipalities:
        if one.valid.until and (one.code, one.valid.until) not in ended:
            yield Fault(f"municipalities.csv, {one.code}", "ends without a change", "add it to changes.csv")
    for table in register.populations:
        expected = {one.code for one in register.municipalities if table.division_day in one.valid}
        for code in sorted(expected ^ table.inhabitants.keys()):
            what = "is missing" if code in expected else f"does not exist on {table.division_day}"
            yield Fault(f"populations.csv, {table.reference_date}", f"{code} {what}", "mend the row")


def _faults_of_municipalities(register: Register) -> Iterator[Fault]:
    provinces = {province.code for province in register.provinces}
    regions = {region.code for region in register.safety_regions}
    previous: Municipality | None = None
    for one in register.municipalities:
        where = f"municipalities.csv, {one.code}"
        if one.province not in provinces:
            yield Fault(where, f'province "{one.province}" is not known', _or(sorted(provinces)))
        if one.safety_region not in regions:
            yield Fault(where, f'safety region "{one.safety_region}" is not known', _or(sorted(regions)))
        if one.valid.start < TABLES_START:
            yield Fault(where, f"starts before {TABLES_START}", "the tables start that day")
        if previous and previous.code == one.code and previous.valid.overlaps(one.valid):
            yield Fault(where, "has two rows for the same day", "end the older before the newer begins")
        previous = one
    for name, areas in (
        ("provinces.csv", register.provinces),
        ("safety_regions.csv", register.safety_regions),
    ):
        for attribute in ("code", "tooi"):
            seen = [getattr(area, attribute) for area in areas]
            for double in sorted({value for value in seen if seen.count(value) > 1}):
                yield Fault(name, f"{attribute} {double} stands there twice", "keep one row")


def _or(choices: Any) -> str:
    return f"take one of: {', '.join(choices)}"
