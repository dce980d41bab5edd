"""What the check finds in minutes: against the attendance, the seats, the targets and the mandates known then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from django.urls import reverse

from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.figures.indicators import INDICATORS
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.check import Finding, MinutesLine, blocking, check
from regietafel.core.minutes.quantities import KnownFact, Unit, quantities_in
from regietafel.desk.agreements.queries import promised
from regietafel.desk.audit.kept import by_version
from regietafel.desk.minutes.belonging import Belonging, belonging_of
from regietafel.desk.minutes.came_of import mandates_with_limits
from regietafel.desk.minutes.queries.kept import MinutesRow
from regietafel.desk.minutes.queries.remarked import motives
from regietafel.desk.taakstelling.queries import PeriodTargets, periods, targets_of

_ABOUT_HOUSING = ("vergunninghouder", "statushouder")
_ABOUT_PLACES = ("cno", "crisisnoodopvang")


def findings_of(
    row: MinutesRow, day: date, at: datetime | None = None, *, table: Belonging | None = None
) -> Answer[tuple[Finding, ...]]:
    """Everything that does not fit in the latest version; `day` is that of the meeting, `table` known already."""
    table = table or belonging_of(row.table, day, at)
    limited = mandates_with_limits(row.meeting, at)
    lines = [
        replace(line, has_limits=line.number in limited) if line.kind is LineKind.MANDATE else line
        for line in row.content.lines
    ]
    return check(
        attendance=row.content.attendance,
        lines=lines,
        partners=table.partners if row.content.attendance else {},
        facts=(
            *(known_facts(day, at) if _speaks_of(lines, _ABOUT_HOUSING, "persons") else ()),
            *(agreed_places(at) if _speaks_of(lines, _ABOUT_PLACES, "places") else ()),
        ),
    )


def open_findings(row: MinutesRow, day: date, at: datetime | None = None) -> tuple[Finding, ...]:
    """The findings that still stand in the way of adoption."""
    return blocking(findings_of(row, day, at).value, motives(row.meeting, at))


@by_version
def known_facts(day: date, at: datetime | None = None) -> tuple[KnownFact, ...]:
    """What the targets say for the half-year of a day and the next one: persons to house.

    Empty where no targets were known. At most ten queries after a write, and then one.
    """
    here = HalfYear.containing(day)
    facts: list[KnownFact] = []
    for period in sorted({here, here.next()} & set(periods(at))):
        facts += _facts_of(targets_of(period, at))
    return tuple(facts)


def _facts_of(targets: PeriodTargets) -> list[KnownFact]:
    period = targets.period
    href = reverse("taakstelling:nation", args=[period])
    named = [
        (
            Text(f"taakstelling {period}", f"target {period}"),
            targets.statutory.total,
        ),
        *(
            (Text(f"{table.title.nl} {period}", f"{table.title.en} {period}"), table.total)
            for table in targets.agreements.values()
        ),
    ]
    carried = sum(carry.persons for rows in targets.carry.values() for carry in rows)
    if carried:
        named.append(
            (
                Text(f"taakstelling {period} met achterstand", f"target {period} with backlog"),
                targets.statutory.total + carried,
            )
        )
    return [
        KnownFact(name, _ABOUT_HOUSING, Fraction(total), "persons", period, href) for name, total in named
    ]


@by_version
def agreed_places(at: datetime | None = None) -> tuple[KnownFact, ...]:
    """What agreements say about places in crisis emergency reception, for the nation or a region."""
    return tuple(
        KnownFact(
            Text(f"{one.title} ({one.gauge.area})", f"{one.title} ({one.gauge.area})"),
            _ABOUT_PLACES,
            Fraction(one.gauge.target),
            "places",
            href=one.href,
        )
        for one in promised([key for key in INDICATORS if key.startswith("cno")], at)
    )


def _speaks_of(lines: Sequence[MinutesLine], words: Sequence[str], unit: Unit) -> bool:
    """Whether any line has a quantity in this unit on the subject: else what is known need not be asked for."""
    return any(
        any(word in line.text.casefold() for word in words)
        and any(quantity.unit == unit for quantity in quantities_in(line.text))
        for line in lines
    )
