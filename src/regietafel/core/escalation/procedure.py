"""Where a municipality stands on the ladder, what the figures propose, and which steps may be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from regietafel.core.agreements.refusals import Told
from regietafel.core.base.answer import Answer, Input, Step, Text
from regietafel.core.base.calendar import written_out
from regietafel.core.base.errors import RegietafelError
from regietafel.core.base.unseen import unseen
from regietafel.core.escalation.ladder import Ladder, Rung
from regietafel.core.monitor.thresholds import ScheduleClass


class EscalationRefused(RegietafelError):
    """A decision on a ladder that was not taken, with every fault."""

    def __init__(self, *told: Told) -> None:
        self.told = told
        super().__init__(
            Text("; ".join(each.what.nl for each in told), "; ".join(each.what.en for each in told)),
            Text("; ".join(each.remedy.nl for each in told), "; ".join(each.remedy.en for each in told)),
        )


class DecisionKind(StrEnum):
    """What a supervisor decides."""

    TAKE = "take"
    DECLINE = "decline"
    FREEZE = "freeze"
    DOWN = "down"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return _WORDS[self]


_WORDS = {
    DecisionKind.TAKE: Text("trede gezet", "step taken"),
    DecisionKind.DECLINE: Text("voorstel niet gevolgd", "proposal declined"),
    DecisionKind.FREEZE: Text("bevroren: verschoonbaar", "frozen: excusable"),
    DecisionKind.DOWN: Text("trede terug", "step down"),
}


@dataclass(frozen=True)
class Position:
    """Where a municipality stands: the step (0: not on the ladder), since when, and until when it has time.

    `frozen_until`: the day until which nothing follows, since the shortfall is excusable. `declined`: the step
    that was proposed last and not taken, with its reference date.
    """

    number: int = 0
    since: date | None = None
    until: date | None = None
    frozen_until: date | None = None
    declined: tuple[int, date] | None = None


@dataclass(frozen=True)
class Evidence:
    """What the monitor says of a municipality on a reference date; `schedule_class` None without figures.

    `missed`: half-years in a row that ended with a backlog. Units: persons.
    """

    schedule_class: ScheduleClass | None
    realised: int | None
    target: int
    missed: int
    reference_date: date
    illustrative: bool = False


@dataclass(frozen=True)
class Proposed:
    """A step that the figures propose: up to `to`, or down to it. Nobody has taken it."""

    to: int
    down: bool
    ground: Text


def trigger_met(rung: Rung, evidence: Evidence) -> bool:
    """Whether the figures carry a step: the municipality is behind and missed as many half-years as it asks."""
    return evidence.schedule_class is ScheduleClass.BEHIND and evidence.missed >= rung.missed


def proposed(ladder: Ladder, position: Position, evidence: Evidence, *, day: date) -> Answer[Proposed | None]:
    """What the figures propose for a municipality on a day: the next step up, off the ladder, or nothing.

    Nothing without figures, while the shortfall is excused, while the term of the present step runs, and for the
    same step on the same reference date that was declined. The monitor never takes a step.
    """
    found = None
    rung = ladder.rung(position.number + 1)
    if position.frozen_until is not None and day < position.frozen_until:
        why = Text(
            f"Het tekort is verschoonbaar tot {written_out(position.frozen_until)}.",
            f"The shortfall is excused until {written_out(position.frozen_until, 'en')}.",
        )
    elif evidence.schedule_class is None:
        why = Text("Er zijn geen volledige cijfers.", "There are no complete figures.")
    elif position.number and evidence.schedule_class is ScheduleClass.ON_SCHEDULE and not evidence.missed:
        why = Text(
            "De gemeente ligt weer op schema, zonder achterstand.", "Back on schedule, without backlog."
        )
        found = Proposed(0, True, why)
    elif rung is None:
        why = Text("De laatste trede is gezet.", "The last step was taken.")
    elif position.until is not None and day < position.until:
        why = Text(
            f"De termijn van deze trede loopt tot {written_out(position.until)}.",
            f"The term of this step runs until {written_out(position.until, 'en')}.",
        )
    elif not trigger_met(rung, evidence):
        why = _unmet(rung, evidence)
    elif position.declined == (rung.number, evidence.reference_date):
        why = Text("Deze trede is met reden niet gezet.", "This step was declined with a reason.")
    else:
        why = _ground(evidence)
        found = Proposed(rung.number, False, why)
    return Answer(
        found,
        "escalation_proposal",
        ladder.source,
        (
            Input("ladder", ladder.name, source=ladder.source),
            Input("step", position.number),
            Input("missed", evidence.missed, "half-years"),
            Input("reference_date", evidence.reference_date.isoformat()),
        ),
        (Step(why),),
        evidence.illustrative,
    )


def _unmet(rung: Rung, evidence: Evidence) -> Text:
    """Why the figures do not carry a step."""
    if evidence.schedule_class is not ScheduleClass.BEHIND:
        return Text("De gemeente is niet achter.", "The municipality is not behind.")
    return Text(
        f"De gemeente miste {evidence.missed} van de {rung.missed} halfjaren op rij die deze trede vraagt.",
        f"The municipality missed {evidence.missed} of the {rung.missed} half-years in a row that this step asks.",
    )


def _ground(evidence: Evidence) -> Text:
    on_nl, on_en = written_out(evidence.reference_date), written_out(evidence.reference_date, "en")
    said = Text(
        f"Op {on_nl} {evidence.realised} van {evidence.target} gehuisvest: achter.",
        f"On {on_en} {evidence.realised} of {evidence.target} housed: behind.",
    )
    if not evidence.missed:
        return said
    halves = "halfjaar" if evidence.missed == 1 else "halfjaren"
    return Text(
        f"{said.nl} Ook {evidence.missed} {halves} daarvoor niet gehaald.",
        f"{said.en} Missed {evidence.missed} half-year{'s' if evidence.missed > 1 else ''} before that too.",
    )


def shortest_term(rung: Rung, day: date) -> date:
    """The first day on which the term of a step may end, when it is taken on `day`."""
    return day + timedelta(weeks=rung.waiting_weeks)


def take_faults(
    ladder: Ladder,
    position: Position,
    *,
    to: int,
    day: date,
    until: date | None,
    evidence: Evidence,
    ground: str,
    urgent: bool = False,
) -> list[Told]:
    """Why a step may not be taken: none when it may.

    No step is skipped, and none is taken that the figures do not carry, without a ground in words. The term is
    not shorter than the policy. The term of the step before has passed, except in urgent cases (art. 124).
    """
    rung = ladder.rung(to)
    if rung is None or to <= position.number:
        return [
            Told(
                "to",
                Text(f"trede {to} is geen volgende trede", f"step {to} is no next step"),
                Text(
                    f"kies een trede van {position.number + 1} tot en met {ladder.top}",
                    f"choose a step from {position.number + 1} to {ladder.top}",
                ),
            )
        ]
    faults = []
    if not ground.strip() and (to > position.number + 1 or not trigger_met(rung, evidence)):
        skipped = to > position.number + 1
        faults.append(
            Told(
                "ground",
                Text("een trede overslaan kan niet zonder grond", "no step is skipped without a ground")
                if skipped
                else Text("de cijfers dragen deze trede niet", "the figures do not carry this step"),
                Text("schrijf op waarom het toch moet", "write down why it is needed all the same"),
            )
        )
    if found := unseen(ground):
        faults.append(Told("ground", *found))
    shortest = shortest_term(rung, day)
    if (until is not None and until < shortest) or (until is None and rung.waiting_weeks):
        faults.append(
            Told(
                "until",
                Text(
                    f"de termijn is korter dan het beleid: {rung.waiting_weeks} weken",
                    f"the term is shorter than the policy: {rung.waiting_weeks} weeks",
                ),
                Text(f"geef {shortest:%d-%m-%Y} of later", f"give {shortest:%Y-%m-%d} or later"),
            )
        )
    return [*faults, *_waiting_faults(position, day, urgent)]


def _waiting_faults(position: Position, day: date, urgent: bool) -> list[Told]:
    if position.frozen_until is not None and day < position.frozen_until:
        return [
            Told(
                "day",
                Text(
                    f"het tekort is verschoonbaar tot {position.frozen_until:%d-%m-%Y}",
                    f"the shortfall is excused until {position.frozen_until}",
                ),
                Text("wacht tot dan", "wait until then"),
            )
        ]
    if position.until is not None and day < position.until and not urgent:
        return [
            Told(
                "day",
                Text(
                    f"de gemeente heeft nog tot {position.until:%d-%m-%Y}",
                    f"the municipality has until {position.until}",
                ),
                Text(
                    "wacht tot dan, of zeg waarom het spoed heeft", "wait until then, or say why it is urgent"
                ),
            )
        ]
    return []


def freeze_faults(position: Position, *, until: date, day: date, verdict: str) -> list[Told]:
    """Why a step cannot be frozen: not on the ladder, no verdict, or a term that has passed or lasts over a year."""
    faults = []
    if not position.number:
        faults.append(
            Told(
                "area",
                Text("deze gemeente staat niet op de ladder", "this municipality is not on the ladder"),
                Text(
                    "zet eerst een trede, of volg het voorstel niet",
                    "take a step first, or decline the proposal",
                ),
            )
        )
    if found := unseen(verdict):
        faults.append(Told("verdict", *found))
    if not verdict.strip():
        faults.append(
            Told(
                "verdict",
                Text("er is geen oordeel", "there is no verdict"),
                Text(
                    "schrijf op waarom het tekort verschoonbaar is",
                    "write down why the shortfall is excusable",
                ),
            )
        )
    if not day < until <= day + timedelta(days=366):
        faults.append(
            Told(
                "until",
                Text(f"{until:%d-%m-%Y} kan geen termijn zijn", f"{until} cannot be a term"),
                Text("geef een dag na vandaag, binnen een jaar", "give a day after today, within a year"),
            )
        )
    return faults


def down_faults(position: Position, *, to: int, reason: str) -> list[Told]:
    """Why a municipality cannot go down: it stands no higher, or there is no reason."""
    faults = []
    if not 0 <= to < position.number:
        faults.append(
            Told(
                "to",
                Text(f"trede {to} ligt niet lager", f"step {to} is not lower"),
                Text(f"kies een trede onder {position.number}", f"choose a step below {position.number}"),
            )
        )
    return faults + reason_faults(reason)


def reason_faults(reason: str) -> list[Told]:
    """A decision has its reason, in characters that can be seen."""
    if found := unseen(reason):
        return [Told("reason", *found)]
    if reason.strip() and len(reason) <= 2000:
        return []
    return [
        Told(
            "reason",
            Text("er is geen reden, of hij is te lang", "there is no reason, or it is too long"),
            Text("geef de reden in hoogstens 2.000 tekens", "give the reason in at most 2,000 characters"),
        )
    ]
