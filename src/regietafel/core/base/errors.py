"""Errors that say what is wrong, which value, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class RegietafelError(ValueError):
    """A refusal a user can act on: what is wrong, and what to do about it.

    >>> print(RegietafelError("period 2022-III does not exist", "write 2022-I or 2022-II"))
    period 2022-III does not exist; write 2022-I or 2022-II
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}; {remedy}" if remedy else what)


class Gap(RegietafelError):
    """Something the law or practice knows and this product does not model.

    >>> raise Gap("Huisvestingswet 2014, art. 30", "inhabitants after a split", "enter the province's figure")
    Traceback (most recent call last):
    ...
    regietafel.core.base.errors.Gap: not modelled: inhabitants after a split (Huisvestingswet 2014, art. 30); \
enter the province's figure
    """

    def __init__(self, legal_basis: str, subject: str, remedy: str) -> None:
        self.legal_basis = legal_basis
        self.subject = subject
        super().__init__(f"not modelled: {subject} ({legal_basis})", remedy)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a table or form: where, what, and what to do.

    >>> print(Fault(where='row 14, column "gehuisvest"', what='"1O" is not a whole number',
    ...             remedy="write digits only"))
    row 14, column "gehuisvest": "1O" is not a whole number; write digits only
    """

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.remedy}" if self.remedy else text


class Faults(RegietafelError):
    """All faults of one input together, so that they are mended in one go."""

    def __init__(self, subject: str, faults: Iterable[Fault]) -> None:
        self.subject = subject
        self.faults = tuple(faults)
        noun = "fault" if len(self.faults) == 1 else "faults"
        listed = "\n".join(f"  - {fault}" for fault in self.faults)
        super().__init__(f"{subject} has {len(self.faults)} {noun}:\n{listed}")
