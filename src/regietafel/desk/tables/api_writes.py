"""Writing about tables over the API: a new body, a seat, a step of either, and a contact point."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Body, Path, Query, Schema
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.core.base.answer import Answer
from regietafel.core.base.concepts import concept
from regietafel.core.tables.contacts import ContactState
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.person import Person, day_of
from regietafel.desk.shared.envelope import Answered, answered
from regietafel.desk.tables.api import (
    MINUTES,
    ContactShown,
    Key,
    OnDay,
    OneTable,
    contact_shown,
    router,
    told,
)
from regietafel.desk.tables.changes import CHANGES, establish, name_contact
from regietafel.desk.tables.queries import TableRow, contacts_on, tables_all

SESSION = SignedIn(settings.SESSION_COOKIE_NAME)

Word = Annotated[str, Field(pattern="^[a-z0-9-]{1,60}$")]
Organ = Annotated[
    str, Field(pattern="^[-a-zA-Z0-9_]{1,40}$", description="Sleutel van een orgaan.", examples=["lrt"])
]
Function = Annotated[
    str, Field(pattern="^[-a-zA-Z0-9_]{1,60}$", description="Sleutel van een functie.", examples=["dgm"])
]
Stated = Annotated[
    str,
    Field(
        min_length=1,
        max_length=300,
        pattern=r"\S",
        description="Waar dit staat: sleutel of titel van een bron; een nieuwe titel wordt een bron.",
        examples=["Verslag LRT van 16 september 2022"],
    ),
]
Why = Annotated[str, Field(min_length=1, max_length=1000, examples=["De structuur gaat over."])]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Short = Annotated[str, Field(min_length=1, max_length=40, pattern=r"\S", examples=["HLRT"])]


class _Written(Schema):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class NewTable(_Written):
    """A body that was not there."""

    abbreviation: Short
    name_nl: Name
    name_en: str = Field("", max_length=200)
    kind: Literal["table", "council", "committee", "crisis", "supervisor"]
    tier: Literal["national", "provincial", "regional"]
    level: Literal["political", "officials", "executive"]
    territory: str = Field("NL", pattern=r"^(NL|(PV|VR)\d\d)$", examples=["NL"])
    prepares_for: Organ | None = None
    reports_to: Organ | None = None
    start: date | None = Field(None, description="Eerste dag; null: niet bekend.")
    source: Stated


class NewSeat(_Written):
    """A seat of an office at a table."""

    office: Function
    role: Literal["chair", "member", "substitute", "secretary"] = "member"
    kind: Literal["permanent", "invited"] = "permanent"
    start: date
    until: date | None = None
    source: Stated


class Rename(_Written):
    """Another name from now on."""

    step: Literal["rename"]
    abbreviation: Short
    name_nl: Name
    name_en: str = Field("", max_length=200)
    source: Stated
    reason: Why


class End(_Written):
    """The end of a table."""

    step: Literal["end"]
    until: date = Field(description="De eerste dag waarop zij er niet meer is.")
    reason: Why


class Relate(_Written):
    """How the table stands to another body."""

    step: Literal["relate"]
    kind: Literal["prepares_for", "reports_to", "succeeds", "consults"]
    upper: Organ
    start: date | None = None
    source: Stated


class EndSeat(_Written):
    """The end of a seat."""

    step: Literal["end_seat"]
    seat: str = Field(max_length=100, pattern="^[-a-zA-Z0-9_]+$")
    until: date
    reason: Why


class Appoint(_Written):
    """Who holds a public office."""

    step: Literal["appoint"]
    office: Function
    name: str = Field(min_length=1, max_length=120, pattern=r"\S", description="Naam van de ambtsdrager.")
    start: date
    source: Stated


class StepDown(_Written):
    """A holder who left."""

    step: Literal["step_down"]
    office: Function
    until: date
    reason: Why


Step = Annotated[Rename | End | Relate | EndSeat | Appoint | StepDown, Field(discriminator="step")]
OF_STEP = {
    "rename": "naam",
    "end": "einde",
    "relate": "verhouding",
    "end_seat": "plaats-einde",
    "appoint": "ambtsdrager",
    "step_down": "vertrek",
}


class NewContact(_Written):
    """Whom to speak to at a partner about a topic."""

    partner: Word
    topic: Word
    office: Function
    deputy: Function | None = None
    start: date
    replaces: bool = Field(True, description="Komt in de plaats van het contactpunt dat er nu is.")
    source: Stated


class OneContact(Answered[ContactShown]):
    """What a partner has for a topic."""


@router.post(
    "/tables",
    response={201: OneTable},
    auth=SESSION,
    url_name="tables",
    operation_id="addTable",
    summary="Een tafel vastleggen",
)
def add_table(request: HttpRequest, asked: Query[OnDay], new: Body[NewTable]) -> Any:
    """Legt een orgaan vast met wie het voorbereidt en aan wie het meldt. Een kring wordt geweigerd."""
    with transaction.atomic():
        key = establish(_person(request), timezone.now(), new.model_dump())
    return 201, told(request, _row(key), asked)


@router.post(
    "/tables/{key}/seats",
    response={201: OneTable},
    auth=SESSION,
    url_name="table-seats",
    operation_id="addSeat",
    summary="Een plaats toevoegen",
)
def add_seat(request: HttpRequest, key: Path[Key], asked: Query[OnDay], new: Body[NewSeat]) -> Any:
    """Geeft een functie een plaats aan een tafel die u bijhoudt."""
    row = _row(key)
    with transaction.atomic():
        CHANGES["plaats"].act(_person(request), timezone.now(), row, new.model_dump())
    return 201, told(request, row, asked)


@router.post(
    "/tables/{key}/steps",
    response={201: OneTable},
    auth=SESSION,
    url_name="table-steps",
    operation_id="stepTable",
    summary="Een tafel wijzigen of beëindigen",
)
def step_table(request: HttpRequest, key: Path[Key], asked: Query[OnDay], new: Body[Step]) -> Any:
    """Geeft een andere naam, legt een verhouding of ambtsdrager vast, of beëindigt een tafel of plaats."""
    row, given = _row(key), new.model_dump()
    with transaction.atomic():
        CHANGES[OF_STEP[given["step"]]].act(_person(request), timezone.now(), row, given)
    return 201, told(request, _row(key), asked)


@router.post(
    "/contact-points",
    response={201: OneContact},
    auth=SESSION,
    url_name="contact-points",
    operation_id="nameContactPoint",
    summary="Een contactpunt noemen",
)
def name_contact_point(request: HttpRequest, asked: Query[OnDay], new: Body[NewContact]) -> Any:
    """Zegt bij wie men bij een partner over een onderwerp moet zijn: uw eigen organisatie, of elke als landelijk secretariaat."""
    with transaction.atomic():
        name_contact(
            _person(request),
            timezone.now(),
            {**new.model_dump(), "deputy": new.deputy or "", "new_topic": ""},
        )
    [state] = contacts_on(day_of(timezone.now()), [new.partner], [new.topic], None)
    answer: Answer[ContactState] = Answer(state, concept("contact_points").rule.partition(":")[2], MINUTES)
    website = reverse("tables:contacts")
    return 201, answered(OneContact, request, asked, answer, contact_shown(state), website=website)


def _row(key: str) -> TableRow:
    row = next((each for each in tables_all() if each.key == key), None)
    if row is None:
        raise Http404(_("Er is geen tafel “%(key)s”.") % {"key": key})
    return row


def _person(request: HttpRequest) -> Person:
    found: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    return found


__all__ = ["router"]
