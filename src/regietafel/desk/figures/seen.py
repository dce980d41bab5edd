"""What a reader sees of figures: published national ones always, the own area in detail, other areas in sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from regietafel.core.areas.division import Division, division_on, divisions
from regietafel.core.areas.kinds import AreaError
from regietafel.core.base.answer import Text
from regietafel.core.figures.bitemporal import FigureRow
from regietafel.core.figures.indicators import indicator
from regietafel.core.figures.when import When
from regietafel.desk.accounts.permissions import may_see_detail, may_see_sum
from regietafel.desk.accounts.person import Permission, Person
from regietafel.desk.figures.queries import FigureLine

NATION = "NL"
PUBLIC = Permission(True, Text("Landelijke cijfers zijn openbaar.", "National figures are public."))


@dataclass(frozen=True)
class Sum:
    """The used figures of the municipalities of one province that a reader does not see one by one."""

    province: str
    when: When
    value: int
    municipalities: int
    of: int
    illustrative: bool


@dataclass(frozen=True)
class Seen:
    """What may be shown, and the reason why the rest is not."""

    lines: tuple[FigureLine, ...]
    sums: tuple[Sum, ...]
    reason: Text | None


def may_see(person: Person, area: str, at: datetime) -> Permission:
    """Whether a reader may see figures of one area: the nation always, a municipality in detail, others in sum."""
    if area == NATION:
        return PUBLIC
    return may_see_detail(person, area, at) if area.startswith("GM") else may_see_sum(person, area, at)


def permissions_of(person: Person, areas: Iterable[str], at: datetime) -> dict[str, Permission]:
    """The answer for each area; one question is enough for who sees everything, and for who sees nothing."""
    everything = may_see_detail(person, NATION, at)
    if everything:
        return dict.fromkeys(areas, everything)
    return {area: may_see(person, area, at) for area in areas}


def seen(person: Person, lines: Sequence[FigureLine], at: datetime) -> Seen:
    """Figures as this person may see them: hidden municipalities are added up by province, where sums may be seen."""
    answers = permissions_of(person, {line.area for line in lines}, at)
    hidden = [line for line in lines if not answers[line.area]]
    refused = next((answers[line.area] for line in hidden), None)
    sums = _sums([line for line in hidden if line.used and line.area.startswith("GM")])
    return Seen(
        tuple(line for line in lines if answers[line.area]),
        tuple(one for one in sums if may_see_sum(person, one.province, at)),
        refused.reason if refused is not None else None,
    )


def _sums(lines: Sequence[FigureLine]) -> list[Sum]:
    together: dict[tuple[str, When], list[FigureLine]] = {}
    for line in lines:
        province = _province_of(line.area, line.start)
        if province:
            together.setdefault((province, When(line.start, line.until)), []).append(line)
    return [
        Sum(
            province,
            when,
            sum(line.value for line in found),
            len(found),
            len(nearest_division(when.start).in_province(province)),
            any(line.illustrative for line in found),
        )
        for (province, when), found in together.items()
    ]


@cache
def _province_of(area: str, day: date) -> str:
    try:
        return nearest_division(day).province_of(area).code
    except AreaError:
        return ""


def name_of(area: str, day: date) -> str:
    """The name of an area on a day; of one that the tables of that day do not know, its code."""
    try:
        return nearest_division(day).name_of(area)
    except AreaError:
        return area


@lru_cache(maxsize=512)
def nearest_division(day: date) -> Division:
    """The division of a day; for days before the tables begin, the first one they have."""
    return division_on(max(day, divisions()[0].valid.start))


def figure_row(line: FigureLine) -> FigureRow:
    """A figure as exports write it, with the key of its source."""
    return FigureRow(
        line.id,
        line.indicator,
        line.area,
        When(line.start, line.until),
        line.value,
        indicator(line.indicator).unit.nl,
        line.source_key,
        line.known_since,
        line.supersedes,
        illustrative=line.illustrative,
    )
