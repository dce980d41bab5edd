"""Verdicts over the API: who is on schedule on a reference date, and the course towards it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from ninja import Path, Query, Router
from pydantic import Field

from regietafel.core.base.answer import Answer, Input
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import Fault, Faults
from regietafel.core.monitor.course import CoursePoint
from regietafel.core.monitor.thresholds import SIGNALLING_NORM
from regietafel.core.monitor.verdict import Verdict
from regietafel.desk.areas.api import AreaKind
from regietafel.desk.monitor.queries import MonitorState, Row, period_to_show, state
from regietafel.desk.shared.asked import AreaCode, Asked, Day, PageAsked, Period, PeriodArea
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, Share, answered, listed
from regietafel.desk.shared.notation import words
from regietafel.desk.taakstelling.api import areas_asked

router = Router(tags=["verdicts"], by_alias=True)

Held = Literal["on_schedule", "somewhat_behind", "behind", "not_yet"]


class VerdictShown(Part):
    """How an area stands against one target; `pace` is housed as a share of what is expected."""

    target: str = Field(description="Sleutel van het doel.", examples=["corrected_target"])
    title: str
    persons: int = Field(description="Het doel van het halfjaar, in personen.")
    expected: Share = Field(description="Wie er op de peildatum gehuisvest hoort te zijn, in personen.")
    pace: Share | None = Field(description="Gehuisvest gedeeld door verwacht.")
    schedule_class: Held
    words: str = Field(examples=["op schema"])
    remaining: int = Field(description="Nog te huisvesten, in personen.")
    needed_per_month: Share | None = Field(description="Nodig per maand; null na het halfjaar.")
    needed_per_week: Share | None = Field(description="Nodig per week; null na het halfjaar.")


class AreaVerdicts(Part):
    """One area on one reference date. Without complete figures there is no verdict: missing is not zero."""

    period: str
    reference_date: date
    area: str
    name: str
    kind: AreaKind
    realised: int | None = Field(description="Gehuisvest vóór de peildatum, in personen.")
    missing: list[str] = Field(description="Gemeenten zonder cijfers.")
    verdicts: list[VerdictShown]


class PointShown(Part):
    """The state on one reference date."""

    reference_date: date
    added: int = Field(description="Gehuisvest in de maand ervoor, in personen.")
    realised: int = Field(description="Gehuisvest sinds het begin van het halfjaar, in personen.")
    verdicts: list[VerdictShown]


class VerdictList(AnsweredList[list[AreaVerdicts]]):
    """A page of verdicts."""


class OneVerdict(Answered[AreaVerdicts]):
    """One area for one target, with every step."""


class Course(Answered[list[PointShown]]):
    """The course of a half-year."""


class OnReferenceDate(Asked):
    """A verdict is about a reference date and a target."""

    reference_date: Annotated[
        Day | None,
        Field(description="Stand aan het begin van deze dag; leeg: de laatste met volledige cijfers."),
    ] = None
    target: Annotated[
        str | None,
        Field(description="Alleen dit doel, zoals corrected_target.", max_length=60, pattern="^[a-z0-9_-]+$"),
    ] = None


class VerdictsAsked(OnReferenceDate, PageAsked):
    """Which verdicts to list."""

    period: Annotated[Period | None, Field(description="Het halfjaar; leeg: het laatste met cijfers.")] = None
    area: Annotated[AreaCode | None, Field(description="Alleen dit gebied.")] = None
    within: Annotated[AreaCode | None, Field(description="Alleen gebieden die hierin liggen.")] = None
    kind: Annotated[AreaKind, Field(description="Soort gebied.")] = "municipality"


@router.get(
    "/verdicts", response=VerdictList, url_name="verdicts", operation_id="listVerdicts", summary="Oordelen"
)
def verdicts(request: HttpRequest, response: HttpResponse, asked: Query[VerdictsAsked]) -> Any:
    """Wie op de peildatum op schema ligt: ieder gebied tegenover ieder doel."""
    period = asked.period or period_to_show(asked.at)
    known = _state(period, asked, asked.area or asked.within or "NL")
    wanted = _targets(known, asked.target)
    codes = areas_asked(known.targets, asked.kind, asked.area, asked.within)
    website = _website(known, asked.area or asked.within or "NL")
    return listed(
        VerdictList,
        request,
        response,
        asked,
        _answer(known, codes),
        lambda code: _area_shown(known, known.row(code), wanted),
        website=website,
    )


@router.get(
    "/verdicts/{period}/{area}",
    response=OneVerdict,
    url_name="verdict",
    operation_id="explainVerdict",
    summary="Ligt dit gebied op schema, en waarom?",
)
def verdict(request: HttpRequest, path: Path[PeriodArea], asked: Query[OnReferenceDate]) -> Any:
    """Het oordeel over één gebied met iedere stap; zonder `target` over het eerste doel."""
    known = _state(path.period, asked, path.area)
    wanted = _targets(known, asked.target)[:1]
    answer = known.answer(path.area, wanted[0])
    shown = _area_shown(known, known.row(path.area), wanted)
    return answered(OneVerdict, request, asked, answer, shown, website=_website(known, path.area))


@router.get(
    "/courses/{period}/{area}",
    response=Course,
    url_name="course",
    operation_id="getCourse",
    summary="Verloop van een halfjaar",
)
def course(request: HttpRequest, path: Path[PeriodArea], asked: Query[Asked]) -> Any:
    """De stand op iedere peildatum van een halfjaar, tegenover ieder doel, voor zover de cijfers volledig zijn."""
    known = state(path.period, asked.at, area=path.area)
    points = [_point_shown(known, point) for point in known.course(path.area)]
    answer = _answer(known, points)
    return answered(Course, request, asked, answer, points, website=_website(known, path.area))


def _state(period: HalfYear, asked: OnReferenceDate, area: str) -> MonitorState:
    """The state asked for. Raises: Faults for a reference date outside the half-year."""
    given = asked.reference_date
    if given is not None and not period.start <= given <= period.until:
        said = gettext("%(day)s ligt niet in %(period)s") % {"day": given, "period": period}
        remedy = gettext("kies een dag van %(start)s tot en met %(until)s")
        limits = {"start": period.start, "until": period.until}
        raise Faults("referenceDate", [Fault("referenceDate", said, remedy % limits)])
    return state(period, asked.at, reference_date=given, area=area)


def _targets(known: MonitorState, name: str | None) -> list[str]:
    """The targets to judge by. Raises: Faults for one that the half-year does not have."""
    names = list(known.target_titles)
    if name is None:
        return names
    if name not in names:
        said = gettext("%(period)s heeft geen doel “%(name)s”")
        remedy = gettext("kies uit: %(names)s") % {"names": ", ".join(names)}
        raise Faults("target", [Fault("target", said % {"period": known.period, "name": name}, remedy)])
    return [name]


def _answer(known: MonitorState, value: Any) -> Answer[Any]:
    inputs = (
        Input("reference_date", known.reference_date),
        Input("thresholds", known.thresholds.name, source=known.thresholds.source),
        *(Input("figures", source.title, source=source) for source in known.housed.sources),
    )
    return Answer(value, "verdict", SIGNALLING_NORM, inputs, illustrative=known.illustrative)


def _area_shown(known: MonitorState, row: Row, wanted: list[str]) -> AreaVerdicts:
    judged = ((name, row.verdicts[name]) for name in wanted)
    return AreaVerdicts(
        period=str(known.period),
        reference_date=known.reference_date,
        area=row.area,
        name=row.name,
        kind=known.division.kind_of(row.area),
        realised=row.realised,
        missing=list(row.missing),
        verdicts=[_verdict_shown(known, name, verdict) for name, verdict in judged if verdict is not None],
    )


def _point_shown(known: MonitorState, point: CoursePoint) -> PointShown:
    return PointShown(
        reference_date=point.reference_date,
        added=point.added,
        realised=point.realised,
        verdicts=[_verdict_shown(known, name, judged) for name, judged in point.verdicts.items()],
    )


def _verdict_shown(known: MonitorState, name: str, judged: Verdict) -> VerdictShown:
    per_month, per_week = judged.needed_per_month, judged.needed_per_week
    return VerdictShown(
        target=name,
        title=words(known.target_titles[name]),
        persons=judged.target,
        expected=Share.of(judged.expected),
        pace=None if judged.pace is None else Share.of(judged.pace),
        schedule_class=judged.schedule_class.value,
        words=words(judged.schedule_class.words),
        remaining=judged.remaining,
        needed_per_month=None if per_month is None else Share.of(per_month),
        needed_per_week=None if per_week is None else Share.of(per_week),
    )


def _website(known: MonitorState, area: str) -> str:
    address = reverse("monitor:area", args=[known.period, area])
    return f"{address}?peildatum={known.reference_date}"
