"""What a meeting does not take, in both languages: every fault at once, and nothing half stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

Why = Literal["faults", "state", "conflict"]
_NOTHING = Text("", "")


@dataclass(frozen=True)
class Told:
    """One thing that is wrong: where (the name of a field), what, and what to do."""

    where: str
    what: Text
    remedy: Text = _NOTHING

    @property
    def sentence(self) -> Text:
        """What is wrong and what to do, with full stops.

        >>> Told("text", Text("de regel is leeg", "the line is empty"), Text("schrijf iets", "write")).sentence.nl
        'De regel is leeg. Schrijf iets.'
        """
        return Text(_joined(self.what.nl, self.remedy.nl), _joined(self.what.en, self.remedy.en))


class MeetingRefused(RegietafelError):
    """Something about a meeting that was not stored. `why`: faults of input, a state that does not allow it, or
    someone else who was first ("conflict").

    >>> print(MeetingRefused(Told("day", Text("geen dag", "no day"), Text("kies een dag", "choose a day"))))
    no day; choose a day
    """

    def __init__(self, *told: Told, why: Why = "faults") -> None:
        self.told = told
        self.why = why
        what, remedies = [each.what for each in told], [each.remedy for each in told]
        super().__init__(
            Text("; ".join(one.nl for one in what), "; ".join(one.en for one in what)),
            Text(
                " ".join(one.nl for one in remedies if one.nl), " ".join(one.en for one in remedies if one.en)
            ),
        )


def refuse(told: Sequence[Told]) -> None:
    """Go on when nothing is wrong. Raises: MeetingRefused with every fault."""
    if told:
        raise MeetingRefused(*told)


def _joined(*parts: str) -> str:
    said = (part[:1].upper() + part[1:] for part in parts if part)
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said)
