"""The short line: a report up, an answer down."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.unseen import unseen_sentence
from regietafel.core.follow_up.items import FollowUpError
from regietafel.core.tables.kinds import BodyKind, Tier
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By
from regietafel.desk.follow_up.models import Report
from regietafel.desk.tables.permissions import may_keep
from regietafel.desk.tables.queries import TableRow
from regietafel.desk.tables.queries import table as table_on

NATIONAL = "lrt"


@transaction.atomic
def report_up(*, by: By, at: datetime, table: str, text: str, on: date, illustrative: bool = False) -> None:
    """A provincial table tells the national one how it stands. Raises: FollowUpError, Refused, TableError."""
    row = _provincial(table, on)
    if isinstance(by, Person):
        demand(may_keep(by, row, at), by)
    _say(by=by, at=at, table=table, upward=True, text=text, on=on, illustrative=illustrative)


@transaction.atomic
def answer_down(*, by: By, at: datetime, table: str, text: str, on: date, illustrative: bool = False) -> None:
    """The national table answers a provincial one. Raises: FollowUpError, Refused, TableError."""
    _provincial(table, on)
    if isinstance(by, Person):
        demand(may_keep(by, table_on(NATIONAL, on), at), by)
    _say(by=by, at=at, table=table, upward=False, text=text, on=on, illustrative=illustrative)


def _provincial(table: str, on: date) -> TableRow:
    row = table_on(table, on)
    if row.tier is not Tier.PROVINCIAL or row.kind is not BodyKind.TABLE:
        raise FollowUpError(
            Text(
                f"De {row.abbreviation} heeft geen korte lijn. Die loopt tussen de PRT's en de LRT.",
                f"The {row.abbreviation} has no short line. It runs between the provincial tables and the LRT.",
            )
        )
    return row


def _say(*, by: By, at: datetime, table: str, upward: bool, text: str, on: date, illustrative: bool) -> None:
    if not text.strip():
        raise FollowUpError(
            Text(
                "Het bericht is leeg. Schrijf hoe het ervoor staat, of wat het antwoord is.",
                "The message is empty. Write how it stands, or what the answer is.",
            )
        )
    if found := unseen_sentence(text):
        raise FollowUpError(found)
    Report.objects.create(
        table=table,
        upward=upward,
        text=text.strip(),
        on=on,
        by_name=by.name,
        illustrative=illustrative,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="follow_up.report_up" if upward else "follow_up.answer_down",
        subject=("line", table),
        before=None,
        after={"on": on},
    )
