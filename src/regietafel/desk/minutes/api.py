"""Minutes over the API: the list for everyone, the minutes for who has a seat; remarks and steps for who may."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Body, Path, Query, Router, Schema, Status
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.core.base.answer import Answer
from regietafel.core.base.errors import RegietafelError
from regietafel.core.minutes.check import SOURCE, Finding
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.permissions import demand
from regietafel.desk.accounts.person import Person
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.minutes import actions, queries
from regietafel.desk.minutes.belonging import Belonging, belonging_of
from regietafel.desk.minutes.came_of import came_of
from regietafel.desk.minutes.queries import MinutesRow, RemarkRow
from regietafel.desk.shared.asked import Asked, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, Utc, answered, listed
from regietafel.desk.shared.notation import said, words

router = Router(tags=["minutes"], by_alias=True)

Key = Annotated[
    str,
    Field(
        pattern="^[a-z0-9-]{1,80}$", description="Sleutel van de vergadering.", examples=["lrt-2022-09-16"]
    ),
]
StateShown = Literal["draft", "circulated", "offered", "adopted"]
Typed = Annotated[str, Field(min_length=1, max_length=10_000)]


class Written(Schema):
    """What is sent with a write: keys in camelCase, and none that is not known."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class MinutesListed(Part):
    """Minutes in the list: everyone sees that they are there and how they stand."""

    meeting: str = Field(examples=["lrt-2022-09-16"])
    table: str
    day: date
    state: StateShown
    version: int
    illustrative: bool


class RecordShown(Part):
    """What came of a line, and its page."""

    what: str
    state: str
    website: str


class LineShown(Part):
    """One line of minutes."""

    number: str = Field(examples=["3.1"])
    kind: str
    text: str
    owner: str = Field(description="Sleutel van wie het doet; leeg als niemand genoemd is.")
    due: date | None
    records: list[RecordShown]


class PresenceShown(Part):
    """Someone on the attendance list; an official goes by office."""

    presence: Literal["present", "absent", "substitute", "guest"]
    partner: str
    office: str
    person: str


class FindingShown(Part):
    """What the check found: where, what, and what to do."""

    code: str
    line: str = Field(description="Nummer van de regel, of aanwezigheid.")
    what: str
    remedy: str
    severity: Literal["blocks", "asks_motive"]
    motive: str | None


class RemarkShown(Part):
    """A remark on a line (leeg: het geheel) with its answer; `accepted` is null while there is none."""

    id: int
    version: int
    line: str
    partner: str
    text: str
    made_at: Utc
    accepted: bool | None
    reason: str
    led_to_version: int | None
    illustrative: bool


class MinutesShown(MinutesListed):
    """Minutes as they stood: lines, attendance, findings, and the remarks that the reader may see."""

    titles: dict[str, str] = Field(description="Titel van elk punt.")
    lines: list[LineShown]
    attendance: list[PresenceShown]
    findings: list[FindingShown]
    remarks: list[RemarkShown]


class MinutesList(AnsweredList[list[MinutesListed]]):
    """A page of minutes."""


class OneMinutes(Answered[MinutesShown]):
    """The minutes of one meeting."""


class Stood(Answered[MinutesListed]):
    """How minutes stand after a write."""


class OneRemark(Answered[RemarkShown]):
    """The remark that was made."""


class MinutesAsked(PageAsked):
    """Which minutes to list."""

    table: Annotated[
        str | None, Field(description="Alleen van deze tafel.", pattern="^[a-z0-9-]{1,40}$", examples=["lrt"])
    ] = None
    state: Annotated[StateShown | None, Field(description="Alleen in deze stand.")] = None


class OfMeeting(Written):
    """An address that names a meeting."""

    meeting: Key


class RemarkGiven(Written):
    """A remark on behalf of a partner."""

    partner: Annotated[str, Field(pattern="^[a-z0-9-]{1,40}$", examples=["vng"])]
    version: int = Field(ge=1, le=1_000_000, description="De versie die u zag.")
    line: Annotated[str, Field(pattern=r"^([0-9]{1,3}\.[0-9]{1,4})?$", examples=["3.1"])] = ""
    text: Typed


class StepGiven(Written):
    """A step of the procedure, of the version that was seen."""

    step: Literal["circulate", "offer", "take_back", "adopt"]
    version: int = Field(ge=1, le=1_000_000, description="De versie die u zag.")
    table: Annotated[str, Field(pattern="^[a-z0-9-]{0,40}$", description="Bij offer: aan welke tafel.")] = ""
    at_meeting: Annotated[
        str, Field(pattern="^[a-z0-9-]{0,80}$", description="Bij adopt: in welke vergadering.")
    ] = ""
    reason: Annotated[str, Field(max_length=500, description="Bij take_back: waarom.")] = ""


@router.get(
    "/minutes", response=MinutesList, url_name="minutes", operation_id="listMinutes", summary="Verslagen"
)
def minutes_list(request: HttpRequest, response: HttpResponse, asked: Query[MinutesAsked]) -> Any:
    """Welke verslagen er zijn en of ze zijn vastgesteld. De inhoud is voor wie een plaats heeft aan de tafel."""
    held = {row.key: row.day for row in meetings.meetings(table=asked.table or "", at=asked.at)}
    rows = [
        row
        for row in queries.all_minutes(asked.at, table=asked.table or "")
        if row.meeting in held and asked.state in (None, row.state)
    ]
    return listed(
        MinutesList,
        request,
        response,
        asked,
        _answer(rows, made_up=any(row.illustrative for row in rows)),
        lambda row: _listed(row, held[row.meeting]),
        website=reverse("minutes:overview"),
    )


@router.post(
    "/minutes",
    response={201: Stood},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="minutes",
    operation_id="draftMinutes",
    summary="Een concept maken",
)
def draft(request: HttpRequest, given: Body[OfMeeting]) -> Any:
    """Maakt het concept van een vergadering uit haar invoer, agenda en aanwezigheid."""
    by: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    actions.draft_from(by=by, at=timezone.now(), meeting=given.meeting)
    row, day, _ = _found(given.meeting, Asked())
    shown = _listed(row, day)
    return Status(201, answered(Stood, request, Asked(), _answer(shown), shown, website=_website(row)))


@router.get(
    "/minutes/{meeting}",
    response=OneMinutes,
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="minutes-of",
    operation_id="getMinutes",
    summary="Het verslag van een vergadering",
)
def minutes_of(request: HttpRequest, path: Path[OfMeeting], asked: Query[Asked]) -> Any:
    """Het verslag met wat de controle vindt en met de opmerkingen die u mag zien."""
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    now = timezone.now()
    row, day, table = _found(path.meeting, asked)
    demand(table.may_read(person, now), person)
    shown = _shown(row, day, table, person, asked)
    made_up = row.illustrative or any(step.illustrative for step in row.steps)
    answer = _answer(shown, made_up=made_up)
    return answered(OneMinutes, request, asked, answer, shown, website=_website(row))


@router.post(
    "/minutes/{meeting}/remarks",
    response={201: OneRemark},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="minutes-remarks",
    operation_id="remarkOnMinutes",
    summary="Opmerking bij een concept",
)
def make_remark(request: HttpRequest, path: Path[OfMeeting], given: Body[RemarkGiven]) -> Any:
    """Een opmerking namens een partner met een plaats aan de tafel."""
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    key = actions.remark(
        by=person,
        at=timezone.now(),
        meeting=path.meeting,
        partner=given.partner,
        version=given.version,
        line=given.line,
        text=given.text,
    )
    made = next(row for row in queries.remarks(path.meeting) if row.key == key)
    shown = _remark(made)
    return Status(201, answered(OneRemark, request, Asked(), _answer(shown), shown))


@router.post(
    "/minutes/{meeting}/steps",
    response={200: Stood},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="minutes-steps",
    operation_id="stepMinutes",
    summary="Rondsturen, aanbieden, terugnemen of vaststellen",
)
def take_step(request: HttpRequest, path: Path[OfMeeting], given: Body[StepGiven]) -> Any:
    """Een stap van het secretariaat van de tafel; vaststellen kan alleen de tafel van het verslag."""
    by: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    at, meeting, seen = timezone.now(), path.meeting, given.version
    if given.step == "circulate":
        actions.circulate(by=by, at=at, meeting=meeting, seen=seen)
    elif given.step == "offer":
        actions.offer(by=by, at=at, meeting=meeting, seen=seen, table=given.table)
    elif given.step == "take_back":
        actions.take_back(by=by, at=at, meeting=meeting, reason=given.reason)
    else:
        actions.adopt(by=by, at=at, meeting=meeting, version=seen, at_meeting=given.at_meeting)
    row, day, _ = _found(meeting, Asked())
    shown = _listed(row, day)
    return answered(Stood, request, Asked(), _answer(shown), shown, website=_website(row))


def _found(meeting: str, asked: Asked) -> tuple[MinutesRow, date, Belonging]:
    """The minutes, the day of their meeting and their table. Raises: Http404."""
    try:
        row, day = queries.minutes(meeting, asked.at), meetings.meeting(meeting, asked.at).day
    except RegietafelError as refused:
        raise Http404(said(refused)) from refused
    return row, day, belonging_of(row.table, day, asked.at)


def _answer(value: Any, *, made_up: bool = False) -> Answer[Any]:
    return Answer(value, "refusals", SOURCE, illustrative=made_up)


def _website(row: MinutesRow) -> str:
    return reverse("minutes:minutes", args=[row.meeting])


def _listed(row: MinutesRow, day: date) -> MinutesListed:
    return MinutesListed(
        meeting=row.meeting,
        table=row.table,
        day=day,
        state=row.state,
        version=row.version,
        illustrative=row.illustrative,
    )


def _shown(row: MinutesRow, day: date, table: Belonging, person: Person, asked: Asked) -> MinutesShown:
    came, motives = came_of(row.meeting, asked.at), queries.motives(row.meeting, asked.at)
    seen = queries.remarks_seen_by(table.viewer(person, timezone.now()), row, asked.at)
    return MinutesShown(
        **_listed(row, day).model_dump(),
        titles={str(item): title for item, title in (row.content.titles or {}).items()},
        lines=[
            LineShown(
                number=line.number,
                kind=line.kind.value,
                text=line.text,
                owner=line.owner,
                due=line.due,
                records=[
                    RecordShown(what=one.what, state=one.state, website=one.href)
                    for one in came.get(line.number, ())
                ],
            )
            for line in row.content.lines
        ],
        attendance=[
            PresenceShown(
                presence=entry.presence.value,
                partner=entry.partner,
                office=words(entry.office),
                person=entry.person,
            )
            for entry in row.content.attendance
        ],
        findings=[
            _finding(finding, motives[finding.mark].text if finding.mark in motives else None)
            for finding in queries.findings_of(row, day, asked.at, table=table).value
        ],
        remarks=[_remark(remark) for remark in seen],
    )


def _finding(finding: Finding, motive: str | None) -> FindingShown:
    return FindingShown(
        code=finding.code,
        line=finding.line,
        what=words(finding.what),
        remedy=words(finding.remedy),
        severity=finding.severity,
        motive=motive,
    )


def _remark(row: RemarkRow) -> RemarkShown:
    return RemarkShown(
        id=row.key,
        version=row.version,
        line=row.line,
        partner=row.partner,
        text=row.text,
        made_at=row.known_since,
        accepted=row.accepted,
        reason=row.reason,
        led_to_version=row.led_to,
        illustrative=row.illustrative,
    )
