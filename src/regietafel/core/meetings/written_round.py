"""Decision by correspondence: a question, a term, and what silence means, said beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.core.meetings.refusals import MeetingRefused, Told

Silence = Literal["agrees", "against", "does_not_count"]
Reply = Literal["agrees", "against", "abstains"]

SILENCE_WORDS: dict[str, Text] = {
    "agrees": Text("wie zwijgt, stemt in", "who stays silent, agrees"),
    "against": Text("wie zwijgt, stemt niet in", "who stays silent, does not agree"),
    "does_not_count": Text("wie zwijgt, telt niet mee", "who stays silent, does not count"),
}
REPLY_WORDS: dict[str, Text] = {
    "agrees": Text("stemt in", "agrees"),
    "against": Text("stemt niet in", "does not agree"),
    "abstains": Text("onthoudt zich", "abstains"),
}
PRACTICE = Source("Werkwijze van deze tafel", "schriftelijke ronde; geen wettelijke regel", quality="derived")


@dataclass(frozen=True)
class Outcome:
    """What a written round brought: keys of partners by what they said, and whether it is decided.

    `decided` is None while the term runs and not everyone has answered.
    """

    agree: tuple[str, ...]
    against: tuple[str, ...]
    abstain: tuple[str, ...]
    silent: tuple[str, ...]
    decided: bool | None


def outcome(
    *,
    asked: Iterable[str],
    replies: Mapping[str, Reply],
    silence: Silence,
    term: date,
    today: date,
) -> Answer[Outcome]:
    """What a written round decided. Units: partners; the term is the last day on which an answer counts.

    It is decided when nobody is against, counting the silent as was said; one against sends it to a meeting.
    Raises: MeetingRefused when nobody was asked, or someone answered who was not.

    >>> said = outcome(asked=["vng", "ipo"], replies={"vng": "agrees"}, silence="agrees",
    ...                term=date(2022, 9, 29), today=date(2022, 9, 30))
    >>> said.value.decided, said.value.silent
    (True, ('ipo',))
    """
    partners = tuple(dict.fromkeys(asked))
    _refuse_strangers(partners, replies)
    by_reply = {
        reply: tuple(partner for partner in partners if replies.get(partner) == reply)
        for reply in REPLY_WORDS
    }
    silent = tuple(partner for partner in partners if partner not in replies)
    agree = len(by_reply["agrees"]) + (len(silent) if silence == "agrees" else 0)
    against = len(by_reply["against"]) + (len(silent) if silence == "against" else 0)
    decided = (against == 0 and agree > 0) if today > term or not silent else None
    value = Outcome(by_reply["agrees"], by_reply["against"], by_reply["abstains"], silent, decided)
    return Answer(
        value,
        rule="outcome",
        source=PRACTICE,
        inputs=(Input("asked", len(partners), "partners"), Input("answered", len(replies), "partners")),
        steps=(
            Step(
                Text(
                    "stemmen in, met de zwijgers als dat zo is afgesproken",
                    "agree, with the silent if so agreed",
                ),
                result=str(agree),
            ),
            Step(Text("stemmen niet in", "do not agree"), result=str(against)),
        ),
    )


def _refuse_strangers(partners: tuple[str, ...], replies: Mapping[str, Reply]) -> None:
    if not partners:
        raise MeetingRefused(
            Told(
                "asked",
                Text("er is niemand gevraagd", "nobody is asked"),
                Text("noem de partners van de tafel", "name the partners of the table"),
            )
        )
    if names := ", ".join(sorted(set(replies) - set(partners))):
        raise MeetingRefused(
            Told(
                "partner",
                Text(f"{names} is in deze ronde niet gevraagd", f"{names} is not asked in this round"),
                Text("alleen wie gevraagd is, antwoordt", "only who is asked, answers"),
            )
        )
