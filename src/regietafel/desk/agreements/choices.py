"""What the keeper of a table chooses from: tables, parties, areas, indicators and sources, each with its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regietafel.core.areas.division import NATION, division_on
from regietafel.core.figures.indicators import INDICATORS
from regietafel.core.tables.kinds import BodyKind
from regietafel.desk.accounts.person import Person
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.figures.queries import sources
from regietafel.desk.shared.notation import words
from regietafel.desk.tables.queries import TableRow, keepers, partners_at, tables_on

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Choices:
    """Keys with their names, as select boxes show them; areas come in groups."""

    tables: Pairs
    parties: Pairs
    areas: list[tuple[str, str | Pairs]]
    sources: Pairs

    @property
    def indicators(self) -> Pairs:
        """Every indicator with its unit."""
        return [(key, f"{words(one.title)} ({words(one.unit)})") for key, one in INDICATORS.items()]


def choices_for(
    person: Person, today: date, *, table: str = "", parties: Iterable[str] = (), areas: Iterable[str] = ()
) -> Choices:
    """What a person chooses from on a day, for one table when it is given; `parties` and `areas` are offered too.

    Three queries, and one for each table.
    """
    kept = keepers(person, today)
    rows = [row for row in tables_on(today) if row.territory in kept and row.kind is not BodyKind.SUPERVISOR]
    of = [row for row in rows if row.key == table] if table else rows
    return Choices(
        tables=[(row.key, row.abbreviation) for row in of],
        parties=_parties(of, today, parties),
        areas=_areas(kept, today, set(areas)),
        sources=[(key, str(one)) for key, one in sources().items()],
    )


def _parties(tables: Iterable[TableRow], today: date, others: Iterable[str]) -> Pairs:
    """The partners of the tables by name, and the tables themselves last."""
    partners = {key for row in tables for key in partners_at(row.key, today)} | set(others)
    known = organisation_names(partners)
    titles = {row.key: row.abbreviation for row in tables}
    named = {key: known.get(key, titles.get(key, key)) for key in partners}
    return sorted((named | titles).items(), key=lambda pair: (pair[0] in titles, pair[1].casefold()))


def _areas(kept: Iterable[str], today: date, others: set[str]) -> list[tuple[str, str | Pairs]]:
    """The nation, provinces and regions; municipalities of the provinces that someone keeps."""
    division = division_on(today)
    codes = [code for area in kept if area != NATION for code in division.in_area(area)]
    groups: list[tuple[str, Pairs]] = [
        (_("Land en provincies"), [(NATION, division.name_of(NATION)), *_named(division.provinces)]),
        (_("Veiligheidsregio's"), _named(division.safety_regions)),
        (_("Gemeenten"), [(code, f"{division.name_of(code)} ({code})") for code in codes]),
    ]
    offered = {code for _label, pairs in groups for code, _name in pairs}
    if left := sorted(others - offered):
        groups.append((_("Andere gebieden"), [(code, code) for code in left]))
    return [(label, pairs) for label, pairs in groups if pairs]


def _named(areas: Iterable[object]) -> Pairs:
    return [(one.code, f"{one.name} ({one.code})") for one in areas]  # type: ignore[attr-defined]
