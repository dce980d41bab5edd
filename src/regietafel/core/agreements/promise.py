"""What was promised: terms, quantities with their indicator, and what the promise rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from regietafel.core.agreements.judgement import About
from regietafel.core.agreements.refusals import Told
from regietafel.core.base.answer import Text
from regietafel.core.base.unseen import unseen
from regietafel.core.figures.indicators import INDICATORS, Indicator

LONGEST_TEXT = 4000
_AHEAD = 366 * 30


class Basis(StrEnum):
    """What an agreement rests on: a law, or the word of those who made it."""

    LAW = "law"
    POLITICAL = "political"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return {
            Basis.LAW: Text("wettelijk", "statutory"),
            Basis.POLITICAL: Text("bestuurlijk", "political"),
        }[self]


class Path(StrEnum):
    """What is due before the term: a share that grows with time, or the whole level all along."""

    GROW = "grow"
    HOLD = "hold"


@dataclass(frozen=True)
class Gauge:
    """A quantity that was promised and the indicator that measures it.

    `target` in the unit of the indicator. `start`: first day that counts. `best` and `latest`: the last days on
    which the promise can be kept as hoped and at all.
    """

    indicator: str
    area: str
    target: int
    start: date
    best: date
    latest: date
    path: Path = Path.GROW

    @property
    def measures(self) -> Indicator:
        """The indicator itself."""
        return INDICATORS[self.indicator]

    @property
    def path_end(self) -> date:
        """The first day after the best term: then all of it is due."""
        return self.best + timedelta(days=1)

    @property
    def until(self) -> date:
        """The first day after the latest term: then it is kept or not."""
        return self.latest + timedelta(days=1)


@dataclass(frozen=True)
class Dependency:
    """One agreement rests on another: its key, and what the condition is, as it was agreed."""

    on: str
    why: str


@dataclass(frozen=True)
class Promise:
    """An agreement as it is put down: who promises what to whom, by when, on which conditions.

    `nature`: whether effort or a result was promised; None when it was not said.
    """

    title: str
    text: str
    owners: tuple[str, ...]
    parties: tuple[str, ...]
    best: date | None
    latest: date | None
    gauges: tuple[Gauge, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    nature: About | None = None


def promise_faults(promise: Promise, *, agreed_on: date) -> list[Told]:
    """Everything about a promise that cannot be: no words, no owner, no term, a term before the agreement, a
    quantity without an indicator that exists or outside its terms. The places of a second quantity end in _2.

    >>> [told.where for told in promise_faults(Promise("A", "", ("vng",), ("vng",), None, None),
    ...                                        agreed_on=date(2022, 8, 26))]
    ['text', 'latest']
    """
    faults = [*_word_faults(promise), *_term_faults(promise, agreed_on)]
    for number, gauge in enumerate(promise.gauges, start=1):
        faults += [place_of(told, number) for told in _gauge_faults(gauge)]
    return faults


def place_of(told: Told, number: int) -> Told:
    """A fault of a quantity at its own place: "target" of the first, "target_2" of the second.

    >>> place_of(Told("target", Text("", ""), Text("", "")), 2).where
    'target_2'
    """
    return told if number == 1 else replace(told, where=f"{told.where}_{number}")


def _word_faults(promise: Promise) -> list[Told]:
    faults = []
    for where, text, longest in (("title", promise.title, 200), ("text", promise.text, LONGEST_TEXT)):
        if not text.strip():
            faults.append(
                Told(
                    where,
                    Text("er staat niets", "there is nothing"),
                    Text("schrijf de afspraak op", "write it"),
                )
            )
        elif len(text) > longest:
            faults.append(
                Told(
                    where,
                    Text(f"{len(text)} tekens is te lang", f"{len(text)} characters is too long"),
                    Text(f"gebruik er hoogstens {longest}", f"use {longest} at most"),
                )
            )
        if found := unseen(text):
            faults.append(Told(where, *found))
    if not promise.owners:
        faults.append(
            Told(
                "owners",
                Text("niemand belooft iets", "nobody promises anything"),
                Text("kies wie de afspraak nakomt", "choose who is to keep it"),
            )
        )
    return faults


def _term_faults(promise: Promise, agreed_on: date) -> list[Told]:
    if promise.latest is None:
        return [
            Told(
                "latest",
                Text("de afspraak heeft geen termijn", "the agreement has no term"),
                Text("geef de dag waarop hij uiterlijk is nagekomen", "give the last day to keep it"),
            )
        ]
    faults = []
    if promise.latest < agreed_on or (promise.latest - agreed_on).days > _AHEAD:
        faults.append(
            Told(
                "latest",
                Text(
                    f"de termijn {promise.latest:%d-%m-%Y} past niet bij een afspraak van {agreed_on:%d-%m-%Y}",
                    f"term {promise.latest} does not go with an agreement of {agreed_on}",
                ),
                Text("geef een dag daarna, binnen 30 jaar", "give a later day, within 30 years"),
            )
        )
    if promise.best is not None and promise.best > promise.latest:
        faults.append(
            Told(
                "best",
                Text("de beste termijn ligt na de uiterste", "the best term is after the latest"),
                Text("geef een dag op of voor de uiterste termijn", "give a day on or before the latest"),
            )
        )
    return faults


def _gauge_faults(gauge: Gauge) -> list[Told]:
    known = INDICATORS.get(gauge.indicator)
    if known is None:
        return [
            Told(
                "indicator",
                Text(
                    f"“{gauge.indicator[:60]}” is geen indicator", f'"{gauge.indicator[:60]}" is no indicator'
                ),
                Text(
                    f"kies uit {', '.join(sorted(INDICATORS))}",
                    f"choose from {', '.join(sorted(INDICATORS))}",
                ),
            )
        ]
    faults = []
    if not known.kept_for(gauge.area):
        faults.append(
            Told(
                "area",
                Text(
                    f"{known.title.nl} wordt niet bijgehouden voor {gauge.area[:10]}",
                    f"{known.title.en} is not kept for {gauge.area[:10]}",
                ),
                Text(
                    f"kies een gebied van de soort {', '.join(sorted(known.levels))}",
                    f"choose an area of kind {', '.join(sorted(known.levels))}",
                ),
            )
        )
    if gauge.target <= 0:
        faults.append(
            Told(
                "target",
                Text(f"{gauge.target} is geen hoeveelheid", f"{gauge.target} is no quantity"),
                Text("geef een heel getal boven nul", "give a whole number above zero"),
            )
        )
    if not gauge.start <= gauge.best <= gauge.latest:
        faults.append(
            Told(
                "start",
                Text(
                    "begin, beste en uiterste dag staan niet op volgorde",
                    "start, best and latest are not in order",
                ),
                Text("geef ze van vroeg naar laat", "give them from early to late"),
            )
        )
    return faults


def circle(dependencies: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A circle of agreements that wait for each other, beginning and ending with the same key; () when none.

    >>> circle({"places": ["money"], "money": ["places"]})
    ('places', 'money', 'places')
    >>> circle({"places": ["money"], "money": []})
    ()
    """
    try:
        TopologicalSorter(dependencies).prepare()
    except CycleError as found:
        return tuple(reversed(found.args[1]))
    return ()


def circle_fault(found: Sequence[str]) -> list[Told]:
    """The fault that names a circle; nothing for no circle."""
    if not found:
        return []
    named = " → ".join(found)
    return [
        Told(
            "dependencies",
            Text(
                f"deze afspraken wachten op elkaar: {named}", f"these agreements wait for each other: {named}"
            ),
            Text("haal een van deze voorwaarden weg", "take one of these conditions away"),
        )
    ]
