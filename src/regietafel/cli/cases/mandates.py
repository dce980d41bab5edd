"""The mandate of the case: given on 16 September 2022, used on 30 September 2022."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from regietafel.cli.cases.event import BY, Event
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.mandates.acts import ActKind
from regietafel.core.mandates.mandate import Mandate
from regietafel.desk.mandates import actions

FIRST = 200


def events(folder: Path) -> Iterator[Event]:
    """Every mandate and every act under one, in the order in which it became known."""
    case = yaml.safe_load((folder / "mandates.yaml").read_text(encoding="utf-8"))
    for n, entry in enumerate(case["mandates"]):
        yield Event(entry["known_since"], FIRST + n, f"mandaat {entry['key']}", _mandate(entry))
    for n, entry in enumerate(case["acts"]):
        name = f"handeling op {entry['done_on']} door {entry['actor']}"
        yield Event(entry["known_since"], FIRST + 50 + n, name, _act(entry))


def _mandate(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    given = Mandate(
        key=entry["key"],
        giver=entry["giver"],
        holder=entry["holder"],
        kind=ActKind(entry["kind"]),
        subject=entry["subject"],
        valid=DateRange(entry["from"], entry["until"]),
        at_most=entry["at_most"],
        report_days=entry["report_days"],
    )
    wanted = actions.MandateEntry(
        given,
        public=entry["public"],
        origin=entry["origin"],
        note=Text(**entry["note"]),
        source=entry["source"],
    )
    return lambda at: actions.grant(by=BY, at=at, entry=wanted)


def _act(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.act(
        by=BY,
        at=at,
        kind=ActKind(entry["kind"]),
        subject=entry["subject"],
        actor=entry["actor"],
        done_on=entry["done_on"],
        report=entry["report"],
        source=entry["source"],
    )
