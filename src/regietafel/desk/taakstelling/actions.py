"""Everything that can be written about targets, one function for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from regietafel.core.areas.division import division_on
from regietafel.core.areas.population import population
from regietafel.core.areas.recode import recode
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import Fault, Faults, RegietafelError
from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.methods import ADAMS
from regietafel.core.taakstelling.exchange import exchange
from regietafel.core.taakstelling.targets import AS_PUBLISHED, DivisionChoice, base_date, targets_for
from regietafel.core.taakstelling.volumes import Volume
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.figures.actions import SourceEntry, add_sources
from regietafel.desk.figures.queries import housed, source_id, source_of
from regietafel.desk.taakstelling.models import Carry, Exchange, Target, TargetSet, VolumeVersion
from regietafel.desk.taakstelling.queries import gross_targets, targets_of

STATUTORY = "statutory"


@dataclass(frozen=True)
class CarryEntry:
    """One municipality's carry-over as entered: signed persons, an advance above zero."""

    area: str
    persons: int
    kind: str = "balance"
    reason: str = ""


@transaction.atomic
def announce_volume(
    *,
    by: By,
    at: datetime,
    period: HalfYear,
    persons: int,
    announced_on: date | None,
    source: str,
    division_choice: DivisionChoice = "start",
    reason: str = "",
) -> int:
    """Record the national volume of a half-year and compute every municipality's target from it.

    A second announcement for the same half-year is a revision: a new version, with its own targets; the
    older ones stay. Returns the id of the set of targets. `at` is the moment from which it is known.
    Raises: the errors of `targets_for`; RegietafelError for a revision without a reason.
    """
    latest = VolumeVersion.objects.filter(period=str(period)).order_by("-version").first()
    if latest is not None and not reason:
        raise RegietafelError(
            Text(
                f"{period} heeft al een aantal van {latest.persons}",
                f"{period} already has a volume of {latest.persons}",
            ),
            Text("geef de reden van de herziening", "give the reason of the revision"),
        )
    volume = VolumeVersion.objects.create(
        period=str(period),
        version=latest.version + 1 if latest else 1,
        persons=persons,
        announced_on=announced_on,
        source_id=source_id(source),
        reason=reason,
        known_since=at,
    )
    target_set = _statutory_set(at, volume, source, division_choice)
    record(
        by=by,
        at=at,
        action="taakstelling.announce_volume",
        subject=Subject("taakstelling", str(period)),
        before=None if latest is None else {"version": latest.version, "persons": latest.persons},
        after={"version": volume.version, "persons": persons, "announced_on": announced_on},
        reason=reason,
    )
    return target_set.pk


def _statutory_set(
    at: datetime, volume: VolumeVersion, source: str, division_choice: DivisionChoice
) -> TargetSet:
    """The municipal targets that follow from a version of the volume, stored."""
    period = HalfYear.parse(volume.period)
    announced = Volume(period, volume.persons, source_of(source), volume.announced_on)
    targets = targets_for(announced, division_choice=division_choice).value
    target_set = TargetSet.objects.create(
        period=volume.period,
        name=STATUTORY,
        title_nl="de wettelijke taakstelling",
        title_en="the statutory target",
        policy=AS_PUBLISHED.name,
        total=volume.persons,
        base_date=targets.base_date,
        division_day=targets.division_day,
        division_choice=division_choice,
        volume=volume,
        source_id=source_id(source),
        known_since=at,
    )
    _store_numbers(target_set, targets.numbers())
    return target_set


@transaction.atomic
def agree_target(
    *,
    by: By,
    at: datetime,
    period: HalfYear,
    name: str,
    title: Text,
    total: int,
    source: str,
    illustrative: bool,
) -> int:
    """Record an agreed national number beside the statutory one, divided pro rata to inhabitants.

    No share per municipality was agreed: the division is a policy of this product, so `illustrative` says
    whether pages must mark it. Returns the id of the set. Units: persons.
    """
    division = division_on(period.start)
    inhabitants = population(base_date(period), division).value
    numbers = apportion(method=ADAMS, total=total, weights=inhabitants).numbers
    target_set = TargetSet.objects.create(
        period=str(period),
        name=name,
        title_nl=title.nl,
        title_en=title.en,
        policy="pro_rata_inhabitants",
        total=total,
        base_date=base_date(period),
        division_day=period.start,
        division_choice="start",
        source_id=source_id(source),
        illustrative=illustrative,
        known_since=at,
    )
    _store_numbers(target_set, numbers)
    record(
        by=by,
        at=at,
        action="taakstelling.agree_target",
        subject=Subject("taakstelling", str(period)),
        before=None,
        after={"name": name, "total": total, "policy": target_set.policy, "illustrative": illustrative},
    )
    return target_set.pk


@transaction.atomic
def enter_carry(
    *,
    by: By,
    at: datetime,
    into: HalfYear,
    dated: date,
    entries: Sequence[CarryEntry],
    source: str,
    illustrative: bool = False,
) -> int:
    """Record what municipalities take into a half-year; returns the number of rows.

    Raises: Faults that name every unknown or dissolved municipality and every balance given before.
    """
    division = division_on(into.start)
    balances = {
        row.area: row.pk
        for row in Carry.objects.filter(into=str(into), kind="balance", superseded_by__isnull=True)
    }
    faults: list[Fault] = []
    for entry in entries:
        try:
            division.municipality(entry.area)
        except RegietafelError as refused:
            faults.append(Fault(entry.area, refused.what, refused.remedy))
    if faults:
        raise Faults(f"the carry-over into {into}", faults)
    Carry.objects.bulk_create(
        Carry(
            into=str(into),
            area=entry.area,
            persons=entry.persons,
            kind=entry.kind,
            dated=dated,
            source_id=source_id(source),
            reason=entry.reason,
            illustrative=illustrative,
            known_since=at,
            supersedes_id=balances.get(entry.area) if entry.kind == "balance" else None,
        )
        for entry in entries
    )
    record(
        by=by,
        at=at,
        action="taakstelling.enter_carry",
        subject=Subject("taakstelling", str(into)),
        before=None,
        after={"rows": len(entries), "persons": sum(entry.persons for entry in entries), "source": source},
    )
    return len(entries)


@transaction.atomic
def agree_exchange(
    *, by: By, at: datetime, period: HalfYear, agreed: Mapping[str, int], source: str, reason: str
) -> None:
    """Record an exchange of targets between municipalities; the sum must not change (art. 29(2)).

    Raises: ExchangeRefused with the difference; RegietafelError when the half-year has no targets yet.
    """
    before = gross_targets(period, None)
    exchange(before, agreed)
    Exchange.objects.create(
        period=str(period), agreed=dict(agreed), reason=reason, source_id=source_id(source), known_since=at
    )
    record(
        by=by,
        at=at,
        action="taakstelling.agree_exchange",
        subject=Subject("taakstelling", str(period)),
        before={code: before[code] for code in agreed},
        after=dict(agreed),
        reason=reason,
    )


@transaction.atomic
def close_period(*, by: By, at: datetime, period: HalfYear) -> int:
    """Carry every municipality's balance of a finished half-year into the next; returns the number of rows.

    Balance = realised - corrected target; balances are recoded over mergers at the turn of the half-year.
    Raises: RegietafelError when figures are missing or the half-year was closed before; Gap at a split.
    """
    into = period.next()
    if Carry.objects.filter(into=str(into), kind="balance").exists():
        raise RegietafelError(
            Text(f"{period} is al afgesloten", f"{period} was closed before"),
            Text(
                "voer een correctie van de registratie in",
                "enter a correction of the registration instead",
            ),
        )
    targets = targets_of(period, None)
    measured = housed(period, None)
    persons = measured.realised(targets.division.codes, period.until)
    missing = [code for code, housed_there in persons.items() if housed_there is None]
    if missing:
        raise RegietafelError(
            Text(
                f"van {len(missing)} gemeenten ontbreken cijfers over maanden van {period}",
                f"{len(missing)} municipalities have no figures for all months of {period}",
            ),
            Text(
                f"maak eerst de cijfers compleet van {', '.join(missing[:5])}",
                f"complete the figures of {', '.join(missing[:5])} first",
            ),
        )
    balances = {code: (housed_there or 0) - targets.corrected(code) for code, housed_there in persons.items()}
    recoded = recode(balances, targets.statutory.division.day, into.start)
    illustrative = measured.illustrative or targets.carry_illustrative
    add_sources(by=by, at=at, entries=[_closing_source(period, illustrative)])
    return enter_carry(
        by=by,
        at=at,
        into=into,
        dated=into.start,
        entries=[CarryEntry(code, persons) for code, persons in recoded.value.values.items()],
        source=f"balance-{period}",
        illustrative=illustrative,
    )


def _closing_source(period: HalfYear, illustrative: bool) -> SourceEntry:
    return SourceEntry(
        key=f"balance-{period}",
        title=f"Saldo van {period}, berekend uit realisatie en gecorrigeerde taakstelling",
        quality="illustrative" if illustrative else "derived",
    )


def _store_numbers(target_set: TargetSet, numbers: Mapping[str, int]) -> None:
    Target.objects.bulk_create(
        Target(target_set=target_set, area=code, persons=persons) for code, persons in numbers.items()
    )
