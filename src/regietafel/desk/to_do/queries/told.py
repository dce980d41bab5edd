"""What every reader is told alike: figures that are behind, agreements, talks, mandates and terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import RegietafelError
from regietafel.core.to_do.items import ToDo, ToDoKind
from regietafel.desk.agreements.queries import Proposal, alarms
from regietafel.desk.audit.kept import by_version
from regietafel.desk.escalation import queries as escalation
from regietafel.desk.mandates import queries as mandates
from regietafel.desk.monitor.queries import MonitorState, period_to_show, state
from regietafel.desk.shared.notation import opening, words
from regietafel.desk.taakstelling.queries import periods


@dataclass(frozen=True)
class Alike:
    """What depends on the data and the day alone. `monitor` is None when nothing was known."""

    monitor: MonitorState | None
    alarms: tuple[Proposal, ...]
    talks: tuple[escalation.Proposal, ...]
    terms: tuple[escalation.Expiring, ...]
    ending: tuple[mandates.MandateRow, ...]
    reports: tuple[mandates.ActRow, ...]


@by_version
def monitor_now(at: datetime | None) -> tuple[MonitorState, HalfYear] | None:
    """The state of the half-year that pages show, and the latest half-year; None when nothing was known."""
    try:
        return state(period_to_show(at), at), periods(at)[-1]
    except RegietafelError:
        return None


@by_version
def alike(at: datetime | None, day: date) -> Alike:
    """All of it, made once after each write: the state of the half-year that pages show, and every alarm."""
    known = monitor_now(at)
    monitor = known[0] if known else None
    current = monitor is not None and day in monitor.period.days
    return Alike(
        monitor,
        alarms(at),
        escalation.proposals(at) if current else (),
        escalation.expiring(day, at),
        mandates.expiring(day, at),
        tuple(row for row in mandates.acts(at) if not row.reported),
    )


def told_items(told: Alike, keys: set[str]) -> Iterator[ToDo]:
    """What of it waits for some tables."""
    yield from _agreements(told, keys)
    yield from _talks(told, keys)
    yield from _terms(told, keys)
    yield from _mandates(told, keys)


def _agreements(told: Alike, keys: set[str]) -> Iterator[ToDo]:
    """Agreements that the figures say are behind or not kept: the table decides what it does about it."""
    for proposal in told.alarms:
        if proposal.table in keys:
            yield ToDo(
                key=f"agreement-{proposal.key}",
                kind=ToDoKind.DECIDE,
                title=words(proposal.title).partition(": ")[2],
                table=proposal.table,
                partner=proposal.table,
                evidence=words(proposal.ground),
                href=proposal.href,
                dutch=True,
            )


def _talks(told: Alike, keys: set[str]) -> Iterator[ToDo]:
    """Bilateral talks that the figures propose."""
    for proposal in told.talks:
        if proposal.table in keys:
            yield ToDo(
                key=f"talk-{proposal.key}",
                kind=ToDoKind.DECIDE,
                title=words(proposal.title),
                table=proposal.table,
                partner=proposal.table,
                evidence=words(proposal.ground),
                href=proposal.href,
            )


def _terms(told: Alike, keys: set[str]) -> Iterator[ToDo]:
    """Terms of steps and excuses that end: for the supervisor of the province; talks also for the national table."""
    for term in told.terms:
        table = "lrt" if term.kind == "talk" else f"gs-{term.area.lower()}"
        if table in keys:
            yield ToDo(
                key=f"term-{term.kind}-{term.area}-{term.on}",
                kind=ToDoKind.MEET if term.kind == "talk" else ToDoKind.EXPIRES,
                title=words(term.title),
                table=table,
                due=term.on,
                partner=table,
                href=term.href,
            )


def _mandates(told: Alike, keys: set[str]) -> Iterator[ToDo]:
    """Mandates that end soon, for who holds them; reports on their use, for who gave them."""
    for row in told.ending:
        if row.mandate.holder in keys:
            yield ToDo(
                key=f"mandate-{row.key}",
                kind=ToDoKind.EXPIRES,
                title=opening(words(row.act.doing)),
                table=row.mandate.holder,
                due=row.mandate.last_day,
                partner=row.mandate.holder,
                evidence=_("mandaat van de %(giver)s") % {"giver": row.mandate.giver.upper()},
                href=reverse("mandates:mandate", args=[row.key]),
            )
    for act in told.reports:
        if act.giver in keys:
            yield ToDo(
                key=f"report-{act.key}",
                kind=ToDoKind.REPORT,
                title=_("Neem kennis van: %(act)s") % {"act": words(act.act.doing)},
                table=act.giver,
                due=act.due,
                partner=act.giver,
                href=reverse("mandates:mandate", args=[act.mandate]) if act.mandate else "",
            )
