"""Figures over the API: what is counted, what was known of it, and since when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from regietafel.core.base.answer import Answer, Source
from regietafel.core.figures.indicators import INDICATORS, Indicator, indicator
from regietafel.desk.figures.queries import FigureLine, Moment, lines, moments
from regietafel.desk.shared.asked import AreaCode, Asked, Day, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, SourceShown, Utc, answered, listed
from regietafel.desk.shared.notation import words

router = Router(tags=["figures"], by_alias=True)

MONITORING = Source("Verslag LRT 16 september 2022", "punt 3 (monitoring)")
DEFINITIONS = Source("Regietafel, lijst van indicatoren")

IndicatorKey = Annotated[
    str,
    Field(
        pattern="^[a-z0-9_]{1,60}$",
        description="Sleutel van een indicator; zie /indicators.",
        examples=["housed"],
    ),
]


class IndicatorShown(Part):
    """What is counted, in which unit, for which kinds of area."""

    key: str = Field(examples=["housed"])
    title: str
    unit: str
    kind: Literal["flow", "stock"] = Field(
        description="flow: geteld over een periode; stock: de stand aan het begin van een peildatum."
    )
    definition: str
    levels: list[Literal["NL", "PV", "VR", "GM"]]
    signed: bool = Field(description="Of een waarde onder nul iets betekent.")


class FigureShown(Part):
    """One figure of one source. Sources that contradict each other stand side by side; one of them is used."""

    id: int
    indicator: str
    area: str = Field(examples=["GM0363"])
    from_: date | None = Field(
        serialization_alias="from", description="Eerste dag van de periode; null bij een stand."
    )
    until: date | None = Field(description="Eerste dag na de periode; null bij een stand.")
    reference_date: date | None = Field(description="Peildatum van een stand; null bij een periode.")
    value: int
    unit: str
    source: SourceShown
    source_key: str
    known_since: Utc
    supersedes: int | None = Field(description="Het cijfer waarvan dit de correctie is.")
    illustrative: bool
    note: str
    used: bool = Field(description="Of dit cijfer gebruikt wordt.")
    reason: str = Field(description="Waarom deze bron gebruikt wordt; leeg zonder keuze.")
    contradicted: bool = Field(description="Of een andere bron iets anders zegt.")


class MomentShown(Part):
    """A moment at which figures became known."""

    at: Utc
    figures: int
    indicators: list[str]


class FigureList(AnsweredList[list[FigureShown]]):
    """A page of figures."""


class Indicators(AnsweredList[list[IndicatorShown]]):
    """A page of indicators."""


class OneIndicator(Answered[IndicatorShown]):
    """One indicator."""


class Moments(AnsweredList[list[MomentShown]]):
    """A page of moments."""


class FiguresAsked(PageAsked):
    """Which figures to list."""

    indicator: IndicatorKey
    area: Annotated[AreaCode | None, Field(description="Alleen dit gebied.")] = None
    from_: Annotated[
        Day | None, Field(alias="from", description="Periodes die op of na deze dag beginnen.")
    ] = None
    until: Annotated[Day | None, Field(description="Periodes die vóór deze dag beginnen.")] = None
    used: Annotated[bool | None, Field(description="Alleen cijfers die (niet) gebruikt worden.")] = None


class MomentsAsked(PageAsked):
    """Which moments to list."""

    indicator: IndicatorKey | None = None


@router.get(
    "/figures", response=FigureList, url_name="figures", operation_id="listFigures", summary="Cijfers"
)
def figures(request: HttpRequest, response: HttpResponse, asked: Query[FiguresAsked]) -> Any:
    """Cijfers van één indicator zoals bekend op een moment, met bronnen die elkaar tegenspreken naast elkaar."""
    known = indicator(asked.indicator)
    found = lines(indicator=known.key, moment=asked.at, area=asked.area, start=asked.from_, until=asked.until)
    said: dict[tuple[str, date, date | None], set[int]] = defaultdict(set)
    for line in found:
        said[line.area, line.start, line.until].add(line.value)
    shown = [line for line in found if asked.used in (None, line.used)]
    answer = Answer(shown, "as_known", MONITORING, illustrative=any(line.illustrative for line in shown))
    return listed(
        FigureList,
        request,
        response,
        asked,
        answer,
        lambda line: _figure_shown(line, known, len(said[line.area, line.start, line.until]) > 1),
    )


@router.get(
    "/indicators",
    response=Indicators,
    url_name="indicators",
    operation_id="listIndicators",
    summary="Indicatoren",
)
def indicators(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """Wat er geteld wordt, met eenheid en definitie."""
    answer = Answer(tuple(INDICATORS.values()), "indicator", DEFINITIONS)
    return listed(Indicators, request, response, asked, answer, _indicator_shown)


@router.get(
    "/indicators/{key}",
    response=OneIndicator,
    url_name="indicator",
    operation_id="getIndicator",
    summary="Eén indicator",
)
def one_indicator(request: HttpRequest, key: Path[IndicatorKey], asked: Query[Asked]) -> Any:
    """Een indicator met eenheid en definitie."""
    answer = Answer(indicator(key), "indicator", DEFINITIONS)
    return answered(OneIndicator, request, asked, answer, _indicator_shown(answer.value))


@router.get("/moments", response=Moments, url_name="moments", operation_id="listMoments", summary="Momenten")
def moment_list(request: HttpRequest, response: HttpResponse, asked: Query[MomentsAsked]) -> Any:
    """De momenten waarop cijfers bekend werden, het oudste eerst; bruikbaar als knownOn."""
    found = moments(indicator=indicator(asked.indicator).key if asked.indicator else None)
    known = [moment for moment in found if asked.at is None or moment.at <= asked.at]
    answer = Answer(known, "as_known", MONITORING)
    return listed(Moments, request, response, asked, answer, _moment_shown)


def _figure_shown(line: FigureLine, known: Indicator, contradicted: bool) -> FigureShown:
    flow = line.until is not None
    return FigureShown(
        id=line.id,
        indicator=line.indicator,
        area=line.area,
        from_=line.start if flow else None,
        until=line.until,
        reference_date=None if flow else line.start,
        value=line.value,
        unit=words(known.unit),
        source=SourceShown.of(line.source),
        source_key=line.source_key,
        known_since=line.known_since,
        supersedes=line.supersedes,
        illustrative=line.illustrative,
        note=line.note,
        used=line.used,
        reason=line.reason,
        contradicted=contradicted,
    )


def _indicator_shown(known: Indicator) -> IndicatorShown:
    return IndicatorShown(
        key=known.key,
        title=words(known.title),
        unit=words(known.unit),
        kind=known.kind,
        definition=words(known.definition),
        levels=sorted(known.levels),
        signed=known.signed,
    )


def _moment_shown(moment: Moment) -> MomentShown:
    return MomentShown(at=moment.at, figures=moment.figures, indicators=list(moment.indicators))
