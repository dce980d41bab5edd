"""The procedure of a meeting and of a written round: states, steps, and which step is possible."""

from __future__ import annotations

from enum import Enum

from regietafel.core.base.answer import Text
from regietafel.core.meetings.refusals import MeetingRefused, Told


class MeetingState(Enum):
    """Where a meeting stands."""

    PLANNED = "planned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATE_WORDS: dict[MeetingState, Text] = {
    MeetingState.PLANNED: Text("gepland", "planned"),
    MeetingState.CLOSED: Text("gehouden", "held"),
    MeetingState.CANCELLED: Text("afgelast", "cancelled"),
}

STEPS: dict[MeetingState, dict[str, MeetingState]] = {
    MeetingState.PLANNED: {
        "move": MeetingState.PLANNED,
        "close": MeetingState.CLOSED,
        "cancel": MeetingState.CANCELLED,
    },
    MeetingState.CLOSED: {},
    MeetingState.CANCELLED: {},
}
"""From each state: step → next state. The secretariat of the table takes them; nothing leads back."""


STEP_WORDS: dict[str, Text] = {
    "move": Text("verplaatst", "moved"),
    "close": Text("afgesloten", "closed"),
    "cancel": Text("afgelast", "cancelled"),
    "write": Text("aangevuld", "added to"),
}


def after(state: MeetingState, step: str) -> MeetingState:
    """The state after a step. Raises: MeetingRefused when the state does not know the step.

    >>> after(MeetingState.PLANNED, "close")
    <MeetingState.CLOSED: 'closed'>
    >>> after(MeetingState.CANCELLED, "close")
    Traceback (most recent call last):
    ...
    regietafel.core.meetings.refusals.MeetingRefused: a meeting that was cancelled cannot be closed; plan a new one
    """
    if step not in STEPS[state]:
        raise refused(state, step)
    return STEPS[state][step]


def refused(state: MeetingState, step: str) -> MeetingRefused:
    """Why a step is not possible in a state, and what to do instead."""
    word, asked = STATE_WORDS[state], STEP_WORDS.get(step, Text(step, step))
    remedy = (
        Text("plan een nieuwe", "plan a new one")
        if state is MeetingState.CANCELLED
        else Text("verbeter het in het verslag", "correct it in the minutes")
    )
    return MeetingRefused(
        Told(
            "state",
            Text(
                f"een vergadering die is {word.nl}, kan niet worden {asked.nl}",
                f"a meeting that was {word.en} cannot be {asked.en}",
            ),
            remedy,
        ),
        why="state",
    )
