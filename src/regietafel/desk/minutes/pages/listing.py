"""The list of minutes: which ones are not adopted yet, and which meetings have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.meetings.states import MeetingState
from regietafel.core.minutes.states import STATES
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.minutes import queries
from regietafel.desk.minutes.belonging import may_keep_minutes, name_of
from regietafel.desk.minutes.shown import ORDER
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Choice, Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.tables.queries import table_titles

FEW = 7
"""With fewer rows no choice is offered: they are seen at once."""


@dataclass(frozen=True)
class Listed:
    """One row: the minutes of a meeting, and how they stand."""

    meeting: str
    table: str
    table_name: str
    day: date
    state: str
    href: str


@dataclass(frozen=True)
class ListingContext:
    """The minutes as a table, and the meetings that still have none."""

    lead: str
    table: Table[Listed] | None
    empty: EmptyState | None
    to_draft: Sequence[tuple[str, str]]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Which minutes must still be adopted?"""
    person, now, moment = person_of(request), timezone.now(), moment_of(request)
    titles = table_titles(moment.at)
    wanted = request.GET.get("tafel", "")[:40]
    held = {row.key: row for row in meetings.meetings(table=wanted, at=moment.at)}
    rows = [row for row in queries.all_minutes(moment.at, table=wanted) if row.meeting in held]
    waiting = sum(row.state != "adopted" for row in rows)
    listed = [_listed(row, held[row.meeting].day, titles) for row in rows]
    done = {row.meeting for row in rows}
    to_draft = [
        _to_draft(each, titles)
        for each in held.values()
        if moment.is_now
        and each.state is MeetingState.CLOSED
        and each.key not in done
        and may_keep_minutes(person, each.table, now)
    ]
    context = ListingContext(
        lead=ngettext(
            "%(n)s verslag is nog niet vastgesteld.", "%(n)s verslagen zijn nog niet vastgesteld.", waiting
        )
        % {"n": waiting}
        if waiting
        else _("Alle verslagen zijn vastgesteld.")
        if rows
        else _("Er is op dit moment geen verslag bekend."),
        table=_table(request, listed, moment) if listed else None,
        empty=None
        if listed
        else EmptyState(
            _("Er is nog geen verslag."),
            _("Een verslag begint bij de regels die tijdens een vergadering zijn geschreven."),
        ),
        to_draft=to_draft,
    )
    return page(
        request,
        "minutes/overview.html",
        context,
        title=_("Welke verslagen moeten nog worden vastgesteld?"),
        breadcrumb=[Crumb(_("Verslagen"))],
    )


def _listed(row: queries.MinutesRow, day: date, titles: dict[str, str]) -> Listed:
    return Listed(
        row.meeting,
        row.table,
        name_of(row.table, titles),
        day,
        words(STATES[row.state]),
        reverse("minutes:minutes", args=[row.meeting]),
    )


def _to_draft(held: meetings.MeetingRow, titles: dict[str, str]) -> tuple[str, str]:
    label = _("Maak het verslag van de %(table)s van %(day)s") % {
        "table": name_of(held.table, titles),
        "day": f"{held.day:%d-%m-%Y}",
    }
    return label, reverse("minutes:draft", args=[held.key])


def _table(request: HttpRequest, rows: Sequence[Listed], moment: Moment) -> Table[Listed]:
    tables = sorted({(row.table, row.table_name) for row in rows})
    states = [words(STATES[key]) for key in ORDER]  # type: ignore[index]
    return Table(
        [
            Column("day", _("Vergadering"), lambda row: row.day, href=lambda row: moment.on(row.href)),
            Column("table_name", _("Tafel")),
            Column("state", _("Stand")),
        ],
        rows,
        _("Verslagen, nieuwste eerst"),
        TableState.of(request),
        choices=[]
        if len(rows) < FEW
        else [
            Choice("tafel", _("Tafel"), tables, lambda row: row.table),
            Choice("stand", _("Stand"), [(state, state) for state in states], lambda row: row.state),
        ],
    )
