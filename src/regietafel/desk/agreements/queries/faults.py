"""What stands in the way of writing an agreement or a measure down: every fault at once, each at its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from regietafel.core.agreements.promise import (
    Gauge,
    Promise,
    circle,
    circle_fault,
    place_of,
    promise_faults,
)
from regietafel.core.agreements.refusals import Told
from regietafel.core.areas.division import AreaError, division_on
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import written_out
from regietafel.core.base.errors import Gap
from regietafel.core.base.unseen import unseen
from regietafel.core.figures.indicators import INDICATORS
from regietafel.desk.accounts.person import day_of
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.agreements.models import AgreementVersion
from regietafel.desk.figures.queries import sources
from regietafel.desk.follow_up.queries import items_by_key
from regietafel.desk.tables.queries import table_titles

_CHOOSE_PARTY = Text(
    "kies een organisatie of tafel die er is", "choose an organisation or table that is there"
)


@dataclass(frozen=True)
class Meeting:
    """Where and when an agreement was made, and the key of the source that says so."""

    table: str
    agreed_on: date | None
    source: str


def agreement_faults(promise: Promise, made: Meeting, *, key: str, at: datetime) -> list[Told]:
    """Everything about a new agreement that cannot be. `key` is "" while it has none. Five queries."""
    return [*_meeting_faults(made, at), *change_faults(promise, agreed_on=made.agreed_on, key=key)]


def change_faults(promise: Promise, *, agreed_on: date | None, key: str) -> list[Told]:
    """Everything about the words, parties, terms, quantities and conditions of an agreement that cannot be."""
    faults = promise_faults(promise, agreed_on=agreed_on or _any_day(promise))
    faults += _party_faults(promise)
    if agreed_on is not None:
        for number, gauge in enumerate(promise.gauges, start=1):
            faults += [place_of(told, number) for told in _area_faults(gauge, agreed_on)]
    return [*faults, *_dependency_faults(key, promise)]


def measure_faults(title: str, owner: str, actions: Iterable[str]) -> list[Told]:
    """What a measure lacks: words, an owner that is there, and actions that are there. Three queries."""
    faults = []
    if found := unseen(title):
        faults.append(Told("title", *found))
    if not title.strip() or len(title) > 300:
        faults.append(
            Told(
                "title",
                Text("er staat niets, of te veel", "there is nothing, or too much"),
                Text("zeg in hoogstens 300 tekens wat er gebeurt", "say in 300 characters what is done"),
            )
        )
    if not owner.strip():
        faults.append(
            Told(
                "owner",
                Text("niemand is eigenaar", "nobody owns it"),
                Text("kies wie het doet", "choose who does it"),
            )
        )
    else:
        faults += _unknown("owner", [owner])
    wanted = set(actions)
    missing = sorted(wanted - {item.key for item in items_by_key(wanted, None)}) if wanted else []
    if missing:
        faults.append(
            Told(
                "actions",
                Text(f"er is geen actie “{missing[0][:80]}”", f'there is no action "{missing[0][:80]}"'),
                Text("kies sleutels uit de actielijst", "choose keys from the list of actions"),
            )
        )
    return faults


def _any_day(promise: Promise) -> date:
    """A day that every term goes with, while the day of the agreement is not known."""
    return promise.latest or date.min


def _meeting_faults(made: Meeting, at: datetime) -> list[Told]:
    faults = []
    if made.table not in table_titles():
        faults.append(
            Told(
                "table",
                Text(f"er is geen tafel “{made.table[:40]}”", f'there is no table "{made.table[:40]}"'),
                Text("kies een tafel die er is", "choose a table that is there"),
            )
        )
    if made.agreed_on is None:
        faults.append(
            Told(
                "agreed_on",
                Text("er staat geen dag", "there is no day"),
                Text("geef de dag waarop het is afgesproken", "give the day on which it was agreed"),
            )
        )
    elif made.agreed_on > day_of(at):
        faults.append(
            Told(
                "agreed_on",
                Text(
                    f"{written_out(made.agreed_on)} moet nog komen",
                    f"{written_out(made.agreed_on, 'en')} has yet to come",
                ),
                Text("geef de dag waarop het is afgesproken", "give the day on which it was agreed"),
            )
        )
    if made.source not in sources():
        faults.append(
            Told(
                "source",
                Text(
                    f"er is geen bron “{made.source[:80]}”" if made.source else "er is geen bron gekozen",
                    f'there is no source "{made.source[:80]}"' if made.source else "no source was chosen",
                ),
                Text("kies een bron die is vastgelegd", "choose a source that is on record"),
            )
        )
    return faults


def _party_faults(promise: Promise) -> list[Told]:
    return [*_unknown("owners", promise.owners), *_unknown("parties", promise.parties)]


def _unknown(where: str, parties: Iterable[str]) -> list[Told]:
    """Parties that are neither an organisation nor a table: a sentence for each."""
    wanted = tuple(dict.fromkeys(parties))
    missing = set(wanted) - organisation_names(wanted).keys() if wanted else set()
    if missing:
        missing -= table_titles().keys()
    return [
        Told(
            where,
            Text(
                f"er is geen organisatie of tafel “{key[:80]}”",
                f'there is no organisation or table "{key[:80]}"',
            ),
            _CHOOSE_PARTY,
        )
        for key in wanted
        if key in missing
    ]


def _area_faults(gauge: Gauge, day: date) -> list[Told]:
    """An area that is not there on a day; one that the indicator is not kept for was told already."""
    known = INDICATORS.get(gauge.indicator)
    if known is None or not known.kept_for(gauge.area):
        return []
    try:
        division_on(day).kind_of(gauge.area)
    except (AreaError, Gap):
        return [
            Told(
                "area",
                Text(
                    f"er is op {written_out(day)} geen gebied “{gauge.area[:10]}”",
                    f'there is no area "{gauge.area[:10]}" on {written_out(day, "en")}',
                ),
                Text(
                    "geef een code zoals NL, PV22, VR09 of GM0363", "give a code as NL, PV22, VR09 or GM0363"
                ),
            )
        ]
    return []


def _dependency_faults(key: str, promise: Promise) -> list[Told]:
    """Conditions on agreements that are not there, and circles: over the latest version of all others."""
    if not promise.dependencies:
        return []
    graph: dict[str, list[str]] = {}
    rows = AgreementVersion.objects.order_by("number").values_list("agreement__key", "dependencies")
    for other, dependencies in rows:
        graph[other] = [each["on"] for each in dependencies]
    missing = [each.on for each in promise.dependencies if each.on not in graph and each.on != key]
    if missing:
        return [
            Told(
                "dependencies",
                Text(f"er is geen afspraak “{one[:80]}”", f'there is no agreement "{one[:80]}"'),
                Text("kies een afspraak uit de lijst", "choose an agreement from the list"),
            )
            for one in dict.fromkeys(missing)
        ]
    return circle_fault(circle(graph | {key: [each.on for each in promise.dependencies]}))
