"""Errors that say what is wrong, which value, and what to do, in the language of who reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from regietafel.core.base.answer import Text


class RegietafelError(ValueError):
    """A refusal a user can act on: what is wrong, and what to do about it.

    `str()` is the English sentence; a part that is one string stands in both languages.

    >>> refused = RegietafelError(
    ...     Text("halfjaar 2022-III bestaat niet", "period 2022-III does not exist"),
    ...     Text("schrijf 2022-I of 2022-II", "write 2022-I or 2022-II"),
    ... )
    >>> print(refused)
    period 2022-III does not exist; write 2022-I or 2022-II
    >>> refused.in_language("nl")
    'halfjaar 2022-III bestaat niet; schrijf 2022-I of 2022-II'
    """

    def __init__(self, what: str | Text, remedy: str | Text = "") -> None:
        self.what_text = in_both(what)
        self.remedy_text = in_both(remedy)
        super().__init__(_sentence(self.what_text.en, self.remedy_text.en))

    @property
    def what(self) -> str:
        """What is wrong, in English."""
        return self.what_text.en

    @property
    def remedy(self) -> str:
        """What to do, in English; empty when there is nothing to do."""
        return self.remedy_text.en

    def in_language(self, language: str) -> str:
        """What is wrong and what to do, in English for `en...` and in Dutch for anything else."""
        return _sentence(self.what_text.in_language(language), self.remedy_text.in_language(language))


class Gap(RegietafelError):
    """Something the law or practice knows and this product does not model.

    >>> raise Gap("Huisvestingswet 2014, art. 30", "inhabitants after a split", "enter the province's figure")
    Traceback (most recent call last):
    ...
    regietafel.core.base.errors.Gap: not modelled: inhabitants after a split (Huisvestingswet 2014, art. 30); \
enter the province's figure
    """

    def __init__(self, legal_basis: str, subject: str | Text, remedy: str | Text) -> None:
        self.legal_basis = legal_basis
        named = in_both(subject)
        self.subject = named.en
        what = Text(
            f"dit is hier niet uitgewerkt: {named.nl} ({legal_basis})",
            f"not modelled: {named.en} ({legal_basis})",
        )
        super().__init__(what, remedy)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a table or form: where, what, and what to do. In English, with its Dutch twin beside it.

    >>> print(Fault(where='row 14, column "gehuisvest"', what='"1O" is not a whole number',
    ...             remedy="write digits only"))
    row 14, column "gehuisvest": "1O" is not a whole number; write digits only
    """

    where: str
    what: str
    remedy: str = ""
    dutch: Fault | None = field(default=None, compare=False, repr=False)

    @classmethod
    def told(cls, where: str | Text, what: str | Text, remedy: str | Text = "") -> Fault:
        """A fault in both languages.

        >>> fault = Fault.told("GM0363", Text("staat er tweemaal", "stands twice"), Text("haal er een weg", "drop one"))
        >>> print(fault, "|", fault.in_language("nl"))
        GM0363: stands twice; drop one | GM0363: staat er tweemaal; haal er een weg
        """
        place, wrong, todo = in_both(where), in_both(what), in_both(remedy)
        return cls(place.en, wrong.en, todo.en, dutch=cls(place.nl, wrong.nl, todo.nl))

    def in_language(self, language: str) -> Fault:
        """This fault in English for `en...`, and in Dutch for anything else where it has been said in Dutch."""
        return self if language.startswith("en") or self.dutch is None else self.dutch

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.remedy}" if self.remedy else text


class Faults(RegietafelError):
    """All faults of one input together, so that they are mended in one go.

    >>> print(Faults(Text("de ruil", "the exchange"), [Fault("GM0363", "stands twice")]).in_language("nl"))
    de ruil heeft 1 fout:
      - GM0363: stands twice
    """

    def __init__(self, subject: str | Text, faults: Iterable[Fault]) -> None:
        named = in_both(subject)
        self.subject = named.en
        self.faults = tuple(faults)
        several = len(self.faults) != 1
        super().__init__(
            Text(
                f"{named.nl} heeft {len(self.faults)} {'fouten' if several else 'fout'}:\n{self._listed('nl')}",
                f"{named.en} has {len(self.faults)} {'faults' if several else 'fault'}:\n{self._listed('en')}",
            )
        )

    def _listed(self, language: str) -> str:
        return "\n".join(f"  - {fault.in_language(language)}" for fault in self.faults)


def in_both(said: str | Text) -> Text:
    """A text in two languages; a string is the same in both."""
    return said if isinstance(said, Text) else Text(said, said)


def _sentence(what: str, remedy: str) -> str:
    """Both parts in one sentence, or in two where the first ends as one."""
    if not remedy:
        return what
    return f"{what} {remedy}" if what.endswith((".", "!", "?")) else f"{what}; {remedy}"
