"""Pages of the monitor: any area on any reference date, as known at any moment; compare; download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.areas.division import AreaError
from regietafel.core.areas.tiles import neighbours
from regietafel.core.base.answer import Source
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.concepts import concept
from regietafel.core.base.counts import round_up
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.areas.addresses import trail
from regietafel.desk.areas.refusals import area_refused, targets_unknown
from regietafel.desk.figures.queries import moments
from regietafel.desk.monitor.choices import Option, address_with
from regietafel.desk.monitor.comparing import Comparison, compare_table, comparison
from regietafel.desk.monitor.downloads import CONTENT_TYPES, MADE_UP, as_file
from regietafel.desk.monitor.maps import area_map
from regietafel.desk.monitor.queries import KINDS, MonitorState, Row, history, period_to_show, state
from regietafel.desk.monitor.shown import (
    View,
    behind_list,
    course_chart,
    date_label,
    headlines,
    history_table,
    parts_table,
    short_title,
)
from regietafel.desk.shared.components.computed import HowComputed
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.line_chart import LineChart
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.region_map import RegionMap
from regietafel.desk.shared.components.table import Download, Table
from regietafel.desk.shared.components.tile_map import TileMap
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day, number, place, share, words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.taakstelling.queries import TargetsUnknown

DEFAULT_PARTS = {"nation": "province", "province": "municipality", "safety_region": "municipality"}


@dataclass(frozen=True)
class Behind:
    """An area that is not on schedule, with what it needs."""

    name: str
    href: str
    pace: str
    needed: str


@dataclass(frozen=True)
class MonitorContext:
    """One area: figures, paragraph, choices, map and table, list, chart, history, how it was computed."""

    headlines: Headlines | None
    paragraph: str
    empty: EmptyState | None
    notices: Sequence[Notice]
    dates: Sequence[Option]
    kinds: Sequence[Option]
    targets: Sequence[Option]
    tile_map: TileMap | RegionMap | None
    maps: Sequence[Option]
    table: Table[Row] | None
    behind_title: str
    behind: Sequence[Behind]
    chart: LineChart | None
    history: Table[Any] | None
    neighbours: Table[Row] | None
    computed: Sequence[HowComputed]
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class CompareContext:
    """Two states of the same half-year beside each other."""

    lead: str
    moment_options: Sequence[tuple[str, str]]
    date_options: Sequence[tuple[str, str]]
    comparison: Comparison
    table: Table[Any]


def latest(request: HttpRequest) -> HttpResponse:
    """To the half-year that has the latest figures."""
    moment = moment_of(request)
    try:
        period = period_to_show(moment.at)
    except RegietafelError as refused:
        raise Http404(_("Er is nog van geen enkel halfjaar een taakstelling bekend.")) from refused
    return HttpResponseRedirect(moment.on(reverse("monitor:nation", args=[period])))


def nation(request: HttpRequest, period: HalfYear) -> HttpResponse:
    """The whole country."""
    return area_page(request, period, "NL")


def area_page(request: HttpRequest, period: HalfYear, area: str) -> HttpResponse:
    """Any area: nation, province, safety region or municipality."""
    known = _state(request, period, area)
    kind = known.division.kind_of(area)
    view = _view(request, known, kind)
    rows = known.rows(view.kind, area) if kind != "municipality" else ()
    table = parts_table(request, known, rows, view, _downloads(request, known, area, view)) if rows else None
    started = known.reference_date > period.start
    shown = area_map(request, known, area, view) if rows and started else None
    context = MonitorContext(
        headlines=headlines(known, area) if started else None,
        paragraph=words(known.paragraph(area, view.kind if rows else None)),
        empty=None if started else _nothing_yet(known),
        notices=_notices(known, area),
        dates=_dates(request, known),
        kinds=_kinds(request, view) if kind == "nation" else (),
        targets=_targets(request, known, view),
        tile_map=shown.drawing if shown else None,
        maps=shown.choices if shown else (),
        table=table if started else None,
        behind_title=_behind_title(known, view),
        behind=_behind(request, known, rows, view) if started else (),
        chart=course_chart(known, area),
        history=history_table(history(area, known.moment), known.division.name_of(area))
        if kind == "municipality"
        else None,
        neighbours=_neighbours(request, known, area, view) if kind == "municipality" and started else None,
        computed=_computed(known, area) if started else (),
        links=_links(request, known, area),
    )
    return page(
        request,
        "monitor/area.html",
        context,
        title=_("Ligt %(name)s op schema? %(period)s")
        % {"name": place(known.division.name_of(area)), "period": period},
        breadcrumb=_crumbs(known, area),
        provenance=_provenance(known, shown.sources if shown else ()),
    )


def compare_page(request: HttpRequest, period: HalfYear, area: str) -> HttpResponse:
    """Two reference dates, or two moments of knowing, beside each other."""
    now = _state(request, period, area)
    kind = now.division.kind_of(area)
    view = _view(request, now, kind)
    try:
        compared = comparison(request.GET, now, area, view)
    except RegietafelError as refused:
        raise Http404(
            _("Deze vergelijking kan niet: kies twee peildata of momenten uit de lijst.")
        ) from refused
    known_moments = moments(indicator="housed", start=period.start)
    context = CompareContext(
        lead=words(compared.sentence),
        moment_options=[(f"{m.at:%Y-%m-%dT%H:%M:%S%z}", _moment_label(m.at)) for m in known_moments],
        date_options=[(f"{d:%Y-%m-%d}", day(d)) for d in now.housed.reference_dates()],
        comparison=compared,
        table=compare_table(request, compared),
    )
    return page(
        request,
        "monitor/compare.html",
        context,
        title=_("Wat veranderde er? %(name)s, %(period)s")
        % {"name": place(now.division.name_of(area)), "period": period},
        breadcrumb=[*_crumbs(now, area, linked=True), Crumb(_("Vergelijk"))],
        provenance=_provenance(now),
    )


def download(request: HttpRequest, period: HalfYear, area: str, form: str) -> HttpResponse:
    """The table as it stands, with its notes."""
    if form not in CONTENT_TYPES:
        raise Http404(_("Kies csv, xlsx of json."))
    known = _state(request, period, area)
    kind = known.division.kind_of(area)
    view = _view(request, known, kind)
    parts = known.rows(view.kind, area) if kind != "municipality" else ()
    table = parts_table(request, known, parts, view, ()) if parts else None
    rows = [*(table.arranged() if table else ()), known.row(area)]
    response = HttpResponse(
        as_file(known, rows, form, area, view.kind if parts else None), content_type=CONTENT_TYPES[form]
    )
    name = f"monitor-{period}-{area.lower()}-{known.reference_date}"
    if known.illustrative:
        name += "-illustratief"
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _state(request: HttpRequest, period: HalfYear, area: str) -> MonitorState:
    """The state that the address asks for; what cannot be shown is a 404 with its reason."""
    asked = request.GET.get("peildatum", "")
    try:
        reference_date = date.fromisoformat(asked) if asked else None
    except ValueError:
        raise Http404(_("“%(text)s” is geen peildatum; schrijf 2022-09-01.") % {"text": asked[:20]}) from None
    moment = moment_of(request).at
    if reference_date is not None and not period.start <= reference_date <= period.until:
        raise Http404(
            _("%(day)s ligt buiten %(period)s. Kies een peildatum in dat halfjaar.")
            % {"day": day(reference_date), "period": period}
        )
    try:
        known = state(period, moment, reference_date=reference_date, area=area)
        known.division.kind_of(area)
    except AreaError as refused:
        raise Http404(area_refused(refused)) from refused
    except TargetsUnknown as refused:
        raise Http404(targets_unknown(period, moment)) from refused
    return known


def _view(request: HttpRequest, known: MonitorState, kind: str) -> View:
    parts = request.GET.get("per", "")
    target = request.GET.get("doel", "")
    return View(
        parts if parts in KINDS and kind == "nation" else DEFAULT_PARTS.get(kind, "municipality"),
        target if target in known.target_titles else known.main_target,
    )


def _nothing_yet(known: MonitorState) -> EmptyState:
    return EmptyState(
        _("Nog geen cijfers over %(period)s.") % {"period": known.period},
        _("De opgave van het COA komt rond de 5e van de maand. De taakstelling is al wel bekend."),
        _("Bekijk de taakstelling"),
        reverse("taakstelling:nation", args=[known.period]),
    )


def _notices(known: MonitorState, area: str) -> list[Notice]:
    missing = known.row(area).missing
    if not missing or known.reference_date == known.period.start:
        return []
    names = ", ".join(known.division.name_of(code) for code in missing[:6])
    more = _(" en %(n)s andere") % {"n": len(missing) - 6} if len(missing) > 6 else ""
    return [
        Notice(
            "warning",
            _("Van %(n)s gemeenten ontbreken cijfers") % {"n": len(missing)},
            _("Zonder hun cijfers is er geen oordeel over het geheel: %(names)s%(more)s.")
            % {"names": names, "more": more},
        )
    ]


def _dates(request: HttpRequest, known: MonitorState) -> list[Option]:
    return [
        Option(date_label(each), address_with(request, peildatum=str(each)), each == known.reference_date)
        for each in known.housed.reference_dates()
    ]


def _kinds(request: HttpRequest, view: View) -> list[Option]:
    return [
        Option(words(title).capitalize(), address_with(request, per=kind), kind == view.kind)
        for kind, title in KINDS.items()
    ]


def _targets(request: HttpRequest, known: MonitorState, view: View) -> list[Option]:
    if len(known.target_titles) < 2:
        return []
    return [
        Option(words(short_title(known, name)), address_with(request, doel=name), name == view.target)
        for name in known.target_titles
    ]


def _behind_title(known: MonitorState, view: View) -> str:
    return _("Niet op schema voor: %(target)s") % {"target": words(known.target_titles[view.target])}


def _behind(request: HttpRequest, known: MonitorState, rows: Sequence[Row], view: View) -> list[Behind]:
    if view.kind == "municipality":
        return []
    keep = moment_of(request).on
    return [
        Behind(
            row.name,
            keep(reverse("monitor:area", args=[known.period, row.area])),
            share(judged.pace) if judged.pace is not None else "",
            _("%(n)s per maand nodig, %(week)s per week")
            % {
                "n": number(round_up(judged.needed_per_month)),
                "week": number(round_up(judged.needed_per_week or judged.needed_per_month)),
            }
            if judged.needed_per_month is not None
            else _("%(n)s te weinig") % {"n": number(judged.remaining)},
        )
        for row, judged in behind_list(known, rows, view.target)
    ]


def _neighbours(request: HttpRequest, known: MonitorState, area: str, view: View) -> Table[Row]:
    near = neighbours(area, known.division).value
    rows = [known.row(code) for code in near]
    return parts_table(request, known, rows, View("municipality", view.target), ())


def _computed(known: MonitorState, area: str) -> list[HowComputed]:
    found = []
    if known.row(area).realised is None:
        return []
    for name, title in known.target_titles.items():
        found.append(
            HowComputed(
                known.answer(area, name),
                title=_("Hoe is dit oordeel berekend? %(target)s") % {"target": words(title)},
                value=lambda judged: words(judged.schedule_class.words),
                rule_title=concept("verdict").title,
                rule_href=reverse("home:rule", args=["verdict"]),
            )
        )
    return found


def _links(request: HttpRequest, known: MonitorState, area: str) -> list[tuple[str, str]]:
    keep, period = moment_of(request).on, known.period
    links = [
        (_("De taakstelling"), keep(reverse("taakstelling:area", args=[period, area]))),
        (_("Vergelijk twee standen"), keep(reverse("monitor:compare", args=[period, area]))),
    ]
    if known.division.kind_of(area) == "municipality":
        links.insert(
            1, (_("Waarom is mijn getal dit?"), keep(reverse("taakstelling:why", args=[period, area])))
        )
    return links


def _downloads(request: HttpRequest, known: MonitorState, area: str, view: View) -> list[Download]:
    query = request.GET.urlencode()
    return [
        Download(
            form.upper(),
            reverse("monitor:download", args=[known.period, area, form]) + (f"?{query}" if query else ""),
        )
        for form in CONTENT_TYPES
    ]


def _crumbs(known: MonitorState, area: str, *, linked: bool = False) -> list[Crumb]:
    crumbs = [Crumb(_("Monitor"), reverse("monitor:latest"))]
    for code in trail(known.division, area):
        label = str(known.period) if code == "NL" else known.division.name_of(code)
        last = code == area and not linked
        crumbs.append(Crumb(label, "" if last else reverse("monitor:area", args=[known.period, code])))
    return crumbs


def _provenance(known: MonitorState, map_sources: Sequence[Source] = ()) -> Provenance:
    return Provenance(
        sources=[
            *known.housed.sources,
            known.targets.statutory.source,
            *(table.source for table in known.targets.agreements.values()),
            *map_sources,
        ],
        rules=[
            (_("oordeel: op schema of niet"), reverse("home:rule", args=["verdict"])),
            (_("gecorrigeerde taakstelling"), reverse("home:rule", args=["corrected_target"])),
        ],
        reference_date=known.reference_date,
        illustrative=MADE_UP if known.illustrative else "",
    )


def _moment_label(at: Any) -> str:
    from regietafel.desk.shared.notation import moment

    return moment(at)
