"""Which municipalities there are on a day, and in which province and safety region each one lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache

from regietafel.core.areas.kinds import (
    NATION,
    NATION_NAME,
    AreaError,
    AreaKind,
    AreaNotYetFormed,
    Change,
    DissolvedArea,
    Municipality,
    Province,
    SafetyRegion,
    UnknownArea,
    nearest,
    nearest_codes,
)
from regietafel.core.areas.register import TABLES_CONFIRMED_UNTIL, TABLES_START, shipped_register
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange, written_out
from regietafel.core.base.errors import Gap

__all__ = [
    "NATION",
    "AreaError",
    "AreaNotYetFormed",
    "DissolvedArea",
    "Division",
    "Municipality",
    "Province",
    "SafetyRegion",
    "UnknownArea",
    "changes_between",
    "division_on",
    "divisions",
]

_CODE = re.compile(r"(GM\d{1,4}|PV\d{1,2}|VR\d{1,2}|NL)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Division:
    """The municipal division on a day: municipalities, each in one province and one safety region.

    `valid` is the whole range of days with these same municipalities; two days of one range have equal codes.
    Area codes: "NL", "PV22", "VR03", "GM0363".
    """

    day: date
    valid: DateRange
    members: Mapping[str, Municipality] = field(repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.members)

    def __contains__(self, code: object) -> bool:
        return code in self.members

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All municipality codes, in order of code."""
        return tuple(self.members)

    @property
    def provinces(self) -> tuple[Province, ...]:
        """The 12 provinces, in order of code (north to south, as CBS numbers them)."""
        return shipped_register().provinces

    @property
    def safety_regions(self) -> tuple[SafetyRegion, ...]:
        """The 25 safety regions, in order of code."""
        return shipped_register().safety_regions

    @property
    def is_confirmed(self) -> bool:
        """Whether a published list of municipalities for this day was compared with the tables."""
        return self.day < TABLES_CONFIRMED_UNTIL

    def municipality(self, code: str) -> Municipality:
        """The municipality with this code.

        Raises: UnknownArea with near matches; DissolvedArea with the day and the municipality it went into;
        AreaNotYetFormed with the day it began.
        """
        found = self.members.get(code)
        if found is None:
            raise self._missing(code)
        return found

    def kind_of(self, code: str) -> AreaKind:
        """What an area code stands for on this day; errors as for `municipality`."""
        if code == NATION:
            return "nation"
        if code in _provinces():
            return "province"
        if code in _safety_regions():
            return "safety_region"
        self.municipality(code)
        return "municipality"

    def name_of(self, code: str) -> str:
        """The name of any area: nation, province, safety region or municipality."""
        if code == NATION:
            return NATION_NAME
        area = _provinces().get(code) or _safety_regions().get(code) or self.municipality(code)
        return area.name

    def province_of(self, code: str) -> Province:
        """The province in which a municipality lies."""
        return _provinces()[self.municipality(code).province]

    def safety_region_of(self, code: str) -> SafetyRegion:
        """The safety region to which a municipality belongs."""
        return _safety_regions()[self.municipality(code).safety_region]

    def in_province(self, code: str) -> tuple[str, ...]:
        """Codes of the municipalities in a province, in order.

        >>> len(division_on(date(2022, 9, 16)).in_province("PV22"))
        12
        """
        if code not in _provinces():
            raise self._other_kind(code, Text("provincie", "a province"))
        return self._by_province[code]

    def in_safety_region(self, code: str) -> tuple[str, ...]:
        """Codes of the municipalities in a safety region, in order."""
        if code not in _safety_regions():
            raise self._other_kind(code, Text("veiligheidsregio", "a safety region"))
        return self._by_safety_region[code]

    def in_area(self, code: str) -> tuple[str, ...]:
        """Codes of the municipalities in any area; for "NL" all, for a municipality itself."""
        if code == NATION:
            return self.codes
        if code in _provinces():
            return self._by_province[code]
        if code in _safety_regions():
            return self._by_safety_region[code]
        return (self.municipality(code).code,)

    @cached_property
    def _by_province(self) -> dict[str, tuple[str, ...]]:
        return {
            area.code: tuple(code for code, one in self.members.items() if one.province == area.code)
            for area in self.provinces
        }

    @cached_property
    def _by_safety_region(self) -> dict[str, tuple[str, ...]]:
        return {
            area.code: tuple(code for code, one in self.members.items() if one.safety_region == area.code)
            for area in self.safety_regions
        }

    def _other_kind(self, code: str, wanted: Text) -> AreaError:
        if code == NATION or code in self.members or code in _provinces() or code in _safety_regions():
            return UnknownArea(
                code,
                Text(
                    f"{code} {self.name_of(code)} is geen {wanted.nl}",
                    f"{code} {self.name_of(code)} is not {wanted.en}",
                ),
                Text("kies een gebied van die soort", "ask in_area for any kind"),
            )
        return self._missing(code)

    def _missing(self, code: str) -> AreaError:
        """Why a code cannot be used on this day."""
        known = [one for one in shipped_register().municipalities if one.code == code]
        ended = [one for one in known if one.valid.until and one.valid.until <= self.day]
        if ended:
            return self._dissolved(ended[-1])
        if known:
            return self._not_yet_formed(known[0])
        every = [NATION, *_provinces(), *_safety_regions(), *self.members]
        if code.upper() in every:
            return UnknownArea(
                code,
                Text(f'"{code}" is geen code van een gebied', f'"{code}" is not an area code'),
                Text(f"schrijf {code.upper()}", f"write {code.upper()}"),
            )
        if _CODE.match(code):
            near = [f"{hit} ({self.name_of(hit)})" for hit in nearest_codes(code, every)]
        else:
            named = {one.name: one.code for one in self.members.values()}
            near = [f"{named[hit]} ({hit})" for hit in nearest(code, named)]
        listed = ", ".join(near)
        remedy = Text(
            f"lijkt het meest op: {listed}" if near else "schrijf een code zoals GM0363, PV22, VR03 of NL",
            f"nearest: {listed}" if near else "write a code such as GM0363, PV22, VR03 or NL",
        )
        what = Text(
            f'geen gebied heeft code "{code}" op {written_out(self.day)}',
            f'no area has code "{code}" on {self.day}',
        )
        return UnknownArea(code, what, remedy)

    def _dissolved(self, old: Municipality) -> DissolvedArea:
        change = next(c for c in shipped_register().changes if c.old == old.code and c.day == old.valid.until)
        into = next(
            one
            for one in shipped_register().municipalities
            if one.code == change.new and change.day in one.valid
        )
        return DissolvedArea(
            old.code,
            Text(
                f"{old.code} {old.name} is op {written_out(change.day)} opgegaan in {into.code} {into.name}, "
                f"en bestaat niet op {written_out(self.day)}",
                f"{old.code} {old.name} was dissolved on {change.day} into {into.code} {into.name}, "
                f"and does not exist on {self.day}",
            ),
            Text(
                f"kies {into.code}, of reken de cijfers om naar de indeling van {written_out(self.day)}",
                f"use {into.code}, or recode the figures to the division of {self.day} (areas recode)",
            ),
        )

    def _not_yet_formed(self, later: Municipality) -> AreaNotYetFormed:
        names = {one.code: one.name for one in shipped_register().municipalities}
        parts = [
            c.old for c in shipped_register().changes if c.new == later.code and c.day == later.valid.start
        ]
        listed = ", ".join(f"{part} {names[part]}" for part in parts)
        return AreaNotYetFormed(
            later.code,
            Text(
                f"{later.code} {later.name} is gevormd op {written_out(later.valid.start)}, "
                f"en bestaat niet op {written_out(self.day)}",
                f"{later.code} {later.name} was formed on {later.valid.start}, and does not exist on {self.day}",
            ),
            Text(
                f"kies {listed}" if listed else f"kies een dag vanaf {written_out(later.valid.start)}",
                f"use {listed}" if listed else f"take a day from {later.valid.start} on",
            ),
        )


@lru_cache(maxsize=256)
def division_on(day: date) -> Division:
    """The municipal division on a day.

    Source: CBS, Gemeentelijke indelingen (facts/sources.toml).  Raises: Gap for a day before the tables start.

    >>> [len(division_on(date(*day))) for day in ((2021, 12, 31), (2022, 1, 1), (2022, 3, 24), (2023, 1, 1))]
    [352, 345, 344, 342]
    """
    valid = _range_of(day)
    return Division(day, valid, _members(valid.start))


def divisions() -> tuple[Division, ...]:
    """Every division of the tables, oldest first, each on its first day.

    >>> [str(division.valid) for division in divisions()][1:3]
    ['[2022-01-01, 2022-03-24)', '[2022-03-24, 2023-01-01)']
    """
    return tuple(division_on(day) for day in shipped_register().turning_days())


def changes_between(after: date, through: date) -> tuple[Change, ...]:
    """Municipal changes on the days after `after`, up to and including `through`, oldest first."""
    return tuple(change for change in shipped_register().changes if after < change.day <= through)


def _range_of(day: date) -> DateRange:
    if day < TABLES_START:
        raise Gap(
            "CBS, Gemeentelijke indelingen",
            Text(f"de gemeentelijke indeling op {written_out(day)}", f"the municipal division on {day}"),
            Text(
                f"de tabellen beginnen op {written_out(TABLES_START)}; voeg de oudere indeling toe, met de bron",
                f"the tables start on {TABLES_START}; add the older division with its source",
            ),
        )
    turning = shipped_register().turning_days()
    later = [turn for turn in turning if turn > day]
    return DateRange(max(turn for turn in turning if turn <= day), min(later, default=None))


@cache
def _members(start: date) -> Mapping[str, Municipality]:
    return {one.code: one for one in shipped_register().municipalities if start in one.valid}


@cache
def _provinces() -> dict[str, Province]:
    return {area.code: area for area in shipped_register().provinces}


@cache
def _safety_regions() -> dict[str, SafetyRegion]:
    return {area.code: area for area in shipped_register().safety_regions}
