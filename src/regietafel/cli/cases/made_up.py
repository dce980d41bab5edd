"""The made-up municipal figures of the case "herfst 2022", from a fixed seed.

No table of permit holders housed per municipality and month of 2022 was published, nor the balances that
municipalities took into 2022-II. These stand in for them. They are tied to everything that was published:

- every month adds up to the published national number (July and August together: 4,990);
- the balances carried into 2022-II add up to the published backlog of 1,833; 186 of 344 had a backlog;
- on 1 September 315 of 344 municipalities still had something to house;
- about 60 municipalities reached their share of the 20,000;
- Stichtse Vecht, Het Hogeland, Meierijstad, Alphen aan den Rijn and Drenthe meet their published numbers.

All else in them is chance, and every row is marked as illustrative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from regietafel.core.areas.division import division_on
from regietafel.core.base.calendar import HalfYear
from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.methods import ADAMS
from regietafel.core.taakstelling.targets import targets_for
from regietafel.core.taakstelling.volumes import published_volume

SEED = 20220916
PERIOD = HalfYear(2022, 2)

NATIONAL_BACKLOG = 1833
WITH_BACKLOG = 186
PUBLISHED_BALANCES = {"GM1904": -32, "GM1966": -14, "GM1948": 1, "GM0484": 19}
BALANCE_SOURCES = {
    "GM1904": "rtv-stichtse-vecht",
    "GM1966": "omroep-het-hogeland-2023-03-10",
    "GM1948": "kliknieuws-veghel-198475",
    "GM0484": "rpl-woerden-2022",
}
DRENTHE_ADVANCE = 36

HOUSED_BY_MONTH = (2420, 2570, 2714, 3359, 3223, 2840)
"""July to December 2022. Published: 4,990 for July and August together; the split between them is made up."""

PUBLISHED_REALISED = {"GM1904": 68, "GM1966": 55}
DRENTHE_REALISED_1_OCTOBER = 163
"""Published as "so far" in a report of autumn 2022 without a day; 1 October is this case's assumption."""

DONE_ON_1_SEPTEMBER = 344 - 315
REACHED_SHARE = 60
AGREED = 20000


@dataclass(frozen=True)
class MadeUp:
    """Balances carried into 2022-II, and persons housed per municipality in each of its six months."""

    balances: Mapping[str, int]
    housed: Mapping[str, tuple[int, ...]]


def make_up(seed: int = SEED) -> MadeUp:
    """All made-up figures of the case; the same seed gives the same figures."""
    random = Random(seed)  # noqa: S311 - made-up figures, no secret
    targets = targets_for(published_volume(PERIOD)).value
    gross = targets.numbers()
    shares = apportion(method=ADAMS, total=AGREED, weights=targets.inhabitants).numbers
    drenthe = division_on(PERIOD.start).in_province("PV22")
    balances = _balances(random, gross, drenthe)
    corrected = {code: gross[code] - balances[code] for code in gross}
    done = _done_early(random, corrected, shares, drenthe)
    final = _final(random, shares, corrected, done)
    housed = _months(random, final, corrected, done, drenthe)
    return MadeUp(balances, housed)


def _balances(random: Random, gross: Mapping[str, int], drenthe: tuple[str, ...]) -> dict[str, int]:
    """Signed balances: 186 backlogs, 158 advances or zero, adding up to -1,833 and to +36 in Drenthe."""
    free = [code for code in gross if code not in PUBLISHED_BALANCES]
    published_backlogs = sum(1 for balance in PUBLISHED_BALANCES.values() if balance < 0)
    behind = set(
        random.sample([code for code in free if code not in drenthe], WITH_BACKLOG - published_backlogs)
    )
    balances = dict(PUBLISHED_BALANCES)
    for code in free:
        size = gross[code]
        if code in behind:
            balances[code] = -max(1, round(size * random.triangular(0.02, 0.8, 0.2)))
        else:
            balances[code] = min(size - 1, round(size * random.triangular(0.0, 0.4, 0.05)))
    _settle(
        random, balances, [c for c in drenthe if c not in PUBLISHED_BALANCES], DRENTHE_ADVANCE, drenthe, gross
    )
    rest = [code for code in free if code not in drenthe]
    _settle(random, balances, rest, -NATIONAL_BACKLOG, tuple(gross), gross)
    return balances


def _settle(
    random: Random,
    balances: dict[str, int],
    movable: list[str],
    total: int,
    within: tuple[str, ...],
    gross: Mapping[str, int],
) -> None:
    """Move balances by one until they add up, weighted by size, without changing the side of any of them."""
    weights = [gross[code] for code in movable]
    while (gap := total - sum(balances[code] for code in within)) != 0:
        code = random.choices(movable, weights)[0]
        moved = balances[code] + (1 if gap > 0 else -1)
        if (balances[code] < 0) == (moved < 0) and moved < gross[code]:
            balances[code] = moved


def _done_early(
    random: Random, corrected: Mapping[str, int], shares: Mapping[str, int], drenthe: tuple[str, ...]
) -> set[str]:
    """The 29 municipalities that had nothing left to house on 1 September: mostly small or ahead."""
    open_to_it = [
        code
        for code in corrected
        if code not in PUBLISHED_REALISED and code not in drenthe and corrected[code] < shares[code]
    ]
    smallest = sorted(open_to_it, key=lambda code: (corrected[code], code))[:70]
    return set(random.sample(smallest, DONE_ON_1_SEPTEMBER))


def _final(
    random: Random, shares: Mapping[str, int], corrected: Mapping[str, int], done: set[str]
) -> dict[str, int]:
    """Persons housed in the whole half-year: 60 reach their share of the 20,000, the others do not."""
    free = [code for code in shares if code not in PUBLISHED_REALISED]
    published_reached = sum(shares[c] <= n for c, n in PUBLISHED_REALISED.items())
    reached = set(random.sample(free, REACHED_SHARE - published_reached))
    final = dict(PUBLISHED_REALISED)
    for code in free:
        if code in reached:
            final[code] = round(shares[code] * random.triangular(1.0, 1.25, 1.0))
            final[code] = max(final[code], shares[code])
        else:
            final[code] = min(shares[code] - 1, round(shares[code] * random.triangular(0.45, 1.0, 0.86)))
        if code in done and code not in reached:
            final[code] = min(shares[code] - 1, max(final[code], corrected[code]))
    total = sum(HOUSED_BY_MONTH)
    movable = [code for code in free if code not in done]
    weights = [shares[code] for code in movable]
    while (gap := total - sum(final.values())) != 0:
        code = random.choices(movable, weights)[0]
        moved = final[code] + (1 if gap > 0 else -1)
        if moved >= 0 and (moved >= shares[code]) == (code in reached):
            final[code] = moved
    return final


def _months(
    random: Random,
    final: Mapping[str, int],
    corrected: Mapping[str, int],
    done: set[str],
    drenthe: tuple[str, ...],
) -> dict[str, tuple[int, ...]]:
    """Persons per month: rows add up to `final`, columns to the published months, by ordering every person."""
    tilt = {code: random.gauss(0.0, 0.18) * min(1.0, (30 / max(n, 1)) ** 0.5) for code, n in final.items()}
    queue = sorted(
        (_place(random, tilt[code], early=code in done and n < corrected[code]), code, n)
        for code, persons in final.items()
        for n in range(persons)
    )
    housed = {code: [0] * 6 for code in final}
    month, left = 0, HOUSED_BY_MONTH[0]
    for _, code, _ in queue:
        while left == 0:
            month += 1
            left = HOUSED_BY_MONTH[month]
        housed[code][month] += 1
        left -= 1
    _hold_back(random, housed, corrected, done)
    _fit_drenthe(random, housed, corrected, drenthe, done)
    return {code: tuple(months) for code, months in housed.items()}


def _place(random: Random, tilt: float, *, early: bool) -> float:
    return -1.0 + random.random() if early else random.random() + tilt


def _hold_back(
    random: Random, housed: dict[str, list[int]], corrected: Mapping[str, int], done: set[str]
) -> None:
    """Whoever is not among the 29 still has something to house on 1 September: swap persons to later months."""
    for code in sorted(housed):
        if code in done:
            continue
        while sum(housed[code][:2]) >= corrected[code]:
            early = 0 if housed[code][0] else 1
            _swap(random, housed, code, early, random.randrange(2, 6), corrected, done)


def _fit_drenthe(
    random: Random,
    housed: dict[str, list[int]],
    corrected: Mapping[str, int],
    drenthe: tuple[str, ...],
    done: set[str],
) -> None:
    """Drenthe housed 163 by 1 October (report of its table, autumn 2022)."""
    while (gap := DRENTHE_REALISED_1_OCTOBER - sum(sum(housed[code][:3]) for code in drenthe)) != 0:
        early, late = random.randrange(3), random.randrange(3, 6)
        month, other_month = (early, late) if gap < 0 else (late, 2)
        movable = [code for code in drenthe if housed[code][month]]
        if movable:
            code = random.choice(movable)
            _swap(random, housed, code, month, other_month, corrected, done, outside=set(drenthe))


def _swap(
    random: Random,
    housed: dict[str, list[int]],
    code: str,
    month: int,
    other_month: int,
    corrected: Mapping[str, int],
    done: set[str],
    outside: set[str] | None = None,
) -> None:
    """One person of `code` changes month with one person of another municipality; all sums stay."""
    partners = [
        other
        for other in housed
        if other != code
        and other not in done
        and other not in (outside or ())
        and housed[other][other_month]
        and (month > 1 or sum(housed[other][:2]) + 1 < corrected[other])
    ]
    other = random.choice(partners)
    housed[code][month] -= 1
    housed[code][other_month] += 1
    housed[other][other_month] -= 1
    housed[other][month] += 1


def month_starts() -> tuple[date, ...]:
    """The first days of July to December 2022."""
    return tuple(month.start for month in PERIOD.months())
