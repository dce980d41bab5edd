"""What waits for a table, asked from the desks that know it; nothing of it is kept here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.errors import RegietafelError
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.to_do.items import ToDo, ToDoKind
from regietafel.desk.accounts.person import Person
from regietafel.desk.monitor.queries import MonitorState, period_to_show, state
from regietafel.desk.shared.notation import place, share
from regietafel.desk.tables.queries import keepers, tables_of, tables_on


def waiting_for(table: str, territory: str, at: datetime | None, day: date) -> tuple[ToDo, ...]:
    """Everything that waits for one table as known at a moment. `territory` is its area: NL, PV22."""
    return (*_behind(table, territory, at, day),)


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
