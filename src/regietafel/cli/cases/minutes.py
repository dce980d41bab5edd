"""Minutes of the case: the draft of that evening, and what is made up about how it went on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from regietafel.cli.cases.event import BY, Event
from regietafel.desk.minutes import actions

FIRST = 700


def events(folder: Path) -> Iterator[Event]:
    """Drafts, circulations and remarks, in the order in which they became known."""
    case = yaml.safe_load((folder / "minutes.yaml").read_text(encoding="utf-8"))
    for n, entry in enumerate(case["drafts"]):
        yield Event(entry["known_since"], FIRST + n, f"concept van {entry['meeting']}", _draft(entry))
    for n, entry in enumerate(case["circulated"]):
        yield Event(entry["known_since"], FIRST + 20 + n, f"{entry['meeting']} rondgestuurd", _round(entry))
    for n, entry in enumerate(case["remarks"]):
        yield Event(entry["known_since"], FIRST + 40 + n, f"opmerking van {entry['partner']}", _remark(entry))


def _draft(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.draft_from(by=BY, at=at, meeting=entry["meeting"], source=entry["source"])


def _round(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.circulate(
        by=BY, at=at, meeting=entry["meeting"], seen=entry["version"], illustrative=entry["illustrative"]
    )


def _remark(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.remark(
        by=BY,
        at=at,
        meeting=entry["meeting"],
        partner=entry["partner"],
        version=entry["version"],
        line=entry["line"],
        text=entry["text"],
        illustrative=entry["illustrative"],
    )
