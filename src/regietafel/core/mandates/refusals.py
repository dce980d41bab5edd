"""What is wrong with a mandate or an act, in both languages: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

Why = Literal["faults", "state", "conflict"]
NOTHING = Text("", "")


@dataclass(frozen=True)
class Objection:
    """One thing against a mandate or an act: the field it is about, what, and what to do."""

    where: str
    what: Text
    remedy: Text = NOTHING

    @property
    def sentence(self) -> Text:
        """What is wrong and what to do, as sentences.

        >>> Objection("end", Text("het mandaat is voorbij", "it ended"), Text("vraag een nieuw", "ask")).sentence.nl
        'Het mandaat is voorbij. Vraag een nieuw.'
        """
        return Text(_joined(self.what.nl, self.remedy.nl), _joined(self.what.en, self.remedy.en))


class MandateRefused(RegietafelError):
    """A mandate or an act that was not stored, with every objection.

    `why`: faults of what was entered, a state that does not allow it, or someone who was first ("conflict").
    """

    def __init__(self, *objections: Objection, why: Why = "faults") -> None:
        self.objections = objections
        self.why = why
        remedies = [each.remedy for each in objections if each.remedy.en]
        super().__init__(
            Text(
                "; ".join(each.what.nl for each in objections), "; ".join(each.what.en for each in objections)
            ),
            Text(" ".join(one.nl for one in remedies), " ".join(one.en for one in remedies)),
        )


class MandateMissing(MandateRefused):
    """An act of another table without a mandate that covers it."""

    def __init__(self, *objections: Objection) -> None:
        super().__init__(*objections, why="state")


def refuse(objections: Sequence[Objection], why: Why = "faults") -> None:
    """Go on when there is nothing against it. Raises: MandateRefused with every objection."""
    if objections:
        raise MandateRefused(*objections, why=why)


def _joined(*parts: str) -> str:
    said = (part[:1].upper() + part[1:] for part in parts if part)
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said)
