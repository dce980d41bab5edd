"""Mandates over the API: what was given, whether it opens the lock, and acting under it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query, Router, Schema, Status
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.core.base.answer import Answer, Source, Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.mandates.acts import ActKind
from regietafel.core.mandates.mandate import Condition, Mandate
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, day_of, demand
from regietafel.desk.mandates import actions, queries
from regietafel.desk.mandates.permissions import may_read_mandate, tables_of_reader
from regietafel.desk.mandates.queries import ActRow, MandateRow, MandateUnknown
from regietafel.desk.shared.asked import Asked, Day, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, SourceShown, Utc, answered, listed
from regietafel.desk.shared.notation import words

router = Router(tags=["mandates"], by_alias=True)
ORIGIN = Source("Verslag LRT 16 september 2022", "punt 3 (mandaat voor de brief)")
KEY = "^[A-Za-z0-9-]{1,80}$"
PARTY = "^[a-z0-9-]{1,60}$"
Kind = Literal["send_letter", "adopt_minutes"]
MandateKey = Annotated[str, Field(pattern=KEY, examples=["lrt-hlrt-letter-2023-I"])]
Party = Annotated[
    str, Field(pattern=PARTY, examples=["hlrt"], description="Sleutel van een tafel of een functie.")
]


class ConditionShown(Part):
    """What must be so, or must not be so, at each use."""

    key: str
    must: bool = Field(description="true: moet zo zijn; false: mag niet zo zijn.")
    text: str


class ActShown(Part):
    """An act under the mandate, and whether the giver took note of the report."""

    key: str
    actor: str
    done_on: date
    report: str
    report_due: date | None = Field(description="Uiterste dag van de melding; null: volgende vergadering.")
    acknowledged: Utc | None
    source: SourceShown | None
    illustrative: bool


class MandateShown(Part):
    """A mandate: who, what, its limits, and whether it opens the lock on the day that is asked about."""

    key: str
    giver: str = Field(examples=["lrt"])
    holder: str = Field(examples=["hlrt"])
    kind: Kind
    subject: str = Field(examples=["taakstelling 2023-I"])
    from_: date = Field(serialization_alias="from")
    until: date | None = Field(description="Eerste dag waarop het niet meer geldt.")
    at_most: int | None
    only_after: date | None
    conditions: list[ConditionShown]
    may_pass_on: bool
    parent: str
    report_days: int | None
    opens: bool = Field(description="Of het mandaat op de dag van knownOn gebruikt kan worden.")
    objections: list[str] = Field(description="Waarom niet; leeg als het kan.")
    withdrawn_from: date | None
    acts: list[ActShown]
    public: bool
    origin: str = Field(description="Regel van het verslag waar het uit komt.")
    source: SourceShown | None
    illustrative: bool
    known_since: Utc


class MandateList(AnsweredList[list[MandateShown]]):
    """A page of mandates."""


class OneMandate(Answered[MandateShown]):
    """One mandate."""


class MandatesAsked(PageAsked):
    """Which mandates to list."""

    table: Annotated[Party | None, Field(description="Alleen mandaten die deze tafel gaf of kreeg.")] = None


class MandateBody(Schema):
    """A mandate to give; it needs an end, a number of uses or a condition."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    giver: Party
    holder: Party
    kind: Kind = "send_letter"
    subject: str = Field(min_length=1, max_length=120, examples=["taakstelling 2023-I"])
    start: Day = Field(description="Eerste dag.")
    until: Day | None = Field(None, description="Eerste dag waarop het niet meer geldt.")
    at_most: int | None = Field(None, ge=1, le=1000)
    only_after: Day | None = None
    must: list[Annotated[str, Field(max_length=300)]] = Field(default_factory=list, max_length=20)
    must_not: list[Annotated[str, Field(max_length=300)]] = Field(default_factory=list, max_length=20)
    may_pass_on: bool = False
    parent: str = Field("", max_length=80)
    report_days: int | None = Field(None, ge=0, le=366)
    public: bool = False


class ActBody(Schema):
    """An act under a mandate."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    done_on: Day
    report: str = Field(min_length=1, max_length=500, description="Wat aan de gever gemeld wordt.")
    met: list[Annotated[str, Field(max_length=40)]] = Field(
        default_factory=list, max_length=40, description="Sleutels van voorwaarden waaraan voldaan is."
    )


@router.get(
    "/mandates",
    response=MandateList,
    url_name="mandates",
    operation_id="listMandates",
    summary="Mandaten en of zij gebruikt kunnen worden",
)
def mandate_list(request: HttpRequest, response: HttpResponse, asked: Query[MandatesAsked]) -> Any:
    """De mandaten die u mag zien, het nieuwste eerst, met hun grenzen en gebruik."""
    person, now = person_of(request), timezone.now()
    rows = queries.mandates(asked.at)
    mine = tables_of_reader(person, day_of(now))
    seen = [
        _shown(row, rows, asked)
        for row in rows
        if may_read_mandate(person, row, mine, now)
        and asked.table in (None, row.mandate.giver, row.mandate.holder)
    ]
    answer = Answer(seen, "lock", ORIGIN, illustrative=any(each.illustrative for each in seen))
    return listed(
        MandateList, request, response, asked, answer, lambda each: each, website=reverse("mandates:mandates")
    )


@router.get(
    "/mandates/{key}",
    response=OneMandate,
    url_name="mandate",
    operation_id="getMandate",
    summary="Eén mandaat als slot",
)
def one_mandate(request: HttpRequest, key: Path[MandateKey], asked: Query[Asked]) -> Any:
    """Een mandaat met zijn grenzen, wat ermee gedaan is, en waarom het (niet) opent."""
    return _answer(request, _readable(request, key, asked), asked)


@router.post(
    "/mandates",
    response={201: OneMandate},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="mandates",
    operation_id="grantMandate",
    summary="Een mandaat geven",
)
def grant_mandate(request: HttpRequest, body: MandateBody) -> Any:
    """Legt een mandaat vast voor de tafel die het geeft; een mandaat zonder grenzen wordt geweigerd."""
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    conditions = [
        Condition(f"{name}-{n}", name == "must", Text(text, text))
        for name, texts in (("must", body.must), ("must-not", body.must_not))
        for n, text in enumerate(texts, start=1)
    ]
    given = Mandate(
        key="",
        giver=body.giver,
        holder=body.holder,
        kind=ActKind(body.kind),
        subject=body.subject,
        valid=DateRange(body.start, body.until),
        at_most=body.at_most,
        only_after=body.only_after,
        conditions=tuple(conditions),
        may_pass_on=body.may_pass_on,
        parent=body.parent,
        report_days=body.report_days,
    )
    entry = actions.MandateEntry(given, public=body.public, illustrative=person.demo)
    key = actions.grant(by=person, at=timezone.now(), entry=entry)
    return Status(201, _answer(request, queries.mandate(key), Asked()))


@router.post(
    "/mandates/{key}/acts",
    response={201: OneMandate},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="mandate-acts",
    operation_id="useMandate",
    summary="Een mandaat gebruiken",
)
def use_mandate(request: HttpRequest, key: Path[MandateKey], body: ActBody) -> Any:
    """Legt een handeling onder het mandaat vast en meldt haar aan de gever; kan dat niet, dan zegt `detail` waarom."""
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    row = _readable(request, key, Asked())
    actions.act(
        by=person,
        at=timezone.now(),
        kind=row.mandate.kind,
        subject=row.mandate.subject,
        actor=row.mandate.holder,
        done_on=body.done_on,
        report=body.report,
        met=body.met,
        illustrative=person.demo,
    )
    return Status(201, _answer(request, queries.mandate(key), Asked()))


def _readable(request: HttpRequest, key: str, asked: Asked) -> MandateRow:
    person, now = person_of(request), timezone.now()
    try:
        row = queries.mandate(key, asked.at)
    except MandateUnknown as refused:
        raise Http404(gettext("Dit mandaat is er niet, of was op dit moment nog niet bekend.")) from refused
    demand(may_read_mandate(person, row, tables_of_reader(person, day_of(now)), now), person)
    return row


def _answer(request: HttpRequest, row: MandateRow, asked: Asked) -> Any:
    shown = _shown(row, queries.mandates(asked.at), asked)
    answer = queries.covering(
        row.mandate.kind, row.mandate.subject, row.mandate.holder, asked.today, asked.at
    )
    return answered(
        OneMandate,
        request,
        asked,
        Answer(shown, answer.rule, answer.source, answer.inputs, answer.steps, row.illustrative),
        shown,
        website=reverse("mandates:mandate", args=[row.key]),
    )


def _shown(row: MandateRow, rows: tuple[MandateRow, ...], asked: Asked) -> MandateShown:
    against = queries.objections(row, asked.today, rows, asked.at)
    mandate = row.mandate
    return MandateShown(
        key=row.key,
        giver=mandate.giver,
        holder=mandate.holder,
        kind=mandate.kind.value,
        subject=mandate.subject,
        from_=mandate.valid.start,
        until=mandate.valid.until,
        at_most=mandate.at_most,
        only_after=mandate.only_after,
        conditions=[
            ConditionShown(key=each.key, must=each.must, text=words(each.text)) for each in mandate.conditions
        ],
        may_pass_on=mandate.may_pass_on,
        parent=mandate.parent,
        report_days=mandate.report_days,
        opens=not against,
        objections=[words(each.sentence) for each in against],
        withdrawn_from=row.withdrawn_from,
        acts=[_act_shown(each) for each in row.acts],
        public=row.public,
        origin=row.origin,
        source=SourceShown.of(row.source) if row.source else None,
        illustrative=row.illustrative or any(each.illustrative for each in row.acts),
        known_since=row.known_since,
    )


def _act_shown(each: ActRow) -> ActShown:
    return ActShown(
        key=each.key,
        actor=each.actor,
        done_on=each.done_on,
        report=each.report,
        report_due=each.due,
        acknowledged=each.acknowledged,
        source=SourceShown.of(each.source) if each.source else None,
        illustrative=each.illustrative,
    )
