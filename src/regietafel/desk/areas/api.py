"""Areas over the API: which there are on a day, and where each one lies."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from regietafel.core.areas.codes import tooi_address, tooi_of
from regietafel.core.areas.division import NATION, Division, division_on
from regietafel.core.base.answer import Answer, Input, Source
from regietafel.desk.shared.asked import AreaCode, Asked, Day, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, answered, listed

router = Router(tags=["areas"], by_alias=True)

AreaKind = Literal["nation", "province", "safety_region", "municipality"]
CBS = Source("CBS, Gemeentelijke indelingen", address="https://www.cbs.nl/nl-nl/onze-diensten/methoden")


class Valid(Part):
    """Days [from, until) on which something holds; `until` is the first day it no longer does."""

    from_: date = Field(serialization_alias="from")
    until: date | None


class Area(Part):
    """A nation, province, safety region or municipality on a day."""

    code: str = Field(description="CBS-code.", examples=["GM0363"])
    name: str = Field(examples=["Amsterdam"])
    kind: AreaKind
    tooi: str | None = Field(description="TOOI-code.", examples=["gm0363"])
    tooi_address: str | None = Field(examples=["https://identifier.overheid.nl/tooi/id/gemeente/gm0363"])
    province: str | None = Field(description="Provincie waarin een gemeente ligt.", examples=["PV27"])
    safety_region: str | None = Field(description="Veiligheidsregio van een gemeente.", examples=["VR13"])
    valid: Valid | None = Field(description="Dagen waarop een gemeente bestaat.")


class AreaWithParts(Area):
    """An area with the municipalities that lie in it."""

    municipalities: list[str] = Field(description="Codes van de gemeenten die erin liggen.")


class Areas(AnsweredList[list[Area]]):
    """A page of areas."""


class OneArea(Answered[AreaWithParts]):
    """One area."""


class OnDay(Asked):
    """Areas are those of a day."""

    date: Annotated[
        Day | None, Field(description="De gebieden van deze dag; leeg: van de dag van knownOn.")
    ] = None

    @property
    def division(self) -> Division:
        """The division of the day asked for."""
        return division_on(self.date or self.today)


class AreasAsked(OnDay, PageAsked):
    """Which areas to list."""

    kind: Annotated[AreaKind | None, Field(description="Alleen gebieden van deze soort.")] = None
    within: Annotated[AreaCode | None, Field(description="Alleen gebieden die hierin liggen.")] = None


@router.get(
    "/areas", response=Areas, url_name="areas", operation_id="listAreas", summary="Gebieden op een dag"
)
def areas(request: HttpRequest, response: HttpResponse, asked: Query[AreasAsked]) -> Any:
    """Alle gemeenten, provincies en veiligheidsregio's van een dag, en Nederland."""
    division = asked.division
    within = asked.within or NATION
    inside = set(division.in_area(within))
    regions = [one.code for one in division.provinces] + [one.code for one in division.safety_regions]
    around = [code for code in regions if inside & set(division.in_area(code))]
    codes = dict.fromkeys([within, *around, *division.in_area(within)])
    shown = [code for code in codes if asked.kind in (None, division.kind_of(code))]
    answer = _answer(division, [area_shown(division, code) for code in shown])
    return listed(Areas, request, response, asked, answer, lambda area: area)


@router.get(
    "/areas/{code}",
    response=OneArea,
    url_name="area",
    operation_id="getArea",
    summary="Eén gebied op een dag",
)
def area(request: HttpRequest, code: Path[AreaCode], asked: Query[OnDay]) -> Any:
    """Een gebied met zijn TOOI-code en de gemeenten die erin liggen."""
    division = asked.division
    parts = list(division.in_area(code))
    shown = AreaWithParts(**area_shown(division, code).model_dump(), municipalities=parts)
    return answered(OneArea, request, asked, _answer(division, shown), shown)


def area_shown(division: Division, code: str) -> Area:
    """An area of a division. Raises: AreaError when it is not in it."""
    kind = division.kind_of(code)
    area = Area(
        code=code,
        name=division.name_of(code),
        kind=kind,
        tooi=None if kind == "nation" else tooi_of(code),
        tooi_address=None if kind == "nation" else tooi_address(code),
        province=None,
        safety_region=None,
        valid=None,
    )
    if kind == "municipality":
        municipality = division.municipality(code)
        area.province, area.safety_region = municipality.province, municipality.safety_region
        area.valid = Valid(from_=municipality.valid.start, until=municipality.valid.until)
    return area


def _answer(division: Division, value: Any) -> Answer[Any]:
    return Answer(value, "division_on", CBS, (Input("date", division.day),))
