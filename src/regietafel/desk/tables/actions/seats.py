"""Offices, who holds them, and seats; checked together with what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.tables.kinds import SeatKind, SeatRole
from regietafel.core.tables.seats import Holder, holder_faults, seat_faults
from regietafel.core.tables.seats import Seat as CoreSeat
from regietafel.core.tables.structure import TableError
from regietafel.core.tables.validity import ALWAYS, Validity
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By
from regietafel.desk.figures.queries import source_id
from regietafel.desk.tables.actions.authority import (
    demand_keeper,
    demand_reason,
    not_there,
    territory_of,
    there_already,
)
from regietafel.desk.tables.models import Office, OfficeHolder, Seat
from regietafel.desk.tables.queries import structure


@dataclass(frozen=True)
class OfficeEntry:
    """An office of a partner as entered."""

    key: str
    partner: str
    title: Text
    public: bool = False


@dataclass(frozen=True)
class HolderEntry:
    """Who holds a public office, as entered."""

    office: str
    name: str
    source: str
    validity: Validity = ALWAYS


@dataclass(frozen=True)
class SeatEntry:
    """A seat as entered."""

    key: str
    table: str
    partner: str
    office: str
    source: str
    kind: SeatKind = SeatKind.PERMANENT
    role: SeatRole = SeatRole.MEMBER
    validity: Validity = ALWAYS
    illustrative: bool = False


@transaction.atomic
def add_offices(*, by: By, at: datetime, entries: Sequence[OfficeEntry]) -> None:
    """Add offices. Raises: Refused for anyone but the national secretariat; Faults for a key that is there already,
    and an unknown partner."""
    demand_keeper(by, "NL", at)
    there = set(Office.objects.values_list("key", flat=True))
    faults = [there_already(entry.key) for entry in entries if entry.key in there]
    partners = organisation_names({entry.partner for entry in entries})
    faults += [_no_partner(entry.key, entry.partner) for entry in entries if entry.partner not in partners]
    if faults:
        raise Faults(Text("de functies", "the offices"), faults)
    for entry in entries:
        Office.objects.create(
            key=entry.key,
            partner=entry.partner,
            title_nl=entry.title.nl,
            title_en=entry.title.en,
            public=entry.public,
            known_since=at,
        )
    record(
        by=by,
        at=at,
        action="tables.add_offices",
        subject=("offices", "all"),
        before=None,
        after={"offices": [entry.key for entry in entries]},
    )


@transaction.atomic
def appoint(*, by: By, at: datetime, entries: Sequence[HolderEntry]) -> None:
    """Say who holds public offices. Raises: Refused for anyone but the national secretariat; Faults for two holders
    at once, or a name at another office."""
    demand_keeper(by, "NL", at)
    for entry in entries:
        OfficeHolder.objects.create(
            office=entry.office,
            name=entry.name,
            valid_from=entry.validity.start,
            valid_until=entry.validity.until,
            source_id=source_id(entry.source),
            known_since=at,
        )
    public = dict(Office.objects.values_list("key", "public"))
    rows = OfficeHolder.objects.order_by("pk")
    held = [Holder(row.office, row.name, Validity(row.valid_from, row.valid_until)) for row in rows]
    if faults := list(holder_faults(held, public)):
        raise Faults(Text("de ambtsdragers", "the holders"), faults)
    for entry in entries:
        record(
            by=by,
            at=at,
            action="tables.appoint",
            subject=("office", entry.office),
            before=None,
            after={"holder": entry.name},
        )


@transaction.atomic
def step_down(*, by: By, at: datetime, office: str, until: date, reason: str) -> None:
    """Say that the holder of an office left: `until` is the first day without.

    Raises: Refused for anyone but the national secretariat; TableError without a holder or a reason.
    """
    demand_keeper(by, "NL", at)
    demand_reason(reason)
    row = OfficeHolder.objects.select_for_update().filter(office=office, valid_until=None).first()
    if row is None:
        raise TableError(
            Text(f'niemand bekleedt het ambt "{office}"', f'nobody holds the office "{office}"'),
            Text("kijk bij de plaatsen van de tafel", "look at the seats of its table"),
        )
    Validity(row.valid_from, until)
    row.valid_until, row.end_known_since = until, at
    row.save(update_fields=["valid_until", "end_known_since"])
    record(
        by=by,
        at=at,
        action="tables.step_down",
        subject=("office", office),
        before={"holder": row.name, "until": None},
        after={"holder": row.name, "until": until},
        reason=reason,
    )


@transaction.atomic
def add_seats(*, by: By, at: datetime, entries: Sequence[SeatEntry]) -> None:
    """Add seats at tables. Raises: Refused for who does not keep the table; Faults for an unknown office, partner or
    table, and for what clashes."""
    territories = territory_of({entry.table for entry in entries})
    for entry in entries:
        demand_keeper(by, territories.get(entry.table, "NL"), at)
    offices = set(Office.objects.values_list("key", flat=True))
    partners = organisation_names({entry.partner for entry in entries})
    there = set(Seat.objects.filter(key__in=[entry.key for entry in entries]).values_list("key", flat=True))
    faults = [there_already(entry.key) for entry in entries if entry.key in there]
    faults += [
        not_there(
            entry.key,
            Text(f'er is geen functie "{entry.office}"', f'there is no office "{entry.office}"'),
        )
        for entry in entries
        if entry.office not in offices
    ]
    faults += [_no_partner(entry.key, entry.partner) for entry in entries if entry.partner not in partners]
    if faults:
        raise Faults(Text("de plaatsen", "the seats"), faults)
    for entry in entries:
        Seat.objects.create(
            key=entry.key,
            table=entry.table,
            partner=entry.partner,
            office=entry.office,
            kind=entry.kind.value,
            role=entry.role.value,
            valid_from=entry.validity.start,
            valid_until=entry.validity.until,
            source_id=source_id(entry.source),
            illustrative=entry.illustrative,
            known_since=at,
        )
    rows = Seat.objects.filter(table__in={entry.table for entry in entries}).order_by("pk")
    if faults := list(seat_faults(map(_core, rows), dict(structure().bodies))):
        raise Faults(Text("de plaatsen", "the seats"), faults)
    for entry in entries:
        record(
            by=by,
            at=at,
            action="tables.add_seat",
            subject=("table", entry.table),
            before=None,
            after={"seat": entry.key, "partner": entry.partner, "office": entry.office},
        )


@transaction.atomic
def end_seat(*, by: By, at: datetime, key: str, until: date, reason: str) -> None:
    """End a seat. Raises: Refused for who does not keep its table; TableError for a seat that is not there or has
    ended, or without a reason."""
    row = Seat.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise TableError(
            Text(f'er is geen plaats "{key}"', f'there is no seat "{key}"'),
            Text("kijk op de pagina van de tafel", "look at the seats on the page of the table"),
        )
    demand_keeper(by, territory_of([row.table]).get(row.table, "NL"), at)
    demand_reason(reason)
    if row.valid_until is not None:
        raise TableError(
            Text(
                f"de plaats {key} eindigde op {row.valid_until}", f"the seat {key} ended on {row.valid_until}"
            ),
            Text("voeg een nieuwe plaats toe", "add a new seat instead"),
        )
    Validity(row.valid_from, until)
    row.valid_until, row.end_known_since = until, at
    row.save(update_fields=["valid_until", "end_known_since"])
    record(
        by=by,
        at=at,
        action="tables.end_seat",
        subject=("table", row.table),
        before={"seat": key, "until": None},
        after={"seat": key, "until": until},
        reason=reason,
    )


def _no_partner(where: str, partner: str) -> Fault:
    return not_there(
        where, Text(f'er is geen organisatie "{partner}"', f'there is no organisation "{partner}"')
    )


def _core(row: Seat) -> CoreSeat:
    return CoreSeat(
        row.key,
        row.table,
        row.partner,
        row.office,
        SeatKind(row.kind),
        SeatRole(row.role),
        Validity(row.valid_from, row.valid_until),
    )
