"""Ladders of supervision: administrative steps by province and version, and the end stage that the law fixes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any, get_args

import yaml

from regietafel.core.base.answer import Quality, Source, Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.base.rules import in_force

GEMEENTEWET_124 = Source("Gemeentewet", "art. 124", address="https://wetten.overheid.nl/BWBR0005416")
LONGEST_WAIT = 104
_NAME = re.compile(r"[a-z][a-z0-9_]{2,58}\Z")
_PROVINCE = re.compile(r"PV(2[0-9]|3[01])\Z")
_TOLD = ("municipality", "council", "public")
_NOTHING = type(None)
_Known = dict[str, tuple[type, ...]]
_TEXT: _Known = {"nl": (str,), "en": (str,)}
_SOURCE: _Known = {
    "title": (str,), "where": (str,), "address": (str,), "quality": (str,), "published_on": (date, _NOTHING),
}  # fmt: skip
_END: _Known = {"announce_weeks": (int,), "missed": (int,)}
_STEP: _Known = {
    "number": (int,), "key": (str,), "title": (Mapping,), "waiting_weeks": (int,), "missed": (int,), "told": (list,),
}  # fmt: skip
_LADDER: _Known = {
    "name": (str,), "area": (str,), "title": (Mapping,), "from": (date,), "until": (date, _NOTHING),
    "source": (Mapping,), "steps": (list,), "end": (Mapping,),
}  # fmt: skip


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


def read_ladder(raw: Mapping[str, Any]) -> Ladder:
    """Check and read one ladder of a province.

    Raises: Faults with everything that is wrong; also for an area that is no province, or a name that cannot be.
    """
    if shapeless := _shape_faults(raw):
        raise Faults("the ladder", shapeless)
    faults: list[Fault] = []
    name, area = str(raw.get("name") or "?"), str(raw.get("area") or "")
    if not _NAME.match(name):
        faults.append(Fault(name[:60], "cannot be a name", "use small letters, digits and underscores"))
    if not _PROVINCE.match(area):
        faults.append(Fault(name[:60], f"area {area[:10]!r} is no province", "write area: PV20 to PV31"))
    for step in raw.get("steps") or []:
        if not step.get("told") or not all(one in _TOLD for one in step["told"]):
            told = ", ".join(_TOLD)
            place = f"{name[:60]}, step {step.get('number')}"
            faults.append(Fault(place, "does not say who is told", f"write told: a list of {told}"))
    quality = (raw.get("source") or {}).get("quality", "primary")
    if quality not in get_args(Quality):
        known = ", ".join(get_args(Quality))
        faults.append(
            Fault(name[:60], f"quality {quality[:20]!r} of its source is unknown", f"write {known}")
        )
    found = _ladder(raw, faults)
    if faults or found is None:
        raise Faults("the ladder", faults)
    return found


def _shape_faults(raw: Mapping[str, Any]) -> list[Fault]:
    """What is not written as a ladder is: words that are not known, and values of another kind.

    >>> print(_shape_faults({"titel": "x"})[0])
    ladder: "titel" is unknown; write area, end, from, name, source, steps, title, until
    """
    steps = raw.get("steps") or []
    steps = steps if isinstance(steps, list) else [steps]
    parts: list[tuple[str, Any, _Known]] = [
        ("ladder", raw, _LADDER),
        ("source", raw.get("source") or {}, _SOURCE),
        ("end", raw.get("end") or {}, _END),
    ]
    titles: list[tuple[str, Any, _Known]] = [("title", raw.get("title"), _TEXT)]
    for number, step in enumerate(steps, start=1):
        parts.append((f"step {number}", step, _STEP))
        title = step.get("title") if isinstance(step, Mapping) else None
        titles.append((f"title of step {number}", title, _TEXT))
    faults = []
    for place, part, known in [*parts, *titles]:
        if not isinstance(part, Mapping):
            faults.append(Fault(place, "is not written in parts", f"write {', '.join(sorted(known))}"))
            continue
        for key, value in part.items():
            kinds = known.get(key)
            if kinds is None:
                faults.append(Fault(place, f'"{key}" is unknown', f"write {', '.join(sorted(known))}"))
            elif not isinstance(value, kinds) or isinstance(value, datetime):
                faults.append(Fault(place, f'"{key}" is of another kind', f"write {kinds[0].__name__} there"))
    faults += [
        Fault(place, "is not there in both languages", "write nl and en")
        for place, part, _known in titles
        if isinstance(part, Mapping) and not (part.get("nl") and part.get("en"))
    ]
    return faults


def in_succession(ladders: Sequence[Ladder]) -> tuple[Ladder, ...]:
    """Versions of one province as they follow each other: each ends where the next one starts, if not before.

    >>> old, new = [replace(shipped_ladders()[1], valid=DateRange(date(year, 1, 1), None)) for year in (2022, 2024)]
    >>> [one.valid.until for one in in_succession([new, old])]
    [datetime.date(2024, 1, 1), None]
    """
    ordered = sorted(ladders, key=lambda one: (one.area, one.valid.start))
    found = []
    for one, after in zip(ordered, [*ordered[1:], None], strict=False):
        until = one.valid.until
        if after is not None and after.area == one.area and (until is None or after.valid.start < until):
            until = after.valid.start
        found.append(replace(one, valid=DateRange(one.valid.start, until)))
    return tuple(found)


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
