"""What other desks have for the next agenda of a table: asked for when the agenda is made, stored when answered."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from regietafel.core.base.errors import RegietafelError
from regietafel.core.follow_up.items import Kind
from regietafel.core.meetings.agenda import LONGEST_TITLE, ItemSource
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.desk.accounts.person import NATION, day_of
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.agreements import queries as agreements
from regietafel.desk.follow_up import queries as follow_up
from regietafel.desk.meetings.queries import ProposalRow
from regietafel.desk.monitor import queries as monitor
from regietafel.desk.shared.notation import day, share, words
from regietafel.desk.tables.queries import TableRow, table_titles

BEHIND = (ScheduleClass.BEHIND, ScheduleClass.SOMEWHAT_BEHIND)
ALARMED = ("lrt",)
"""National tables that the monitor alarms about every province; a provincial table hears of its own."""


def asked_for(table: TableRow, at: datetime | None = None) -> tuple[ProposalRow, ...]:
    """Proposals for the next agenda of a table, from the desks that know something about it."""
    return (*open_matters(table, at), *agreement_alarms(table, at), *monitor_alarms(table, at))


def agreement_alarms(table: TableRow, at: datetime | None) -> tuple[ProposalRow, ...]:
    """Each agreement of the table that the figures show to be behind or not kept."""
    return tuple(
        ProposalRow(
            key=0,
            table=table.key,
            title=alarm.title.nl[:LONGEST_TITLE],
            source=ItemSource.AGREEMENT,
            source_key=alarm.key,
            ground=words(alarm.ground),
            by="agreements",
            href=alarm.href,
        )
        for alarm in agreements.alarms(at, table=table.key)
    )


def open_matters(table: TableRow, at: datetime | None) -> tuple[ProposalRow, ...]:
    """The action list as one item, and each request that still waits for an answer as another."""
    found = follow_up.open_items(table.key, at=at)
    today = day_of(at or timezone.now())
    late = sum(1 for item in found if item.term.is_overdue(today))
    listed = [item for item in found if item.kind is not Kind.REQUEST]
    proposals = [
        ProposalRow(
            key=0,
            table=table.key,
            title=gettext("Actielijst"),
            source=ItemSource.OPEN_ITEM,
            source_key=f"{table.key} {today}",
            ground=gettext("%(open)s open, %(late)s te laat") % {"open": len(found), "late": late},
            by="follow_up",
            href=f"{reverse('follow_up:actions')}?tafel={table.key}",
        )
        for _first in listed[:1]
    ]
    requests = [item for item in found if item.kind is Kind.REQUEST]
    names = organisation_names(item.raised_by for item in requests) | table_titles(at)
    return (
        *proposals,
        *(
            ProposalRow(
                key=0,
                table=table.key,
                title=item.text[:LONGEST_TITLE],
                source=ItemSource.REQUEST,
                source_key=item.key,
                ground=gettext("gevraagd door %(who)s, nog geen antwoord")
                % {"who": names.get(item.raised_by, item.raised_by)},
                by="follow_up",
                href=item.href,
            )
            for item in requests
        ),
    )


def monitor_alarms(table: TableRow, at: datetime | None) -> tuple[ProposalRow, ...]:
    """One proposal for each province that is not on schedule on the latest reference date, furthest behind first.

    The alarm of a next reference date is another proposal. Nothing is proposed where there are no figures.
    """
    territory = table.territory
    if territory == NATION and table.key not in ALARMED:
        return ()
    try:
        state = monitor.state(monitor.period_to_show(at), at)
    except RegietafelError:
        return ()
    areas = [province.code for province in state.division.provinces if territory in (NATION, province.code)]
    behind = []
    for area in areas:
        row = state.row(area)
        judged = row.verdicts[state.main_target]
        if judged is not None and judged.schedule_class in BEHIND and judged.pace is not None:
            behind.append((judged.pace, row, judged.schedule_class))
    return tuple(
        ProposalRow(
            key=0,
            table=table.key,
            title=f"{row.name} ligt niet op schema ({state.period})",
            source=ItemSource.MONITOR,
            source_key=f"{state.period}/{row.area}/{state.reference_date}",
            ground=f"{schedule.words.nl}: {share(pace)}, peildatum {day(state.reference_date)}",
            by="monitor",
            href=f"/monitor/{state.period}/{row.area.lower()}/",
        )
        for pace, row, schedule in sorted(behind, key=lambda found: found[0])
    )
