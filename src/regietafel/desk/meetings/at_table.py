"""What a meeting asks about its table: what it is called, who keeps it, who may read along, who sits there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from regietafel.core.base.answer import Text
from regietafel.core.meetings.refusals import MeetingRefused, Told
from regietafel.core.tables.kinds import BodyKind
from regietafel.core.tables.structure import TableError
from regietafel.desk.accounts.person import Permission, Person
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.tables import permissions, queries
from regietafel.desk.tables.queries import TableRow

SHORT = {
    "coa": "zb000210",
    "jenv": "mnre1058",
    "bzk": "mnre1034",
    "vro": "mnre1034",
    "szw": "mnre1073",
    "rvb": "oorg10124",
}
"""Short names that may follow @ while typing, each with the key of its organisation."""


@dataclass(frozen=True)
class AtTable:
    """A table on the day of a meeting: its row, what every table is called, and who has which seat."""

    row: TableRow
    titles: Mapping[str, str]
    seats: Mapping[str, str]

    @property
    def name(self) -> str:
        """How the table is called: LRT, PRT Drenthe."""
        return self.row.abbreviation

    @property
    def partners(self) -> tuple[str, ...]:
        """The keys of the organisations with a seat, each once."""
        return tuple(dict.fromkeys(self.seats.values()))

    def names(self, owners: Iterable[str] = ()) -> dict[str, str]:
        """What may own a line by key: partners by name, tables by abbreviation; also these owners. One query."""
        found = organisation_names({*self.partners, *(owner for owner in owners if owner)})
        return {key: found.get(key, key) for key in self.partners} | found | dict(self.titles)

    def owner_words(self) -> dict[str, str]:
        """What may follow @ while typing: keys of partners and tables, and short names."""
        words = {key: key for key in (*self.partners, *self.titles)}
        return words | {short: key for short, key in SHORT.items() if key in self.partners}


def at_table(key: str, day: date, at: datetime | None = None) -> AtTable:
    """A table as it was on a day. Two queries. Raises: MeetingRefused for one that is not there, with its successor."""
    rows = queries.tables_all(at)
    found = next((row for row in rows if row.key == key and day in row.valid), None)
    if found is None:
        raise not_there(key, day, at)
    titles = {row.key: row.abbreviation for row in rows if row.kind is not BodyKind.SUPERVISOR}
    return AtTable(found, titles, queries.seat_partners(key, day, at))


def table_on(key: str, day: date, at: datetime | None = None) -> TableRow:
    """The table with this key on a day. Raises: MeetingRefused for one that is not there, with its successor."""
    try:
        return queries.table(key, day, at)
    except TableError:
        raise not_there(key, day, at) from None


def not_there(key: str, day: date, at: datetime | None) -> MeetingRefused:
    """Why a table cannot meet on a day: it is not known, has not begun or has ended, and what succeeds it."""
    try:
        queries.table(key, day, at)
        said, remedy = f'there is no table "{key}"', "choose another table"
    except TableError as refused:
        said, remedy = refused.what, refused.remedy
    return MeetingRefused(
        Told(
            "table",
            Text(f"de tafel {key} is er op {day:%d-%m-%Y} niet (meer)", said),
            Text("kijk bij de tafels welke er dan wel is, of haar opvolgt", remedy),
        ),
        why="state",
    )


def may_keep(person: Person, table: TableRow, at: datetime) -> Permission:
    """Whether someone prepares the meetings of this table, and why (not)."""
    return permissions.may_keep(person, table, at)


def may_read(person: Person, seen: AtTable, at: datetime) -> Permission:
    """Whether someone reads agenda, attendance and lines: its secretariat, and who has a seat on the day.

    Visitors and others read dates only.
    """
    answer = permissions.may_read_table(person, seen.row, (), at)
    if answer or not person.signed_in:
        return answer
    for role in queries.taking_part(person, at):
        if role.organisation in seen.partners:
            name = role.organisation_name
            return Permission(
                True,
                Text(
                    f"{name} heeft een plaats aan de {seen.name}.", f"{name} has a seat at the {seen.name}."
                ),
            )
    return answer


def tables_that_meet(day: date, at: datetime | None = None) -> tuple[TableRow, ...]:
    """The tables, councils and committees that are there on a day; supervisors decide and do not meet here."""
    return tuple(row for row in queries.tables_on(day, at) if row.kind is not BodyKind.SUPERVISOR)
