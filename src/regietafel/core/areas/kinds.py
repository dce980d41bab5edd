"""The areas the tables speak of, and the errors about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import RegietafelError

AreaKind = Literal["nation", "province", "safety_region", "municipality"]
ChangeKind = Literal["new", "into_existing"]

NATION = "NL"
NATION_NAME = "Nederland"
NATION_NAME_IN_ENGLISH = "the Netherlands"


def english_name(name: str) -> str:
    """An area's name inside an English sentence: of the nation a translation, of all others the name itself.

    >>> english_name("Nederland"), english_name("Zuid-Holland")
    ('the Netherlands', 'Zuid-Holland')
    """
    return NATION_NAME_IN_ENGLISH if name == NATION_NAME else name


@dataclass(frozen=True)
class Municipality:
    """A municipality during the days it exists.

    `province` and `safety_region` are codes ("PV22", "VR03"); `corop` is a code or None where no source gives
    it. `lon` and `lat` are degrees (EPSG:4326) of one point inside, for maps only. A `valid` range that starts
    on the first day of the tables means: since that day or earlier.
    """

    code: str
    name: str
    province: str
    safety_region: str
    corop: str | None
    valid: DateRange
    lon: float
    lat: float


@dataclass(frozen=True)
class Province:
    """One of the 12 provinces, with its TOOI identifier (`pv22`)."""

    code: str
    name: str
    tooi: str


@dataclass(frozen=True)
class SafetyRegion:
    """One of the 25 safety regions, with its TOOI identifier (`so0823`)."""

    code: str
    name: str
    tooi: str


@dataclass(frozen=True, order=True)
class Change:
    """A municipality that was dissolved on a day, and the one its area became part of.

    `kind`: "new" when the receiving municipality began that day, "into_existing" when it was there already.
    """

    day: date
    old: str
    new: str
    kind: ChangeKind


class AreaError(RegietafelError):
    """An area code or name that cannot be used; `code` is what was asked for."""

    def __init__(self, code: str, what: str | Text, remedy: str | Text) -> None:
        self.code = code
        super().__init__(what, remedy)


class UnknownArea(AreaError):
    """No area has this code or name, on any day of the tables."""


class DissolvedArea(AreaError):
    """The municipality existed, and was dissolved before the day asked for."""


class AreaNotYetFormed(AreaError):
    """The municipality exists, but not yet on the day asked for."""


def nearest(text: str, candidates: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The candidates that look most like a text, best first; upper and lower case count the same.

    >>> nearest("amsterdm", ["Rotterdam", "Amsterdam", "Assen"])
    ('Amsterdam',)
    """
    spelled: dict[str, str] = {}
    for candidate in candidates:
        spelled.setdefault(candidate.casefold(), candidate)
    return tuple(spelled[hit] for hit in get_close_matches(text.casefold(), spelled, n=most, cutoff=0.6))


def nearest_codes(code: str, candidates: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The codes of the same kind that differ in the fewest digits, the nearest numbers first.

    >>> nearest_codes("GM0364", ["GM0363", "GM0736", "PV20", "GM0384"])
    ('GM0363', 'GM0384', 'GM0736')
    """
    kind, digits = code[:2].upper(), code[2:]
    alike = [known for known in candidates if known[:2] == kind]

    def distance(known: str) -> tuple[int, int, str]:
        written = digits.zfill(len(known) - 2)
        differing = sum(a != b for a, b in zip(written, known[2:], strict=False))
        return differing, abs(int(written or 0) - int(known[2:] or 0)), known

    return tuple(sorted(alike, key=distance)[:most])
