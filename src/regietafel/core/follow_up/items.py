"""Actions, requests, questions and concerns: their states, and who may take which step. A procedure is a table.

Source: minutes of the national table of 16 September 2022, items 2 to 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError


class Kind(Enum):
    """What somebody is left with after a meeting."""

    ACTION = "action"
    REQUEST = "request"
    QUESTION = "question"
    CONCERN = "concern"


class Role(Enum):
    """In what quality somebody takes a step: as owner, as who raised it, or for the table that follows it."""

    OWNER = "owner"
    RAISED = "raised"
    TABLE = "table"


class State(Enum):
    """Where an item stands."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    CLOSED = "closed"
    DROPPED = "dropped"
    ACKNOWLEDGED = "acknowledged"
    GRANTED = "granted"
    REFUSED = "refused"
    OTHERWISE = "otherwise"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    WEIGHED = "weighed"


KIND_TITLES = {
    Kind.ACTION: Text(nl="actie", en="action"),
    Kind.REQUEST: Text(nl="verzoek", en="request"),
    Kind.QUESTION: Text(nl="vraag", en="question"),
    Kind.CONCERN: Text(nl="aandachtspunt", en="concern"),
}
STATE_TITLES = {
    State.OPEN: Text(nl="open", en="open"),
    State.STARTED: Text(nl="in uitvoering", en="in progress"),
    State.DONE: Text(nl="klaar gemeld", en="reported done"),
    State.CLOSED: Text(nl="afgesloten door de tafel", en="closed by the table"),
    State.DROPPED: Text(nl="vervallen", en="dropped"),
    State.ACKNOWLEDGED: Text(nl="ontvangst bevestigd", en="acknowledged"),
    State.GRANTED: Text(nl="ingewilligd", en="granted"),
    State.REFUSED: Text(nl="afgewezen", en="refused"),
    State.OTHERWISE: Text(nl="anders beantwoord", en="answered otherwise"),
    State.WITHDRAWN: Text(nl="ingetrokken", en="withdrawn"),
    State.SETTLED: Text(nl="beantwoord", en="settled"),
    State.WEIGHED: Text(nl="afgewogen", en="weighed"),
}
ROLE_TITLES = {
    Role.OWNER: Text(nl="de eigenaar", en="the owner"),
    Role.RAISED: Text(nl="wie het inbracht", en="who raised it"),
    Role.TABLE: Text(nl="de tafel, via haar secretariaat", en="the table, through its secretariat"),
}

_O, _R, _T = Role.OWNER, Role.RAISED, Role.TABLE
STEPS: Mapping[Kind, Mapping[State, Mapping[State, frozenset[Role]]]] = {
    Kind.ACTION: {
        State.OPEN: {
            State.STARTED: frozenset({_O, _T}),
            State.DONE: frozenset({_O, _T}),
            State.DROPPED: frozenset({_T}),
        },
        State.STARTED: {State.DONE: frozenset({_O, _T}), State.DROPPED: frozenset({_T})},
        State.DONE: {State.CLOSED: frozenset({_T}), State.OPEN: frozenset({_T})},
    },
    Kind.REQUEST: {
        State.OPEN: {
            State.ACKNOWLEDGED: frozenset({_O}),
            State.GRANTED: frozenset({_O}),
            State.REFUSED: frozenset({_O}),
            State.OTHERWISE: frozenset({_O}),
            State.WITHDRAWN: frozenset({_R, _T}),
        },
        State.ACKNOWLEDGED: {
            State.GRANTED: frozenset({_O}),
            State.REFUSED: frozenset({_O}),
            State.OTHERWISE: frozenset({_O}),
            State.WITHDRAWN: frozenset({_R, _T}),
        },
    },
    Kind.QUESTION: {State.OPEN: {State.SETTLED: frozenset({_O, _T}), State.WITHDRAWN: frozenset({_R, _T})}},
    Kind.CONCERN: {State.OPEN: {State.WEIGHED: frozenset({_T}), State.WITHDRAWN: frozenset({_R})}},
}
NEED_A_REASON = frozenset(
    {
        State.DROPPED,
        State.REFUSED,
        State.OTHERWISE,
        State.GRANTED,
        State.SETTLED,
        State.WEIGHED,
        State.WITHDRAWN,
    }
)


class FollowUpError(RegietafelError):
    """A step that cannot be taken or an item that cannot be: every reason, in both languages.

    >>> print(FollowUpError(Text("De lijst is leeg.", "The list is empty.")))
    The list is empty.
    """

    def __init__(self, *reasons: Text) -> None:
        self.reasons = reasons
        super().__init__(self.text)

    @property
    def text(self) -> Text:
        """All reasons, one after the other."""
        return Text(" ".join(each.nl for each in self.reasons), " ".join(each.en for each in self.reasons))


def is_final(kind: Kind, state: State) -> bool:
    """Whether nothing comes after a state.

    >>> is_final(Kind.ACTION, State.DONE), is_final(Kind.ACTION, State.CLOSED)
    (False, True)
    """
    return state not in STEPS[kind]


def next_states(kind: Kind, state: State, roles: frozenset[Role] = frozenset(Role)) -> tuple[State, ...]:
    """The states that somebody in one of these roles can bring an item to."""
    return tuple(to for to, who in STEPS[kind].get(state, {}).items() if who & roles)


def check_step(kind: Kind, state: State, to: State, *, roles: frozenset[Role], reason: str = "") -> None:
    """Nothing, when the step may be taken. Raises: FollowUpError that says what can be done, and by whom.

    >>> check_step(Kind.ACTION, State.DONE, State.CLOSED, roles=frozenset({Role.OWNER}))
    Traceback (most recent call last):
    ...
    regietafel.core.follow_up.items.FollowUpError: For "closed by the table" the turn is with the table, through \
its secretariat. Ask the secretariat to put it on the agenda.
    """
    there = STEPS[kind].get(state, {})
    if to not in there:
        raise FollowUpError(_no_such_step(kind, state, to, tuple(there)))
    if not there[to] & roles:
        who = [ROLE_TITLES[each] for each in Role if each in there[to]]
        raise FollowUpError(
            Text(
                f"Voor “{STATE_TITLES[to].nl}” is {' of '.join(each.nl for each in who)} aan zet. "
                "Vraag het secretariaat om het op de agenda te zetten.",
                f'For "{STATE_TITLES[to].en}" the turn is with {" or ".join(each.en for each in who)}. '
                "Ask the secretariat to put it on the agenda.",
            )
        )
    if to in NEED_A_REASON and not reason.strip():
        raise FollowUpError(
            Text(
                f"“{STATE_TITLES[to].nl}” heeft een toelichting nodig. Schrijf het antwoord, of waarom.",
                f'"{STATE_TITLES[to].en}" needs a reason. Write the answer, or why.',
            )
        )


def _no_such_step(kind: Kind, state: State, to: State, there: tuple[State, ...]) -> Text:
    can_nl = ", ".join(STATE_TITLES[each].nl for each in there) or "niets, dit is het einde"
    can_en = ", ".join(STATE_TITLES[each].en for each in there) or "nothing, this is the end"
    return Text(
        f"Dit is een {KIND_TITLES[kind].nl} met de stand “{STATE_TITLES[state].nl}”; die wordt niet "
        f"“{STATE_TITLES[to].nl}”. Mogelijk is: {can_nl}.",
        f'This is {_article(KIND_TITLES[kind].en)} in the state "{STATE_TITLES[state].en}"; it does not become '
        f'"{STATE_TITLES[to].en}". Possible is: {can_en}.',
    )


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


class NoSuchItem(FollowUpError):
    """An item that is not known, now or at the moment asked for."""


@dataclass(frozen=True)
class Term:
    """When something is due: a last day, and the first day of a window where there is one.

    A term that was not agreed is no last day; the page says so.
    """

    due: date | None = None
    opens: date | None = None

    def __post_init__(self) -> None:
        if self.opens is not None and (self.due is None or self.due < self.opens):
            raise FollowUpError(
                Text(
                    f"Een periode van {self.opens} tot en met {self.due} heeft geen dag. Kies een latere laatste dag.",
                    f"A window from {self.opens} to {self.due} has no day. Choose a later last day.",
                )
            )

    def is_overdue(self, day: date) -> bool:
        """Whether the last day has passed."""
        return self.due is not None and self.due < day


def days_until_answer(asked: date, answered: date) -> int:
    """Days between a request and its answer.

    >>> days_until_answer(date(2022, 9, 16), date(2023, 7, 3))    # the large-families scheme
    290
    """
    return (answered - asked).days
