"""Bodies and relations: established, related, ended. The whole structure is checked each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.tables.kinds import BodyKind, Level, RelationKind, Tier
from regietafel.core.tables.structure import TableError, check
from regietafel.core.tables.validity import ALWAYS, Validity
from regietafel.desk.accounts.person import day_of
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By
from regietafel.desk.figures.queries import source_id
from regietafel.desk.tables.actions.authority import demand_keeper, demand_reason, territory_of, there_already
from regietafel.desk.tables.models import Body, Relation, Renaming, Seat
from regietafel.desk.tables.queries import structure, table

EMPTY = Text("", "")


@dataclass(frozen=True)
class BodyEntry:
    """A body as entered; `source` is the key of a source."""

    key: str
    abbreviation: str
    name: Text
    kind: BodyKind
    tier: Tier
    level: Level
    source: str
    territory: str = "NL"
    secretariat: str = ""
    role: Text = EMPTY
    note: Text = EMPTY
    validity: Validity = ALWAYS
    illustrative: bool = False


@dataclass(frozen=True)
class RelationEntry:
    """A relation as entered."""

    kind: RelationKind
    lower: str
    upper: str
    source: str
    validity: Validity = ALWAYS
    illustrative: bool = False


@transaction.atomic
def establish(*, by: By, at: datetime, entries: Sequence[BodyEntry]) -> None:
    """Add bodies. Raises: Refused for who may not; Faults for a key that is there already, or entered twice."""
    for territory in {entry.territory for entry in entries}:
        demand_keeper(by, territory, at)
    there = set(Body.objects.values_list("key", flat=True))
    keys = [entry.key for entry in entries]
    twice = sorted({key for key in keys if key in there or keys.count(key) > 1})
    if twice:
        raise Faults(Text("de tafels", "the bodies"), map(there_already, twice))
    for entry in entries:
        Body.objects.create(
            key=entry.key,
            abbreviation=entry.abbreviation,
            name_nl=entry.name.nl,
            name_en=entry.name.en,
            kind=entry.kind.value,
            tier=entry.tier.value,
            level=entry.level.value,
            territory=entry.territory,
            secretariat=entry.secretariat,
            role_nl=entry.role.nl,
            role_en=entry.role.en,
            note_nl=entry.note.nl,
            note_en=entry.note.en,
            valid_from=entry.validity.start,
            valid_until=entry.validity.until,
            source_id=source_id(entry.source),
            illustrative=entry.illustrative,
            known_since=at,
        )
        record(
            by=by,
            at=at,
            action="tables.establish",
            subject=("table", entry.key),
            before=None,
            after={"name": entry.name.nl, "from": entry.validity.start, "until": entry.validity.until},
        )


@transaction.atomic
def relate(*, by: By, at: datetime, entries: Sequence[RelationEntry]) -> None:
    """Add relations between bodies. Raises: Refused for who does not keep the lower body; Faults of the structure,
    with every circle; nothing is stored then."""
    territories = territory_of({entry.lower for entry in entries})
    for entry in entries:
        demand_keeper(by, territories.get(entry.lower, "NL"), at)
    for entry in entries:
        Relation.objects.create(
            kind=entry.kind.value,
            lower=entry.lower,
            upper=entry.upper,
            valid_from=entry.validity.start,
            valid_until=entry.validity.until,
            source_id=source_id(entry.source),
            illustrative=entry.illustrative,
            known_since=at,
        )
    check(structure())
    for entry in entries:
        record(
            by=by,
            at=at,
            action="tables.relate",
            subject=("table", entry.lower),
            before=None,
            after={"relation": entry.kind.value, "with": entry.upper},
        )


@transaction.atomic
def end_body(*, by: By, at: datetime, key: str, until: date, reason: str) -> None:
    """End a body and its relations: `until` is the first day that it is no longer there.

    Raises: Refused for who does not keep it; TableError for one that is not there or has ended, or without a
    reason; Faults for seats that would outlive it.
    """
    row = Body.objects.select_for_update().filter(key=key).first()
    if row is None:
        structure().body(key, until)
        return
    demand_keeper(by, row.territory, at)
    demand_reason(reason)
    if row.valid_until is not None:
        raise TableError(
            Text(f"{key} eindigde op {row.valid_until}", f"{key} ended on {row.valid_until}"),
            Text(
                "een einde verandert niet; voeg toe wat haar opvolgt",
                "an end is not changed; add what succeeds it",
            ),
        )
    Validity(row.valid_from, until)
    open_seats = [
        seat.key
        for seat in Seat.objects.filter(table=key)
        if seat.valid_until is None or seat.valid_until > until
    ]
    if open_seats:
        raise Faults(
            Text(f"het einde van {key}", f"the end of {key}"),
            [
                Fault.told(
                    seat,
                    Text(f"duurt langer dan {until}", f"lasts beyond {until}"),
                    Text("beëindig die plaats eerst", "end the seat first"),
                )
                for seat in open_seats
            ],
        )
    row.valid_until, row.end_known_since = until, at
    row.save(update_fields=["valid_until", "end_known_since"])
    ended = [f"{each.lower} {each.kind} {each.upper}" for each in _end_relations(key, until, at)]
    record(
        by=by,
        at=at,
        action="tables.end_body",
        subject=("table", key),
        before={"until": None},
        after={"until": until, "relations": ended},
        reason=reason,
    )


@transaction.atomic
def rename(
    *, by: By, at: datetime, key: str, abbreviation: str, name: Text, source: str, reason: str
) -> None:
    """Call a body something else from this moment on; before it, it keeps the name it had.

    Raises: Refused for who does not keep it; TableError for one that is not there, without a name or a reason,
    or with the name that it has.
    """
    now = table(key, day_of(at))
    demand_keeper(by, now.territory, at)
    demand_reason(reason)
    short, called = abbreviation.strip(), Text(name.nl.strip(), name.en.strip() or name.nl.strip())
    if not short or not called.nl:
        raise TableError(
            Text("een tafel heeft een naam en een afkorting", "a table has a name and an abbreviation"),
            Text("geef beide", "give both"),
        )
    if (short, called) == (now.abbreviation, now.name):
        raise TableError(
            Text(f"{short} heet al zo", f"{short} is called that already"),
            Text("geef een andere naam", "give another name"),
        )
    Renaming.objects.create(
        body=key,
        abbreviation=short,
        name_nl=called.nl,
        name_en=called.en,
        source_id=source_id(source),
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="tables.rename",
        subject=("table", key),
        before={"abbreviation": now.abbreviation, "name": now.name.nl},
        after={"abbreviation": short, "name": called.nl},
        reason=reason,
    )


def _end_relations(key: str, until: date, at: datetime) -> list[Relation]:
    """End what a body that ends was to others; that it succeeded somebody stays true."""
    rows = list(
        Relation.objects.select_for_update()
        .filter(Q(lower=key) | Q(upper=key), valid_until=None)
        .exclude(kind=RelationKind.SUCCEEDS.value)
    )
    for each in rows:
        each.valid_until, each.end_known_since = until, at
        each.save(update_fields=["valid_until", "end_known_since"])
    return rows
