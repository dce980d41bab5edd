"""What waits for a table, asked from the desks that know it; nothing of it is kept here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.base.errors import RegietafelError
from regietafel.core.follow_up.items import STATE_TITLES, Kind, State
from regietafel.core.meetings.calendar_file import CalendarEvent
from regietafel.core.meetings.states import MeetingState
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.tables.kinds import BodyKind, Tier
from regietafel.core.to_do.items import KIND_TITLES, ToDo, ToDoKind
from regietafel.desk.accounts.person import Person, day_of
from regietafel.desk.follow_up.queries import lines, open_items
from regietafel.desk.meetings.queries import meetings, next_meeting
from regietafel.desk.monitor.queries import MonitorState, period_to_show, state
from regietafel.desk.shared.notation import AMSTERDAM, place, share, words
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.tables.queries import keepers, table_titles, tables_of, tables_on

NATIONAL = "lrt"


def waiting_for(table: str, territory: str, at: datetime | None, day: date) -> tuple[ToDo, ...]:
    """Everything that waits for one table as known at a moment. `territory` is its area: NL, PV22."""
    return (
        *_meetings(table, at, day),
        *_followed(table, at),
        *_line(table, at, day),
        *_behind(table, territory, at, day),
    )


def waiting_for_person(person: Person, at: datetime | None, day: date) -> tuple[ToDo, ...]:
    """Everything that waits at the tables of a person; for who keeps no table only what is the own partner's."""
    kept = keepers(person, day)
    mine = set(tables_of(person, day, at))
    own = {role.organisation for role in person.held(day)}
    items: list[ToDo] = []
    for row in tables_on(day, at):
        if row.key in mine:
            waiting = waiting_for(row.key, row.territory, at, day)
            items += [item for item in waiting if row.territory in kept or item.partner in own]
    return tuple({item.key: item for item in items}.values())


def _meetings(table: str, at: datetime | None, day: date) -> Iterator[ToDo]:
    """The next meeting of the table, when one is planned."""
    row = next_meeting(table, day, at)
    if row is not None:
        yield ToDo(
            key=f"meeting-{row.key}",
            kind=ToDoKind.MEET,
            title=_("Vergadering voorbereiden"),
            table=table,
            due=row.day,
            partner=table,
            href=reverse("meetings:meeting", args=[row.key]),
        )


def calendar_of(person: Person, now: datetime, base: str) -> list[CalendarEvent]:
    """Terms of what waits for a person, and the meetings of the person's tables from 30 days back."""
    day = day_of(now)
    events = [
        CalendarEvent(
            uid=f"{item.key}@regietafel",
            title=f"{words(KIND_TITLES[item.kind])}: {item.title}",
            starts=item.due,
            changed=now,
            text=item.evidence,
            address=f"{base}{item.href}",
        )
        for item in waiting_for_person(person, None, day)
        if item.due is not None
    ]
    mine, titles = set(tables_of(person, day)), table_titles()
    events += [
        CalendarEvent(
            uid=f"{row.key}@regietafel",
            title=titles.get(row.table, row.table),
            starts=datetime.combine(row.day, row.starts, AMSTERDAM) if row.starts else row.day,
            changed=row.known_since,
            sequence=row.version,
            cancelled=row.state is MeetingState.CANCELLED,
            place=row.place,
            address=f"{base}{reverse('meetings:meeting', args=[row.key])}",
        )
        for row in meetings(start=day - timedelta(days=30))
        if row.table in mine
    ]
    return events


def _followed(table: str, at: datetime | None) -> Iterator[ToDo]:
    """Actions to do, requests and questions to answer, concerns to weigh, and what is done and waits to be closed."""
    for item in open_items(table, at):
        kind = _KINDS[item.kind]
        if item.state is State.DONE:
            kind = ToDoKind.DECIDE
        elif item.kind is Kind.ACTION and item.term.opens is not None:
            kind = ToDoKind.SEND
        yield ToDo(
            key=f"{item.kind.value}-{item.key}",
            kind=kind,
            title=item.text,
            table=table,
            due=item.term.due,
            opens=item.term.opens,
            partner=item.owner,
            evidence=words(STATE_TITLES[item.state]) if item.state is not State.OPEN else "",
            href=item.href,
        )


_KINDS = {
    Kind.ACTION: ToDoKind.DO,
    Kind.REQUEST: ToDoKind.ANSWER,
    Kind.QUESTION: ToDoKind.ANSWER,
    Kind.CONCERN: ToDoKind.WEIGH,
}


def _line(table: str, at: datetime | None, day: date) -> Iterator[ToDo]:
    """What is overdue, or comes due, on the short line: the report of a province, the answer of the nation."""
    names = {
        row.key: row.abbreviation
        for row in tables_on(day, at)
        if row.tier is Tier.PROVINCIAL and row.kind is BodyKind.TABLE and table in (row.key, NATIONAL)
    }
    for row in lines(names, day, at):
        state = row.state
        if table == NATIONAL and state.answer_due is not None:
            title = _("Antwoord de %(table)s") % {"table": names[state.table]}
            yield _line_item(table, state.table, state.answer_due, title)
        elif table == state.table and state.report_due is not None:
            yield _line_item(table, state.table, state.report_due, _("Meld de LRT hoe het ervoor staat"))


def _line_item(table: str, line: str, due: date, title: str) -> ToDo:
    return ToDo(
        key=f"line-{table}-{line}",
        kind=ToDoKind.REPORT,
        title=title,
        table=table,
        due=due,
        partner=table,
        href=reverse("follow_up:line", args=[line]),
    )


def _behind(table: str, territory: str, at: datetime | None, day: date) -> Iterator[ToDo]:
    """That areas are behind for the main target: the provinces for the national table, else the own province."""
    if table != NATIONAL and not table.startswith("prt-"):
        return
    try:
        known: MonitorState = state(period_to_show(at), at)
    except RegietafelError:
        return
    if day not in known.period.days:
        return
    rows = known.rows("province") if table == NATIONAL else [known.row(territory)]
    paces = {
        row.name: judged.pace
        for row in rows
        if (judged := row.verdicts[known.main_target]) is not None
        and judged.pace is not None
        and judged.schedule_class is ScheduleClass.BEHIND
    }
    if not paces:
        return
    worst = min(paces, key=lambda name: paces[name])
    said = {
        "n": len(paces),
        "area": place(worst),
        "period": known.period,
        "pace": share(paces[worst]),
        "day": written_day(known.reference_date),
    }
    national = ngettext(
        "%(n)s provincie ligt achter in %(period)s",
        "%(n)s provincies liggen achter in %(period)s",
        len(paces),
    )
    yield ToDo(
        key=f"behind-{known.period}-{territory}",
        kind=ToDoKind.BEHIND,
        title=(national if table == NATIONAL else _("%(area)s ligt achter in %(period)s")) % said,
        table=table,
        partner=table,
        evidence=_("het verst %(area)s: %(pace)s van het tempo op %(day)s") % said
        if table == NATIONAL
        else _("%(pace)s van het tempo op %(day)s") % said,
        href=reverse("monitor:area", args=[known.period, territory])
        if table != NATIONAL
        else reverse("monitor:nation", args=[known.period]),
    )
