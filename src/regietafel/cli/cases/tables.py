"""The tables of the case: bodies, seats, contact points and the hand-over of 23 September 2022."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from regietafel.cli.cases.event import BY, Event
from regietafel.core.areas.division import division_on
from regietafel.core.base.answer import Text
from regietafel.core.tables.hand_over import Transfer
from regietafel.core.tables.kinds import BodyKind, Level, RelationKind, SeatKind, SeatRole, Tier
from regietafel.core.tables.validity import Validity
from regietafel.desk.accounts.actions import load_organisations
from regietafel.desk.tables import actions

DAY = date(2022, 9, 16)
"""The day whose provinces and safety regions the rows "each" are about."""


def events(folder: Path) -> Iterator[Event]:
    """Everything of `tables.yaml`, in the order in which it became known."""
    case = yaml.safe_load((folder / "tables.yaml").read_text(encoding="utf-8"))
    yield Event(case["known_since"], 100, "tafels en hun verhoudingen", _structure(case))
    seats = case["seats"]["known_since"]
    yield Event(seats, 110, "plaatsen aan de tafels", _seats(case))
    yield Event(case["contacts"]["known_since"], 120, "contactpunten", _contacts(case))
    yield Event(case["hand_over"]["known_since"], 130, "overdracht van de crisisstructuur", _hand_over(case))
    for n, matter in enumerate(case["matters"]):
        yield Event(matter["known_since"], 140 + n, f"weg van {matter['matter']}", _matter(matter))


def _structure(case: dict[str, Any]) -> Callable[[datetime], None]:
    def write(at: datetime) -> None:
        load_organisations(by=BY, at=at)
        bodies = [*case["bodies"], *_of_provinces(case["each_province"])]
        actions.establish(by=BY, at=at, entries=[_body(each) for each in bodies])
        relations = [*case["relations"], *_of_provinces(case["each_province_relations"])]
        ending = set(case["hand_over"]["ends"])
        # The end of the crisis bodies was not known yet: their relations end with them.
        for each in relations:
            if {each["lower"], each["upper"]} & ending:
                each.pop("until", None)
        actions.relate(by=BY, at=at, entries=[_relation(each) for each in relations])
        offices = [
            *case["offices"],
            *_of_provinces(case["each_province_offices"]),
            *_of_regions(case["each_region_offices"]),
        ]
        actions.add_offices(by=BY, at=at, entries=[_office(each) for each in offices])
        actions.add_topics(
            by=BY, at=at, entries=[(each["key"], Text(**each["title"])) for each in case["topics"]]
        )
        tasks = case["tasks"]
        actions.describe_tasks(
            by=BY,
            at=at,
            entries=[
                actions.TaskEntry(
                    each["key"], each["body"], Text(**each["title"]), tasks["source"], tasks["illustrative"]
                )
                for each in tasks["rows"]
            ],
        )

    return write


def _seats(case: dict[str, Any]) -> Callable[[datetime], None]:
    def write(at: datetime) -> None:
        partners = {each["key"]: each["partner"] for each in case["offices"]}
        entries = [
            _seat(each, group["table"], group["source"], partners[each["office"]])
            for group in (case["seats"], case["officials"])
            for each in group["rows"]
        ]
        entries += _provincial_seats(case)
        actions.add_seats(by=BY, at=at, entries=entries)
        holders = case["holders"]
        actions.appoint(
            by=BY,
            at=at,
            entries=[
                *(
                    actions.HolderEntry(office, name, holders["source"])
                    for office, name in holders["rows"].items()
                ),
                *(actions.HolderEntry(**each) for each in holders["elsewhere"]),
            ],
        )

    return write


def _provincial_seats(case: dict[str, Any]) -> Iterator[actions.SeatEntry]:
    """The chair, COA, the State and the secretariat of each provincial table, and its safety regions."""
    division = division_on(DAY)
    offices = {each["key"]: each["partner"] for each in case["each_province_offices"]}
    group = case["each_province_seats"]
    for province in division.provinces:
        marks = {"tooi": province.tooi, "name": province.name}
        for each in group["rows"]:
            partner = offices[each["office"]].format(**marks)
            row = {**each, "office": each["office"].format(**marks)}
            yield _seat(row, f"prt-{province.tooi}", group["source"], partner)
        inside = {division.safety_region_of(code).tooi for code in division.in_province(province.code)}
        for region in sorted(inside):
            row = {"office": case["each_region_seat"]["office"].format(tooi=region)}
            yield _seat(row, f"prt-{province.tooi}", case["each_region_seat"]["source"], region)


def _contacts(case: dict[str, Any]) -> Callable[[datetime], None]:
    group = case["contacts"]
    return lambda at: actions.name_contacts(
        by=BY,
        at=at,
        entries=[
            actions.ContactEntry(each["partner"], each["topic"], each["office"], group["source"])
            for each in group["rows"]
        ],
    )


def _hand_over(case: dict[str, Any]) -> Callable[[datetime], None]:
    plan = case["hand_over"]

    def write(at: datetime) -> None:
        reason = "de nationale crisisstructuur gaat over in een specifieke crisisstructuur"
        for key in plan["ends"]:
            actions.end_body(by=BY, at=at, key=key, until=plan["day"], reason=reason)
        after = [
            _relation({**each, "source": plan["source"], "from": plan["day"]}) for each in plan["succeeds"]
        ]
        actions.relate(by=BY, at=at, entries=after)
        actions.plan_hand_over(
            by=BY,
            at=at,
            key=str(plan["key"]),
            day=plan["day"],
            title=Text(**plan["title"]),
            transfers=[Transfer(**each) for each in plan["transfers"]],
            source=plan["source"],
        )

    return write


def _matter(matter: dict[str, Any]) -> Callable[[datetime], None]:
    return lambda at: actions.trace_matter(
        by=BY,
        at=at,
        matter=matter["matter"],
        title=Text(**matter["title"]),
        passages=[actions.PassageEntry(**each) for each in matter["passages"]],
    )


def _of_provinces(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for province in division_on(DAY).provinces:
        for row in rows:
            yield {**_filled(row, tooi=province.tooi, name=province.name), "area": province.code}


def _of_regions(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for region in division_on(DAY).safety_regions:
        for row in rows:
            yield _filled(row, tooi=region.tooi, name=region.name)


def _filled(value: Any, **marks: str) -> Any:
    """The same value with {tooi} and {name} filled in, however deep."""
    if isinstance(value, str):
        return value.format(**marks)
    if isinstance(value, dict):
        return {key: _filled(each, **marks) for key, each in value.items()}
    return value


def _body(row: dict[str, Any]) -> actions.BodyEntry:
    return actions.BodyEntry(
        key=row["key"],
        abbreviation=row["abbreviation"],
        name=Text(**row["name"]),
        kind=BodyKind(row["kind"]),
        tier=Tier(row["tier"]),
        level=Level(row["level"]),
        source=row["source"],
        territory=row.get("area", "NL"),
        secretariat=row.get("secretariat", ""),
        role=Text(**row.get("role", {"nl": "", "en": ""})),
        note=Text(**row.get("note", {"nl": "", "en": ""})),
        validity=Validity(row.get("from"), row.get("until")),
    )


def _relation(row: dict[str, Any]) -> actions.RelationEntry:
    return actions.RelationEntry(
        kind=RelationKind(row["kind"]),
        lower=row["lower"],
        upper=row["upper"],
        source=row["source"],
        validity=Validity(row.get("from"), row.get("until")),
    )


def _office(row: dict[str, Any]) -> actions.OfficeEntry:
    return actions.OfficeEntry(row["key"], row["partner"], Text(**row["title"]), row.get("public", False))


def _seat(row: dict[str, Any], table: str, source: str, partner: str) -> actions.SeatEntry:
    return actions.SeatEntry(
        key=f"{table}-{row['office']}",
        table=table,
        partner=partner,
        office=row["office"],
        source=row.get("source", source),
        kind=SeatKind(row.get("kind", "permanent")),
        role=SeatRole(row.get("role", "member")),
    )
