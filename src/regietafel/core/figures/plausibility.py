"""Figures that may be right but are odd: each asks for a motive before it is confirmed.

The thresholds are the product's own, by name and date; no law sets them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median_low

from regietafel.core.base.answer import Source, Text
from regietafel.core.base.calendar import DateRange, HalfYear, months_between
from regietafel.core.base.rules import in_force
from regietafel.core.figures.bitemporal import FigureRow
from regietafel.core.figures.indicators import INDICATORS, indicator
from regietafel.core.figures.sheet import SheetRow, SheetWarning
from regietafel.core.figures.when import When, words


@dataclass(frozen=True)
class PlausibilityPolicy:
    """Thresholds for what asks a motive, with the days they hold.

    `above_target`: a flow above this many times the pro-rata target. `jump`: a number above this many times, or
    below one part in this many of, the middle of earlier months. `least_difference`: differences below this
    number of persons or places never ask. `earlier_months`: how many earlier figures a jump is measured against
    at least.
    """

    name: str
    valid: DateRange
    source: Source
    above_target: Fraction
    jump: Fraction
    least_difference: int
    earlier_months: int


POLICIES: tuple[PlausibilityPolicy, ...] = (
    PlausibilityPolicy(
        "first_thresholds",
        DateRange(date(2015, 1, 1)),
        Source("Regietafel, drempels voor aannemelijkheid", "eerste keuze", quality="illustrative"),
        above_target=Fraction(3),
        jump=Fraction(3),
        least_difference=20,
        earlier_months=3,
    ),
)


def policy_on(day: date) -> PlausibilityPolicy:
    """The thresholds that hold on a day.  Raises: Gap when there are none."""
    return in_force(POLICIES, day, subject="plausibility thresholds", legal_basis="own policy")


Targets = Mapping[tuple[str, HalfYear], int]
"""Corrected target in persons by area code and half-year."""


def implausible(
    rows: Sequence[SheetRow],
    *,
    policy: PlausibilityPolicy,
    known: Iterable[FigureRow] = (),
    targets: Targets | None = None,
    expected: Collection[str] = (),
    name_of: Callable[[str], str] = str,
) -> tuple[SheetWarning, ...]:
    """All that is odd about checked rows, in the order of the sheet.

    `known`: figures that hold now. `targets`: for figures of permit holders housed. `expected`: codes of all
    municipalities; those without a figure are listed, for each indicator and period of which the sheet has
    municipal figures. `name_of`: from a code to the name to show.
    """
    series = _all_series(rows, known)
    found: list[SheetWarning] = []
    for row in rows:
        found.extend(_negative(row))
        found.extend(_above_target(row, targets or {}, policy))
        found.extend(_jump(row, series[row.indicator, row.area], policy))
    found.extend(_falling(rows, series))
    found.sort(key=lambda one: (one.row or 0, one.column or 0))
    found.extend(_missing(rows, expected, name_of))
    return tuple(found)


class Series:
    """The figures of one indicator and area in order of their periods; each is looked for without walking by all."""

    def __init__(self, values: Mapping[When, int]) -> None:
        self.values = values
        self.whens = sorted(values, key=lambda when: (when.start, when.until or date.min))
        self._days = [_days(when) for when in self.whens]
        self._starts = [when.start for when in self.whens]

    def before(self, when: When, most: int) -> list[int]:
        """The last values, `most` at most, of periods about as long that begin earlier; the latest first."""
        length, found = _days(when), []
        for place in range(bisect_left(self._starts, when.start) - 1, -1, -1):
            if abs(self._days[place] - length) <= 3:
                found.append(self.values[self.whens[place]])
                if len(found) == most:
                    break
        return found

    def beside(self, when: When) -> list[When]:
        """The periods that begin on the same day, the one asked about too, in order of their end."""
        return self.whens[bisect_left(self._starts, when.start) : bisect_right(self._starts, when.start)]


AllSeries = Mapping[tuple[str, str], Series]


def _all_series(rows: Iterable[SheetRow], known: Iterable[FigureRow]) -> AllSeries:
    """Values by indicator and area, then when; the sheet goes before what is known."""
    values: dict[tuple[str, str], dict[When, int]] = {}
    for figure in known:
        values.setdefault((figure.indicator, figure.area), {})[figure.when] = figure.value
    for row in rows:
        values.setdefault((row.indicator, row.area), {})[row.when] = row.value
    return {subject: Series(each) for subject, each in values.items()}


def _negative(row: SheetRow) -> Iterator[SheetWarning]:
    if row.value < 0 and not INDICATORS[row.indicator].signed:
        title = indicator(row.indicator).title
        yield _warning(
            "negative",
            row,
            Text(f"{row.value} is minder dan nul", f"{row.value} is below zero"),
            Text(
                f'geef een reden, zoals een correctie op eerdere cijfers van "{title.nl}"',
                f'give a reason, such as a correction of earlier figures of "{title.en}"',
            ),
        )


def _above_target(row: SheetRow, targets: Targets, policy: PlausibilityPolicy) -> Iterator[SheetWarning]:
    if row.indicator != "housed" or row.when.until is None or row.value < policy.least_difference:
        return
    half_year = HalfYear.containing(row.when.start)
    target = targets.get((row.area, half_year))
    if target is None or row.when.until > half_year.until:
        return
    months = sum(1 for _ in months_between(row.when.start, row.when.until))
    share = Fraction(max(target, 0) * months, 6)
    if row.value > share * policy.above_target and row.value - share >= policy.least_difference:
        shown = f"{float(share):.0f}"
        yield _warning(
            "above_target",
            row,
            Text(
                f"{row.value} is ver boven de {shown} die de taakstelling over deze periode vraagt",
                f"{row.value} is far above the {shown} that the target asks over this period",
            ),
            Text("controleer het aantal of geef een reden", "check the number or give a reason"),
        )


def _jump(row: SheetRow, series: Series, policy: PlausibilityPolicy) -> Iterator[SheetWarning]:
    earlier = series.before(row.when, most=6)
    if len(earlier) < policy.earlier_months or (row.when.until and len(series.beside(row.when)) > 1):
        return  # too few to compare with, or one of a running total: others begin on the same day
    middle = median_low(earlier)
    if abs(row.value - middle) < policy.least_difference:
        return
    if row.value > middle * policy.jump or row.value * policy.jump < middle:
        yield _warning(
            "jump",
            row,
            Text(
                f"{row.value} wijkt sterk af van de {len(earlier)} cijfers ervoor (midden {middle})",
                f"{row.value} differs much from the {len(earlier)} figures before it (middle {middle})",
            ),
            Text("controleer het aantal of geef een reden", "check the number or give a reason"),
        )


def _days(when: When) -> int:
    return 0 if when.until is None else (when.until - when.start).days


def _falling(rows: Iterable[SheetRow], series: AllSeries) -> Iterator[SheetWarning]:
    """Running totals (same first day) that go down from one end to the next."""
    for row in rows:
        own, until = series[row.indicator, row.area], row.when.until
        if until is None or len(beside := own.beside(row.when)) < 2:
            continue
        before = [when for when in beside if when.until is not None and when.until < until]
        if not before:
            continue
        when, value = before[-1], own.values[before[-1]]
        if value > row.value:
            text = words(when)
            yield _warning(
                "falling",
                row,
                Text(
                    f"het lopende totaal daalt van {value} ({text.nl}) naar {row.value}",
                    f"the running total falls from {value} ({text.en}) to {row.value}",
                ),
                Text("herstel het aantal of geef een reden", "mend the number or give a reason"),
            )


def _missing(
    rows: Iterable[SheetRow], expected: Collection[str], name_of: Callable[[str], str]
) -> Iterator[SheetWarning]:
    present: dict[tuple[str, When], set[str]] = {}
    for row in rows:
        if row.area.startswith("GM"):
            present.setdefault((row.indicator, row.when), set()).add(row.area)
    for (key, when), areas in present.items():
        absent = sorted(set(expected) - areas)
        if absent:
            title, text = indicator(key).title, words(when)
            names = ", ".join(name_of(code) for code in absent)
            yield SheetWarning(
                "missing",
                Text(
                    f"{title.nl}, {text.nl}: geen cijfer van {len(absent)} gemeenten ({names})",
                    f"{title.en}, {text.en}: no figure of {len(absent)} municipalities ({names})",
                ),
                Text(
                    "vul aan, of geef een reden; leeg telt niet als nul",
                    "add them, or give a reason; empty is not zero",
                ),
                asks_motive=True,
            )


def _warning(kind: str, row: SheetRow, what: Text, remedy: Text) -> SheetWarning:
    return SheetWarning(kind, what, remedy, row.row, row.column, asks_motive=True)
