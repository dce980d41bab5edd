"""What waits for a table, asked from the desks that know it; nothing of it is kept here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.follow_up.items import STATE_TITLES, Kind, State
from regietafel.core.meetings.calendar_file import CalendarEvent
from regietafel.core.meetings.states import MeetingState
from regietafel.core.minutes.states import STATES
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.tables.kinds import BodyKind, Tier
from regietafel.core.to_do.items import KIND_TITLES, ToDo, ToDoKind
from regietafel.desk.accounts.person import Person, day_of
from regietafel.desk.accounts.succession import answered_for
from regietafel.desk.follow_up.queries import lines, open_items
from regietafel.desk.meetings.queries import meetings
from regietafel.desk.minutes.queries import to_adopt
from regietafel.desk.monitor.queries import MonitorState
from regietafel.desk.shared.notation import AMSTERDAM, place, share, words
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.tables.queries import MyTables, TableRow, keepers, my_tables
from regietafel.desk.to_do.queries.told import Alike, alike, told_items

NATIONAL = "lrt"
AHEAD = timedelta(days=92)


def waiting_for(
    tables: Sequence[TableRow], at: datetime | None, day: date, *, every: Mapping[str, TableRow], told: Alike
) -> tuple[ToDo, ...]:
    """Everything that waits for some tables as known at a moment. `every` are the bodies of the day.

    Eight queries, however many tables and whatever waits.
    """
    keys = [row.key for row in tables]
    return (
        *_minutes(keys, at),
        *_meetings(keys, at, day),
        *told_items(told, set(keys)),
        *_followed(keys, at),
        *_lines(tables, at, day, every),
        *_behind(tables, told, day),
    )


def waiting_for_person(
    person: Person,
    at: datetime | None,
    day: date,
    *,
    tables: MyTables | None = None,
    told: Alike | None = None,
) -> tuple[ToDo, ...]:
    """Everything that waits at the tables of a person; for who keeps no table only what is the own partner's."""
    kept = keepers(person, day)
    own = answered_for({role.organisation for role in person.held(day)}, day)
    tables = tables or my_tables(person, day, at)
    waiting = waiting_for(tables.rows, at, day, every=tables.every, told=told or alike(at, day))
    items = [item for item in waiting if tables.every[item.table].territory in kept or item.partner in own]
    return tuple({item.key: item for item in items}.values())


def _minutes(keys: Sequence[str], at: datetime | None) -> Iterator[ToDo]:
    """Minutes that the table they belong to has not adopted yet."""
    for row in to_adopt(*keys, at=at):
        meeting = _meeting_day(row.meeting)
        yield ToDo(
            key=f"minutes-{row.meeting}",
            kind=ToDoKind.ADOPT,
            title=_("Verslag van %(meeting)s") % {"meeting": meeting},
            table=row.table,
            partner=row.table,
            evidence=words(STATES[row.state]),
            href=reverse("minutes:minutes", args=[row.meeting]),
        )


def _meeting_day(key: str) -> str:
    """The day in the key of a meeting, written out; the key itself when there is none in it."""
    try:
        return written_day(date.fromisoformat(key[-10:]))
    except ValueError:
        return key


def _meetings(keys: Sequence[str], at: datetime | None, day: date) -> Iterator[ToDo]:
    """The next meeting of each table, when one is planned in the coming weeks."""
    told = set()
    for row in meetings(start=day, until=day + AHEAD, at=at):
        if row.table not in keys or row.table in told or row.state is not MeetingState.PLANNED:
            continue
        told.add(row.table)
        yield ToDo(
            key=f"meeting-{row.key}",
            kind=ToDoKind.MEET,
            title=_("Vergadering voorbereiden"),
            table=row.table,
            due=row.day,
            partner=row.table,
            href=reverse("meetings:meeting", args=[row.key]),
        )


def calendar_of(person: Person, now: datetime, base: str) -> list[CalendarEvent]:
    """Terms of what waits for a person, and the meetings of the person's tables from 30 days back."""
    day = day_of(now)
    tables = my_tables(person, day)
    events = [
        CalendarEvent(
            uid=f"{item.key}@regietafel",
            title=f"{words(KIND_TITLES[item.kind])}: {item.title}",
            starts=item.due,
            changed=now,
            text=item.evidence,
            address=f"{base}{item.href}",
        )
        for item in waiting_for_person(person, None, day, tables=tables)
        if item.due is not None
    ]
    events += [
        CalendarEvent(
            uid=f"{row.key}@regietafel",
            title=tables.titles.get(row.table, row.table),
            starts=datetime.combine(row.day, row.starts, AMSTERDAM) if row.starts else row.day,
            changed=row.known_since,
            sequence=row.version,
            cancelled=row.state is MeetingState.CANCELLED,
            place=row.place,
            address=f"{base}{reverse('meetings:meeting', args=[row.key])}",
        )
        for row in meetings(start=day - timedelta(days=30))
        if row.table in tables.mine
    ]
    return events


def _followed(keys: Sequence[str], at: datetime | None) -> Iterator[ToDo]:
    """Actions to do, requests and questions to answer, concerns to weigh, and what is done and waits to be closed."""
    for item in open_items(*keys, at=at):
        kind = _KINDS[item.kind]
        if item.state is State.DONE:
            kind = ToDoKind.DECIDE
        elif item.kind is Kind.ACTION and item.term.opens is not None:
            kind = ToDoKind.SEND
        yield ToDo(
            key=f"{item.kind.value}-{item.key}",
            kind=kind,
            title=item.text,
            table=next(key for key in item.tables if key in keys),
            due=item.term.due,
            opens=item.term.opens,
            partner=item.owner,
            evidence=words(STATE_TITLES[item.state]) if item.state is not State.OPEN else "",
            href=item.href,
            dutch=True,
        )


_KINDS = {
    Kind.ACTION: ToDoKind.DO,
    Kind.REQUEST: ToDoKind.ANSWER,
    Kind.QUESTION: ToDoKind.ANSWER,
    Kind.CONCERN: ToDoKind.WEIGH,
}


def _lines(
    tables: Sequence[TableRow], at: datetime | None, day: date, every: Mapping[str, TableRow]
) -> Iterator[ToDo]:
    """What comes due on the short line: the report of a province, the answer of the nation."""
    mine = {row.key for row in tables}
    names = {
        row.key: row.abbreviation
        for row in (every.values() if NATIONAL in mine else tables)
        if _provincial(row)
    }
    for row in lines(names, day, at) if names else ():
        line = row.state
        if NATIONAL in mine and line.answer_due is not None:
            title = _("Antwoord de %(table)s") % {"table": names[line.table]}
            yield _line_item(NATIONAL, line.table, line.answer_due, title)
        if line.table in mine and line.report_due is not None:
            yield _line_item(line.table, line.table, line.report_due, _("Meld de LRT hoe het ervoor staat"))


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


def _behind(tables: Sequence[TableRow], told: Alike, day: date) -> Iterator[ToDo]:
    """That areas are behind for the main target: the provinces for the national table, else the own province."""
    known = told.monitor
    if known is None or day not in known.period.days:
        return
    for row in tables:
        if row.key != NATIONAL and not _provincial(row):
            continue
        if paces := _behind_in(known, row):
            yield _behind_item(known, row, paces)


def _provincial(row: TableRow) -> bool:
    return row.tier is Tier.PROVINCIAL and row.kind is BodyKind.TABLE


def _behind_in(known: MonitorState, table: TableRow) -> dict[str, Fraction]:
    """The pace of each area under a table that is behind, by name."""
    rows = known.rows("province") if table.key == NATIONAL else [known.row(table.territory)]
    return {
        row.name: judged.pace
        for row in rows
        if (judged := row.verdicts[known.main_target]) is not None
        and judged.pace is not None
        and judged.schedule_class is ScheduleClass.BEHIND
    }


def _behind_item(known: MonitorState, table: TableRow, paces: dict[str, Fraction]) -> ToDo:
    worst = min(paces, key=lambda name: paces[name])
    said = {
        "n": len(paces),
        "area": place(worst),
        "period": known.period,
        "pace": share(paces[worst]),
        "day": written_day(known.reference_date),
    }
    if table.key == NATIONAL:
        title = ngettext(
            "%(n)s provincie ligt achter in %(period)s",
            "%(n)s provincies liggen achter in %(period)s",
            len(paces),
        )
        evidence = _("het verst %(area)s: %(pace)s van het tempo op %(day)s")
        href = reverse("monitor:nation", args=[known.period])
    else:
        title, evidence = _("%(area)s ligt achter in %(period)s"), _("%(pace)s van het tempo op %(day)s")
        href = reverse("monitor:area", args=[known.period, table.territory])
    return ToDo(
        key=f"behind-{known.period}-{table.territory}",
        kind=ToDoKind.BEHIND,
        title=title % said,
        table=table.key,
        partner=table.key,
        evidence=evidence % said,
        href=href,
    )
