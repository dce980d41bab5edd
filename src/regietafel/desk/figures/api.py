"""Figures over the API: what is counted, what was known of it, and since when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import File, Form, Path, Query, Router, Schema, Status, UploadedFile
from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic.alias_generators import to_camel

from regietafel.core.base.answer import Answer, Source
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.figures.indicators import INDICATORS, Indicator, indicator
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.when import When, read_when
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import demand
from regietafel.desk.accounts.person import Person
from regietafel.desk.figures.actions import Options, SourceEntry, confirm, receive
from regietafel.desk.figures.actions.authority import demand_entry
from regietafel.desk.figures.actions.checking import check_upload
from regietafel.desk.figures.checked_shown import CheckShown, check_shown
from regietafel.desk.figures.queries import FigureLine, Moment, lines, moments
from regietafel.desk.figures.seen import may_see, permissions_of
from regietafel.desk.figures.sheets import LARGEST_FILE
from regietafel.desk.shared.asked import AreaCode, Asked, Day, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, SourceShown, Utc, answered, listed
from regietafel.desk.shared.notation import language, words
from regietafel.desk.shared.problems import TooLarge

router = Router(tags=["figures"], by_alias=True)

MONITORING = Source("Verslag LRT 16 september 2022", "punt 3 (monitoring)")
DEFINITIONS = Source("Regietafel, lijst van indicatoren")

KeyPattern = Field(
    pattern="^[a-z0-9_]{1,60}$",
    description="Sleutel van een indicator; zie /indicators.",
    examples=["housed"],
)
AnyKey = Annotated[str, KeyPattern]


def _known_key(key: str) -> str:
    if key not in INDICATORS:
        said = gettext("“%(key)s” is geen indicator; kies uit: %(keys)s.")
        raise ValueError(said % {"key": key, "keys": ", ".join(sorted(INDICATORS))})
    return key


IndicatorKey = Annotated[str, KeyPattern, AfterValidator(_known_key)]


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
    """Cijfers van één indicator zoals bekend op een moment, met bronnen die elkaar tegenspreken naast elkaar.

    Zoals op de pagina's: landelijke cijfers zijn openbaar, die van een gemeente ziet wie daar een rol heeft. Zonder
    `area` blijven andere weg; met een `area` die u niet mag zien, komt de weigering met haar reden.
    """
    known = indicator(asked.indicator)
    person, now = person_of(request), timezone.now()
    if asked.area is not None:
        demand(may_see(person, asked.area, now), person)
    found = lines(indicator=known.key, moment=asked.at, area=asked.area, start=asked.from_, until=asked.until)
    answers = permissions_of(person, {line.area for line in found}, now)
    found = tuple(line for line in found if answers[line.area])
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
def one_indicator(request: HttpRequest, key: Path[AnyKey], asked: Query[Asked]) -> Any:
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


# -- a sheet -----------------------------------------------------------------------------------------------


def _read_when(text: object) -> When | None:
    if not str(text).strip():
        return None
    try:
        found = read_when(str(text))
    except CellRefused as refused:
        raise ValueError(words(refused.what_text)) from refused
    if not isinstance(found, When):
        raise ValueError(gettext("Noem een hele periode of één dag, zoals 2022-09 of 2022-09-01."))
    return found


WhenRead = Annotated[
    When | None,
    PlainValidator(_read_when),
    WithJsonSchema({"type": "string", "examples": ["2022-09"], "maxLength": 40}),
]


class SheetForm(Schema):
    """What is said about a sheet besides what stands in it."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    indicator: IndicatorKey
    source_key: str = Field(pattern="^[a-z0-9-]{1,80}$", description="Sleutel van de bron van de cijfers.")
    source_title: str = Field("", max_length=300, description="Titel van een bron die nog niet bekend is.")
    when: WhenRead = Field(None, description="Periode of peildatum, als die niet in het blad staat.")
    cumulative_since: Day | None = Field(
        None, description="Eerste dag die meetelt in kolommen die tot en met een maand lopen."
    )
    sheet: str = Field(
        "", max_length=100, description="Welk blad van het bestand; leeg: het eerste met cijfers."
    )
    illustrative: bool = Field(False, description="Of alles in het blad verzonnen is.")
    motive: str = Field("", max_length=1000, description="Reden, als een waarschuwing daarom vraagt.")


class ImportAsked(Schema):
    """Whether the sheet is only checked. Without knownOn: a sheet is compared with what is known now."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    dry_run: bool = Field(
        True, description="true: alleen controleren; false: bevestigen als er geen fouten zijn."
    )


class CheckedSheet(Answered[CheckShown]):
    """The check of a sheet."""


@router.post(
    "/figures",
    response={200: CheckedSheet, 201: CheckedSheet},
    auth=SignedIn(settings.SESSION_COOKIE_NAME),
    url_name="figures",
    operation_id="importFigures",
    summary="Cijfers aanleveren met een blad",
)
def import_figures(
    request: HttpRequest, asked: Query[ImportAsked], form: Form[SheetForm], file: File[UploadedFile]
) -> Any:
    """Controleert een CSV-, XLSX- of ODS-blad zoals de pagina doet, en bevestigt het alleen met dryRun=false.

    Zonder fouten en met dryRun=false gaan alle cijfers in één keer mee; met fouten wordt niets opgeslagen.
    """
    if (file.size or 0) > LARGEST_FILE:
        raise TooLarge(LARGEST_FILE)
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    at = timezone.now()
    source = SourceEntry(form.source_key, form.source_title or form.source_key)
    options = Options(form.when, form.cumulative_since, form.sheet or None, form.illustrative)
    data, name = file.read(), file.name or "-"
    checked = check_upload(
        data,
        name,
        indicator=indicator(form.indicator).key,
        source=source.key,
        own_sources={source.key: source.title},
        options=options,
        at=at,
    )
    own = next((role.area for role in person.held(at) if role.area), "NL")
    demand_entry(person, checked.areas or (own,), at)
    if asked.dry_run or not checked.to_write:
        if checked.faults and not asked.dry_run:
            raise Faults(name, [one.fault(language()) for one in checked.faults])
        state = "faulty" if checked.faults else "checked" if checked.to_write else "unchanged"
        return _check_answer(request, check_shown(checked, state, None))
    if checked.asks_motive and not form.motive.strip():
        asking = [one.fault(language()) for one in checked.warnings if one.asks_motive]
        raise Faults(name, [*asking, Fault("motive", gettext("Geef een reden bij deze waarschuwingen."))])
    with transaction.atomic():
        delivery = receive(
            by=person,
            at=at,
            file_name=name,
            content=data,
            indicator=form.indicator,
            source=source,
            options=options,
        )
        state = confirm(by=person, at=at, delivery=delivery, motive=form.motive)
    return Status(201, _check_answer(request, check_shown(checked, state, delivery)))


def _check_answer(request: HttpRequest, shown: CheckShown) -> CheckedSheet:
    made_up = any(row.illustrative for row in shown.rows)
    answer = Answer(shown, "compare", MONITORING, illustrative=made_up)
    result: CheckedSheet = answered(CheckedSheet, request, Asked(), answer, shown)
    return result
