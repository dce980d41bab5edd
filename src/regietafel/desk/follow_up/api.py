"""Actions, requests, questions and concerns over the API: read, added, and stepped."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Body, Path, Query, Router, Schema
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.core.base.answer import Answer, Source
from regietafel.core.follow_up.items import Kind, State, Term
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.follow_up import actions
from regietafel.desk.follow_up.permissions import may_read_item, reader_of
from regietafel.desk.follow_up.queries import ItemRow, item, items
from regietafel.desk.follow_up.shown import key_for
from regietafel.desk.shared.asked import PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, SourceShown, Utc, answered, listed

router = Router(tags=["follow-up"], by_alias=True, auth=SignedIn(settings.SESSION_COOKIE_NAME))

MINUTES = Source("Verslag LRT 16 september 2022", "punten 2 tot en met 4")
RULE = "check_step"
ItemKind = Literal["action", "request", "question", "concern"]
Key = Annotated[
    str, Field(pattern="^[a-z0-9-]{1,80}$", description="Sleutel van het punt.", examples=["a4-rol-prt"])
]
OrganisationKey = Annotated[
    str,
    Field(pattern="^[a-z0-9-]{1,40}$", description="Sleutel van een organisatie of tafel.", examples=["vng"]),
]


class StepShown(Part):
    """A step that was taken."""

    state: str
    on: date
    by: str
    reason: str
    result_title: str
    result_address: str
    known_since: Utc


class ItemShown(Part):
    """One action, request, question or concern as known."""

    kind: ItemKind
    key: str
    text: str
    detail: str
    owner: str
    raised_by: str
    raised_on: date
    opens: date | None
    due: date | None = Field(description="Laatste dag; null: er is geen termijn afgesproken.")
    tables: list[str]
    state: str
    ended: bool
    days: int | None = Field(description="Dagen van inbreng tot antwoord; null zolang het open is.")
    origin: str = Field(description="Regel van het verslag waar dit uit komt.")
    parent: str
    deliverable: str
    limit: str
    illustrative: bool
    source: SourceShown | None
    steps: list[StepShown]


class Items(AnsweredList[list[ItemShown]]):
    """A page of items."""


class OneItem(Answered[ItemShown]):
    """One item."""


class ItemsAsked(PageAsked):
    """Which items to list; only what the reader may see is listed."""

    kind: Annotated[ItemKind | None, Field(description="Alleen deze soort.")] = None
    table: Annotated[
        str, Field(pattern="^[a-z0-9-]{0,40}$", description="Alleen wat deze tafel volgt.", examples=["lrt"])
    ] = ""
    only_open: Annotated[bool, Field(description="Alleen wat nog open staat.")] = False


class Asked(PageAsked):
    """The moment of which to tell."""


class _Written(Schema):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class NewItem(_Written):
    """An action or request to add."""

    kind: Literal["action", "request"]
    text: str = Field(min_length=1, max_length=500, examples=["Beschrijf de rol van de PRT"])
    owner: OrganisationKey
    tables: list[OrganisationKey] = Field(min_length=1, max_length=20)
    raised_by: OrganisationKey | None = Field(
        None, description="Namens wie; zonder is het de eerste tafel.", examples=["vng"]
    )
    raised_on: date
    opens: date | None = None
    due: date | None = None
    detail: str = Field("", max_length=4000)
    deliverable: str = Field("", max_length=120)


class NewStep(_Written):
    """A step to take; an answer to a request is a step to granted, refused or otherwise."""

    to: Literal[
        "open",
        "started",
        "done",
        "closed",
        "dropped",
        "acknowledged",
        "granted",
        "refused",
        "otherwise",
        "withdrawn",
        "settled",
        "weighed",
    ]
    on: date
    reason: str = Field("", max_length=4000)
    result_title: str = Field("", max_length=300)
    result_address: str = Field("", max_length=500, pattern="^(https://.*)?$")


@router.get(
    "/follow-up-items",
    response=Items,
    url_name="follow_up_items",
    operation_id="listFollowUpItems",
    summary="Acties, verzoeken, vragen en aandachtspunten",
)
def list_items(request: HttpRequest, response: HttpResponse, asked: Query[ItemsAsked]) -> Any:
    """Wat tafels bij wie hebben neergelegd, op volgorde van termijn, voor zover u het mag zien."""
    person = _person(request)
    kind = Kind(asked.kind) if asked.kind else None
    reader = reader_of(person, timezone.now())
    rows = items(asked.at, kind=kind, table=asked.table, only_open=asked.only_open, reader=reader)
    return listed(Items, request, response, asked, _answer(rows), shown, website=reverse("follow_up:actions"))


@router.get(
    "/follow-up-items/{key}",
    response=OneItem,
    url_name="follow_up_item",
    operation_id="getFollowUpItem",
    summary="Eén actie, verzoek, vraag of aandachtspunt",
)
def get_item(request: HttpRequest, key: Path[Key], asked: Query[Asked]) -> Any:
    """Een punt met elke stap die is gezet."""
    row = item(key, asked.at)
    person = _person(request)
    demand(may_read_item(person, row, timezone.now()), person)
    return answered(OneItem, request, asked, _answer(row), shown(row), website=row.href)


@router.post(
    "/follow-up-items",
    response={201: OneItem},
    url_name="follow_up_items",
    operation_id="addFollowUpItem",
    summary="Een actie of verzoek toevoegen",
)
def add_item(request: HttpRequest, asked: Query[Asked], new: Body[NewItem]) -> Any:
    """Voegt een actie of verzoek toe aan de lijst van tafels die u bijhoudt."""
    person, at = _person(request), timezone.now()
    key = key_for(new.text, at)
    actions.add_items(
        by=person,
        at=at,
        entries=[
            actions.ItemEntry(
                kind=Kind(new.kind),
                key=key,
                text=new.text,
                raised_on=new.raised_on,
                tables=tuple(new.tables),
                owner=new.owner,
                raised_by=new.raised_by or new.tables[0],
                term=Term(new.due, new.opens),
                detail=new.detail,
                deliverable=new.deliverable,
            )
        ],
    )
    row = item(key)
    return 201, answered(OneItem, request, asked, _answer(row), shown(row), website=row.href)


@router.post(
    "/follow-up-items/{key}/steps",
    response={201: OneItem},
    url_name="follow_up_steps",
    operation_id="stepFollowUpItem",
    summary="Een stap zetten, of een verzoek beantwoorden",
)
def step_item(request: HttpRequest, key: Path[Key], asked: Query[Asked], new: Body[NewStep]) -> Any:
    """Brengt een punt naar een volgende stand, als u aan zet bent."""
    person = _person(request)
    row = item(key)
    demand(may_read_item(person, row, timezone.now()), person)
    actions.step_item(
        by=person,
        at=timezone.now(),
        key=key,
        to=State(new.to),
        on=new.on,
        reason=new.reason,
        result_title=new.result_title,
        result_address=new.result_address,
    )
    row = item(key)
    return 201, answered(OneItem, request, asked, _answer(row), shown(row), website=row.href)


def shown(row: ItemRow) -> ItemShown:
    """An item as the API shows it."""
    return ItemShown(
        kind=row.kind.value,
        key=row.key,
        text=row.text,
        detail=row.detail,
        owner=row.owner,
        raised_by=row.raised_by,
        raised_on=row.raised_on,
        opens=row.term.opens,
        due=row.term.due,
        tables=list(row.tables),
        state=row.state.value,
        ended=row.ended,
        days=row.days,
        origin=row.origin,
        parent=row.parent,
        deliverable=row.deliverable,
        limit=row.limit,
        illustrative=row.illustrative,
        source=SourceShown.of(row.source) if row.source else None,
        steps=[
            StepShown(
                state=step.state.value,
                on=step.on,
                by=step.by,
                reason=step.reason,
                result_title=step.result_title,
                result_address=step.result_address,
                known_since=step.known_since,
            )
            for step in row.steps
        ],
    )


def _person(request: HttpRequest) -> Person:
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    return person


def _answer(value: Any) -> Answer[Any]:
    return Answer(value, RULE, MINUTES)
