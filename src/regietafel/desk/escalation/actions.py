"""Everything that can be decided about escalation, one function for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from regietafel.core.agreements.refusals import Told
from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.escalation.bilateral import talk_faults
from regietafel.core.escalation.ladder import Ladder, read_ladder
from regietafel.core.escalation.procedure import (
    DecisionKind,
    EscalationRefused,
    Evidence,
    Position,
    down_faults,
    freeze_faults,
    reason_faults,
    take_faults,
)
from regietafel.desk.accounts.person import Person, Refused, day_of
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.escalation.ladders import as_stored, ladders
from regietafel.desk.escalation.models import Decision, LadderVersion, Talk, TalkVersion
from regietafel.desk.escalation.permissions import may_supervise, may_talk
from regietafel.desk.escalation.queries import TalkState, TalkUnknown, municipality, positions_in


@dataclass(frozen=True)
class _Case:
    """What is known about a municipality when a decision is made."""

    area: str
    province: str
    ladder: Ladder
    position: Position
    evidence: Evidence
    count: int
    day: date


@transaction.atomic
def take_step(
    *,
    by: By,
    at: datetime,
    area: str,
    to: int,
    reason: str,
    until: date | None = None,
    ground: str = "",
    urgent: bool = False,
) -> None:
    """Put a municipality on a step of the ladder, with the term that it gets.

    `ground`: why a step is skipped, or taken while the figures do not carry it. The end stage is announced to
    everyone, with a copy to the council (Gemeentewet art. 124). Raises: Refused for who does not act for the
    provincial executive; EscalationRefused with every guard that stands in the way.
    """
    case = _case(by, at, area)
    _refuse(
        reason_faults(reason)
        + take_faults(
            case.ladder, case.position, to=to, day=case.day, until=until, evidence=case.evidence,
            ground=ground, urgent=urgent,
        )
    )  # fmt: skip
    rung = case.ladder.rung(to)
    said = f"{reason.strip()} {ground.strip()}".strip()
    _decide(
        by, at, case, DecisionKind.TAKE, to=to, until=until, reason=said, urgent=urgent,
        published=rung is not None and rung.published,
    )  # fmt: skip


@transaction.atomic
def decline_step(*, by: By, at: datetime, area: str, reason: str) -> None:
    """Say why the proposed step is not taken; it comes back with new figures.

    Raises: Refused; EscalationRefused without a reason.
    """
    case = _case(by, at, area)
    _refuse(reason_faults(reason))
    to = min(case.position.number + 1, case.ladder.top)
    _decide(by, at, case, DecisionKind.DECLINE, to=to, until=None, reason=reason.strip())


@transaction.atomic
def freeze(*, by: By, at: datetime, area: str, verdict: str, until: date) -> None:
    """Excuse the shortfall of a municipality on the ladder until a day, with the verdict why.

    Raises: Refused; EscalationRefused without a verdict, for a term that cannot be, or when it is not on the
    ladder.
    """
    case = _case(by, at, area)
    _refuse(freeze_faults(case.position, until=until, day=case.day, verdict=verdict))
    _decide(by, at, case, DecisionKind.FREEZE, to=case.position.number, until=until, reason=verdict.strip())


@transaction.atomic
def step_down(*, by: By, at: datetime, area: str, to: int, reason: str) -> None:
    """Put a municipality on a lower step, or off the ladder (0).

    Raises: Refused; EscalationRefused for a step that is not lower, or without a reason.
    """
    case = _case(by, at, area)
    _refuse(down_faults(case.position, to=to, reason=reason))
    _decide(by, at, case, DecisionKind.DOWN, to=to, until=None, reason=reason.strip())


@transaction.atomic
def plan_talk(
    *,
    by: By,
    at: datetime,
    province: str,
    planned_on: date,
    ground: str,
    origin: str = "",
    illustrative: bool = False,
) -> str:
    """Plan a bilateral talk with a province, with the ground for it; returns its key.

    Raises: Refused for who does not act for the minister or the national secretariat; EscalationRefused for a
    day that cannot be or without a ground.
    """
    _demand_talker(by, at)
    _refuse(reason_faults(ground) + talk_faults(planned_on=planned_on, day=day_of(at)))
    count = Talk.objects.select_for_update().filter(province=province).count()
    key = f"gesprek-{province.lower()}-{count + 1}"
    made = Talk.objects.create(
        key=key,
        province=province,
        ground=ground.strip(),
        origin=origin,
        illustrative=illustrative,
        known_since=at,
    )
    _add_talk_version(by, at, made, 1, TalkState.PLANNED, planned_on)
    record(
        by=by, at=at, action="escalation.plan_talk", subject=Subject("talk", key), before=None,
        after={"province": province, "planned_on": planned_on}, reason=ground,
    )  # fmt: skip
    return key


@transaction.atomic
def record_talk(*, by: By, at: datetime, talk: str, outcome: str, follow_up: str) -> None:
    """Write down what came of a talk and what follows.

    Raises: Refused; TalkUnknown; EscalationRefused without an outcome, or for a talk that is not planned.
    """
    _demand_talker(by, at)
    found, last = _planned(talk)
    _refuse(reason_faults(outcome) + (reason_faults(follow_up) if follow_up.strip() else []))
    _add_talk_version(
        by, at, found, last.number + 1, TalkState.HELD, last.planned_on, outcome=outcome, follow_up=follow_up
    )
    record(
        by=by, at=at, action="escalation.record_talk", subject=Subject("talk", talk),
        before={"state": last.state}, after={"state": TalkState.HELD.value, "follow_up": follow_up},
        reason=outcome,
    )  # fmt: skip


@transaction.atomic
def cancel_talk(*, by: By, at: datetime, talk: str, reason: str) -> None:
    """Call a planned talk off, with the reason; the figures may propose it again.

    Raises: Refused; TalkUnknown; EscalationRefused without a reason, or for a talk that is not planned.
    """
    _demand_talker(by, at)
    found, last = _planned(talk)
    _refuse(reason_faults(reason))
    _add_talk_version(
        by, at, found, last.number + 1, TalkState.CANCELLED, last.planned_on, reason=reason[:500]
    )
    record(
        by=by, at=at, action="escalation.cancel_talk", subject=Subject("talk", talk),
        before={"state": last.state}, after={"state": TalkState.CANCELLED.value}, reason=reason,
    )  # fmt: skip


@transaction.atomic
def add_ladder(*, by: By, at: datetime, raw: Mapping[str, Any]) -> str:
    """Enter the ladder of a province, which holds from its first day on; returns its name.

    `raw` is written as the ladders that ship with the product are: name, area, title, from, source, steps, end.
    Raises: Refused for who does not act for the provincial executive; Faults with everything that is wrong.
    """
    ladder = read_ladder(raw)
    if isinstance(by, Person) and not (permission := may_supervise(by, ladder.area, day_of(at))):
        raise Refused(permission, by)
    known = ladders(area=ladder.area)
    if ladder.name in {one.name for one in ladders()}:
        raise Faults("the ladder", [Fault(ladder.name, "is there already", "choose another name")])
    if ladder.valid.start in {one.valid.start for one in known if not one.default}:
        raise Faults(
            "the ladder",
            [Fault(ladder.name, "holds from the same day as another version", "choose another first day")],
        )
    LadderVersion.objects.create(
        name=ladder.name, area=ladder.area, valid_from=ladder.valid.start, content=as_stored(raw),
        by_name=by.name, known_since=at,
    )  # fmt: skip
    record(
        by=by, at=at, action="escalation.add_ladder", subject=Subject("ladder", ladder.name), before=None,
        after={"province": ladder.area, "from": ladder.valid.start},
    )  # fmt: skip
    return ladder.name


def _case(by: By, at: datetime, area: str) -> _Case:
    """What is known now about a municipality. Raises: Refused; EscalationRefused for who is no municipality."""
    day = day_of(at)
    known = municipality(area, day=day) if area.startswith("GM") else None
    if known is None:
        raise EscalationRefused(
            Told(
                "area",
                Text(
                    f"{area[:10]} is geen gemeente met een taakstelling",
                    f"{area[:10]} is no municipality with a target",
                ),
                Text("kies een gemeente van het bord", "choose a municipality of the board"),
            )
        )
    board, row = known
    if isinstance(by, Person) and not (permission := may_supervise(by, board.area, day)):
        raise Refused(permission, by)
    rows = list(Decision.objects.select_for_update().filter(area=area))
    position = positions_in(rows).get(area, Position())
    return _Case(area, board.area, board.ladder, position, row.evidence, len(rows), day)


def _decide(
    by: By,
    at: datetime,
    case: _Case,
    kind: DecisionKind,
    *,
    to: int,
    until: date | None,
    reason: str,
    urgent: bool = False,
    published: bool = False,
) -> None:
    held = case.evidence.schedule_class
    Decision.objects.create(
        area=case.area, province=case.province, number=case.count + 1, kind=kind.value, ladder=case.ladder.name,
        step_from=case.position.number, step_to=to, day=case.day, until=until, reason=reason, urgent=urgent,
        published=published, illustrative=case.evidence.illustrative,
        evidence={
            "class": held.value if held is not None else None,
            "realised": case.evidence.realised,
            "target": case.evidence.target,
            "missed": case.evidence.missed,
            "reference_date": case.evidence.reference_date.isoformat(),
        },
        by_name=by.name, known_since=at,
    )  # fmt: skip
    record(
        by=by, at=at, action=f"escalation.{kind.value}", subject=Subject("escalation", case.area),
        before={"step": case.position.number}, after={"step": to, "until": until, "ladder": case.ladder.name},
        reason=reason,
    )  # fmt: skip


def _demand_talker(by: By, at: datetime) -> None:
    if isinstance(by, Person) and not (permission := may_talk(by, day_of(at))):
        raise Refused(permission, by)


def _planned(key: str) -> tuple[Talk, TalkVersion]:
    found = Talk.objects.select_for_update().filter(key=key).first()
    last = found.versions.order_by("-number").first() if found is not None else None
    if found is None or last is None:
        raise TalkUnknown(f'talk "{key[:80]}" does not exist', "choose one from the national board")
    if last.state != TalkState.PLANNED.value:
        _refuse(
            [
                Told(
                    "talk",
                    Text("dit gesprek is niet meer gepland", "this talk is not planned any more"),
                    Text("plan een nieuw gesprek", "plan a new talk"),
                )
            ]
        )
    return found, last


def _add_talk_version(
    by: By,
    at: datetime,
    talk: Talk,
    number: int,
    state: TalkState,
    planned_on: date,
    *,
    outcome: str = "",
    follow_up: str = "",
    reason: str = "",
) -> None:
    TalkVersion.objects.create(
        talk=talk, number=number, state=state.value, planned_on=planned_on, outcome=outcome.strip(),
        follow_up=follow_up.strip(), reason=reason.strip(), by_name=by.name, known_since=at,
    )  # fmt: skip


def _refuse(told: Sequence[Told]) -> None:
    if told:
        raise EscalationRefused(*told)
