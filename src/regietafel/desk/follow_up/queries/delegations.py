"""Who from the State goes to which provincial table for an action, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from regietafel.core.tables.kinds import BodyKind, Tier
from regietafel.desk.accounts.person import day_of
from regietafel.desk.follow_up.models import Delegation
from regietafel.desk.tables.queries import SeatRow, TableRow, seats_on, tables_on

OFFICIALS = "hlrt"


@dataclass(frozen=True)
class DelegationRow:
    """An office that goes to a table."""

    table: str
    office: str
    by: str
    illustrative: bool
    known_since: datetime


def delegations(item: str, at: datetime | None = None) -> tuple[DelegationRow, ...]:
    """The delegations of an action that hold at a moment, in the order in which they were made. One query."""
    rows = Delegation.objects.filter(item__key=item).order_by("known_since", "pk")
    if at is None:
        rows = rows.filter(withdrawn_since__isnull=True)
    else:
        rows = rows.filter(Q(withdrawn_since__isnull=True) | Q(withdrawn_since__gt=at), known_since__lte=at)
    return tuple(
        DelegationRow(row.table, row.office, row.by_name, row.illustrative, row.known_since) for row in rows
    )


def prts_on(moment: datetime, at: datetime | None = None) -> tuple[TableRow, ...]:
    """The provincial tables of the day of a moment: each needs one delegate."""
    return tuple(
        row
        for row in tables_on(day_of(moment), at)
        if row.tier is Tier.PROVINCIAL and row.kind is BodyKind.TABLE
    )


def delegates_on(moment: datetime, at: datetime | None = None) -> tuple[SeatRow, ...]:
    """The seats of senior officials of the State on the day of a moment: those at the officials' table."""
    return seats_on(OFFICIALS, day_of(moment), at)
