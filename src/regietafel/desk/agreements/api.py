"""Agreements over the API: all of them with their meters, one of them, and a judgement beside it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.meter import AGREED_PATH, Meter
from regietafel.core.agreements.promise import Basis
from regietafel.core.agreements.refusals import AgreementRefused
from regietafel.core.agreements.states import MeterState
from regietafel.core.base.answer import Answer
from regietafel.core.base.errors import Fault, Faults
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.person import Person
from regietafel.desk.agreements import actions, queries
from regietafel.desk.agreements.queries import AgreementRow
from regietafel.desk.shared.asked import Asked, PageAsked
from regietafel.desk.shared.envelope import (
    Answered,
    AnsweredList,
    Part,
    Share,
    SourceShown,
    Utc,
    answered,
    listed,
)
from regietafel.desk.shared.notation import words

router = Router(tags=["agreements"], by_alias=True)

Key = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]{1,78}$",
        description="Sleutel van een afspraak.",
        examples=["2022-08-26-a4"],
    ),
]


class MeterShown(Part):
    """One quantity of an agreement and how it stands; values in the unit of the indicator."""

    indicator: str = Field(examples=["housed"])
    area: str
    target: int
    unit: str
    best: date
    latest: date
    state: MeterState
    reference_date: date | None
    measured: int | None
    due: Share | None = Field(description="Wat er op de peildatum hoort te zijn.")
    remaining: int | None
    decided: bool = Field(description="Of de cijfers tot het einde van de termijn lopen.")


class JudgementShown(Part):
    """What someone finds of an agreement, beside the meter."""

    about: About
    opinion: Opinion
    author: str = Field(description="Functie van wie dit vindt.")
    reason: str
    known_since: Utc


class DependencyShown(Part):
    """An agreement that this one rests on."""

    agreement: str
    condition: str


class AgreementShown(Part):
    """An agreement with its parties, terms, meters and judgements."""

    agreement: str = Field(examples=["2022-08-26-a4"])
    title: str
    text: str
    table: str
    basis: Basis
    agreed_on: date
    owners: list[str]
    parties: list[str]
    best: date | None
    latest: date
    state: MeterState
    said: str = Field(description="Wat de meter zegt, in één zin.")
    meters: list[MeterShown]
    judgements: list[JudgementShown]
    depends_on: list[DependencyShown]
    ended: bool
    origin: str = Field(description="Regel van het verslag; leeg als er geen is.")
    source: SourceShown
    illustrative: bool


class AgreementList(AnsweredList[list[AgreementShown]]):
    """A page of agreements."""


class OneAgreement(Answered[AgreementShown]):
    """One agreement."""


class AgreementsAsked(PageAsked):
    """Which agreements to list."""

    table: Annotated[str, Field(max_length=40, description="Alleen van deze tafel.", examples=["lrt"])] = ""
    state: Annotated[MeterState | None, Field(description="Alleen met deze stand.")] = None


class JudgementGiven(Schema):
    """A judgement that is put beside the meter."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")

    about: About
    opinion: Opinion
    reason: str = Field(min_length=1, max_length=2000)


@router.get(
    "/agreements",
    response=AgreementList,
    url_name="agreements",
    operation_id="listAgreements",
    summary="Afspraken",
)
def agreements(request: HttpRequest, response: HttpResponse, asked: Query[AgreementsAsked]) -> Any:
    """Alle afspraken met hun meters. De stand volgt uit de cijfers; een oordeel staat ernaast."""
    rows = queries.agreements(asked.at, table=asked.table, day=asked.today)
    if asked.state is not None:
        rows = tuple(row for row in rows if row.state is asked.state)
    made_up = any(one.illustrative for row in rows for one in row.meters)
    return listed(
        AgreementList,
        request,
        response,
        asked,
        Answer(rows, "agreement_meter", AGREED_PATH, illustrative=made_up),
        _shown,
        website=reverse("agreements:list"),
    )


@router.get(
    "/agreements/{agreement}",
    response=OneAgreement,
    url_name="agreement",
    operation_id="getAgreement",
    summary="Eén afspraak",
)
def agreement(request: HttpRequest, agreement: Path[Key], asked: Query[Asked]) -> Any:
    """Eén afspraak met haar meters, oordelen en voorwaarden."""
    return _one(request, queries.agreement(agreement, asked.at, day=asked.today), asked)


@router.post(
    "/agreements/{agreement}/judgements",
    response={201: OneAgreement},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="judgements",
    operation_id="giveJudgement",
    summary="Een oordeel naast de meter zetten",
)
def judge(request: HttpRequest, agreement: Path[Key], given: JudgementGiven) -> Any:
    """Een partij bij de afspraak, of het secretariaat van de tafel, geeft een oordeel. De meter verandert niet."""
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    try:
        actions.judge(
            by=person,
            at=timezone.now(),
            agreement=agreement,
            about=given.about,
            opinion=given.opinion,
            reason=given.reason,
        )
    except AgreementRefused as refused:
        faults = [Fault(told.where, words(told.what), words(told.remedy)) for told in refused.told]
        raise Faults(agreement, faults) from refused
    asked = Asked()
    return Status(201, _one(request, queries.agreement(agreement, day=asked.today), asked))


def _one(request: HttpRequest, row: AgreementRow, asked: Asked) -> Any:
    made_up = any(one.illustrative for one in row.meters)
    of = row.worst.map(lambda _found: None) if row.worst else Answer(None, "agreement_meter", AGREED_PATH)
    answer = Answer(None, of.rule, of.source, of.inputs, of.steps, made_up)
    return answered(OneAgreement, request, asked, answer, _shown(row), website=row.href)


def _shown(row: AgreementRow) -> AgreementShown:
    return AgreementShown(
        agreement=row.key,
        title=row.title,
        text=row.promise.text,
        table=row.table,
        basis=row.basis,
        agreed_on=row.agreed_on,
        owners=list(row.promise.owners),
        parties=list(row.promise.parties),
        best=row.promise.best,
        latest=row.latest,
        state=row.state,
        said=words(row.said),
        meters=[_meter_shown(one.value) for one in row.meters],
        judgements=[
            JudgementShown(
                about=one.about,
                opinion=one.opinion,
                author=one.author,
                reason=one.reason,
                known_since=one.known_since,
            )
            for one in row.judgements
        ],
        depends_on=[DependencyShown(agreement=one.on, condition=one.why) for one in row.promise.dependencies],
        ended=row.ended,
        origin=row.origin,
        source=SourceShown.of(row.source),
        illustrative=row.illustrative or any(one.illustrative for one in row.meters),
    )


def _meter_shown(found: Meter) -> MeterShown:
    gauge, last = found.gauge, found.last
    return MeterShown(
        indicator=gauge.indicator,
        area=gauge.area,
        target=gauge.target,
        unit=words(gauge.measures.unit),
        best=gauge.best,
        latest=gauge.latest,
        state=found.state,
        reference_date=last.measured.reference_date if last is not None else None,
        measured=last.measured.value if last is not None else None,
        due=Share.of(last.due) if last is not None else None,
        remaining=found.remaining,
        decided=found.decided,
    )
