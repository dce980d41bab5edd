"""Who may write about a meeting: the secretariat of its table; a command for all."""

from __future__ import annotations

from datetime import datetime

from regietafel.core.base.answer import Text
from regietafel.core.meetings.refusals import MeetingRefused, Told
from regietafel.desk.accounts.person import Person, Refused, day_of
from regietafel.desk.audit.chain import By
from regietafel.desk.meetings.at_table import may_keep, table_on
from regietafel.desk.meetings.models import Meeting, MeetingVersion
from regietafel.desk.meetings.queries.planned import MeetingUnknown


def demand_keeper(by: By, table: str, at: datetime) -> None:
    """Go on for the secretariat of the table and for a command.

    Raises: Refused, with the reason; MeetingRefused for a table that is not there (any more).
    """
    row = table_on(table, day_of(at))
    if isinstance(by, Person) and not (permission := may_keep(by, row, at)):
        raise Refused(permission, by)


def locked(key: str) -> tuple[Meeting, MeetingVersion]:
    """A meeting with its latest version, locked until the transaction ends. Raises: MeetingUnknown."""
    found = Meeting.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise MeetingUnknown(f'meeting "{key[:80]}" does not exist', "choose one from the list")
    version = found.versions.order_by("-number").first()
    assert version is not None  # noqa: S101 - a meeting is made with its first version
    return found, version


def reason_given(reason: str) -> str:
    """A reason, trimmed. Raises: MeetingRefused when there is none or it is too long."""
    said = " ".join(reason.split())
    if not said or len(said) > 500:
        raise MeetingRefused(
            Told(
                "reason",
                Text("er is geen reden", "there is no reason")
                if not said
                else Text("de reden is te lang", "the reason is too long"),
                Text("geef de reden in hoogstens 500 tekens", "give the reason in at most 500 characters"),
            )
        )
    return said
