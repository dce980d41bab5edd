"""Dividing the national volume over the municipalities, by two readings of one article.

Article 29(1) says each municipality's share is rounded up. Done for each on its own, the sum exceeds the
volume; the published figures round every municipality up *and* add up to the volume, which is the divisor
method of Adams. Both readings are computed; each target says which one made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

from regietafel.core.areas.division import Division, division_on
from regietafel.core.areas.population import population
from regietafel.core.base.align import align
from regietafel.core.base.answer import Answer, Input, Source, Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import Fault, Faults, RegietafelError
from regietafel.core.keys.apportion import Apportionment, apportion
from regietafel.core.keys.methods import ADAMS, EACH_UP
from regietafel.core.keys.plain import PlainRounding, round_each
from regietafel.core.law.deadlines import announcement_deadline
from regietafel.core.law.numbers import statutory_number
from regietafel.core.taakstelling.volumes import HUISVESTINGSWET, Volume

DivisionChoice = Literal["start", "announcement"]
PolicyName = Literal["as_published", "as_written"]


class TaakstellingError(RegietafelError):
    """A target that cannot be computed from what was given."""


@dataclass(frozen=True)
class RoundingPolicy:
    """One reading of "rounded up to a whole number"."""

    name: PolicyName
    title: Text
    ground: Text


AS_PUBLISHED = RoundingPolicy(
    "as_published",
    Text(nl="zoals gepubliceerd (Adams)", en="as published (Adams)"),
    Text(
        nl="iedere gemeente wordt naar boven afgerond met één gemeenschappelijke deler, zodat de som precies "
        "het landelijke aantal is; zo komen de gepubliceerde taakstellingen uit",
        en="every municipality is rounded up with one common divisor, so that the sum is exactly the national "
        "number; the published targets come out this way",
    ),
)
AS_WRITTEN = RoundingPolicy(
    "as_written",
    Text(nl="zoals de wet luidt", en="as written in the law"),
    Text(
        nl="iedere gemeente wordt op zichzelf naar boven afgerond; de som is dan hoger dan het landelijke aantal",
        en="every municipality is rounded up on its own; the sum then exceeds the national number",
    ),
)
POLICIES: dict[str, RoundingPolicy] = {policy.name: policy for policy in (AS_PUBLISHED, AS_WRITTEN)}


@dataclass(frozen=True)
class Targets:
    """The targets of one half-year under both readings, with everything needed to explain each of them.

    `inhabitants` and both results are keyed by CBS code, in persons.
    """

    period: HalfYear
    volume: Volume
    base_date: date
    division_day: date
    division_choice: DivisionChoice
    inhabitants: Mapping[str, int]
    published: Apportionment
    written: PlainRounding

    @cached_property
    def division(self) -> Division:
        """The municipal division the targets are stated in."""
        return division_on(self.division_day)

    def numbers(self, policy: RoundingPolicy = AS_PUBLISHED) -> dict[str, int]:
        """Persons per municipality under a reading."""
        return dict(self._numbers(policy))

    def sum(self, policy: RoundingPolicy = AS_PUBLISHED) -> int:
        """The sum over all municipalities under a reading."""
        return sum(self._numbers(policy).values())

    def in_area(self, area: str, policy: RoundingPolicy = AS_PUBLISHED) -> int:
        """The sum over the municipalities of a province, safety region, the country, or one municipality."""
        numbers = self._numbers(policy)
        return sum(numbers[code] for code in self.division.in_area(area))

    def _numbers(self, policy: RoundingPolicy) -> Mapping[str, int]:
        return self.published.numbers if policy is AS_PUBLISHED else self.written.numbers

    def quotient(self, code: str) -> Fraction:
        """The exact outcome of vg x iG / iN for a municipality."""
        return Fraction(self.volume.persons * self.inhabitants[code], sum(self.inhabitants.values()))


def housing_target(
    *, volume: int, inhabitants: Mapping[str, int], policy: RoundingPolicy = AS_PUBLISHED
) -> Answer[dict[str, int]]:
    """Permit holders each municipality must house in a half-year.

    Source: Huisvestingswet 2014, art. 29(1): vg x iG / iN, rounded up.  Units: persons in, persons out; keys
    are CBS codes ("GM0363").
    Raises: TaakstellingError when the volume is below the number of municipalities; Faults that name every
    population that is not positive.

    >>> housing_target(volume=10, inhabitants={"GM1": 700, "GM2": 250}).value
    {'GM1': 7, 'GM2': 3}
    >>> housing_target(volume=10, inhabitants={"GM1": 700, "GM2": 250}, policy=AS_WRITTEN).value
    {'GM1': 8, 'GM2': 3}
    """
    published, written = _divide(volume, inhabitants)
    numbers = published.numbers if policy is AS_PUBLISHED else written.numbers
    return Answer(
        dict(numbers),
        rule=f"housing_target, {policy.name}",
        source=HUISVESTINGSWET,
        inputs=(
            Input("volume", volume, "persons"),
            Input("inhabitants", sum(inhabitants.values()), "persons"),
        ),
    )


def base_date(period: HalfYear) -> date:
    """The population's reference date: 1 January of the year before the year of the half-year.

    Source: Huisvestingswet 2014, art. 29(1).

    >>> base_date(HalfYear(2022, 2))
    datetime.date(2021, 1, 1)
    """
    return date(period.year - statutory_number("population_year_offset").on(period.start).value, 1, 1)


def targets_for(
    volume: Volume,
    *,
    division_choice: DivisionChoice = "start",
    inhabitants: Mapping[str, int] | None = None,
) -> Answer[Targets]:
    """The targets of a half-year from its national volume, on the population that the law names.

    `division_choice`: the municipal division on the first day of the half-year ("start"), or on the day of
    the announcement; without a date of announcement its last lawful day counts. The choice is recorded.
    `inhabitants`: a table of one's own in that division, in place of the one that ships.
    Source: Huisvestingswet 2014, art. 29(1).  Units: persons.
    Raises: Gap when population or division of that date is not in the tables; CodesDiffer when one's own
    table is of another division; TaakstellingError; Faults.
    """
    if inhabitants is None:
        return _targets_of_tables(volume, division_choice)
    return _targets(volume, division_choice, inhabitants)


@lru_cache(maxsize=64)
def _targets_of_tables(volume: Volume, division_choice: DivisionChoice) -> Answer[Targets]:
    # Same volume and tables, same targets: pages and letters ask for the same few again and again.
    return _targets(volume, division_choice, None)


def _targets(
    volume: Volume, division_choice: DivisionChoice, inhabitants: Mapping[str, int] | None
) -> Answer[Targets]:
    period = volume.period
    day = period.start
    if division_choice == "announcement":
        day = volume.announced_on or announcement_deadline(period).value.last_day
    division = division_on(day)
    given, source = _inhabitants(period, division, inhabitants)
    published, written = _divide(volume.persons, given)
    targets = Targets(period, volume, base_date(period), day, division_choice, given, published, written)
    return Answer(
        targets,
        rule="housing_target",
        source=HUISVESTINGSWET,
        inputs=(
            Input("vg", volume.persons, "persons", volume.source),
            Input("iN", sum(given.values()), "inhabitants", source),
            Input("municipalities", len(division), "municipalities"),
        ),
    )


def _inhabitants(
    period: HalfYear, division: Division, own: Mapping[str, int] | None
) -> tuple[Mapping[str, int], Source]:
    if own is None:
        known = population(base_date(period), division)
        return known.value, known.source
    names = ("the division of the targets", "the population table")
    pairs = align({code: code for code in division.codes}, own, names=names)
    return {code: number for code, (_, number) in pairs.items()}, Source("table given by the user")


def _divide(volume: int, inhabitants: Mapping[str, int]) -> tuple[Apportionment, PlainRounding]:
    faults = [
        Fault.told(
            code,
            Text(f"heeft {number!r} inwoners", f"has {number!r} inhabitants"),
            Text(
                "geef een aantal boven 0, of laat de gemeente weg",
                "give a population above 0, or leave the municipality out",
            ),
        )
        for code, number in inhabitants.items()
        if isinstance(number, bool) or not isinstance(number, int) or number <= 0
    ]
    if faults:
        raise Faults(Text("de bevolkingstabel", "the population table"), faults)
    if volume < len(inhabitants):
        raise TaakstellingError(
            Text(
                f"het aantal {volume} is lager dan het aantal gemeenten ({len(inhabitants)})",
                f"volume {volume} is below the number of municipalities ({len(inhabitants)})",
            ),
            Text(
                "elke gemeente wordt naar boven afgerond op ten minste één persoon; controleer het aantal",
                "each municipality is rounded up to at least one person; check the volume",
            ),
        )
    return (
        apportion(method=ADAMS, total=volume, weights=inhabitants),
        round_each(method=EACH_UP, total=volume, weights=inhabitants),
    )
