"""What waits for a table, asked from the desks that know it; nothing of it is kept here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.errors import RegietafelError
from regietafel.core.follow_up.items import STATE_TITLES, Kind, State
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.tables.kinds import BodyKind, Tier
from regietafel.core.to_do.items import ToDo, ToDoKind
from regietafel.desk.accounts.person import Person
from regietafel.desk.follow_up.queries import lines, open_items
from regietafel.desk.monitor.queries import MonitorState, period_to_show, state
from regietafel.desk.shared.notation import place, share, words
from regietafel.desk.tables.queries import keepers, tables_of, tables_on

NATIONAL = "lrt"


def waiting_for(table: str, territory: str, at: datetime | None, day: date) -> tuple[ToDo, ...]:
    """Everything that waits for one table as known at a moment. `territory` is its area: NL, PV22."""
    return (*_followed(table, at), *_line(table, at, day), *_behind(table, territory, at, day))


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
    """Areas under this table that are behind for the main target: provinces for the nation, else the own one."""
    try:
        known: MonitorState = state(period_to_show(at), at)
    except RegietafelError:
        return
    if day not in known.period.days:
        return
    rows = known.rows("province") if territory == "NL" else [known.row(territory)]
    for row in rows:
        judged = row.verdicts[known.main_target]
        if judged is None or judged.pace is None or judged.schedule_class is not ScheduleClass.BEHIND:
            continue
        said = {"area": place(row.name), "period": known.period, "pace": share(judged.pace)}
        yield ToDo(
            key=f"behind-{known.period}-{row.area}",
            kind=ToDoKind.BEHIND,
            title=_("%(area)s ligt achter in %(period)s") % said,
            table=table,
            evidence=_("%(pace)s van het tempo") % said,
            href=reverse("monitor:area", args=[known.period, row.area]),
        )
