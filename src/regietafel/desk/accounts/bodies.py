"""The organisations that take part, from the product's own tables: nothing typed here that areas already know."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from regietafel.desk.accounts.person import OrganisationKind


@dataclass(frozen=True)
class Body:
    """An organisation as it is written down. No first day: since before the tables begin."""

    key: str
    kind: OrganisationKind
    name: str
    area: str = ""
    tooi: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@cache
def shipped_bodies() -> tuple[Body, ...]:
    """Departments, agencies and associations; per province its table's and its executive; 25 safety regions;
    and every municipality of the tables, each with the days on which it exists."""
    return (*_listed(), *_of_areas(), *_municipalities())


def _listed() -> Iterator[Body]:
    text = resources.files(__package__).joinpath("facts/organisations.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        yield Body(
            key=row["key"],
            kind=OrganisationKind(row["kind"]),
            name=row["name"],
            area=row["area"],
            tooi=row["tooi"],
            valid_from=_day(row["valid_from"]),
            valid_until=_day(row["valid_until"]),
        )


def _of_areas() -> Iterator[Body]:
    from regietafel.core.areas.register import shipped_register

    register = shipped_register()
    for province in register.provinces:
        yield Body(
            province.tooi,
            OrganisationKind.PROVINCE,
            f"Provincie {province.name}",
            province.code,
            province.tooi,
        )
        yield Body(
            f"gs-{province.tooi}",
            OrganisationKind.PROVINCIAL_EXECUTIVE,
            f"Gedeputeerde Staten van {province.name}",
            province.code,
        )
    for region in register.safety_regions:
        yield Body(
            region.tooi,
            OrganisationKind.SAFETY_REGION,
            f"Veiligheidsregio {region.name}",
            region.code,
            region.tooi,
        )


def _municipalities() -> Iterator[Body]:
    from regietafel.core.areas.codes import tooi_of
    from regietafel.core.areas.register import TABLES_START, shipped_register

    known: dict[str, list[tuple[date, date | None, str]]] = {}
    for each in shipped_register().municipalities:
        known.setdefault(each.code, []).append((each.valid.start, each.valid.until, each.name))
    for code, spans in known.items():
        start = min(span[0] for span in spans)
        last = max(spans, key=lambda span: span[0])
        yield Body(
            tooi_of(code),
            OrganisationKind.MUNICIPALITY,
            f"Gemeente {last[2]}",
            code,
            tooi_of(code),
            None if start == TABLES_START else start,
            last[1],
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
