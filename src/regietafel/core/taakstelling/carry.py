"""Backlog and advance: what a half-year leaves to the next.

corrected target = target - balance before, and balance = realised - corrected target (DOMAIN of practice:
published totals of 2019-I to 2023-I). A negative balance is a backlog, a positive one an advance. A correction
of the registration is a row of its own, with its own date; it changes no other row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from regietafel.core.base.answer import Answer, Input, Source
from regietafel.core.base.calendar import HalfYear

CarryKind = Literal["balance", "registration_correction"]

PRACTICE = Source(
    "Aanhangsel Handelingen 2023-2024, nr. 2564",
    "tabel taakstelling en realisatie",
    published_on=date(2024, 9, 16),
    address="https://zoek.officielebekendmakingen.nl/ah-tk-20232024-2564.html",
)


@dataclass(frozen=True)
class CarryRow:
    """One dated row of what is carried into a half-year.

    `persons` is signed: an advance is positive, a backlog negative; a registration correction of +10 means
    that ten more persons turned out to be housed than was counted.
    """

    into: HalfYear
    persons: int
    dated: date
    kind: CarryKind = "balance"
    source: Source | None = None
    reason: str = ""
    illustrative: bool = False


def carried(rows: Iterable[CarryRow]) -> int:
    """The net balance that a set of rows carries in, in persons.

    >>> july = date(2022, 7, 1)
    >>> carried([CarryRow(HalfYear(2023, 1), -14, july),
    ...          CarryRow(HalfYear(2023, 1), 10, july, "registration_correction")])
    -4
    """
    return sum(row.persons for row in rows)


def corrected_target(target: int, rows: Iterable[CarryRow] = ()) -> Answer[int]:
    """The target with backlog added and advance taken off, in persons; below zero when the advance is larger.

    >>> corrected_target(50, [CarryRow(HalfYear(2022, 2), -32, date(2022, 7, 1))]).value
    82
    >>> corrected_target(46, [CarryRow(HalfYear(2022, 1), 5, date(2022, 1, 1))]).value
    41
    """
    rows = tuple(rows)
    return Answer(
        target - carried(rows),
        rule="corrected_target",
        source=PRACTICE,
        inputs=(
            Input("target", target, "persons"),
            *(Input(row.kind, row.persons, "persons", row.source) for row in rows),
        ),
        illustrative=any(row.illustrative for row in rows),
    )


def balance(*, realised: int, corrected: int) -> Answer[int]:
    """What is left at the end of a half-year: realised - corrected target, in persons.

    >>> balance(realised=17126, corrected=15333).value
    1793
    """
    return Answer(
        realised - corrected,
        rule="balance",
        source=PRACTICE,
        inputs=(Input("realised", realised, "persons"), Input("corrected_target", corrected, "persons")),
    )


@dataclass(frozen=True)
class ChainLink:
    """One half-year of a municipality: gross target, carried in, corrected, realised, left over (persons)."""

    period: HalfYear
    target: int
    carried_in: int
    corrected: int
    realised: int
    balance: int


def carry_chain(
    links: Iterable[tuple[HalfYear, int, int]], *, opening_balance: int, corrections: Iterable[CarryRow] = ()
) -> tuple[ChainLink, ...]:
    """Half-years in a row, each taking over the balance of the one before and its dated corrections.

    `links` holds (period, gross target, realised); `opening_balance` is what the first one takes over.

    >>> chain = carry_chain([(HalfYear(2022, 1), 46, 42), (HalfYear(2022, 2), 63, 0)], opening_balance=5)
    >>> [(str(link.period), link.corrected, link.balance) for link in chain]
    [('2022-I', 41, 1), ('2022-II', 62, -62)]
    """
    corrections = tuple(corrections)
    chain: list[ChainLink] = []
    left = opening_balance
    for period, target, realised in links:
        carried_in = left + carried(row for row in corrections if row.into == period)
        corrected = target - carried_in
        left = realised - corrected
        chain.append(ChainLink(period, target, carried_in, corrected, realised, left))
    return tuple(chain)
