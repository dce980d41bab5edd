"""The way of minutes from draft to adopted: a table of states and steps, with who takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

State = Literal["draft", "circulated", "offered", "adopted"]
Step = Literal["change", "circulate", "offer", "take_back", "adopt"]
Actor = Literal["secretariat", "table"]

STATES: Mapping[State, Text] = MappingProxyType(
    {
        "draft": Text("concept", "draft"),
        "circulated": Text("concept, rondgestuurd", "draft, circulated"),
        "offered": Text("aangeboden om vast te stellen", "offered for adoption"),
        "adopted": Text("vastgesteld", "adopted"),
    }
)

PROCEDURE: Mapping[State, Mapping[Step, tuple[State, Actor]]] = MappingProxyType(
    {
        "draft": MappingProxyType(
            {"change": ("draft", "secretariat"), "circulate": ("circulated", "secretariat")}
        ),
        "circulated": MappingProxyType(
            {
                "change": ("circulated", "secretariat"),
                "circulate": ("circulated", "secretariat"),
                "offer": ("offered", "secretariat"),
            }
        ),
        "offered": MappingProxyType(
            {"take_back": ("circulated", "secretariat"), "adopt": ("adopted", "table")}
        ),
        "adopted": MappingProxyType({}),
    }
)
"""State → step → the state after it and who takes it. What is adopted stays: a correction is a line of a later meeting."""

STEP_WORDS: Mapping[Step, Text] = MappingProxyType(
    {
        "change": Text("aangepast", "changed"),
        "circulate": Text("rondgestuurd", "circulated"),
        "offer": Text("aangeboden om vast te stellen", "offered for adoption"),
        "take_back": Text("teruggenomen", "taken back"),
        "adopt": Text("vastgesteld", "adopted"),
    }
)

_REMEDIES: Mapping[State, Text] = MappingProxyType(
    {
        "draft": Text("Stuur het concept eerst rond.", "Circulate the draft first."),
        "circulated": Text(
            "Bied het eerst aan voor een vergadering van de tafel.",
            "Offer them to a meeting of the table first.",
        ),
        "offered": Text(
            "Neem het eerst terug als er nog iets moet veranderen.",
            "Take them back first when something must change.",
        ),
        "adopted": Text(
            "Zet een verbetering als regel in het verslag van een volgende vergadering.",
            "Put a correction as a line into the minutes of a later meeting.",
        ),
    }
)


class MinutesRefused(RegietafelError):
    """Something that cannot be done with minutes, with every reason in both languages."""

    def __init__(self, *texts: Text) -> None:
        self.texts = texts
        super().__init__(self.text)

    @property
    def text(self) -> Text:
        """All reasons, one after the other."""
        return Text(" ".join(t.nl for t in self.texts), " ".join(t.en for t in self.texts))


def after(state: State, step: Step) -> State:
    """The state that a step leads to. Raises: MinutesRefused when the procedure does not have it here.

    >>> after("draft", "circulate"), after("offered", "adopt")
    ('circulated', 'adopted')
    >>> after("adopted", "change")
    Traceback (most recent call last):
    ...
    regietafel.core.minutes.states.MinutesRefused: These minutes cannot be changed: they are adopted. \
Put a correction as a line into the minutes of a later meeting.
    """
    if step not in PROCEDURE[state]:
        what, now, remedy = STEP_WORDS[step], STATES[state], _REMEDIES[state]
        raise MinutesRefused(
            Text(
                f"Dit verslag kan niet worden {what.nl}: het is {now.nl}. {remedy.nl}",
                f"These minutes cannot be {what.en}: they are {now.en}. {remedy.en}",
            )
        )
    return PROCEDURE[state][step][0]


def state_after(steps: Iterable[Step]) -> State:
    """The state to which a history of steps leads, from draft on.

    >>> state_after(["circulate", "change", "circulate", "offer"])
    'offered'
    """
    state: State = "draft"
    for step in steps:
        state = after(state, step)
    return state
