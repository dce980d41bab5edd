"""Pages of the targets: all half-years, nation, province or region, municipality, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.areas.division import AreaError
from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.concepts import concept
from regietafel.core.taakstelling.targets import Targets
from regietafel.core.taakstelling.volumes import published_periods
from regietafel.desk.areas.addresses import trail
from regietafel.desk.areas.refusals import area_refused, targets_unknown
from regietafel.desk.shared.components.computed import HowComputed
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import number, place
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.taakstelling.queries import (
    PeriodTargets,
    TargetsUnknown,
    computed_targets,
    periods,
    targets_of,
    why,
)
from regietafel.desk.taakstelling.shown import (
    TargetLine,
    fine_share,
    headlines,
    lead,
    notices,
    readings,
    tables,
    target_line,
    why_headlines,
)

INPUT_NAMES = {
    "vg": Text(nl="landelijk aantal (vg)", en="national number (vg)"),
    "iG": Text(nl="inwoners van de gemeente (iG)", en="inhabitants of the municipality (iG)"),
    "iN": Text(nl="inwoners van Nederland (iN)", en="inhabitants of the Netherlands (iN)"),
    "municipalities": Text(nl="aantal gemeenten", en="number of municipalities"),
    "balance": Text(nl="saldo van het vorige halfjaar", en="balance of the half-year before"),
    "registration_correction": Text(nl="correctie van de registratie", en="correction of the registration"),
}


@dataclass(frozen=True)
class PeriodLine:
    """One half-year in the list: persons, None where nothing was found."""

    period: HalfYear
    volume: int
    corrected: int | None
    realised: int | None
    balance: int | None
    href: str


@dataclass(frozen=True)
class PeriodsContext:
    """The list of half-years."""

    lead: str
    table: Table[PeriodLine] | EmptyState


@dataclass(frozen=True)
class AreaContext:
    """Targets of an area: at most three figures, one sentence, notices, and the tables of its parts."""

    lead: str
    headlines: Headlines
    notices: Sequence[Notice]
    tables: Sequence[Table[TargetLine]]
    computed: HowComputed
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class WhyContext:
    """Why is my number this: the answer with every step, and both readings with their sums."""

    lead: str
    headlines: Headlines
    computed: HowComputed
    readings: Table[Any]
    links: Sequence[tuple[str, str]]


def periods_page(request: HttpRequest) -> HttpResponse:
    """All half-years: what was asked, what became of it."""
    known = periods(moment_of(request).at)
    lines = [_period_line(period, period in known) for period in _all_periods(known)]
    table: Table[PeriodLine] | EmptyState = Table(
        columns=[
            Column("period", _("Halfjaar"), of=lambda line: str(line.period), href=lambda line: line.href),
            Column("volume", _("Landelijk aantal"), unit=_("personen"), numeric=True),
            Column("corrected", _("Met achterstand of voorsprong"), unit=_("personen"), numeric=True),
            Column("realised", _("Gehuisvest"), unit=_("personen"), numeric=True),
            Column("balance", _("Saldo"), unit=_("personen"), numeric=True, signed=True),
        ],
        rows=lines[::-1],
        caption=_("Halfjaren met een taakstelling, zoals gepubliceerd"),
        state=TableState.of(request),
        note=_("Een streepje betekent: niet gevonden in een openbare bron."),
    )
    context = PeriodsContext(
        _("Twee keer per jaar maakt het Rijk bekend hoeveel vergunninghouders gemeenten samen huisvesten."),
        table,
    )
    sources = {p.volume.source for p in published_periods().values()}
    return page(
        request,
        "taakstelling/periods.html",
        context,
        title=_("Taakstelling per halfjaar"),
        breadcrumb=[Crumb(_("Taakstelling"))],
        provenance=Provenance(sources=sorted(sources, key=str), rules=_rules()),
    )


def nation(request: HttpRequest, period: HalfYear) -> HttpResponse:
    """The targets of a half-year for the whole country, by province and municipality."""
    return area_page(request, period, "NL")


def area_page(request: HttpRequest, period: HalfYear, area: str) -> HttpResponse:
    """The targets of any area: nation, province, safety region or municipality."""
    known, computed = _known(request, period, area)
    targets = computed.value
    name = place(known.division.name_of(area))
    line = target_line(known, targets, area)
    context = AreaContext(
        lead=lead(known, area, line),
        headlines=headlines(known, line, area),
        notices=notices(request, period, known),
        tables=tables(request, known, targets, area),
        computed=HowComputed(
            computed.map(lambda t: t.in_area(area)),
            unit=_("personen"),
            names=INPUT_NAMES,
            rule_title=concept("taakstelling").title,
            rule_href=reverse("home:rule", args=["taakstelling"]),
            why_href=_why_href(request, period, area)
            if known.division.kind_of(area) == "municipality"
            else "",
        ),
        links=_links(request, period, area, known),
    )
    return page(
        request,
        "taakstelling/area.html",
        context,
        title=_("Taakstelling %(period)s: %(name)s") % {"period": period, "name": name},
        breadcrumb=_crumbs(period, known, area),
        provenance=_provenance(known),
    )


def why_page(request: HttpRequest, period: HalfYear, area: str) -> HttpResponse:
    """Why is my number this? Every step of one municipality's target."""
    known, computed = _known(request, period, area)
    if known.division.kind_of(area) != "municipality":
        raise Http404(_("Alleen een gemeente heeft een eigen berekening."))
    answer = why(period, area, moment_of(request).at, known)
    value = answer.value
    context = WhyContext(
        lead=_(
            "Uw gemeente heeft %(share)s van de inwoners van Nederland; dat deel van %(volume)s is afgerond "
            "%(published)s."
        )
        % {
            "share": fine_share(computed.value, area),
            "volume": number(computed.value.volume.persons),
            "published": number(value.published),
        },
        headlines=why_headlines(value),
        computed=HowComputed(
            answer,
            title=_("Alle stappen"),
            names=INPUT_NAMES,
            value=lambda explained: number(explained.published),
            unit=_("personen"),
            rule_title=concept("taakstelling").title,
            rule_href=reverse("home:rule", args=["taakstelling"]),
            open=True,
        ),
        readings=readings(computed.value, area),
        links=_links(request, period, area, known),
    )
    return page(
        request,
        "taakstelling/why.html",
        context,
        title=_("Waarom is het getal van %(name)s %(number)s?")
        % {"name": value.name, "number": number(value.published)},
        breadcrumb=[*_crumbs(period, known, area, linked=True), Crumb(_("Waarom"))],
        provenance=_provenance(known),
    )


def _known(request: HttpRequest, period: HalfYear, area: str) -> tuple[PeriodTargets, Answer[Targets]]:
    """Targets as known; an area or half-year that does not exist is a 404 with its reason."""
    moment = moment_of(request).at
    try:
        known = targets_of(period, moment)
        known.division.kind_of(area)
        return known, computed_targets(period, moment, known)
    except AreaError as refused:
        raise Http404(area_refused(refused)) from refused
    except TargetsUnknown as refused:
        raise Http404(targets_unknown(period, moment)) from refused


def _all_periods(known: Sequence[HalfYear]) -> list[HalfYear]:
    return sorted({*known, *published_periods()})


def _period_line(period: HalfYear, linked: bool) -> PeriodLine:
    published = published_periods().get(period)
    return PeriodLine(
        period,
        published.volume.persons if published else 0,
        published.corrected if published else None,
        published.realised if published else None,
        published.balance if published else None,
        reverse("taakstelling:nation", args=[period]) if linked else "",
    )


def _links(request: HttpRequest, period: HalfYear, area: str, known: PeriodTargets) -> list[tuple[str, str]]:
    keep = moment_of(request).on
    links = [
        (
            _("Ligt %(name)s op schema?") % {"name": place(known.division.name_of(area))},
            keep(reverse("monitor:area", args=[period, area])),
        )
    ]
    if known.division.kind_of(area) == "municipality":
        links.insert(0, (_("Waarom is mijn getal dit?"), _why_href(request, period, area)))
    return links


def _why_href(request: HttpRequest, period: HalfYear, area: str) -> str:
    return moment_of(request).on(reverse("taakstelling:why", args=[period, area]))


def _crumbs(period: HalfYear, known: PeriodTargets, area: str, *, linked: bool = False) -> list[Crumb]:
    crumbs = [Crumb(_("Taakstelling"), reverse("taakstelling:periods"))]
    for code in trail(known.division, area):
        label = str(period) if code == "NL" else known.division.name_of(code)
        last = code == area and not linked
        crumbs.append(Crumb(label, "" if last else reverse("taakstelling:area", args=[period, code])))
    return crumbs


def _provenance(known: PeriodTargets) -> Provenance:
    sources = [known.statutory.source, *(table.source for table in known.agreements.values())]
    marks = []
    if known.carry_illustrative:
        marks.append(_("De saldi per gemeente zijn verzonnen; hun som is de gepubliceerde."))
    if any(table.illustrative for table in known.agreements.values()):
        marks.append(
            _(
                "Het aandeel per gemeente in de afspraak is nooit gepubliceerd; hier is het naar inwoners verdeeld."
            )
        )
    return Provenance(
        sources=sources,
        rules=_rules(),
        reference_date=known.statutory.base_date,
        illustrative=" ".join(marks),
    )


def _rules() -> list[tuple[str, str]]:
    return [
        (_("taakstelling (Huisvestingswet 2014, art. 29)"), reverse("home:rule", args=["taakstelling"])),
        (_("achterstand en voorsprong"), reverse("home:rule", args=["corrected_target"])),
    ]
