"""Half-years and areas in addresses: /taakstelling/2022-II/gm0363/."""

from __future__ import annotations

from functools import cache

from django.urls import register_converter

from regietafel.core.areas.division import Division
from regietafel.core.base.calendar import HalfYear


class HalfYearConverter:
    """`2022-II`, in any case."""

    regex = r"(?:19|20)\d\d-[Ii]{1,2}"

    def to_python(self, value: str) -> HalfYear:
        """The half-year that an address names."""
        return HalfYear.parse(value.upper())

    def to_url(self, value: HalfYear) -> str:
        """The half-year as addresses write it."""
        return str(value)


class AreaConverter:
    """`nl`, `pv22`, `vr03`, `gm0363`: the code in small letters."""

    regex = r"(?:[Nn][Ll]|(?:[Pp][Vv]|[Vv][Rr])\d\d|[Gg][Mm]\d{4})"

    def to_python(self, value: str) -> str:
        """The area code."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """The code as addresses write it."""
        return value.lower()


@cache
def register_addresses() -> None:
    """Once, for every desk that asks: make `<halfyear:period>` and `<area:area>` known to the routes."""
    register_converter(HalfYearConverter, "halfyear")
    register_converter(AreaConverter, "area")


def trail(division: Division, area: str) -> tuple[str, ...]:
    """The areas that hold an area, from the nation down to itself: NL, PV22, GM0106."""
    kind = division.kind_of(area)
    if kind == "nation":
        return ("NL",)
    if kind == "municipality":
        return ("NL", division.province_of(area).code, area)
    return ("NL", area)
