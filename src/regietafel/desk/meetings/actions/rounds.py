"""Decision by correspondence: asking, answering, closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from regietafel.core.base.answer import Answer, Text
from regietafel.core.meetings.refusals import MeetingRefused, Told, refuse
from regietafel.core.meetings.states import MeetingState, after, refused
from regietafel.core.meetings.typed_line import clean, text_faults
from regietafel.core.meetings.written_round import (
    REPLY_WORDS,
    SILENCE_WORDS,
    Outcome,
    Reply,
    Silence,
    outcome,
)
from regietafel.desk.accounts.person import Permission, Person, Refused, day_of
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings.actions.authority import demand_keeper, locked
from regietafel.desk.meetings.at_table import may_keep, table_on
from regietafel.desk.meetings.models import Meeting, MeetingVersion, Round
from regietafel.desk.meetings.models import Reply as ReplyRecord
from regietafel.desk.meetings.queries.planned import round_of
from regietafel.desk.tables.permissions import speaks_for
from regietafel.desk.tables.queries import TableRow


@transaction.atomic
def open_round(
    *,
    by: By,
    at: datetime,
    table: str,
    question: str,
    asked: Sequence[str],
    term: date,
    silence: Silence,
    source: str = "",
    illustrative: bool = False,
) -> str:
    """Ask the partners of a table to decide in writing until and on a day; returns the key of the round.

    What silence means is said here and holds for everyone. Raises: Refused; MeetingRefused for an empty question,
    nobody asked, and a term that is over.
    """
    demand_keeper(by, table, at)
    faults = text_faults(question, where="question")
    if term < day_of(at):
        faults.append(
            Told(
                "term",
                Text(f"de termijn {term:%d-%m-%Y} is al voorbij", f"the term {term:%d-%m-%Y} is over"),
                Text("kies een dag die nog komt", "choose a day to come"),
            )
        )
    if silence not in SILENCE_WORDS:
        faults.append(
            Told("silence", Text("deze zwijgregel bestaat niet", "this rule for silence does not exist"))
        )
    refuse(faults)
    outcome(asked=asked, replies={}, silence=silence, term=term, today=day_of(at))
    meeting = _made(by, at, table, term, source, illustrative)
    Round.objects.create(
        meeting=meeting, question=clean(question), silence=silence, asked=list(dict.fromkeys(asked))
    )
    record(
        by=by,
        at=at,
        action="meetings.open_round",
        subject=Subject("meeting", meeting.key),
        before=None,
        after={"question": clean(question), "term": term, "silence": silence, "asked": list(asked)},
    )
    return meeting.key


@transaction.atomic
def reply_to_round(
    *, by: By, at: datetime, meeting: str, partner: str, reply: Reply, remark: str = ""
) -> None:
    """Answer for a partner; a later answer within the term replaces the earlier one, which stays on record.

    Raises: Refused for who does not speak for the partner; MeetingRefused after the term, for a partner that was
    not asked, and for a round that is closed.
    """
    found, latest = locked(meeting)
    _demand_voice(by, found.table, partner, at)
    if latest.state != MeetingState.PLANNED.value:
        raise refused(MeetingState(latest.state), "write")
    faults = text_faults(remark, where="remark") if remark.strip() else []
    asked = _asked(meeting)
    if partner not in asked or reply not in REPLY_WORDS:
        faults.append(
            Told(
                "partner",
                Text(f"{partner} is in deze ronde niet gevraagd", f"{partner} is not asked in this round"),
            )
        )
    if day_of(at) > latest.day:
        faults.append(
            Told(
                "term",
                Text(
                    f"de termijn liep tot en met {latest.day:%d-%m-%Y}",
                    f"the term ended on {latest.day:%d-%m-%Y}",
                ),
                Text("vraag het secretariaat om het te bespreken", "ask the secretariat to discuss it"),
            )
        )
    refuse(faults)
    ReplyRecord.objects.create(
        meeting=found, partner=partner, reply=reply, remark=clean(remark), by_name=by.name, known_since=at
    )
    record(
        by=by,
        at=at,
        action="meetings.reply_to_round",
        subject=Subject("meeting", meeting),
        before=None,
        after={"partner": partner, "reply": reply},
    )


@transaction.atomic
def close_round(*, by: By, at: datetime, meeting: str) -> Answer[Outcome]:
    """Close a written round whose term is over or to which everyone answered; gives what it decided.

    Raises: Refused; MeetingRefused while the term runs and answers are missing.
    """
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    state = after(MeetingState(latest.state), "close")
    asked = round_of(meeting)
    if asked is None:
        raise MeetingRefused(_no_round())
    result = outcome(
        asked=asked.asked, replies=asked.replies, silence=asked.silence, term=latest.day, today=day_of(at)
    )
    if result.value.decided is None:
        raise MeetingRefused(
            Told(
                "term",
                Text(
                    f"de termijn loopt tot en met {latest.day:%d-%m-%Y}",
                    f"the term runs to {latest.day:%d-%m-%Y}",
                ),
                Text("wacht de termijn of de laatste antwoorden af", "wait for the term or the last answers"),
            ),
            why="state",
        )
    MeetingVersion.objects.create(
        meeting=found,
        number=latest.number + 1,
        state=state.value,
        day=latest.day,
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="meetings.close_round",
        subject=Subject("meeting", meeting),
        before={"state": latest.state},
        after={"state": state.value, "decided": result.value.decided, "silent": list(result.value.silent)},
    )
    return result


def may_reply(person: Person, table: TableRow, partner: str, at: datetime) -> Permission:
    """Whether someone answers for a partner: who holds a role there, and the secretariat that got it by letter."""
    if speaks := speaks_for(person, partner, at):
        return speaks
    if keeps := may_keep(person, table, at):
        return keeps
    return Permission(
        False,
        Text(
            "Alleen de gevraagde partner zelf antwoordt, of het secretariaat namens die partner.",
            "Only the partner that was asked answers, or the secretariat for it.",
        ),
    )


def _demand_voice(by: By, table: str, partner: str, at: datetime) -> None:
    if isinstance(by, Person) and not (permission := may_reply(by, table_on(table, day_of(at)), partner, at)):
        raise Refused(permission, by)


def _asked(meeting: str) -> tuple[str, ...]:
    found = round_of(meeting)
    if found is None:
        raise MeetingRefused(_no_round())
    return found.asked


def _no_round() -> Told:
    return Told(
        "meeting",
        Text("dit is geen schriftelijke ronde", "this is no written round"),
        Text("kies een ronde uit de lijst", "choose a round from the list"),
    )


def _made(by: By, at: datetime, table: str, term: date, source: str, illustrative: bool) -> Meeting:
    wanted = f"{table}-ronde-{day_of(at)}"
    taken = set(Meeting.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    key = next(key for n in range(1, 1000) if (key := wanted if n == 1 else f"{wanted}-{n}") not in taken)
    meeting = Meeting.objects.create(
        key=key, table=table, kind="written", source=source, illustrative=illustrative, known_since=at
    )
    MeetingVersion.objects.create(
        meeting=meeting,
        number=1,
        state=MeetingState.PLANNED.value,
        day=term,
        by_name=by.name,
        known_since=at,
    )
    return meeting
