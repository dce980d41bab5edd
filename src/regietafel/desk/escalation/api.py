"""Escalation over the API: provinces with the talks that are proposed, and the board of a province."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.errors import RegietafelError
from regietafel.core.escalation.bilateral import Below
from regietafel.core.escalation.ladder import Ladder
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.escalation import queries
from regietafel.desk.escalation.ladders import ladders
from regietafel.desk.escalation.permissions import may_read_board
from regietafel.desk.escalation.queries import MunicipalityRow, ProvinceRow, TalkState
from regietafel.desk.shared.asked import PageAsked
from regietafel.desk.shared.envelope import AnsweredList, Part, Share, SourceShown, listed
from regietafel.desk.shared.notation import words

router = Router(tags=["escalation"], by_alias=True)


ProvinceCode = Annotated[
    str, Field(pattern=r"^PV[0-9]{2}$", description="Code van een provincie.", examples=["PV22"])
]


class TalkShown(Part):
    """A talk that is planned or was held."""

    talk: str
    state: TalkState
    planned_on: date
    ground: str
    outcome: str
    follow_up: str


class ProvinceShown(Part):
    """A province, how it stands for the agreed target, and its talk."""

    area: str = Field(examples=["PV22"])
    name: str
    schedule_class: ScheduleClass | None
    pace: Share | None
    proposed: bool = Field(description="Of de cijfers een gesprek voorstellen.")
    ground: str = Field(description="Waarom; leeg zonder voorstel.")
    talk: TalkShown | None


class MunicipalityShown(Part):
    """A municipality on the board of its province; `proposed_step` is what the figures propose, 0 is off the
    ladder."""

    area: str = Field(examples=["GM1690"])
    name: str
    step: int
    since: date | None
    until: date | None
    frozen_until: date | None
    schedule_class: ScheduleClass | None
    missed: int = Field(description="Halfjaren op rij met achterstand.")
    proposed_step: int | None
    ground: str


class RungShown(Part):
    """One step of a ladder."""

    number: int
    title: str
    waiting_weeks: int = Field(description="Zo lang krijgt een gemeente op deze trede ten minste.")
    missed: int = Field(
        description="Zoveel halfjaren op rij met achterstand, voor de cijfers haar voorstellen."
    )
    told: list[str] = Field(description="municipality, council of public.", examples=[["municipality"]])
    published: bool
    statutory: str = Field(description="Artikel, of leeg bij beleid.")


class LadderShown(Part):
    """A ladder of a province during its days, or the one that holds where a province has none."""

    name: str
    title: str
    area: str = Field(description="Provincie; leeg bij de ladder voor wie er geen heeft.")
    default: bool
    valid_from: date
    valid_until: date | None
    source: SourceShown
    steps: list[RungShown]


class Ladders(AnsweredList[list[LadderShown]]):
    """A page of ladders."""


class LaddersAsked(PageAsked):
    """Of which province."""

    province: Annotated[ProvinceCode | None, Field(description="Alleen deze provincie en de standaard.")] = (
        None
    )


class Provinces(AnsweredList[list[ProvinceShown]]):
    """A page of provinces."""


class Municipalities(AnsweredList[list[MunicipalityShown]]):
    """A page of municipalities."""


class ProvincesAsked(PageAsked):
    """From which class on a province is not on schedule."""

    below: Annotated[Below, Field(description="Vanaf welke klasse een gesprek wordt voorgesteld.")] = (
        Below.BEHIND
    )


@router.get(
    "/escalation-ladders",
    response=Ladders,
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="escalation_ladders",
    operation_id="listEscalationLadders",
    summary="Escalatieladders",
)
def escalation_ladders(request: HttpRequest, response: HttpResponse, asked: Query[LaddersAsked]) -> Any:
    """De ladders van toezicht met hun treden, per provincie en versie; het wettelijke slot is overal gelijk."""
    known = ladders(asked.at, area=asked.province or "")
    answer = Answer(known, "escalation_proposal", known[0].source)
    return listed(Ladders, request, response, asked, answer, _ladder, website=reverse("escalation:national"))


@router.get(
    "/escalation-provinces",
    response=Provinces,
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="escalation_provinces",
    operation_id="listEscalationProvinces",
    summary="Provincies en gesprekken",
)
def provinces(request: HttpRequest, response: HttpResponse, asked: Query[ProvincesAsked]) -> Any:
    """De provincies, wie niet op schema ligt voor het afgesproken doel, en het gesprek dat volgt of gepland is."""
    _demand(request, "NL")
    board = queries.national_board(asked.at, below=asked.below)
    if board is None:
        raise RegietafelError(
            Text("er was geen taakstelling bekend", "no target was known"),
            Text("kies een later moment", "choose a later moment"),
        )
    of = board.answer
    answer = Answer(board.provinces, of.rule, of.source, of.inputs, illustrative=board.illustrative)
    return listed(
        Provinces, request, response, asked, answer, _province, website=reverse("escalation:national")
    )


@router.get(
    "/escalation-municipalities/{province}",
    response=Municipalities,
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="escalation_municipalities",
    operation_id="listEscalationMunicipalities",
    summary="Bord van een provincie",
)
def municipalities(
    request: HttpRequest, response: HttpResponse, province: Path[ProvinceCode], asked: Query[PageAsked]
) -> Any:
    """De gemeenten van een provincie: hun trede, wat de monitor zegt, en wat de cijfers voorstellen."""
    _demand(request, province)
    board = queries.board(province, asked.at, day=asked.today)
    if board is None:
        raise RegietafelError(
            Text("er was geen taakstelling bekend", "no target was known"),
            Text("kies een later moment", "choose a later moment"),
        )
    answer = Answer(
        board.municipalities, "escalation_proposal", board.ladder.source, illustrative=board.illustrative
    )
    website = reverse("escalation:area", args=[province])
    return listed(Municipalities, request, response, asked, answer, _municipality, website=website)


def _demand(request: HttpRequest, area: str) -> None:
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    demand(may_read_board(person, area, timezone.now()), person)


def _province(row: ProvinceRow) -> ProvinceShown:
    judged, talk = row.standing.verdict, row.talk
    return ProvinceShown(
        area=row.area,
        name=row.name,
        schedule_class=judged.schedule_class if judged is not None else None,
        pace=Share.of(judged.pace) if judged is not None and judged.pace is not None else None,
        proposed=row.proposal is not None,
        ground=words(row.proposal.ground) if row.proposal is not None else "",
        talk=TalkShown(
            talk=talk.key,
            state=talk.state,
            planned_on=talk.planned_on,
            ground=talk.ground,
            outcome=talk.outcome,
            follow_up=talk.follow_up,
        )
        if talk is not None
        else None,
    )


def _ladder(one: Ladder) -> LadderShown:
    return LadderShown(
        name=one.name,
        title=words(one.title),
        area=one.area,
        default=one.default,
        valid_from=one.valid.start,
        valid_until=one.valid.until,
        source=SourceShown.of(one.source),
        steps=[
            RungShown(
                number=rung.number,
                title=words(rung.title),
                waiting_weeks=rung.waiting_weeks,
                missed=rung.missed,
                told=list(rung.told),
                published=rung.published,
                statutory=rung.statutory,
            )
            for rung in one.rungs
        ],
    )


def _municipality(row: MunicipalityRow) -> MunicipalityShown:
    found = row.proposal.value
    return MunicipalityShown(
        area=row.area,
        name=row.name,
        step=row.position.number,
        since=row.position.since,
        until=row.position.until,
        frozen_until=row.position.frozen_until,
        schedule_class=row.evidence.schedule_class,
        missed=row.evidence.missed,
        proposed_step=found.to if found is not None else None,
        ground=words(row.proposal.steps[0].text),
    )
