"""What is asked and answered about agreements and measures, as the API writes it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.plan import Progress
from regietafel.core.agreements.promise import Basis, Dependency, Gauge, Path, Promise
from regietafel.core.agreements.states import MeterState
from regietafel.desk.shared.asked import PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, Share, SourceShown, Utc

Key = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]{1,78}$",
        description="Sleutel van een afspraak.",
        examples=["2022-08-26-a4"],
    ),
]


class MeterShown(Part):
    """One quantity of an agreement and how it stands; values in the unit of the indicator."""

    indicator: str = Field(examples=["housed"])
    area: str
    target: int
    unit: str
    best: date
    latest: date
    state: MeterState
    reference_date: date | None
    measured: int | None
    due: Share | None = Field(description="Wat er op de peildatum hoort te zijn.")
    remaining: int | None
    decided: bool = Field(description="Of de cijfers tot het einde van de termijn lopen.")


class JudgementShown(Part):
    """What someone finds of an agreement, beside the meter."""

    about: About
    opinion: Opinion
    author: str = Field(description="Functie van wie dit vindt.")
    reason: str
    known_since: Utc


class DependencyShown(Part):
    """An agreement that this one rests on."""

    agreement: str
    condition: str


class AgreementShown(Part):
    """An agreement with its parties, terms, meters and judgements."""

    agreement: str = Field(examples=["2022-08-26-a4"])
    title: str
    text: str
    table: str
    basis: Basis
    agreed_on: date
    owners: list[str]
    parties: list[str]
    best: date | None
    latest: date
    state: MeterState
    said: str = Field(description="Wat de meter zegt, in één zin.")
    meters: list[MeterShown]
    judgements: list[JudgementShown]
    depends_on: list[DependencyShown]
    nature: About | None = Field(description="Inspanning of resultaat; null: niet gezegd.")
    ended: bool
    origin: str = Field(description="Regel van het verslag; leeg als er geen is.")
    source: SourceShown
    illustrative: bool


class AgreementList(AnsweredList[list[AgreementShown]]):
    """A page of agreements."""


class OneAgreement(Answered[AgreementShown]):
    """One agreement."""


class AgreementsAsked(PageAsked):
    """Which agreements to list."""

    table: Annotated[str, Field(max_length=40, description="Alleen van deze tafel.", examples=["lrt"])] = ""
    state: Annotated[MeterState | None, Field(description="Alleen met deze stand.")] = None


class _Written(Schema):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class JudgementGiven(_Written):
    """A judgement that is put beside the meter."""

    about: About
    opinion: Opinion
    reason: str = Field(min_length=1, max_length=2000)


PartyKey = Annotated[
    str,
    Field(pattern="^[a-z0-9-]{1,40}$", description="Sleutel van een organisatie of tafel.", examples=["vng"]),
]
MeasureKey = Annotated[
    str,
    Field(
        pattern="^[a-z0-9-]{1,80}$", description="Sleutel van een maatregel.", examples=["2022-08-26-a4-m1"]
    ),
]


class QuantityGiven(_Written):
    """A quantity that was agreed, with the indicator that measures it."""

    indicator: str = Field(max_length=60, examples=["housed"])
    area: str = Field(pattern="^(NL|(PV|VR|GM)[0-9]{1,4})$", examples=["NL"])
    target: int = Field(ge=1, le=1_000_000_000)
    start: date | None = Field(None, description="Eerste dag die telt; zonder is het de dag van de afspraak.")
    best: date | None = None
    latest: date | None = Field(None, description="Zonder is het de termijn van de afspraak.")
    path: Path = Path.GROW


class ConditionGiven(_Written):
    """An agreement that this one rests on, and what has to come first."""

    agreement: Key
    condition: str = Field(min_length=1, max_length=1000)


class PromiseGiven(_Written):
    """What was promised: words, parties, terms, quantities and conditions."""

    title: str = Field(min_length=1, max_length=200, examples=["20.000 vergunninghouders gehuisvest"])
    text: str = Field(min_length=1, max_length=4000)
    owners: list[PartyKey] = Field(min_length=1, max_length=400, description="Wie de afspraak nakomt.")
    parties: list[PartyKey] = Field(default_factory=list, max_length=400)
    best: date | None = None
    latest: date = Field(description="De dag waarop hij uiterlijk is nagekomen.")
    quantities: list[QuantityGiven] = Field(default_factory=list, max_length=20)
    depends_on: list[ConditionGiven] = Field(default_factory=list, max_length=50)
    nature: About | None = Field(None, description="Inspanning of resultaat.")

    def promise(self, agreed_on: date) -> Promise:
        """The promise that was written."""
        return Promise(
            title=self.title,
            text=self.text,
            owners=tuple(self.owners),
            parties=tuple(self.parties or self.owners),
            best=self.best,
            latest=self.latest,
            gauges=tuple(self._gauge(one, agreed_on) for one in self.quantities),
            dependencies=tuple(Dependency(one.agreement, one.condition) for one in self.depends_on),
            nature=self.nature,
        )

    def _gauge(self, one: QuantityGiven, agreed_on: date) -> Gauge:
        latest = one.latest or self.latest
        best = one.best or (latest if one.latest else self.best or latest)
        return Gauge(one.indicator, one.area, one.target, one.start or agreed_on, best, latest, one.path)


class NewAgreement(_Written):
    """An agreement to write down."""

    table: PartyKey = Field(examples=["lrt"])
    agreed_on: date
    source: str = Field(min_length=1, max_length=120, description="Sleutel van een bron die is vastgelegd.")
    basis: Basis = Basis.POLITICAL
    origin: str = Field("", max_length=120, description="Regel van het verslag, zoals lrt-2022-09-16/3.4.")
    promise: PromiseGiven


class NewStep(_Written):
    """A change of an agreement, or its end, with the reason. A change gives the whole promise."""

    to: Literal["changed", "ended"]
    reason: str = Field(min_length=1, max_length=500)
    promise: PromiseGiven | None = Field(None, description="Bij changed: wat er voortaan is afgesproken.")


class ActionShown(Part):
    """An action of a measure, by its key in follow-up."""

    key: str
    title: str
    due: date | None
    started: bool
    done: bool


class MeasureShown(Part):
    """A measure of the follow-up plan with its actions and how far it is."""

    measure: str = Field(examples=["2022-08-26-a4-m1"])
    agreement: str
    title: str
    owner: str
    due: date | None
    origin: str
    actions: list[ActionShown]
    progress: Progress
    done: int = Field(description="Aantal acties dat klaar is.")


class Measures(AnsweredList[list[MeasureShown]]):
    """A page of measures."""


class OneMeasure(Answered[MeasureShown]):
    """One measure."""


class NewMeasure(_Written):
    """A measure for the follow-up plan of an agreement."""

    title: str = Field(min_length=1, max_length=300)
    owner: PartyKey
    due: date | None = None
    actions: list[Annotated[str, Field(pattern="^[a-z0-9-]{1,80}$")]] = Field(
        default_factory=list, max_length=200, description="Sleutels van acties."
    )


class MeasureStep(NewMeasure):
    """A measure as it is to be from now on, or withdrawn, with the reason."""

    to: Literal["changed", "withdrawn"]
    reason: str = Field(min_length=1, max_length=500)
