"""The national volume of a half-year: announced, sometimes revised, never overwritten."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources

import yaml

from regietafel.core.base.answer import Source, Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import Gap, RegietafelError

HUISVESTINGSWET = Source(
    "Huisvestingswet 2014", "art. 29(1)", address="https://wetten.overheid.nl/BWBR0035303"
)


@dataclass(frozen=True)
class Volume:
    """One version of the national number (vg) of a half-year, in persons.

    `known_since` is when this version became known; a revision is a new version, and the older one stays.
    """

    period: HalfYear
    persons: int
    source: Source
    announced_on: date | None = None
    known_since: datetime | None = None
    version: int = 1
    reason: str = ""


@dataclass(frozen=True)
class PublishedPeriod:
    """What was published about a half-year for the whole country, in persons; None = not found."""

    volume: Volume
    corrected: int | None
    realised: int | None
    balance: int | None
    note: str


def volume_as_known(versions: Iterable[Volume], moment: datetime | None) -> Volume:
    """The latest version known at a moment (None = all that is known).

    Raises: RegietafelError when nothing was known yet.
    """
    versions = tuple(versions)
    known = [v for v in versions if moment is None or (v.known_since is not None and v.known_since <= moment)]
    if not known:
        raise RegietafelError(
            Text(f"op {moment} was nog geen aantal bekend", f"no volume was known on {moment}"),
            Text(
                "kies een later moment, of voer de bekendmaking in",
                "choose a later moment or enter the announcement",
            ),
        )
    return max(known, key=lambda v: v.version)


@cache
def published_periods() -> dict[HalfYear, PublishedPeriod]:
    """The published volumes and outcomes per half-year (table `facts/volumes.csv`)."""
    folder = resources.files(__package__).joinpath("facts")
    sources = {
        key: Source(**entry)
        for key, entry in yaml.safe_load(folder.joinpath("sources.yaml").read_text("utf-8")).items()
    }
    lines = folder.joinpath("volumes.csv").read_text("utf-8").splitlines()
    periods = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        period = HalfYear.parse(row["period"])
        announced = date.fromisoformat(row["announced_on"]) if row["announced_on"] else None
        periods[period] = PublishedPeriod(
            Volume(period, int(row["volume"]), sources[row["volume_source"]], announced),
            corrected=_optional(row["corrected"]),
            realised=_optional(row["realised"]),
            balance=_optional(row["balance"]),
            note=row["note"],
        )
    return periods


def published_volume(period: HalfYear) -> Volume:
    """The published volume of a half-year.

    Raises: Gap when no source for that half-year was found.

    >>> published_volume(HalfYear(2023, 1)).persons
    21200
    """
    periods = published_periods()
    if period not in periods:
        raise Gap(
            str(HUISVESTINGSWET),
            Text(f"landelijk aantal van {period}", f"national volume of {period}"),
            Text("geef het zelf op (--volume N)", "give it yourself (--volume N)"),
        )
    return periods[period].volume


def _optional(text: str) -> int | None:
    return int(text) if text else None
