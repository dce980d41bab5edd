"""What the meeting of 16 September 2022 left to whom, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from regietafel.cli.cases.event import BY, Event
from regietafel.core.areas.division import division_on
from regietafel.core.base.errors import RegietafelError
from regietafel.core.follow_up.items import Kind, State, Term
from regietafel.desk.follow_up import actions


def events(folder: Path) -> Iterator[Event]:
    """The items of `follow_up.yaml`, the steps that sources tell of, and made-up words on the short line."""
    case = yaml.safe_load((folder / "follow_up.yaml").read_text(encoding="utf-8"))
    yield Event(case["known_since"], 300, "acties, verzoeken, vragen en aandachtspunten", _items(case))
    for n, step in enumerate(case["steps"]):
        yield Event(step["known_since"], 310 + n, f"{step['key']}: {step['to']}", _step(step))
    for n, report in enumerate(case["reports"]):
        yield Event(report["known_since"], 330 + n, f"korte lijn {report['table']}", _report(report))


def _items(case: dict[str, Any]) -> Callable[[datetime], None]:
    def write(at: datetime) -> None:
        entries = [_entry(each, case) for each in case["items"]]
        actions.add_items(by=BY, at=at, entries=entries)
        actions.add_items(by=BY, at=at, entries=list(_addressees(case)))

    return write


KNOWN = frozenset(
    [
        "kind",
        "key",
        "text",
        "owner",
        "raised_by",
        "tables",
        "opens",
        "due",
        "detail",
        "deliverable",
        "limit",
        "at_each_prt",
        "origin",
    ]
)


def _entry(row: dict[str, Any], case: dict[str, Any]) -> actions.ItemEntry:
    """Raises: RegietafelError for a field that is not known, such as what follows a comma without quotes."""
    if unknown := sorted(set(row) - KNOWN):
        raise RegietafelError(
            f"{row['key']}: unknown field {', '.join(unknown)}", "put the text before it between quotes"
        )
    return actions.ItemEntry(
        kind=Kind(row["kind"]),
        key=row["key"],
        text=row["text"],
        raised_on=case["raised_on"],
        tables=tuple(row["tables"]),
        owner=row.get("owner", ""),
        raised_by=row.get("raised_by", ""),
        term=Term(row.get("due"), row.get("opens")),
        detail=row.get("detail", ""),
        deliverable=row.get("deliverable", ""),
        limit=row.get("limit", ""),
        origin=row["origin"],
        source=case["source"],
        at_each_prt=row.get("at_each_prt", False),
    )


def _addressees(case: dict[str, Any]) -> Iterator[actions.ItemEntry]:
    group = case["each_province"]
    whole = next(each for each in case["items"] if each["key"] == group["parent"])
    for province in division_on(case["raised_on"]).provinces:
        marks = {"tooi": province.tooi, "name": province.name}
        table = group["table"].format(**marks)
        yield actions.ItemEntry(
            kind=Kind.REQUEST,
            key=group["key"].format(**marks),
            text=group["text"].format(**marks),
            raised_on=case["raised_on"],
            tables=(table,),
            owner=table,
            raised_by=whole["raised_by"],
            origin=whole["origin"],
            parent=whole["key"],
            source=case["source"],
        )


def _step(step: dict[str, Any]) -> Callable[[datetime], None]:
    return lambda at: actions.step_item(
        by=BY,
        at=at,
        key=step["key"],
        to=State(step["to"]),
        on=step["day"],
        reason=step["reason"],
        result_title=step["result_title"],
        result_address=step["result_address"],
        source=step["source"],
    )


def _report(report: dict[str, Any]) -> Callable[[datetime], None]:
    say = actions.report_up if report["upward"] else actions.answer_down
    return lambda at: say(
        by=BY, at=at, table=report["table"], text=report["text"], on=report["day"], illustrative=True
    )
