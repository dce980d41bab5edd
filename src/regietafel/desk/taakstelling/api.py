"""Targets over the API: half-years, the targets of all areas, and why one of them is what it is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router
from pydantic import Field

from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import RegietafelError
from regietafel.core.taakstelling.explain import Explained
from regietafel.core.taakstelling.targets import AS_PUBLISHED, AS_WRITTEN, POLICIES, Targets
from regietafel.core.taakstelling.volumes import HUISVESTINGSWET, Volume
from regietafel.desk.areas.api import AreaKind
from regietafel.desk.shared.asked import AreaCode, Asked, PageAsked, Period, PeriodArea
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
from regietafel.desk.taakstelling.queries import (
    PeriodTargets,
    computed_targets,
    periods,
    targets_of,
    volume_history,
    why,
)

router = Router(tags=["targets"], by_alias=True)

PolicyName = Literal["as_published", "as_written"]


class VolumeShown(Part):
    """One version of the national number of a half-year."""

    version: int
    persons: int = Field(examples=[13500])
    announced_on: date | None
    known_since: Utc | None
    source: SourceShown
    reason: str = Field(description="Waarom deze versie de vorige verving; leeg bij de eerste.")


class PeriodShown(Part):
    """A half-year with every known version of its national number; the last one holds."""

    period: str = Field(examples=["2022-II"])
    from_: date = Field(serialization_alias="from")
    until: date
    volumes: list[VolumeShown]


class AgreedShown(Part):
    """An agreed target that stands beside the statutory one."""

    target: str = Field(description="Sleutel van de afspraak.")
    title: str
    persons: int
    source: SourceShown
    illustrative: bool


class TargetShown(Part):
    """The target of one area for a half-year, in persons."""

    period: str = Field(examples=["2022-II"])
    area: str = Field(examples=["GM0363"])
    name: str = Field(examples=["Amsterdam"])
    kind: AreaKind
    policy: PolicyName
    persons: int = Field(description="De taakstelling volgens deze lezing, met uitruil, in personen.")
    carried_in: int = Field(description="Voorsprong boven nul, achterstand onder nul, in personen.")
    corrected: int | None = Field(
        description="Gepubliceerde taakstelling min wat is meegenomen; null bij de andere lezing."
    )
    agreements: list[AgreedShown]


class ExplainedShown(Part):
    """Both readings of the target of an area, and what was carried in, in persons."""

    code: str
    name: str
    quotient: Share = Field(description="Uitkomst van vg × iG / iN vóór afronden.")
    published: int
    written: int
    carried_in: int
    corrected: int


class Periods(AnsweredList[list[PeriodShown]]):
    """A page of half-years."""


class OnePeriod(Answered[PeriodShown]):
    """One half-year."""


class TargetList(AnsweredList[list[TargetShown]]):
    """A page of targets."""


class OneTarget(Answered[ExplainedShown]):
    """Why is my number this?"""


class TargetsAsked(PageAsked):
    """Which targets to list."""

    period: Annotated[
        Period | None, Field(description="Het halfjaar; leeg: het laatste met taakstelling.")
    ] = None
    area: Annotated[AreaCode | None, Field(description="Alleen dit gebied.")] = None
    within: Annotated[AreaCode | None, Field(description="Alleen gebieden die hierin liggen.")] = None
    kind: Annotated[AreaKind, Field(description="Soort gebied.")] = "municipality"
    policy: Annotated[
        PolicyName,
        Field(
            description="as_published: zoals gepubliceerd; as_written: ieder voor zich naar boven afgerond."
        ),
    ] = "as_published"


@router.get("/periods", response=Periods, url_name="periods", operation_id="listPeriods", summary="Halfjaren")
def period_list(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """De halfjaren met een taakstelling, met alle bekende versies van het landelijke aantal."""
    answer = Answer(periods(asked.at), "volume_as_known", HUISVESTINGSWET)
    return listed(
        Periods,
        request,
        response,
        asked,
        answer,
        lambda period: _period_shown(period, volume_history(period, asked.at)),
        website=reverse("taakstelling:periods"),
    )


@router.get(
    "/periods/{period}",
    response=OnePeriod,
    url_name="period",
    operation_id="getPeriod",
    summary="Eén halfjaar",
)
def one_period(request: HttpRequest, period: Path[Period], asked: Query[Asked]) -> Any:
    """Een halfjaar met iedere versie van het landelijke aantal, en sinds wanneer die bekend is."""
    volumes = volume_history(period, asked.at)
    if not volumes:
        raise RegietafelError(
            Text(f"over {period} was nog geen aantal bekend", f"no volume of {period} was known"),
            Text("kies een later moment of een ander halfjaar", "choose a later moment or another half-year"),
        )
    answer = Answer(None, "volume_as_known", HUISVESTINGSWET)
    website = reverse("taakstelling:nation", args=[period])
    return answered(OnePeriod, request, asked, answer, _period_shown(period, volumes), website=website)


@router.get(
    "/targets", response=TargetList, url_name="targets", operation_id="listTargets", summary="Taakstellingen"
)
def targets(request: HttpRequest, response: HttpResponse, asked: Query[TargetsAsked]) -> Any:
    """De taakstelling van ieder gebied in een halfjaar, met wat is meegenomen en met de afspraken ernaast."""
    known = targets_of(asked.period or _latest(asked), asked.at)
    computed = computed_targets(known.period, asked.at)
    codes = areas_asked(known, asked.kind, asked.area, asked.within)
    answer = Answer(
        codes,
        computed.rule,
        computed.source,
        computed.inputs,
        illustrative=known.carry_illustrative or any(t.illustrative for t in known.agreements.values()),
    )
    return listed(
        TargetList,
        request,
        response,
        asked,
        answer,
        lambda code: _target_shown(known, computed.value, code, asked.policy),
        website=reverse("taakstelling:nation", args=[known.period]),
    )


@router.get(
    "/targets/{period}/{area}",
    response=OneTarget,
    url_name="target",
    operation_id="explainTarget",
    summary="Waarom is mijn getal dit?",
)
def target(request: HttpRequest, path: Path[PeriodArea], asked: Query[Asked]) -> Any:
    """De taakstelling van één gebied: bij een gemeente met iedere stap, anders als som van de gemeenten."""
    known = targets_of(path.period, asked.at)
    municipal = known.division.kind_of(path.area) == "municipality"
    answer = why(path.period, path.area, asked.at) if municipal else _sum(known, path.area, asked)
    value: Explained = answer.value
    shown = ExplainedShown(**{**value.__dict__, "quotient": Share.of(value.quotient)})
    route = "taakstelling:why" if municipal else "taakstelling:area"
    website = reverse(route, args=[path.period, path.area])
    return answered(OneTarget, request, asked, answer, shown, website=website)


def areas_asked(known: PeriodTargets, kind: str, area: str | None, within: str | None) -> tuple[str, ...]:
    """The areas of one kind that a list is about: one, those in another, or all of them."""
    division = known.division
    if area is not None:
        division.kind_of(area)
        return (area,)
    holder = within or "NL"
    inside = set(division.in_area(holder))
    if kind == "nation":
        return ("NL",) if holder == "NL" else ()
    if kind == "municipality":
        return division.in_area(holder)
    of_kind = division.provinces if kind == "province" else division.safety_regions
    return tuple(one.code for one in of_kind if inside & set(division.in_area(one.code)))


def _latest(asked: Asked) -> HalfYear:
    known = periods(asked.at)
    if not known:
        raise RegietafelError(
            Text("nog geen halfjaar had een taakstelling", "no half-year had a target yet"),
            Text("kies een later moment", "choose a later moment"),
        )
    return known[-1]


def _period_shown(period: HalfYear, volumes: tuple[Volume, ...]) -> PeriodShown:
    shown = [
        VolumeShown(
            version=volume.version,
            persons=volume.persons,
            announced_on=volume.announced_on,
            known_since=volume.known_since,
            source=SourceShown.of(volume.source),
            reason=volume.reason,
        )
        for volume in volumes
    ]
    return PeriodShown(period=str(period), from_=period.start, until=period.until, volumes=shown)


def _target_shown(known: PeriodTargets, computed: Targets, area: str, policy: PolicyName) -> TargetShown:
    published = POLICIES[policy] is AS_PUBLISHED
    return TargetShown(
        period=str(known.period),
        area=area,
        name=known.division.name_of(area),
        kind=known.division.kind_of(area),
        policy=policy,
        persons=known.statutory.in_area(area) if published else computed.in_area(area, AS_WRITTEN),
        carried_in=known.carried(area),
        corrected=known.corrected(area) if published else None,
        agreements=[
            AgreedShown(
                target=name,
                title=words(table.title),
                persons=table.in_area(area),
                source=SourceShown.of(table.source),
                illustrative=table.illustrative,
            )
            for name, table in known.agreements.items()
        ],
    )


def _sum(known: PeriodTargets, area: str, asked: Asked) -> Answer[Explained]:
    computed = computed_targets(known.period, asked.at)
    result = computed.value
    quotients = [result.quotient(code) for code in known.division.in_area(area)]
    explained = Explained(
        area,
        known.division.name_of(area),
        sum(quotients[1:], quotients[0]),
        result.in_area(area),
        result.in_area(area, AS_WRITTEN),
        known.carried(area),
        result.in_area(area) - known.carried(area),
    )
    made_up = known.carry_illustrative and bool(known.carried(area))
    return Answer(explained, computed.rule, computed.source, computed.inputs, illustrative=made_up)
