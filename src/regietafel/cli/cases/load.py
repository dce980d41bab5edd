"""Load a case through the actions that users have, in the order in which things became known."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from regietafel.cli.cases import agreements, follow_up, mandates, meetings, minutes, tables
from regietafel.cli.cases.event import BY, Event
from regietafel.cli.cases.generate import FOLDER, MADE_UP_SOURCE
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear
from regietafel.desk.figures import actions as figures
from regietafel.desk.figures.queries import has_sources
from regietafel.desk.taakstelling import actions as taakstelling

MOTIVE = "Verzonnen cijfers van de casus; ze tellen op tot het gepubliceerde landelijke cijfer."


PARTS: tuple[Callable[[Path], Iterator[Event]], ...] = (
    tables.events,
    mandates.events,
    follow_up.events,
    agreements.events,
    meetings.events,
    minutes.events,
)
"""What other concepts add to the case, each from a module of its own beside this one."""


def load(*, until: datetime | None = None, folder: Path = FOLDER, tell: Callable[[str], None] = print) -> int:
    """Load everything of the case that was known at a moment (None: all); 0 when it is there already.

    Returns the number of events written.
    """
    if has_sources():
        return 0
    case = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    events = sorted([*_events(case, folder), *(event for part in PARTS for event in part(folder))])
    figures.add_sources(by=BY, at=events[0].at, entries=_sources(folder))
    written = 0
    for event in events:
        if until is None or event.at <= until:
            tell(f"{event.at:%d-%m-%Y}  {event.name}")
            event.write(event.at)
            written += 1
    return written


def case_moment(folder: Path = FOLDER) -> datetime:
    """The moment that the case is about: the meeting of 16 September 2022."""
    moment: datetime = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))["moment"]
    return moment


def _events(case: dict[str, Any], folder: Path) -> Iterator[Event]:
    yield from _national(folder)
    yield from _preferences(folder)
    for n, entry in enumerate(case["volumes"]):
        yield Event(entry["known_since"], 10 + n, f"volume {entry['period']}", _volume(entry))
    for n, entry in enumerate(case["agreements"]):
        yield Event(entry["known_since"], 20 + n, f"afspraak {entry['total']}", _agreement(entry))
    for n, entry in enumerate(case["carry"]):
        yield Event(entry["known_since"], 30 + n, f"saldo {entry['into']}", _carry(entry, folder))
    for n, entry in enumerate(case["deliveries"]):
        yield Event(entry["known_since"], 40 + n, f"opgave {entry['file']}", _delivery(entry, folder))
    for n, entry in enumerate(case["closings"]):
        yield Event(entry["known_since"], 50 + n, f"afsluiten {entry['period']}", _closing(entry))
    for n, entry in enumerate(case["corrections"]):
        yield Event(entry["known_since"], 60 + n, f"correctie {entry['area']}", _correction(entry))


def _sources(folder: Path) -> list[figures.SourceEntry]:
    table = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
    return [figures.SourceEntry(key=key, **entry) for key, entry in table.items()]


def _national(folder: Path) -> Iterator[Event]:
    """The published figures, together for each moment at which they became known."""
    at_moment: dict[datetime, list[figures.FigureEntry]] = defaultdict(list)
    for row in _rows(folder / "national.csv"):
        entry = figures.FigureEntry(
            indicator=row["indicator"],
            area=row["area"],
            start=date.fromisoformat(row["start"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            value=int(row["value"]),
            source=row["source"],
            note=row["note"],
        )
        at_moment[datetime.fromisoformat(row["known_since"])].append(entry)
    for at, entries in at_moment.items():
        yield Event(
            at,
            0,
            f"{len(entries)} gepubliceerde cijfers",
            _add(entries),
        )


def _preferences(folder: Path) -> Iterator[Event]:
    for n, row in enumerate(_rows(folder / "preferences.csv")):
        yield Event(
            datetime.fromisoformat(row["known_since"]),
            1 + n,
            f"keuze van bron {row['source']}",
            _prefer(row),
        )


def _add(entries: list[figures.FigureEntry]) -> Callable[[datetime], object]:
    return lambda at: figures.add_figures(by=BY, at=at, entries=entries)


def _prefer(row: dict[str, str]) -> Callable[[datetime], object]:
    return lambda at: figures.prefer(
        by=BY,
        at=at,
        indicator_key=row["indicator"],
        area=row["area"],
        start=date.fromisoformat(row["start"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        source=row["source"],
        reason=row["reason_nl"],
    )


def _volume(entry: dict[str, Any]) -> Callable[[datetime], object]:
    return lambda at: taakstelling.announce_volume(
        by=BY,
        at=at,
        period=HalfYear.parse(entry["period"]),
        persons=entry["persons"],
        announced_on=entry["announced_on"],
        source=entry["source"],
    )


def _agreement(entry: dict[str, Any]) -> Callable[[datetime], object]:
    return lambda at: taakstelling.agree_target(
        by=BY,
        at=at,
        period=HalfYear.parse(entry["period"]),
        name=entry["name"],
        title=Text(**entry["title"]),
        total=entry["total"],
        source=entry["source"],
        illustrative=entry["illustrative"],
    )


def _carry(entry: dict[str, Any], folder: Path) -> Callable[[datetime], object]:
    rows = csv.DictReader(
        (folder / entry["file"]).read_text(encoding="utf-8").splitlines()[1:], delimiter=";"
    )
    by_source: dict[str, list[taakstelling.CarryEntry]] = defaultdict(list)
    for row in rows:
        by_source[row["bron"]].append(taakstelling.CarryEntry(row["gemeentecode"], int(row["saldo"])))

    def write(at: datetime) -> None:
        for source, entries in by_source.items():
            taakstelling.enter_carry(
                by=BY,
                at=at,
                into=HalfYear.parse(entry["into"]),
                dated=entry["dated"],
                entries=entries,
                source=source,
                illustrative=source == MADE_UP_SOURCE,
            )

    return write


def _correction(entry: dict[str, Any]) -> Callable[[datetime], object]:
    row = taakstelling.CarryEntry(entry["area"], entry["persons"], "registration_correction", entry["reason"])
    return lambda at: taakstelling.enter_carry(
        by=BY,
        at=at,
        into=HalfYear.parse(entry["into"]),
        dated=entry["dated"],
        entries=[row],
        source=entry["source"],
    )


def _closing(entry: dict[str, Any]) -> Callable[[datetime], object]:
    return lambda at: taakstelling.close_period(by=BY, at=at, period=HalfYear.parse(entry["period"]))


def _delivery(entry: dict[str, Any], folder: Path) -> Callable[[datetime], object]:
    """A sheet on the way that a user's upload goes: checked first, then confirmed."""
    content = (folder / entry["file"]).read_bytes()
    source = next(one for one in _sources(folder) if one.key == entry.get("source", "made-up-herfst-2022"))

    def write(at: datetime) -> None:
        number = figures.receive(
            by=BY, at=at, file_name=entry["file"], content=content, indicator="housed", source=source
        )
        figures.confirm(by=BY, at=at, delivery=number, motive=MOTIVE)

    return write


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
