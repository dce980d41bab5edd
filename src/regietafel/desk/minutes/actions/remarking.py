"""Remarks of partners on a draft, and the secretary's answer to each."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.minutes.remarks import refuse_empty_answer
from regietafel.core.minutes.states import MinutesRefused
from regietafel.desk.accounts.person import Person, Refused
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.minutes.actions.authority import demand_keeper, demand_step, locked, sound_text
from regietafel.desk.minutes.actions.drafting import Correction, corrected
from regietafel.desk.minutes.belonging import belonging_of, no_seat
from regietafel.desk.minutes.models import Minutes, Remark, RemarkAnswer
from regietafel.desk.minutes.queries.kept import MinutesRow


@transaction.atomic
def remark(
    *,
    by: By,
    at: datetime,
    meeting: str,
    partner: str,
    version: int,
    text: str,
    line: str = "",
    illustrative: bool = False,
) -> int:
    """Remark on a line of a draft ("" for the whole) on behalf of a partner with a seat; returns its number.

    Raises: Refused for who does not speak for the partner at this table; MinutesRefused for an empty text, a line
    that is not there, and minutes that are before the table or adopted.
    """
    found, row = locked(meeting)
    _demand_seat(by, partner, row, at)
    if row.state not in ("draft", "circulated"):
        raise MinutesRefused(
            Text(
                "Opmerkingen kunnen zolang het verslag een concept is. Breng het in aan de tafel.",
                "Remarks can be made while the minutes are a draft. Bring it up at the table.",
            )
        )
    if line and row.content.line(line) is None:
        raise MinutesRefused(
            Text(f"Regel {line} staat niet in dit verslag.", f"Line {line} is not in these minutes.")
        )
    made = Remark.objects.create(
        minutes=found,
        version=min(version, row.version),
        line=line,
        partner=partner,
        text=sound_text(text),
        illustrative=illustrative,
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="minutes.remark",
        subject=Subject("remark", str(made.pk)),
        before=None,
        after={"minutes": meeting, "line": line, "partner": partner},
    )
    return made.pk


@transaction.atomic
def accept_remark(
    *, by: By, at: datetime, meeting: str, remark: int, seen: int, correction: Correction | None, reason: str
) -> int:
    """Take a remark over: the line gets the new text in a new version, whose number is returned.

    A remark on the whole has no line: it is accepted with the reason, and `correction` is None.
    Raises: Refused; MinutesConflict when the line was changed meanwhile; MinutesRefused without a reason or
    change, and for a remark that has an answer.
    """
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "change")
    given = _open(found, remark)
    line = row.content.line(given.line)
    changed = not given.line or (
        correction is not None
        and line is not None
        and (line.text, line.kind, line.owner, line.due)
        != (" ".join(correction.text.split()), correction.kind, correction.owner.strip(), correction.due)
    )
    refuse_empty_answer(accepted=True, reason=reason, changed=changed or seen != row.version)
    version = row.version
    if given.line and correction is not None:
        version = corrected(
            found, row, number=given.line, seen=seen, correction=correction, by=by, at=at, reason=reason
        )
    _answer(given, accepted=True, reason=reason, version=version, by=by, at=at)
    return version


@transaction.atomic
def decline_remark(*, by: By, at: datetime, meeting: str, remark: int, reason: str) -> None:
    """Decline a remark with the reason. Raises: Refused; MinutesRefused without one, or when it is answered."""
    found, row = locked(meeting)
    demand_keeper(by, row.table, at)
    demand_step(row, "change")
    given = _open(found, remark)
    refuse_empty_answer(accepted=False, reason=reason, changed=False)
    _answer(given, accepted=False, reason=reason, version=None, by=by, at=at)


def _answer(given: Remark, *, accepted: bool, reason: str, version: int | None, by: By, at: datetime) -> None:
    RemarkAnswer.objects.create(
        remark=given,
        accepted=accepted,
        reason=" ".join(reason.split()),
        version=version,
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="minutes.accept_remark" if accepted else "minutes.decline_remark",
        subject=Subject("remark", str(given.pk)),
        before=None,
        after={"minutes": given.minutes.meeting, "line": given.line, "version": version},
        reason=reason,
    )


def _open(found: Minutes, remark: int) -> Remark:
    given = Remark.objects.filter(minutes=found, pk=remark).select_related("minutes").first()
    if given is None:
        raise MinutesRefused(
            Text("Deze opmerking hoort niet bij dit verslag.", "This remark is not on these minutes.")
        )
    if RemarkAnswer.objects.filter(remark=given).exists():
        raise MinutesRefused(
            Text("Deze opmerking heeft al een antwoord.", "This remark has an answer already.")
        )
    return given


def _demand_seat(by: By, partner: str, row: MinutesRow, at: datetime) -> None:
    """Go on for who speaks for a partner with a seat on the day of the meeting. Raises: Refused."""
    if not isinstance(by, Person):
        return
    table = belonging_of(row.table, meetings.meeting(row.meeting).day)
    if partner not in table.spoken_for(by, at):
        raise Refused(no_seat(), by)
