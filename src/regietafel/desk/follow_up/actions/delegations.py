"""Delegations: an office of the State is sent to a provincial table, or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.follow_up.items import FollowUpError
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By
from regietafel.desk.follow_up.models import Delegation, Item
from regietafel.desk.follow_up.permissions import may_delegate
from regietafel.desk.follow_up.queries import ItemRow, delegates_on, delegations, item, prts_on


@transaction.atomic
def send_delegate(
    *, by: By, at: datetime, key: str, table: str, office: str, illustrative: bool = False
) -> None:
    """An office goes to a table for an action. Raises: Refused; FollowUpError with every fault.

    A second office at the same table is stored, and shown as double: somebody must still choose.
    """
    known = _ready(by, at, key)
    there = [row.office for row in delegations(key) if row.table == table]
    if faults := _faults(at, table, office, there):
        raise FollowUpError(*faults)
    Delegation.objects.create(
        item=Item.objects.get(key=known.key),
        table=table,
        office=office,
        by_name=by.name,
        illustrative=illustrative,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="follow_up.send_delegate",
        subject=("item", key),
        before=None,
        after={"table": table, "office": office},
    )


@transaction.atomic
def withdraw_delegate(*, by: By, at: datetime, key: str, table: str, office: str) -> None:
    """An office does not go to a table after all. Raises: Refused, FollowUpError when it did not go there."""
    _ready(by, at, key)
    row = (
        Delegation.objects.select_for_update()
        .filter(item__key=key, table=table, office=office, withdrawn_since__isnull=True)
        .first()
    )
    if row is None:
        raise FollowUpError(
            Text(
                f"“{office}” gaat niet naar {table}, dus er is niets om in te trekken.",
                f'"{office}" does not go to {table}, so there is nothing to take back.',
            )
        )
    row.withdrawn_since = at
    row.save(update_fields=["withdrawn_since"])
    record(
        by=by,
        at=at,
        action="follow_up.withdraw_delegate",
        subject=("item", key),
        before={"table": table, "office": office},
        after=None,
    )


def _ready(by: By, at: datetime, key: str) -> ItemRow:
    known = item(key)
    if isinstance(by, Person):
        demand(may_delegate(by, known, at), by)
    if not known.at_each_prt:
        raise FollowUpError(
            Text(
                "Dit wordt niet bij elke PRT gedaan, dus er is geen afvaardiging.",
                "This is not done at each provincial table, so there is no delegation.",
            )
        )
    if known.ended:
        raise FollowUpError(
            Text("Dit is afgerond; er gaat niemand meer heen.", "This has ended; nobody goes there any more.")
        )
    return known


def _faults(at: datetime, table: str, office: str, there: Iterable[str]) -> list[Text]:
    faults = []
    if table not in {row.key for row in prts_on(at)}:
        faults.append(
            Text(
                f"“{table}” is op deze dag geen PRT. Kies een PRT.",
                f'"{table}" is no provincial table on this day. Choose a provincial table.',
            )
        )
    can = [seat.office for seat in delegates_on(at)]
    if office not in can:
        faults.append(
            Text(
                f"“{office}” heeft geen plaats aan de HLRT. Kies uit {', '.join(can)}.",
                f'"{office}" has no seat at the HLRT. Choose from {", ".join(can)}.',
            )
        )
    if office in there:
        faults.append(
            Text(f"“{office}” gaat al naar {table}.", f'"{office}" goes to {table} already.'),
        )
    return faults
