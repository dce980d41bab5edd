"""Offering minutes to the table they belong to, and adopting them there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.meetings.states import MeetingState
from regietafel.core.minutes.adoption import ToAdopt, refusals, refuse_offer
from regietafel.core.minutes.states import MinutesRefused
from regietafel.desk.accounts.person import day_of
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.meetings.actions import propose_item, put_minutes_on
from regietafel.desk.minutes.actions.authority import demand_keeper, demand_step, locked, sound_text
from regietafel.desk.minutes.belonging import table_facts
from regietafel.desk.minutes.models import Motive, Step
from regietafel.desk.minutes.queries import findings_of, open_findings, open_remarks
from regietafel.desk.minutes.queries.kept import MinutesRow


@transaction.atomic
def offer(
    *, by: By, at: datetime, meeting: str, seen: int, table: str = "", illustrative: bool = False
) -> None:
    """Offer the latest version to a table ("" for its own), and put it on the agenda of its next meeting.

    Raises: Refused; MinutesRefused for another table than that of the minutes, one that ended, a version that
    changed meanwhile, remarks without an answer, and minutes that were not circulated.
    """
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    day = day_of(at)
    own = table_facts(row.table)
    refuse_offer(own, table_facts(table or row.table), day)
    demand_step(row, "offer")
    _refuse_open(row, seen)
    title = Text(f"Verslag van {row.meeting} vaststellen", f"Adopt the minutes of {row.meeting}")
    propose_item(by=by, at=at, table=row.table, title=title, source_kind="minutes", source_key=row.meeting)
    put_minutes_on(by=by, at=at, table=row.table)
    Step.objects.create(
        minutes=found,
        step="offer",
        version=row.version,
        table=row.table,
        illustrative=illustrative,
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="minutes.offer",
        subject=Subject("minutes", meeting),
        before={"state": row.state},
        after={"state": "offered", "version": row.version, "table": row.table},
    )


@transaction.atomic
def take_back(*, by: By, at: datetime, meeting: str, reason: str) -> None:
    """Take minutes back that were offered, to change them. Raises: Refused; MinutesRefused without a reason."""
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "take_back")
    said = sound_text(reason, where="reason")
    Step.objects.create(
        minutes=found,
        step="take_back",
        version=row.version,
        reason=said[:500],
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="minutes.take_back",
        subject=Subject("minutes", meeting),
        before={"state": row.state},
        after={"state": "circulated", "version": row.version},
        reason=said,
    )


@transaction.atomic
def adopt(
    *, by: By, at: datetime, meeting: str, version: int, at_meeting: str, illustrative: bool = False
) -> None:
    """Record that a table adopted the minutes of `meeting` at its meeting `at_meeting`, in this version.

    Raises: Refused; MinutesRefused with every reason why it cannot be: another table, twice, a version that changed
    meanwhile, open remarks, findings without a motive, a table that ended, a meeting that was not held.
    """
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    held, day = meetings.meeting(at_meeting), day_of(at)
    to_adopt = ToAdopt(
        own=table_facts(row.table),
        state=row.state,
        version=version,
        latest=row.version,
        open_remarks=len(open_remarks(meeting)),
        findings=open_findings(row, meetings.meeting(meeting).day),
    )
    reasons = [*refusals(to_adopt, by=table_facts(held.table), day=day), *_not_held(held, meeting, at)]
    if reasons:
        raise MinutesRefused(*reasons)
    Step.objects.create(
        minutes=found,
        step="adopt",
        version=version,
        table=held.table,
        at_meeting=at_meeting,
        illustrative=illustrative,
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="minutes.adopt",
        subject=Subject("minutes", meeting),
        before={"state": row.state},
        after={"state": "adopted", "version": version, "table": held.table, "at_meeting": at_meeting},
    )


@transaction.atomic
def give_motive(*, by: By, at: datetime, meeting: str, mark: str, text: str) -> None:
    """Say why a finding is right as it stands. Raises: Refused; MinutesRefused for one that blocks or is gone."""
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    if row.state == "adopted":
        demand_step(row, "change")
    finding = next(
        (each for each in findings_of(row, meetings.meeting(meeting).day).value if each.mark == mark), None
    )
    if finding is None:
        raise MinutesRefused(
            Text(
                "Dit staat niet meer in de controle. Ververs de pagina.",
                "The check no longer says so. Reload the page.",
            )
        )
    if finding.severity == "blocks":
        raise MinutesRefused(
            Text(
                f"{finding.place.nl}: {finding.what.nl}. Dit moet worden verbeterd. {finding.remedy.nl}",
                f"{finding.place.en}: {finding.what.en}. This must be corrected. {finding.remedy.en}",
            )
        )
    said = sound_text(text)
    Motive.objects.create(
        minutes=found,
        mark=mark,
        finding=f"{finding.place.nl}: {finding.what.nl}"[:500],
        text=said[:500],
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="minutes.give_motive",
        subject=Subject("minutes", meeting),
        before=None,
        after={"line": finding.line, "finding": finding.what.nl},
        reason=said,
    )


def _refuse_open(row: MinutesRow, seen: int) -> None:
    """Refuse an offer of a version that is not the latest, or with remarks that have no answer."""
    reasons = []
    if seen != row.version:
        reasons.append(
            Text(
                f"U zag versie {seen}, maar er is intussen versie {row.version}. Bekijk die eerst.",
                f"You saw version {seen}, but there is a version {row.version} by now. Look at that one first.",
            )
        )
    if count := len(open_remarks(row.meeting)):
        reasons.append(
            Text(
                f"Opmerkingen zonder antwoord: {count}. Neem ze over of wijs ze af, met de reden.",
                f"Remarks without an answer: {count}. Accept or decline them, with the reason.",
            )
        )
    if reasons:
        raise MinutesRefused(*reasons)


def _not_held(held: meetings.MeetingRow, meeting: str, at: datetime) -> list[Text]:
    """Why minutes cannot be adopted at this meeting: it is their own, cancelled, or still to come."""
    if held.key == meeting:
        return [
            Text(
                "Een vergadering stelt haar eigen verslag niet vast. Kies een latere vergadering van de tafel.",
                "A meeting does not adopt its own minutes. Choose a later meeting of the table.",
            )
        ]
    if held.state is MeetingState.CANCELLED:
        return [Text("Deze vergadering is afgelast.", "This meeting was cancelled.")]
    if held.day > day_of(at):
        return [
            Text(
                f"Deze vergadering is pas op {held.day:%d-%m-%Y}.",
                f"This meeting is only on {held.day:%d-%m-%Y}.",
            )
        ]
    return []
