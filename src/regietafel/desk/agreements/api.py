"""Agreements over the API: read with their meters, judged, written down, changed and ended, with their measures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Body, Path, Query, Router, Status

from regietafel.core.agreements.meter import AGREED_PATH, Meter
from regietafel.core.agreements.refusals import AgreementRefused, Told, refuse
from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.errors import Fault, Faults
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.person import Person, day_of, demand
from regietafel.desk.agreements import actions, queries
from regietafel.desk.agreements.api_forms import (
    ActionShown,
    AgreementList,
    AgreementsAsked,
    AgreementShown,
    DependencyShown,
    JudgementGiven,
    JudgementShown,
    Key,
    MeasureKey,
    Measures,
    MeasureShown,
    MeasureStep,
    MeterShown,
    NewAgreement,
    NewMeasure,
    NewStep,
    OneAgreement,
    OneMeasure,
)
from regietafel.desk.agreements.permissions import may_keep_agreements, may_read_plan
from regietafel.desk.agreements.queries import AgreementRow, ListAsked, Listing, MeasureRow
from regietafel.desk.shared.asked import Asked, PageAsked
from regietafel.desk.shared.envelope import Share, SourceShown, answered, listed
from regietafel.desk.shared.notation import words
from regietafel.desk.tables.queries import tables_of

router = Router(tags=["agreements"], by_alias=True)


@router.get(
    "/agreements",
    response=AgreementList,
    url_name="agreements",
    operation_id="listAgreements",
    summary="Afspraken",
)
def agreements(request: HttpRequest, response: HttpResponse, asked: Query[AgreementsAsked]) -> Any:
    """Alle afspraken met hun meters. De stand volgt uit de cijfers; een oordeel staat ernaast."""
    rows = Listing(ListAsked(asked.at, asked.today, asked.table, asked.state))
    return listed(
        AgreementList,
        request,
        response,
        asked,
        Answer(rows, "agreement_meter", AGREED_PATH, illustrative=rows.illustrative),
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
    with _told(agreement):
        actions.judge(
            by=_person(request),
            at=timezone.now(),
            agreement=agreement,
            about=given.about,
            opinion=given.opinion,
            reason=given.reason,
        )
    return Status(201, _now(request, agreement))


@router.post(
    "/agreements",
    response={201: OneAgreement},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="agreements",
    operation_id="addAgreement",
    summary="Een afspraak vastleggen",
)
def add(request: HttpRequest, new: Body[NewAgreement]) -> Any:
    """Het secretariaat van de tafel legt vast wat is afgesproken. Zonder termijn kan dat niet."""
    with _told("agreement"):
        key = actions.add_agreement(
            by=_person(request),
            at=timezone.now(),
            table=new.table,
            agreed_on=new.agreed_on,
            promise=new.promise.promise(new.agreed_on),
            source=new.source,
            basis=new.basis,
            origin=new.origin,
        )
    return Status(201, _now(request, key))


@router.post(
    "/agreements/{agreement}/steps",
    response={201: OneAgreement},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="agreement_steps",
    operation_id="stepAgreement",
    summary="Een afspraak wijzigen of beëindigen",
)
def step(request: HttpRequest, agreement: Path[Key], new: Body[NewStep]) -> Any:
    """Wat er stond, blijft te lezen. De reden is verplicht."""
    person, at = _person(request), timezone.now()
    row = queries.agreement(agreement)
    demand(may_keep_agreements(person, row.table, at), person)
    with _told(agreement):
        if new.to == "ended":
            actions.end_agreement(by=person, at=at, agreement=agreement, reason=new.reason)
        elif new.promise is None:
            refuse([_NO_PROMISE])
        else:
            wanted = new.promise.promise(row.agreed_on)
            actions.change_agreement(by=person, at=at, agreement=agreement, promise=wanted, reason=new.reason)
    return Status(201, _now(request, agreement))


@router.get(
    "/agreements/{agreement}/measures",
    response=Measures,
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="agreement_measures",
    operation_id="listMeasures",
    summary="Het opvolgingsplan van een afspraak",
)
def measures(
    request: HttpRequest, response: HttpResponse, agreement: Path[Key], asked: Query[PageAsked]
) -> Any:
    """Wat er voor een afspraak gedaan wordt, voor wie aan haar tafel zit."""
    person, now = _person(request), timezone.now()
    row = queries.agreement(agreement, asked.at, day=asked.today)
    demand(may_read_plan(person, row.table, tables_of(person, day_of(now)), now), person)
    rows = queries.measures(asked.at, agreement=agreement, day=asked.today)
    answer = Answer(rows, "follow_up_plan", AGREED_PATH)
    website = f"{row.href}#plan"
    return listed(Measures, request, response, asked, answer, _measure_shown, website=website)


@router.post(
    "/agreements/{agreement}/measures",
    response={201: OneMeasure},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="agreement_measures",
    operation_id="addMeasure",
    summary="Een maatregel toevoegen",
)
def add_measure(request: HttpRequest, agreement: Path[Key], new: Body[NewMeasure]) -> Any:
    """Zet een maatregel op het opvolgingsplan van een afspraak van een tafel die u bijhoudt."""
    with _told("measure"):
        key = actions.add_measure(
            by=_person(request),
            at=timezone.now(),
            agreement=agreement,
            title=new.title,
            owner=new.owner,
            due=new.due,
            actions=new.actions,
        )
    return Status(201, _measure(request, queries.measure(key, day=Asked().today)))


@router.post(
    "/agreements/{agreement}/measures/{measure}/steps",
    response={201: OneMeasure},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="measure_steps",
    operation_id="stepMeasure",
    summary="Een maatregel wijzigen of intrekken",
)
def step_measure(
    request: HttpRequest, agreement: Path[Key], measure: Path[MeasureKey], new: Body[MeasureStep]
) -> Any:
    """Het antwoord op intrekken is de maatregel zoals hij het laatst was."""
    row = queries.measure(measure, agreement=agreement, day=Asked().today)
    with _told(measure):
        actions.change_measure(
            by=_person(request),
            at=timezone.now(),
            measure=measure,
            title=new.title,
            owner=new.owner,
            due=new.due,
            actions=new.actions,
            reason=new.reason,
            withdrawn=new.to == "withdrawn",
        )
    if new.to == "changed":
        row = queries.measure(measure, day=Asked().today)
    return Status(201, _measure(request, row))


_NO_PROMISE = Told(
    "promise",
    Text("er staat niet wat er voortaan is afgesproken", "it does not say what is agreed from now on"),
    Text("geef de hele afspraak mee", "give the whole promise"),
)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Every fault that an action finds, in the language that was asked for."""
    try:
        yield
    except AgreementRefused as refused:
        faults = [Fault(told.where, words(told.what), words(told.remedy)) for told in refused.told]
        raise Faults(what, faults) from refused


def _person(request: HttpRequest) -> Person:
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    return person


def _now(request: HttpRequest, key: str) -> Any:
    asked = Asked()
    return _one(request, queries.agreement(key, day=asked.today), asked)


def _measure(request: HttpRequest, row: MeasureRow) -> Any:
    answer = Answer(None, "follow_up_plan", AGREED_PATH)
    website = reverse("agreements:agreement", args=[row.agreement])
    return answered(OneMeasure, request, Asked(), answer, _measure_shown(row), website=f"{website}#plan")


def _measure_shown(row: MeasureRow) -> MeasureShown:
    return MeasureShown(
        measure=row.key,
        agreement=row.agreement,
        title=row.title,
        owner=row.owner,
        due=row.due,
        origin=row.origin,
        actions=[
            ActionShown(key=one.key, title=one.title, due=one.due, started=one.started, done=one.done)
            for one in row.actions
        ],
        progress=row.rolled.progress,
        done=row.rolled.done,
    )


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
        nature=row.promise.nature,
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
