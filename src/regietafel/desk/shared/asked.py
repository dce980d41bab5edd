"""What can be asked of every route of the API, and how it is read: moments, days, half-years, area codes, pages."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext
from ninja import Schema
from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic.alias_generators import to_camel

from regietafel.core.areas.codes import code_of
from regietafel.core.areas.kinds import AreaError
from regietafel.core.base.calendar import CalendarError, HalfYear
from regietafel.desk.shared.moment import NOW, Moment, MomentError, parse_moment
from regietafel.desk.shared.notation import AMSTERDAM

LARGEST_PAGE = 500

_FRACTION = re.compile(r"(?<=:\d\d)\.(\d{1,9})(?=Z|[+ -]\d\d:\d\d|\Z)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_AREA = re.compile(r"(NL|(PV|VR)\d\d|(GM|SO)\d{4})\Z", re.IGNORECASE)


def read_moment(text: object) -> Moment:
    """A day (all that was known by its end) or a moment with any offset; without offset it is Dutch time."""
    given = str(text)
    fraction = _FRACTION.search(given)
    try:
        moment = parse_moment(_FRACTION.sub("", given), now=timezone.now())
    except MomentError as refused:
        raise ValueError(str(refused)) from refused
    except OverflowError:
        raise ValueError(gettext("“%(text)s” is geen moment.") % {"text": given[:40]}) from None
    if fraction is None or moment.at is None:
        return moment
    return Moment(moment.at + timedelta(microseconds=int(fraction[1].ljust(6, "0")[:6])))


def read_day(text: object) -> date:
    """A day as YYYY-MM-DD."""
    try:
        if _DAY.match(str(text)):
            return date.fromisoformat(str(text))
    except ValueError:
        pass
    said = gettext("“%(text)s” is geen dag; schrijf een datum als 2022-09-16.")
    raise ValueError(said % {"text": str(text)[:40]})


def read_half_year(text: object) -> HalfYear:
    """A half-year as 2022-II."""
    try:
        return HalfYear.parse(str(text))
    except CalendarError:
        said = gettext("“%(text)s” is geen halfjaar; schrijf het jaar en I of II, zoals 2022-II.")
        raise ValueError(said % {"text": str(text)[:40]}) from None


def read_area(text: object) -> str:
    """A CBS code (NL, PV22, VR03, GM0363) or a TOOI identifier (gm0363, so0823); whether it exists is asked later."""
    given = str(text)
    if not _AREA.match(given):
        said = gettext(
            "“%(text)s” is geen code van een gebied; schrijf NL, PV22, VR03, GM0363 of een TOOI-code als so0823."
        )
        raise ValueError(said % {"text": given[:40]})
    if given[:2].upper() == "SO":
        try:
            return code_of(given)
        except AreaError:
            return given.upper()
    return given.upper()


def _read_as(schema: dict[str, Any], description: str) -> WithJsonSchema:
    return WithJsonSchema({**schema, "description": description})


KnownOn = Annotated[
    Moment,
    PlainValidator(read_moment),
    _read_as(
        {
            "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}],
            "examples": ["2022-09-16T20:00:00+02:00"],
        },
        "Zoals bekend op dit moment. Een dag zonder tijd: alles wat aan het eind van die dag bekend was. "
        "Leeg: alles wat nu bekend is.",
    ),
]
Day = Annotated[
    date,
    PlainValidator(read_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2022-09-16"]}),
]
Period = Annotated[
    HalfYear,
    PlainValidator(read_half_year),
    _read_as(
        {"type": "string", "pattern": r"^(19|20)[0-9]{2}-(I|II)$", "examples": ["2022-II"]},
        "Een halfjaar: 2022-I loopt van januari tot en met juni, 2022-II van juli tot en met december.",
    ),
]
AreaCode = Annotated[
    str,
    PlainValidator(read_area),
    _read_as(
        {
            "type": "string",
            "pattern": r"^(NL|PV[0-9]{2}|VR[0-9]{2}|GM[0-9]{4}|gm[0-9]{4}|pv[0-9]{2}|so[0-9]{4})$",
            "examples": ["GM0363"],
        },
        "Code van een gebied: NL, een CBS-code (PV27, VR13, GM0363) of een TOOI-code (gm0363, pv27, so0823).",
    ),
]


class Asked(Schema):
    """Every route can be asked as known on a moment."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    known_on: KnownOn = Field(default_factory=lambda: NOW)

    @property
    def at(self) -> datetime | None:
        """The moment for queries; None is all that is known."""
        return self.known_on.at

    @property
    def today(self) -> date:
        """The day in Amsterdam of the moment that is asked about."""
        return self.known_on.local.astimezone(AMSTERDAM).date()


class PageAsked(Asked):
    """A route that answers with a list has pages."""

    page: int = Field(1, ge=1, description="Nummer van de pagina, vanaf 1.")
    page_size: int = Field(
        100, ge=1, le=LARGEST_PAGE, description=f"Aantal op een pagina, hoogstens {LARGEST_PAGE}."
    )


class PeriodArea(Schema):
    """An address that names a half-year and an area."""

    period: Period
    area: AreaCode
