"""The forms of meetings in the API: what is asked, and how an answer looks."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from django.utils.translation import gettext
from ninja import Schema
from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic.alias_generators import to_camel

from regietafel.core.base.answer import Source
from regietafel.desk.shared.asked import Day, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, Utc

WORK = Source("Verslag LRT van 16 september 2022", "kop en punten", quality="primary")
KEY = r"^[a-z0-9-]{1,80}$"
MeetingKey = Annotated[
    str,
    Field(pattern=KEY, description="Sleutel van een vergadering.", examples=["lrt-2022-09-16"]),
]
TableKey = Annotated[
    str, Field(pattern=r"^[a-z0-9-]{1,40}$", description="Sleutel van een tafel.", examples=["lrt"])
]
Kind = Literal["agreement", "action", "decision", "request", "mandate", "concern", "fact"]
State = Literal["planned", "closed", "cancelled"]


def read_time(text: object) -> time:
    """A time as 14:00."""
    try:
        found = time.fromisoformat(str(text))
        if len(str(text)) in (5, 8) and found.tzinfo is None:
            return found
    except ValueError:
        pass
    said = gettext("“%(text)s” is geen tijd; schrijf bijvoorbeeld 14:00.")
    raise ValueError(said % {"text": str(text)[:20]})


Hour = Annotated[
    time,
    PlainValidator(read_time),
    WithJsonSchema({"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9]$", "examples": ["14:00"]}),
]


class MeetingShown(Part):
    """One meeting or written round. `day` of a round is the last day of its term; times are Dutch time."""

    meeting: str = Field(examples=["lrt-2022-09-16"])
    table: str = Field(examples=["lrt"])
    kind: Literal["meeting", "written"]
    state: State
    day: date
    starts: str | None = Field(description="Nederlandse tijd; null is niet bekend.")
    ends: str | None
    place: str
    reason: str = Field(description="Waarom afgelast of verplaatst.")
    series: str
    illustrative: bool
    known_since: Utc


class ItemPart(Part):
    """One item of an agenda."""

    number: int
    title: str
    source: str
    source_key: str
    minutes: int | None


class AgendaPart(Part):
    """The latest version of an agenda."""

    version: int
    approved: bool
    items: list[ItemPart]


class EntryPart(Part):
    """Someone on the attendance list; officials go by office."""

    presence: Literal["present", "absent", "substitute", "guest"]
    partner: str
    office: str
    person: str
    seat: str
    note: str


class FaultPart(Part):
    """Something wrong in the attendance list, and what to do."""

    kind: str
    what: str
    remedy: str


class LinePart(Part):
    """One line of the run sheet."""

    line: str = Field(examples=["lrt-2022-09-16/3.4"])
    item: int
    number: int
    kind: Kind
    text: str
    owner: str
    due: date | None
    revision: int
    illustrative: bool
    known_since: Utc


class MeetingFull(MeetingShown):
    """A meeting with what its table may read: agenda, attendance and lines. Others get null."""

    agenda: AgendaPart | None
    attendance: list[EntryPart] | None
    attendance_faults: list[FaultPart] | None
    lines: list[LinePart] | None
    withheld: str = Field(
        description="Waarom agenda, aanwezigheid en regels ontbreken; leeg: ze staan erbij."
    )


class Meetings(AnsweredList[list[MeetingShown]]):
    """A page of meetings."""


class OneMeeting(Answered[MeetingFull]):
    """One meeting."""


class PlannedMeeting(Answered[MeetingShown]):
    """A meeting as it was planned."""


class WrittenLine(Answered[LinePart]):
    """A line as it was stored."""


class MeetingsAsked(PageAsked):
    """Which meetings to list."""

    table: TableKey | None = None
    from_: Annotated[Day | None, Field(alias="from", description="Vanaf deze dag.")] = None
    until: Annotated[Day | None, Field(description="Tot deze dag; die zelf niet.")] = None


class Written(Schema):
    """What is sent has camelCase keys, and no others."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class MeetingToPlan(Written):
    """A meeting to plan."""

    table: TableKey
    day: Day
    starts: Hour | None = None
    ends: Hour | None = None
    place: str = Field("", max_length=200)


class LineToWrite(Written):
    """A line to write; sent again with the same clientId it is stored once."""

    item: int = Field(ge=1, le=200)
    text: str = Field(min_length=1, max_length=10_000)
    kind: Kind = "fact"
    owner: str = Field("", max_length=80)
    due: Day | None = None
    client_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$", examples=["0e7c5c1a-4f0c"])


class StepToTake(Written):
    """A step of the procedure."""

    step: Literal["close", "cancel"]
    reason: str = Field("", max_length=500, description="Nodig bij cancel.")
