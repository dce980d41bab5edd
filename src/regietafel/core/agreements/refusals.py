"""What an agreement does not take, in both languages: every fault at once, and nothing half stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError


@dataclass(frozen=True)
class Told:
    """One thing that is wrong: where (the name of a field), what, and what to do. No capitals, no full stops."""

    where: str
    what: Text
    remedy: Text

    @property
    def sentence(self) -> Text:
        """What is wrong and what to do, with full stops.

        >>> Told("latest", Text("er is geen termijn", "there is no term"), Text("geef een dag", "give a day")).sentence.nl
        'Er is geen termijn. Geef een dag.'
        """
        return Text(_joined(self.what.nl, self.remedy.nl), _joined(self.what.en, self.remedy.en))


class AgreementRefused(RegietafelError):
    """Something about an agreement that was not stored, with every fault."""

    def __init__(self, *told: Told) -> None:
        self.told = told
        super().__init__(
            Text("; ".join(each.what.nl for each in told), "; ".join(each.what.en for each in told)),
            Text("; ".join(each.remedy.nl for each in told), "; ".join(each.remedy.en for each in told)),
        )


def refuse(told: Sequence[Told]) -> None:
    """Go on when nothing is wrong. Raises: AgreementRefused with every fault."""
    if told:
        raise AgreementRefused(*told)


def _joined(*parts: str) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts if part)
