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
    """Add offices. Raises: Faults for a key that is there already."""
    there = set(Office.objects.values_list("key", flat=True))
    twice = [entry.key for entry in entries if entry.key in there]
    if twice:
        raise Faults("the offices", [Fault(key, "is there already", "choose another key") for key in twice])
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
    """Say who holds public offices. Raises: Faults for two holders at once, or a name at another office."""
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
        raise Faults("the holders", faults)
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
    """Say that the holder of an office left: `until` is the first day without. Raises: TableError without a holder."""
    row = OfficeHolder.objects.select_for_update().filter(office=office, valid_until=None).first()
    if row is None:
        raise TableError(f'nobody holds the office "{office}"', "look at the seats of its table")
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
    """Add seats at tables. Raises: Faults for an unknown office, partner or table, and for what clashes."""
    offices = set(Office.objects.values_list("key", flat=True))
    partners = organisation_names({entry.partner for entry in entries})
    faults = [
        Fault(entry.key, f'there is no office "{entry.office}"', "add it first")
        for entry in entries
        if entry.office not in offices
    ]
    faults += [
        Fault(entry.key, f'there is no organisation "{entry.partner}"', "add it first")
        for entry in entries
        if entry.partner not in partners
    ]
    if faults:
        raise Faults("the seats", faults)
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
        raise Faults("the seats", faults)
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
    """End a seat. Raises: TableError for a seat that is not there or has ended."""
    row = Seat.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise TableError(f'there is no seat "{key}"', "look at the seats on the page of the table")
    if row.valid_until is not None:
        raise TableError(f"the seat {key} ended on {row.valid_until}", "add a new seat instead")
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
