"""Ladders of supervision: administrative steps by province and version, and the end stage that the law fixes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from regietafel.core.base.answer import Source, Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.base.rules import in_force

GEMEENTEWET_124 = Source("Gemeentewet", "art. 124", address="https://wetten.overheid.nl/BWBR0005416")
LONGEST_WAIT = 104


@dataclass(frozen=True)
class Rung:
    """One step of a ladder.

    `waiting_weeks`: the shortest time that a municipality gets at this step before the next one. `missed`: the
    number of half-years in a row that must have been missed before the step can be proposed. `told`: who hears
    of it; `published`: whether it is announced to everyone. `statutory`: the article, "" for a step of policy.
    """

    number: int
    key: str
    title: Text
    waiting_weeks: int
    missed: int
    told: tuple[str, ...]
    published: bool = False
    statutory: str = ""


@dataclass(frozen=True)
class Ladder:
    """The ladder of a province during a range of days; `default` when the province has none of its own."""

    name: str
    title: Text
    area: str
    valid: DateRange
    source: Source
    rungs: tuple[Rung, ...]
    default: bool = False

    def rung(self, number: int) -> Rung | None:
        """The step with this number; None for 0 (not on the ladder) and for a number that is not there."""
        return next((rung for rung in self.rungs if rung.number == number), None)

    @property
    def top(self) -> int:
        """The number of the last step."""
        return self.rungs[-1].number


def statutory_end(after: int, *, announce_weeks: int, missed: int) -> tuple[Rung, Rung]:
    """The end stage, the same for every province: announce the intention, then decide to act in the
    municipality's place, at its expense.

    Source: Gemeentewet art. 124: the decision names a term, the intention and the decision are made public, and
    the council gets a copy.

    >>> [(rung.number, rung.key, rung.published) for rung in statutory_end(4, announce_weeks=4, missed=2)]
    [(5, 'announce', True), (6, 'substitute', True)]
    """
    told = ("municipality", "council", "public")
    return (
        Rung(
            after + 1,
            "announce",
            Text("voornemen tot indeplaatsstelling", "intention of substitution"),
            announce_weeks,
            missed,
            told,
            True,
            "Gemeentewet art. 124",
        ),
        Rung(
            after + 2,
            "substitute",
            Text("besluit tot indeplaatsstelling", "decision of substitution"),
            0,
            missed,
            told,
            True,
            "Gemeentewet art. 124",
        ),
    )


def ladder_for(area: str, day: date, *, ladders: Sequence[Ladder] | None = None) -> Ladder:
    """The ladder that a province uses on a day: its own version, else the default.

    Raises: Gap when there is none; RegietafelError when two versions hold.

    >>> ladder_for("PV28", date(2024, 5, 1)).name, ladder_for("PV28", date(2022, 9, 16)).name
    ('zuid_holland_2024', 'default_six_steps')
    """
    known = shipped_ladders() if ladders is None else ladders
    own = [one for one in known if one.area == area and day in one.valid]
    chosen = own or [one for one in known if one.default]
    return in_force(chosen, day, subject=f"ladder of {area}", legal_basis=str(GEMEENTEWET_124))


@cache
def shipped_ladders() -> tuple[Ladder, ...]:
    """All ladders that ship with the product."""
    text = resources.files(__package__).joinpath("facts/ladders.yaml").read_text(encoding="utf-8")
    return read_ladders(yaml.safe_load(text))


def read_ladders(table: Mapping[str, Any]) -> tuple[Ladder, ...]:
    """Check and read a table of ladders.

    Raises: Faults that name every ladder without a source or steps, each gap or repetition in the numbers of its
    steps, each waiting time that cannot be, and versions of one province that overlap.
    """
    faults: list[Fault] = []
    ladders = [one for raw in table.get("ladders") or [] if (one := _ladder(raw, faults)) is not None]
    for n, one in enumerate(ladders):
        for other in ladders[n + 1 :]:
            if one.area == other.area and one.valid.overlaps(other.valid):
                faults.append(
                    Fault(other.name, f"holds on the same days as {one.name}", "end the older version first")
                )
    if not any(one.default for one in ladders):
        faults.append(Fault("ladders", "there is no default", "mark one ladder with default: true"))
    if faults:
        raise Faults("the table of ladders", faults)
    return tuple(ladders)


def _ladder(raw: Mapping[str, Any], faults: list[Fault]) -> Ladder | None:
    name, source = str(raw.get("name", "?")), raw.get("source") or {}
    before = len(faults)
    if not source.get("title"):
        faults.append(Fault(name, "has no source", "write source: {title, where}"))
    if not isinstance(raw.get("from"), date):
        faults.append(Fault(name, "has no first day", "write from: YYYY-MM-DD"))
    steps = list(raw.get("steps") or [])
    faults += _numbering(name, [step.get("number") for step in steps])
    for step in steps:
        if not _whole(step.get("waiting_weeks"), LONGEST_WAIT) or not _whole(step.get("missed"), 20):
            faults.append(
                Fault(
                    f"{name}, step {step.get('number')}",
                    f"waiting_weeks {step.get('waiting_weeks')!r} or missed {step.get('missed')!r} cannot be",
                    f"write whole numbers: weeks from 0 to {LONGEST_WAIT}, half-years from 0 to 20",
                )
            )
    end = raw.get("end") or {}
    if not _whole(end.get("announce_weeks"), LONGEST_WAIT) or not _whole(end.get("missed"), 20):
        faults.append(
            Fault(name, "has no end", "write end: {announce_weeks, missed}; its steps are those of the law")
        )
    if len(faults) > before:
        return None
    rungs = [
        Rung(s["number"], s["key"], Text(**s["title"]), s["waiting_weeks"], s["missed"], tuple(s["told"]))
        for s in steps
    ]
    return Ladder(
        name,
        Text(**raw["title"]),
        raw.get("area") or "",
        DateRange(raw["from"], raw.get("until")),
        Source(**source),
        (*rungs, *statutory_end(len(rungs), **end)),
        bool(raw.get("default")),
    )


def _numbering(name: str, numbers: Sequence[object]) -> list[Fault]:
    """The steps are 1, 2, 3, ... without a gap.

    >>> print(_numbering("x", [1, 3])[0])
    x: step 2 is missing (1, 3); number the steps 1, 2, 3, ...
    """
    if not numbers:
        return [Fault(name, "has no steps", "write at least one")]
    for place, number in enumerate(numbers, start=1):
        if number != place:
            listed = ", ".join(map(str, numbers))
            return [Fault(name, f"step {place} is missing ({listed})", "number the steps 1, 2, 3, ...")]
    return []


def _whole(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
