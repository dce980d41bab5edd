"""Pages that show figures: all indicators, one indicator, the history of one area; and downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regietafel.core.base.answer import Text
from regietafel.core.figures.indicators import INDICATORS, Indicator
from regietafel.core.figures.when import When, code
from regietafel.core.figures.when import words as when_words
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_see_detail
from regietafel.desk.accounts.person import day_of
from regietafel.desk.figures import queries
from regietafel.desk.figures.exports import Export, as_csv, as_json, as_xlsx
from regietafel.desk.figures.pages.beside import RULE, Beside, beside, provenance_of, ways_of
from regietafel.desk.figures.queries import FigureLine
from regietafel.desk.figures.seen import NATION, Seen, figure_row, name_of, seen
from regietafel.desk.figures.shown import (
    MADE_UP,
    FigureShown,
    contradicted_subjects,
    figure_lines,
    figures_table,
)
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.table import Column, Download, Table
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import number, opening, words
from regietafel.desk.shared.page import Crumb, Provenance, page

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
ALL_PERIODS = "alle"


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator with its latest national value."""

    key: str
    title: str
    definition: str
    unit: str
    value: int | None
    period: str
    source: str
    contradictions: int
    illustrative: bool


@dataclass(frozen=True)
class OverviewContext:
    """All indicators; `ways` are links to what the reader may do."""

    lead: str
    table: Table[IndicatorLine]
    empty: EmptyState | None
    ways: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PeriodOption:
    """A period to choose, as a link."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class IndicatorContext:
    """Every figure of one indicator that the reader may see."""

    definition: str
    lead: str
    notices: Sequence[Notice]
    periods: Sequence[PeriodOption]
    contradictions: Sequence[Beside]
    table: Table[FigureShown]
    ways: Sequence[tuple[str, str]]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is counted, and the latest national value of each."""
    moment = moment_of(request)
    latest = queries.latest_national(moment.at)
    against = queries.contradictions(moment.at)
    kept = queries.levels_kept(moment.at)
    rows = [
        _indicator_line(known, latest.get(key), against[key])
        for key, known in INDICATORS.items()
        if key in kept
    ]
    count = sum(1 for row in rows if row.contradictions)
    context = OverviewContext(
        lead=_(
            "Wat er gemeten is, uit welke bron en sinds wanneer dat bekend is. Niets wordt overschreven: een correctie komt naast het oude cijfer te staan."
        )
        if not count
        else _(
            "Van %(n)s indicatoren spreken bronnen elkaar tegen. Ze staan naast elkaar, met de keuze en de reden erbij."
        )
        % {"n": count},
        table=Table(_columns(moment), rows, _("Indicatoren met hun laatste landelijke waarde")),
        empty=None if rows else _no_figures(),
        ways=ways_of(request),
    )
    return page(
        request,
        "figures/overview.html",
        context,
        title=_("Welke cijfers zijn er?"),
        breadcrumb=[Crumb(_("Cijfers"))],
        provenance=Provenance(
            rules=[(_("bekend sinds"), reverse("home:rule", args=[RULE]))],
            illustrative=MADE_UP if any(row.illustrative for row in rows) else "",
        ),
    )


@require_safe
def indicator_page(request: HttpRequest, indicator: str) -> HttpResponse:
    """Every figure of an indicator, contradictions side by side."""
    known, moment = INDICATORS[indicator], moment_of(request)
    found = _found(request, indicator)
    side_by_side = contradicted_subjects(found.seen.lines)
    rows = figure_lines(found.seen, set(side_by_side), moment.on)
    context = IndicatorContext(
        definition=words(known.definition),
        lead=_lead(known, rows),
        notices=_why_hidden(found.seen.reason, bool(found.seen.sums)),
        periods=_period_options(found),
        contradictions=[beside(key, lines, moment.on) for key, lines in side_by_side.items()],
        table=figures_table(request, known, rows, _downloads(request, indicator)),
        ways=[(_("Alle indicatoren"), moment.on(reverse("figures:overview"))), *ways_of(request)],
    )
    return page(
        request,
        "figures/indicator.html",
        context,
        title=words(known.title),
        breadcrumb=[Crumb(_("Cijfers"), reverse("figures:overview")), Crumb(words(known.title))],
        provenance=provenance_of(found.seen.lines, any(row.illustrative for row in rows)),
    )


@require_safe
def download(request: HttpRequest, indicator: str, form: str) -> HttpResponse:
    """The figures that the reader sees, in the format of import."""
    if form not in CONTENT_TYPES:
        raise Http404(_("Kies csv, xlsx of json."))
    known, moment = INDICATORS[indicator], moment_of(request)
    found = _found(request, indicator)
    notes = {line.id: line.note for line in found.seen.lines}
    named_on = found.chosen.start if found.chosen else day_of(moment.local)
    titles = {line.source_key: line.source.title for line in found.seen.lines}
    export = Export(
        known.title,
        [figure_row(line) for line in found.seen.lines],
        moment.local,
        lambda area: name_of(area, named_on),
        notes=(
            *((found.seen.reason,) if found.seen.reason else ()),
            *(Text(f"bron {key}: {title}", f"source {key}: {title}") for key, title in titles.items()),
        ),
        remark_of=lambda row: notes[row.id],
    )
    write = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}[form]
    response = HttpResponse(write(export), content_type=CONTENT_TYPES[form])
    name = f"{indicator.replace('_', '-')}-{code(found.chosen) if found.chosen else ALL_PERIODS}".replace(
        " ", ""
    )
    name += "-illustratief" if export.illustrative else ""
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


# -- parts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """The figures asked for, as this reader may see them."""

    seen: Seen
    periods: tuple[When, ...]
    chosen: When | None


def _found(request: HttpRequest, indicator: str) -> Found:
    """Figures of the chosen period; without a choice those of the last one with municipal figures, or all.

    A visitor sees national figures only, so nothing else is read for one.
    """
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    periods = queries.periods_of(indicator, moment.at, area=None if person.signed_in else NATION)
    asked = request.GET.get("periode", "")
    chosen = next((when for when in periods if code(when) == asked), None)
    local = "GM" in INDICATORS[indicator].levels
    if not person.signed_in:
        lines = _lines(indicator, moment.at, chosen, NATION)
        reason = may_see_detail(person, "GM", now).reason if local else None
        return Found(Seen(lines, (), reason), periods, chosen)
    if chosen is None and not asked and local:
        chosen = next((when for when in queries.periods_of(indicator, moment.at, area="GM")), None)
    return Found(seen(person, _lines(indicator, moment.at, chosen), now), periods, chosen)


def _lines(
    indicator: str, moment: datetime | None, chosen: When | None, area: str | None = None
) -> tuple[FigureLine, ...]:
    if chosen is None:
        return queries.lines(indicator=indicator, moment=moment, area=area)
    after = chosen.start + timedelta(days=1)
    found = queries.lines(indicator=indicator, moment=moment, start=chosen.start, until=after, area=area)
    return tuple(line for line in found if line.until == chosen.until)


def _columns(moment: Moment) -> list[Column[IndicatorLine]]:
    return [
        Column(
            "titel",
            _("Indicator"),
            lambda row: row.title,
            href=lambda row: moment.on(reverse("figures:indicator", args=[row.key])),
        ),
        Column("waarde", _("Laatste landelijke waarde"), lambda row: row.value, numeric=True),
        Column("eenheid", _("Eenheid"), lambda row: row.unit),
        Column("periode", _("Over"), lambda row: row.period),
        Column("bron", _("Bron"), lambda row: row.source),
        Column(
            "tegenspraak",
            _("Bronnen die elkaar tegenspreken"),
            lambda row: row.contradictions or None,
            numeric=True,
        ),
    ]


def _indicator_line(known: Indicator, line: FigureLine | None, contradictions: int) -> IndicatorLine:
    return IndicatorLine(
        known.key,
        words(known.title),
        words(known.definition),
        words(known.unit),
        line.value if line else None,
        words(when_words(When(line.start, line.until))) if line else "",
        line.source.title if line else "",
        contradictions,
        line.illustrative if line else False,
    )


def _no_figures() -> EmptyState:
    return EmptyState(
        _("Er zijn nog geen cijfers bekend."),
        _("Lever een blad aan, of kies een later moment bij “Bekend op”."),
        _("Cijfers invoeren"),
        reverse("figures:upload"),
    )


def _lead(known: Indicator, rows: Sequence[FigureShown]) -> str:
    national = next((row for row in rows if row.area == "NL" and row.state != _("niet gebruikt")), None)
    if national is None:
        return (
            _("Er is geen landelijk cijfer over deze periode.")
            if rows
            else _("Er zijn nog geen cijfers bekend.")
        )
    return _("Landelijk, %(period)s: %(value)s %(unit)s, volgens %(source)s.") % {
        "period": national.period,
        "value": number(national.value),
        "unit": words(known.unit),
        "source": national.source,
    }


def _why_hidden(reason: Text | None, sums: bool) -> list[Notice]:
    if reason is None:
        return []
    shown = (
        _("Gemeenten die u niet afzonderlijk ziet, staan hier per provincie opgeteld.")
        if sums
        else _("Cijfers van gemeenten staan hier niet.")
    )
    return [Notice("info", shown, reason)]


def _period_options(found: Found) -> list[PeriodOption]:
    if len(found.periods) < 2:
        return []
    options = [
        PeriodOption(code(when), opening(words(when_words(when))), when == found.chosen)
        for when in found.periods
    ]
    return [PeriodOption(ALL_PERIODS, _("Alle perioden"), found.chosen is None), *options]


def _downloads(request: HttpRequest, indicator: str) -> list[Download]:
    query = request.GET.urlencode()
    return [
        Download(
            form.upper(),
            reverse("figures:download", args=[indicator, form]) + (f"?{query}" if query else ""),
        )
        for form in CONTENT_TYPES
    ]
