"""Agreements of the case with their judgements, as the sources have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path as File
from typing import Any

import yaml

from regietafel.cli.cases.event import BY, Event
from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.promise import Dependency, Gauge, Path, Promise
from regietafel.desk.agreements import actions

FIRST = 400


def events(folder: File) -> Iterator[Event]:
    """What the case knows about agreements; one that others rest on comes before them."""
    case = yaml.safe_load((folder / "agreements.yaml").read_text(encoding="utf-8"))
    entries = sorted(case["agreements"], key=lambda entry: bool(entry.get("dependencies")))
    for n, entry in enumerate(entries):
        yield Event(case["known_since"], FIRST + n, f"afspraak {entry['key']}", _agreement(entry, case))
    for n, entry in enumerate(case["judgements"]):
        yield Event(entry["known_since"], FIRST + 40 + n, f"oordeel {entry['agreement']}", _judgement(entry))
    for n, entry in enumerate(case["measures"]):
        at = case["measures_known_since"]
        yield Event(at, FIRST + 60 + n, f"maatregel bij {entry['agreement']}", _measure(entry))


def _measure(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.add_measure(
        by=BY,
        at=at,
        agreement=entry["agreement"],
        title=entry["title"],
        owner=entry["owner"],
        due=entry.get("due"),
        actions=entry["actions"],
        origin=entry["origin"],
    )


def _agreement(entry: Mapping[str, Any], case: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.add_agreement(
        by=BY,
        at=at,
        key=entry["key"],
        table=case["table"],
        agreed_on=case["agreed_on"],
        promise=_promise(entry),
        source=entry["source"],
        illustrative=entry.get("illustrative", False),
    )


def _promise(entry: Mapping[str, Any]) -> Promise:
    return Promise(
        title=entry["title"],
        text=entry["text"],
        owners=tuple(entry["owners"]),
        parties=tuple(entry["parties"]),
        best=entry.get("best"),
        latest=entry["latest"],
        gauges=tuple(_gauge(one) for one in entry.get("gauges", ())),
        dependencies=tuple(Dependency(one["rests_on"], one["why"]) for one in entry.get("dependencies", ())),
    )


def _gauge(entry: Mapping[str, Any]) -> Gauge:
    return Gauge(**{**entry, "path": Path(entry.get("path", "grow"))})


def _judgement(entry: Mapping[str, Any]) -> Callable[[datetime], object]:
    return lambda at: actions.judge(
        by=BY,
        at=at,
        agreement=entry["agreement"],
        about=About(entry["about"]),
        opinion=Opinion(entry["opinion"]),
        author=entry["author"],
        reason=entry["reason"],
        source=entry["source"],
    )
