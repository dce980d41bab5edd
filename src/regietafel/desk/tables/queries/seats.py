"""Who sits where, by date: seats, offices and the holders of public offices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from regietafel.core.base.answer import Source, Text
from regietafel.core.tables.kinds import SeatKind, SeatRole
from regietafel.core.tables.validity import Validity
from regietafel.desk.accounts.person import OrganisationKind
from regietafel.desk.accounts.queries import organisation_names, organisations
from regietafel.desk.figures.queries import source_from
from regietafel.desk.tables.models import Office, OfficeHolder, Seat
from regietafel.desk.tables.queries.bodies import known, validity_of


@dataclass(frozen=True)
class OfficeRow:
    """An office of a partner; `public` says whether its holder may be named."""

    key: str
    partner: str
    title: Text
    public: bool


@dataclass(frozen=True)
class SeatRow:
    """A seat on a day; `holder` is "" when the office is not public or no holder is known."""

    key: str
    table: str
    partner: str
    partner_name: str
    office: str
    office_title: Text
    holder: str
    public: bool
    kind: SeatKind
    role: SeatRole
    valid: Validity
    source: Source
    illustrative: bool
    known_since: datetime


def offices(at: datetime | None = None) -> dict[str, OfficeRow]:
    """Every office by key. One query."""
    return {
        row.key: OfficeRow(row.key, row.partner, Text(row.title_nl, row.title_en), row.public)
        for row in known(Office.objects.all(), at)
    }


def holders(day: date, at: datetime | None = None) -> dict[str, str]:
    """Who holds each public office on a day. One query."""
    return {
        row.office: row.name for row in known(OfficeHolder.objects.all(), at) if day in validity_of(row, at)
    }


def seats_on(table: str, day: date, at: datetime | None = None) -> tuple[SeatRow, ...]:
    """The seats of a table on a day: the chair first, then permanent ones, then guests. Four queries."""
    rows = known(Seat.objects.select_related("source"), at).filter(table=table).order_by("pk")
    return _seats((row for row in rows if day in validity_of(row, at)), day, at)


def partners_at(table: str, day: date, at: datetime | None = None) -> tuple[str, ...]:
    """The partners with a seat at a table on a day, each once. One query."""
    return tuple(dict.fromkeys(seat_partners(table, day, at).values()))


def state_partners(day: date) -> tuple[str, ...]:
    """The departments of a day: who can be spoken to on the side of the State. One query."""
    return tuple(row.key for row in organisations(on=day, kind=OrganisationKind.DEPARTMENT))


def seats_of(partners: Iterable[str], day: date, at: datetime | None = None) -> tuple[SeatRow, ...]:
    """The seats that some partners have at any table on a day. Four queries."""
    rows = known(Seat.objects.select_related("source"), at).filter(partner__in=list(partners)).order_by("pk")
    return _seats((row for row in rows if day in validity_of(row, at)), day, at)


def _seats(rows: Iterable[Seat], day: date, at: datetime | None) -> tuple[SeatRow, ...]:
    listed = list(rows)
    titles, named = offices(at), holders(day, at)
    names = organisation_names({row.partner for row in listed})
    roles = {role: n for n, role in enumerate(SeatRole)}
    seats = [_seat(row, titles, named, names, at) for row in listed]
    return tuple(sorted(seats, key=lambda seat: (roles[seat.role], seat.kind is SeatKind.INVITED)))


def _seat(
    row: Seat,
    titles: dict[str, OfficeRow],
    named: dict[str, str],
    names: dict[str, str],
    at: datetime | None,
) -> SeatRow:
    office = titles[row.office]
    return SeatRow(
        key=row.key,
        table=row.table,
        partner=row.partner,
        partner_name=names.get(row.partner, row.partner),
        office=row.office,
        office_title=office.title,
        holder=named.get(row.office, "") if office.public else "",
        public=office.public,
        kind=SeatKind(row.kind),
        role=SeatRole(row.role),
        valid=validity_of(row, at),
        source=source_from(row.source),
        illustrative=row.illustrative,
        known_since=row.known_since,
    )


def seat_partners(table: str, day: date, at: datetime | None = None) -> dict[str, str]:
    """The seats of a table on a day by key, each with the partner that has it. One query."""
    rows = known(Seat.objects.filter(table=table), at).order_by("pk")
    return {row.key: row.partner for row in rows if day in validity_of(row, at)}


def seat_keys() -> frozenset[str]:
    """The key of every seat, also of those that ended. One query."""
    return frozenset(Seat.objects.values_list("key", flat=True))
