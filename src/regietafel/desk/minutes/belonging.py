"""To which table minutes belong: its name and end, who sits there, who keeps it, and for whom someone speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from regietafel.core.base.answer import Text
from regietafel.core.minutes.adoption import TableFacts
from regietafel.core.minutes.remarks import Viewer
from regietafel.core.tables.kinds import BodyKind, SeatKind, SeatRole
from regietafel.desk.accounts.person import NATION, Permission, Person
from regietafel.desk.tables import permissions, queries
from regietafel.desk.tables.queries import SeatRow, TableRow


@dataclass(frozen=True)
class Territory:
    """What keeping a table asks of it: its territory."""

    territory: str


@dataclass(frozen=True)
class Belonging:
    """The table of minutes on the day of their meeting, with its seats. `row` is None when no table is known."""

    key: str
    row: TableRow | None
    seats: Sequence[SeatRow]

    @property
    def name(self) -> str:
        """Its short name."""
        return self.row.abbreviation if self.row is not None else name_of(self.key)

    @property
    def partners(self) -> dict[str, str]:
        """The partners with a permanent seat: key → name. The secretariat is there for the table, not at it."""
        return {
            seat.partner: seat.partner_name
            for seat in self.seats
            if seat.kind is SeatKind.PERMANENT and seat.role in (SeatRole.CHAIR, SeatRole.MEMBER)
        }

    def may_keep(self, person: Person, at: datetime) -> Permission:
        """The secretariat of the table keeps its minutes."""
        return may_keep_minutes(person, self.key, at, self.row)

    def may_read(self, person: Person, at: datetime) -> Permission:
        """Who keeps the table, and who has a seat there; others are refused with the reason."""
        if self.row is None:
            return self.may_keep(person, at)
        return permissions.may_read_table(person, self.row, self.seats, at)

    def spoken_for(self, person: Person, at: datetime) -> dict[str, str]:
        """The partners with a seat for which someone speaks: key → name."""
        return {
            seat.partner: seat.partner_name
            for seat in self.seats
            if permissions.speaks_for(person, seat.partner, at)
        }

    def viewer(self, person: Person, at: datetime) -> Viewer:
        """How someone looks at the remarks on these minutes."""
        partners = frozenset(self.spoken_for(person, at))
        return Viewer(partners, bool(self.may_keep(person, at)), bool(partners))


def belonging_of(table: str, day: date, at: datetime | None = None) -> Belonging:
    """The table of minutes with its seats on the day of the meeting: five queries."""
    row = next((each for each in queries.tables_all(at) if each.key == table), None)
    return Belonging(table, row, queries.seats_on(table, day, at) if row is not None else ())


def may_keep_minutes(person: Person, table: str, at: datetime, row: TableRow | None = None) -> Permission:
    """Whether someone keeps the minutes of a table: a question without a query."""
    return permissions.may_keep(person, row or Territory(_territory(table)), at)


def table_facts(table: str, at: datetime | None = None) -> TableFacts:
    """What adoption asks of a table: its name, and its end and successor, if any. One query, or three."""
    row = next((each for each in queries.tables_all(at) if each.key == table), None)
    if row is None:
        return TableFacts(table, name_of(table))
    if row.valid.until is None:
        return TableFacts(table, row.abbreviation)
    titles, successors = queries.table_titles(at), queries.structure(at).successors(table)
    named = ", ".join(titles.get(key, key) for key in successors)
    return TableFacts(table, row.abbreviation, row.valid.until, named)


def name_of(table: str, names: dict[str, str] | None = None) -> str:
    """The short name of a table; its key in capitals where none is known.

    >>> name_of("prt-pv22")
    'PRT PV22'
    """
    return (names or {}).get(table) or table.upper().replace("-", " ")


def tables_to_choose(own: str, at: datetime | None = None) -> list[tuple[str, str]]:
    """The tables that might be offered minutes: their own first, then the others, as (key, name). One query."""
    rows = [(row.key, row.abbreviation) for row in queries.tables_all(at) if row.kind is BodyKind.TABLE]
    rows = rows or [(own, name_of(own))]
    return sorted(rows, key=lambda pair: (pair[0] != own, pair[1]))


def no_seat() -> Permission:
    """The refusal for who remarks without a seat."""
    return Permission(
        False,
        Text(
            "Opmerkingen maakt u voor de eigen organisatie, als die een plaats heeft aan deze tafel.",
            "You remark for your own organisation, when it has a seat at this table.",
        ),
    )


def _territory(table: str) -> str:
    return table.removeprefix("prt-").upper() if table.startswith("prt-pv") else NATION
