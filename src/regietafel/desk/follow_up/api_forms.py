"""What is asked and answered about items, delegates and the short line, as the API writes it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.desk.shared.asked import PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, SourceShown, Utc

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


TableKey = Annotated[
    str, Field(pattern="^[a-z0-9-]{1,40}$", description="Sleutel van een PRT.", examples=["prt-pv22"])
]


class PlaceShown(Part):
    """A provincial table with the offices of the State that go there for an action."""

    table: str
    offices: list[str] = Field(description="Sleutels van functies; geen betekent: nog niemand.")
    cover: Literal["missing", "one", "double"]


class Delegates(AnsweredList[list[PlaceShown]]):
    """A page of provincial tables with who goes there."""


class ShortLineShown(Part):
    """How the line of a provincial table stands on the day of the moment that was asked for."""

    table: str
    reported: date | None = Field(description="Dag van de laatste melding.")
    answered: date | None = Field(description="Dag van het laatste antwoord.")
    report_due: date | None
    answer_due: date | None = Field(description="Null: er wacht geen melding op antwoord.")
    overdue: list[Literal["report", "answer"]]
    illustrative: bool


class ShortLines(AnsweredList[list[ShortLineShown]]):
    """A page of short lines."""


class ReportShown(Part):
    """A word on a line."""

    upward: bool = Field(description="true: gemeld aan de LRT; false: antwoord van de LRT.")
    on: date
    by: str
    text: str
    illustrative: bool


class Reports(AnsweredList[list[ReportShown]]):
    """A page of what was said on a line, newest first."""
