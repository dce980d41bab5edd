"""The way of a delivery from check to what counts: a table of states and steps, and the levels that approve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, cast, get_args

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

State = Literal["faulty", "checked", "offered", "confirmed", "returned", "withdrawn"]
Step = Literal["check_again", "confirm", "approve", "return", "withdraw"]
Level = Literal["municipality", "province", "national"]
Actor = Literal["deliverer", "approver"]

LEVELS: tuple[Level, ...] = get_args(Level)
"""From low to high; COA approves at the level of the provinces."""

STATES: Mapping[State, Text] = MappingProxyType(
    {
        "faulty": Text("fouten gevonden", "faults found"),
        "checked": Text("gecontroleerd, nog niet bevestigd", "checked, not confirmed yet"),
        "offered": Text("wacht op goedkeuring", "waiting for approval"),
        "confirmed": Text("bevestigd, telt mee", "confirmed, counts"),
        "returned": Text("teruggegeven met een opmerking", "returned with a remark"),
        "withdrawn": Text("ingetrokken", "withdrawn"),
    }
)

LEVEL_WORDS: Mapping[Level, Text] = MappingProxyType(
    {
        "municipality": Text("gemeente", "municipality"),
        "province": Text("provincie of COA", "province or COA"),
        "national": Text("landelijk secretariaat", "national secretariat"),
    }
)

PROCEDURE: Mapping[State, Mapping[Step, Actor]] = MappingProxyType(
    {
        "faulty": MappingProxyType({"withdraw": "deliverer"}),
        "checked": MappingProxyType(
            {"confirm": "deliverer", "check_again": "deliverer", "withdraw": "deliverer"}
        ),
        "offered": MappingProxyType({"approve": "approver", "return": "approver", "withdraw": "deliverer"}),
        "returned": MappingProxyType({"check_again": "deliverer", "withdraw": "deliverer"}),
        "confirmed": MappingProxyType({}),
        "withdrawn": MappingProxyType({}),
    }
)
"""State → the steps that can be taken, and by whom. What counts is never taken back: a correction is a delivery."""

_STEP_WORDS: Mapping[Step, Text] = MappingProxyType(
    {
        "check_again": Text("opnieuw gecontroleerd", "checked again"),
        "confirm": Text("bevestigd", "confirmed"),
        "approve": Text("goedgekeurd", "approved"),
        "return": Text("teruggegeven", "returned"),
        "withdraw": Text("ingetrokken", "withdrawn"),
    }
)


class StepRefused(RegietafelError):
    """A step that the procedure does not have in this state; `text` says so in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)


def steps_from(state: State) -> Mapping[Step, Actor]:
    """The steps that can be taken in a state, and by whom.

    >>> dict(steps_from("confirmed")), sorted(steps_from("offered"))
    ({}, ['approve', 'return', 'withdraw'])
    """
    return PROCEDURE[state]


def after(state: State, step: Step, *, levels_left: Sequence[Level] = ()) -> State:
    """The state that a step leads to; `levels_left`: levels that must still approve when it has been taken.

    Raises: StepRefused, saying in which state the delivery is.

    >>> after("checked", "confirm"), after("checked", "confirm", levels_left=("national",))
    ('confirmed', 'offered')
    """
    if step not in PROCEDURE[state]:
        what, now = _STEP_WORDS[step], STATES[state]
        raise StepRefused(
            Text(
                f"Deze aanlevering kan niet worden {what.nl}: {now.nl}.",
                f"This delivery cannot be {what.en}: {now.en}.",
            )
        )
    if step in ("confirm", "approve"):
        return "offered" if levels_left else "confirmed"
    ends: Mapping[Step, State] = {"check_again": "checked", "return": "returned", "withdraw": "withdrawn"}
    return ends[step]


def levels_left(levels: Sequence[Level], given: Level | None) -> tuple[Level, ...]:
    """The levels that must still approve when someone of level `given` has confirmed or approved.

    Whoever confirms has approved for the own level and those below it; None approves nothing.

    >>> levels_left(("municipality", "province", "national"), "province")
    ('national',)
    """
    if given is None:
        return tuple(levels)
    return tuple(level for level in levels if LEVELS.index(level) > LEVELS.index(given))


def checked_levels(levels: Sequence[str]) -> tuple[Level, ...]:
    """The same levels, once they are known, in order and named once. Raises: RegietafelError.

    >>> checked_levels(["province", "national"])
    ('province', 'national')
    >>> checked_levels(["national", "province"])
    Traceback (most recent call last):
    ...
    regietafel.core.base.errors.RegietafelError: levels national, province are not in order; \
approval goes from municipality to province to national
    """
    unknown = [level for level in levels if level not in LEVELS]
    if unknown:
        raise RegietafelError(
            Text(f"niveau {', '.join(unknown)} bestaat niet", f"level {', '.join(unknown)} does not exist"),
            Text(f"kies uit {', '.join(LEVELS)}", f"choose from {', '.join(LEVELS)}"),
        )
    known = cast(Sequence[Level], levels)
    places = [LEVELS.index(level) for level in known]
    if places != sorted(set(places)):
        raise RegietafelError(
            Text(
                f"de niveaus {', '.join(levels)} staan niet op volgorde",
                f"levels {', '.join(levels)} are not in order",
            ),
            Text(
                "goedkeuren gaat van gemeente naar provincie naar landelijk",
                "approval goes from municipality to province to national",
            ),
        )
    return tuple(known)
