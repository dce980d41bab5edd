"""What the desk of agreements gives out: agreements with their meters, plans, and proposals for agendas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.meter import Meter, sentence
from regietafel.core.agreements.plan import PlannedAction, RolledUp
from regietafel.core.agreements.promise import Basis, Gauge, Promise
from regietafel.core.agreements.states import MeterState, together
from regietafel.core.base.answer import Answer, Source, Text
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.accounts.succession import named_now


class AgreementUnknown(RegietafelError):
    """An agreement that is not there, or was not known yet at the moment asked."""


@dataclass(frozen=True)
class JudgementRow:
    """What someone found, beside the figures."""

    about: About
    opinion: Opinion
    author: str
    reason: str
    source: str
    known_since: datetime


@dataclass(frozen=True)
class Quantity:
    """The latest known figure of one indicator of a family, such as the five of crisis emergency reception."""

    indicator: str
    title: Text
    unit: Text
    area: str
    value: int | None
    reference_date: date | None
    source: Source | None


@dataclass(frozen=True)
class AgreementRow:
    """An agreement at its latest known version, with the state that its figures give.

    `meters`: one answer for each quantity. `names`: names of organisations by key. `version` counts from 1.
    """

    key: str
    agreed_on: date
    table: str
    basis: Basis
    source: Source
    source_key: str
    origin: str
    illustrative: bool
    promise: Promise
    latest: date
    ended: bool
    reason: str
    version: int
    known_since: datetime
    changed_since: datetime
    meters: tuple[Answer[Meter], ...]
    judgements: tuple[JudgementRow, ...]
    names: dict[str, str]
    href: str

    @property
    def title(self) -> str:
        """Its title, as it was written down."""
        return self.promise.title

    @property
    def state(self) -> MeterState:
        """The state of the meter that is worst off."""
        return together(answer.value.state for answer in self.meters)

    @property
    def worst(self) -> Answer[Meter] | None:
        """The meter that decides the state; None when no indicator is tied to the agreement."""
        return next((one for one in self.meters if one.value.state is self.state), None)

    @property
    def said(self) -> Text:
        """What the meter says, in one sentence."""
        if self.worst is None:
            return Text(
                "Aan deze afspraak is geen cijfer verbonden; alleen mensen kunnen er iets van vinden.",
                "No figure is tied to this agreement; only people can say something of it.",
            )
        return sentence(self.worst.value)

    def name_of(self, party: str) -> str:
        """The name of a party; its key when the organisation is not known."""
        return self.names.get(party, party)

    def owners_on(self, day: date) -> str:
        """Who keeps it, by name, with who answers for them on a day."""
        return ", ".join(named_now(key, self.names, day) for key in self.promise.owners)

    def latest_judgement(self, about: About) -> JudgementRow | None:
        """The judgement known last about effort or result."""
        return next((one for one in reversed(self.judgements) if one.about is about), None)


@dataclass(frozen=True)
class VersionRow:
    """One version of an agreement: its terms and targets, since when, and why it was changed."""

    number: int
    best: date | None
    latest: date
    targets: tuple[int, ...]
    ended: bool
    reason: str
    by_name: str
    known_since: datetime
    promise: Promise


@dataclass(frozen=True)
class Origin:
    """An agreement that came of a line of minutes: the line ("lrt-2022-09-16/3.2"), and its page."""

    line: str
    title: str
    ended: bool
    href: str


@dataclass(frozen=True)
class Quantified:
    """A quantity of an agreement, with its page."""

    title: str
    gauge: Gauge
    href: str


@dataclass(frozen=True)
class Proposal:
    """An item for the agenda of a table that the figures propose. `key` stays the same while the state lasts."""

    key: str
    table: str
    title: Text
    ground: Text
    href: str
    since: date
    illustrative: bool = False


@dataclass(frozen=True)
class MeasureRow:
    """A measure with its actions and how far it is."""

    key: str
    agreement: str
    title: str
    owner: str
    owner_name: str
    due: date | None
    origin: str
    actions: tuple[PlannedAction, ...]
    rolled: RolledUp
    known_since: datetime
