"""Which provinces get a proposed bilateral talk: those that are not on schedule for a chosen target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regietafel.core.agreements.refusals import Told
from regietafel.core.base.answer import Answer, Input, Source, Text
from regietafel.core.base.counts import percentage
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.monitor.verdict import Verdict

TALKS = Source("Verslag LRT 16 september 2022", "punt 3: gesprekken met provincies die niet op schema liggen")


class Below(StrEnum):
    """From which class on a province is not on schedule: a choice that stands on the page."""

    BEHIND = "behind"
    SOMEWHAT_BEHIND = "somewhat_behind"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return {
            Below.BEHIND: Text("achter", "behind"),
            Below.SOMEWHAT_BEHIND: Text("enigszins achter of achter", "somewhat behind or behind"),
        }[self]


@dataclass(frozen=True)
class Standing:
    """A province with its verdict for the chosen target; None without complete figures."""

    area: str
    name: str
    verdict: Verdict | None


@dataclass(frozen=True)
class TalkProposed:
    """A talk that the figures propose with a province, and why."""

    area: str
    name: str
    ground: Text
    verdict: Verdict


def talks_proposed(
    provinces: Iterable[Standing], *, below: Below, target: Text, reference_date: date
) -> Answer[tuple[TalkProposed, ...]]:
    """The provinces that are not on schedule for a target, furthest behind first.

    A province without complete figures is not proposed: what is missing is not behind.
    """
    classes = {ScheduleClass.BEHIND}
    if below is Below.SOMEWHAT_BEHIND:
        classes.add(ScheduleClass.SOMEWHAT_BEHIND)
    found = [
        TalkProposed(one.area, one.name, _ground(one.verdict, target), one.verdict)
        for one in provinces
        if one.verdict is not None and one.verdict.schedule_class in classes
    ]
    found.sort(key=lambda one: (one.verdict.pace or 0, one.area))
    return Answer(
        tuple(found),
        "talks_proposed",
        TALKS,
        (
            Input("threshold", below.value),
            Input("target", target),
            Input("reference_date", reference_date.isoformat()),
        ),
    )


def _ground(verdict: Verdict, target: Text) -> Text:
    assert verdict.pace is not None  # noqa: S101 - a class below schedule has a pace
    return Text(
        f"{verdict.realised} gehuisvest; {percentage(verdict.pace, 'nl')} van wat er voor {target.nl} hoort te zijn.",
        f"{verdict.realised} housed; {percentage(verdict.pace, 'en')} of what is due for {target.en}.",
    )


def talk_faults(*, planned_on: date, day: date) -> list[Told]:
    """A talk is planned for today or later, within half a year.

    >>> [told.where for told in talk_faults(planned_on=date(2022, 9, 1), day=date(2022, 9, 16))]
    ['planned_on']
    """
    if 0 <= (planned_on - day).days <= 184:
        return []
    return [
        Told(
            "planned_on",
            Text(f"{planned_on:%d-%m-%Y} kan niet", f"{planned_on} cannot be"),
            Text(
                "geef een dag vanaf vandaag, binnen een halfjaar",
                "give a day from today on, within half a year",
            ),
        )
    ]
