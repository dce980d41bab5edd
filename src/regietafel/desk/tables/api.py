"""Tables over the API: bodies with seats and relations, layers, contact points and hand-overs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from regietafel.core.base.answer import Answer, Input, Source
from regietafel.core.base.concepts import concept
from regietafel.core.tables.contacts import ContactState
from regietafel.core.tables.kinds import RelationKind
from regietafel.core.tables.validity import Validity
from regietafel.desk.shared.asked import Asked, Day, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, answered, listed
from regietafel.desk.shared.notation import words
from regietafel.desk.tables.queries import (
    HandOverRow,
    JourneyRow,
    SeatRow,
    TableRow,
    contacts_on,
    hand_overs,
    journeys,
    partners_at,
    seats_on,
    structure,
    tables_all,
    tables_on,
    topics,
)

router = Router(tags=["tables"], by_alias=True)

CalendarDay = date
Tier = Literal["national", "provincial", "regional"]
Key = Annotated[str, Field(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$", examples=["lrt"])]
MINUTES = Source("Verslag van de Landelijke Regietafel van 16 september 2022", "punt 2")


class ValidDays(Part):
    """Days [from, until); null is: not known, or still."""

    from_: date | None = Field(serialization_alias="from")
    until: date | None


class Body(Part):
    """A table or another body on a day."""

    key: str = Field(examples=["lrt"])
    abbreviation: str = Field(examples=["LRT"])
    name: str
    kind: str = Field(examples=["table"])
    tier: Tier
    level: str = Field(examples=["political"])
    territory: str = Field(description="NL, een provincie (PV22) of een veiligheidsregio.", examples=["NL"])
    secretariat: str | None = Field(description="Sleutel van een organisatie.")
    valid: ValidDays
    note: str | None = Field(description="Hoe zeker dit is, als het een lezing is.")


class SeatShown(Part):
    """A seat; `holder` is null when the office is not public or nobody is known."""

    office: str
    title: str
    partner: str
    partner_name: str
    holder: str | None
    public: bool
    kind: Literal["permanent", "invited"]
    role: str
    valid: ValidDays


class RelationShown(Part):
    """How this body stands to another."""

    kind: str = Field(examples=["prepares_for"])
    lower: str
    upper: str


class BodyInFull(Body):
    """A body with its seats and relations."""

    role: str | None
    seats: list[SeatShown]
    relations: list[RelationShown]


class PassageShown(Part):
    """A matter at one table."""

    table: str
    arrived: date | None
    left: date | None
    days: int | None


class MatterShown(Part):
    """The way of one matter."""

    key: str
    title: str
    tables: int
    days: int = Field(description="Dagen waarvan begin en eind bekend zijn.")
    unknown: int = Field(description="Tafels waarvan de duur niet bekend is.")
    passages: list[PassageShown]
    illustrative: bool


class ContactShown(Part):
    """What a partner of the national table has for a topic."""

    partner: str
    topic: str
    finding: Literal["one", "gap", "double", "no_deputy"]
    offices: list[str]
    deputies: list[str]


class TransferShown(Part):
    """A task and the body that goes on with it; null ends on purpose."""

    task: str
    to: str | None
    reason: str | None


class HandOverShown(Part):
    """A hand-over; no findings is: nothing left over."""

    key: str
    day: date
    title: str
    ends: list[str]
    transfers: list[TransferShown]
    findings: list[str]


class Tables(AnsweredList[list[Body]]):
    """A page of bodies."""


class OneTable(Answered[BodyInFull]):
    """One body."""


class Matters(AnsweredList[list[MatterShown]]):
    """A page of matters on their way."""


class ContactPoints(AnsweredList[list[ContactShown]]):
    """A page of contact points."""


class HandOvers(AnsweredList[list[HandOverShown]]):
    """A page of hand-overs."""


class OnDay(Asked):
    """Bodies are those of a day."""

    date: Annotated[Day | None, Field(description="Op deze dag; leeg: de dag van knownOn.")] = None

    @property
    def day(self) -> CalendarDay:
        """The day asked about."""
        return self.date or self.today


class TablesAsked(OnDay, PageAsked):
    """Which bodies to list."""

    tier: Annotated[Tier | None, Field(description="Alleen organen van dit gebied.")] = None


class ContactsAsked(OnDay, PageAsked):
    """Contact points of a day."""


@router.get(
    "/tables", response=Tables, url_name="tables", operation_id="listTables", summary="Tafels op een dag"
)
def tables(request: HttpRequest, response: HttpResponse, asked: Query[TablesAsked]) -> Any:
    """Alle regietafels, commissies, crisisorganen en toezichthouders van een dag."""
    rows = [row for row in tables_on(asked.day, asked.at) if asked.tier in (None, row.tier.value)]
    answer = _answer(rows, "tables", asked.day)
    website = reverse("tables:structure")
    return listed(Tables, request, response, asked, answer, lambda row: Body(**_body(row)), website=website)


@router.get(
    "/tables/{key}",
    response=OneTable,
    url_name="table",
    operation_id="getTable",
    summary="Eén tafel op een dag",
)
def table(request: HttpRequest, key: Path[Key], asked: Query[OnDay]) -> Any:
    """Een tafel met haar plaatsen en verhoudingen. Van ambtenaren staat alleen de functie erbij."""
    row = next((each for each in tables_all(asked.at) if each.key == key), None)
    if row is None:
        raise Http404(
            _("Er is geen tafel “%(key)s”, of zij was op dit moment nog niet bekend.") % {"key": key}
        )
    return told(request, row, asked)


def told(request: HttpRequest, row: TableRow, asked: OnDay) -> Any:
    """The answer about one body on a day, with its seats and relations."""
    key = row.key
    over_time = structure(asked.at)
    relations = [
        each
        for each in over_time.relations
        if key in (each.lower, each.upper)
        and (asked.day in each.validity or each.kind is RelationKind.SUCCEEDS)
    ]
    shown = BodyInFull(
        **_body(row),
        role=words(row.role) or None,
        seats=[_seat(seat) for seat in seats_on(key, asked.day, asked.at)],
        relations=[
            RelationShown(kind=each.kind.value, lower=each.lower, upper=each.upper) for each in relations
        ],
    )
    website = reverse("tables:table", args=[key])
    return answered(
        OneTable, request, asked, _answer(shown, "tables", asked.day, row.source), shown, website=website
    )


@router.get(
    "/layers",
    response=Matters,
    url_name="layers",
    operation_id="listMatters",
    summary="Langs welke tafels onderwerpen gaan",
)
def layers(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """De weg van elk onderwerp: langs welke tafels, en hoeveel dagen het daar wachtte."""
    ways = journeys(asked.at)
    answer = _answer(ways, "layers", None, illustrative=any(way.illustrative for way in ways))
    return listed(Matters, request, response, asked, answer, _matter, website=reverse("tables:layers"))


@router.get(
    "/contact-points",
    response=ContactPoints,
    url_name="contact-points",
    operation_id="listContactPoints",
    summary="Contactpunten per partner en onderwerp",
)
def contact_points(request: HttpRequest, response: HttpResponse, asked: Query[ContactsAsked]) -> Any:
    """Per partner van de Landelijke Regietafel en onderwerp: één contactpunt, geen, of meer dan één."""
    states = contacts_on(asked.day, partners_at("lrt", asked.day, asked.at), topics(asked.at), asked.at)
    answer = _answer(states, "contact_points", asked.day)
    return listed(
        ContactPoints,
        request,
        response,
        asked,
        answer,
        contact_shown,
        website=reverse("tables:contacts"),
    )


def contact_shown(state: ContactState) -> ContactShown:
    """One partner and topic as the API tells it."""
    return ContactShown(
        partner=state.partner,
        topic=state.topic,
        finding=state.finding,
        offices=[point.office for point in state.points],
        deputies=[point.deputy for point in state.points if point.deputy],
    )


@router.get(
    "/hand-overs",
    response=HandOvers,
    url_name="hand-overs",
    operation_id="listHandOvers",
    summary="Overdrachten van taken",
)
def hand_over_list(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """Wat organen die eindigen achterlaten, en aan wie."""
    plans = hand_overs(asked.at)
    return listed(HandOvers, request, response, asked, _answer(plans, "hand_over", None), _hand_over)


def _answer(
    value: Any, name: str, day: date | None, source: Source = MINUTES, *, illustrative: bool = False
) -> Answer[Any]:
    inputs = (Input("date", day),) if day else ()
    return Answer(value, concept(name).rule.partition(":")[2], source, inputs, illustrative=illustrative)


def _days(valid: Validity) -> ValidDays:
    return ValidDays(from_=valid.start, until=valid.until)


def _body(row: TableRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "abbreviation": row.abbreviation,
        "name": words(row.name),
        "kind": row.kind.value,
        "tier": row.tier.value,
        "level": row.level.value,
        "territory": row.territory,
        "secretariat": row.secretariat or None,
        "valid": _days(row.valid),
        "note": words(row.note) or None,
    }


def _seat(seat: SeatRow) -> SeatShown:
    return SeatShown(
        office=seat.office,
        title=words(seat.office_title),
        partner=seat.partner,
        partner_name=seat.partner_name,
        holder=seat.holder or None,
        public=seat.public,
        kind=seat.kind.value,
        role=seat.role.value,
        valid=_days(seat.valid),
    )


def _matter(way: JourneyRow) -> MatterShown:
    passages = [
        PassageShown(table=each.table, arrived=each.arrived, left=each.left, days=each.days)
        for each in way.way.passages
    ]
    return MatterShown(
        key=way.matter,
        title=words(way.title),
        tables=way.way.tables,
        days=way.way.days,
        unknown=way.way.unknown,
        passages=passages,
        illustrative=way.illustrative,
    )


def _hand_over(plan: HandOverRow) -> HandOverShown:
    return HandOverShown(
        key=plan.key,
        day=plan.day,
        title=words(plan.title),
        ends=list(plan.ends),
        transfers=[
            TransferShown(task=each.task, to=each.to or None, reason=each.reason or None)
            for each in plan.transfers
        ],
        findings=[f"{each.task}: {words(each.said)}" for each in plan.findings],
    )
