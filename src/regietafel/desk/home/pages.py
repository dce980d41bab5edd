"""The first page: how the country stands, and the ways in. The rules: formula, article, where it lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.concepts import Concept, concept, concepts
from regietafel.core.base.errors import RegietafelError
from regietafel.core.to_do.items import in_order
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.monitor.downloads import MADE_UP
from regietafel.desk.monitor.queries import MonitorState
from regietafel.desk.monitor.shown import behind_list, course_chart, headlines
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.line_chart import LineChart
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import said, share, words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.queries import my_tables
from regietafel.desk.to_do.queries import monitor_now, waiting_for_person
from regietafel.desk.to_do.shown import Group, Sentence, groups, lead


@dataclass(frozen=True)
class Way:
    """One way in: a question, where it leads, and what one finds there."""

    question: str
    href: str
    finds: str


@dataclass(frozen=True)
class Mine:
    """The first things that wait for this person, and where the rest is."""

    lead: Sentence
    groups: Sequence[Group]
    count: int
    href: str


@dataclass(frozen=True)
class HomeContext:
    """What waits for who signed in; how the country stands in the half-year with the latest figures; the ways in."""

    mine: Mine | None
    lead: str
    headlines: Headlines | None
    empty: EmptyState | None
    chart: LineChart | None
    behind: Sequence[tuple[str, str, str]]
    behind_title: str
    ways: Sequence[Way]


@dataclass(frozen=True)
class RuleLine:
    """A rule in the list."""

    title: str
    meaning: str
    href: str


@dataclass(frozen=True)
class RulesContext:
    """All rules."""

    rules: Sequence[RuleLine]


@dataclass(frozen=True)
class RuleContext:
    """One rule: what it says, its formula and source, and where it lives in the code."""

    meaning: str
    formula: str
    source: str
    code: str
    docs: str


def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    moment = moment_of(request)
    found = monitor_now(moment.at)
    if found is None:
        return _empty_home(request)
    known, newest = found
    started = known.reference_date > known.period.start
    context = HomeContext(
        mine=_mine(request),
        lead=words(known.paragraph("NL", "province")),
        headlines=headlines(known, "NL") if started else None,
        empty=None,
        chart=course_chart(known, "NL"),
        behind=_behind(request, known) if started else (),
        behind_title=_("Provincies die niet op schema liggen"),
        ways=_ways(request, known, newest),
    )
    return page(
        request,
        "home/home.html",
        context,
        title=_("Ligt Nederland op schema? %(period)s") % {"period": known.period},
        provenance=Provenance(
            sources=known.housed.sources,
            rules=[(_("oordeel: op schema of niet"), reverse("home:rule", args=["verdict"]))],
            reference_date=known.reference_date,
            illustrative=MADE_UP if known.illustrative else "",
        ),
    )


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by which a figure is made."""
    lines = [
        RuleLine(words(each.title), words(each.meaning), reverse("home:rule", args=[each.name]))
        for each in concepts().values()
    ]
    return page(
        request,
        "home/rules.html",
        RulesContext(lines),
        title=_("Volgens welke regels rekent Regietafel?"),
        breadcrumb=[Crumb(_("Regels"))],
    )


def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule."""
    try:
        found: Concept = concept(name)
    except RegietafelError as refused:
        raise Http404(said(refused)) from refused
    path, line = found.rule_place()
    parts = path.parts
    place = "/".join(parts[parts.index("regietafel") :]) if "regietafel" in parts else path.name
    context = RuleContext(
        words(found.meaning),
        words(found.formula),
        found.source,
        f"src/{place}, {_('regel')} {line}",
        found.docs,
    )
    return page(
        request,
        "home/rule.html",
        context,
        title=words(found.title),
        breadcrumb=[Crumb(_("Regels"), reverse("home:rules")), Crumb(words(found.title))],
    )


def _empty_home(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    what = (
        _("Er zijn nog geen taakstellingen en cijfers.")
        if moment.is_now
        else _("Op dit moment was er nog niets bekend.")
    )
    empty = EmptyState(what, _("Laad de casus met `regietafel demo`, of voer een landelijk aantal in."))
    context = HomeContext(_mine(request), "", None, empty, None, (), "", ())
    return page(request, "home/home.html", context, title=_("Regietafel"))


FIRST = 5


def _mine(request: HttpRequest) -> Mine | None:
    """What comes first for this person; None for a visitor, and for who has no table."""
    person, moment = person_of(request), moment_of(request)
    day = moment.local.date()
    if not person.signed_in:
        return None
    tables = my_tables(person, day, moment.at)
    if not tables.mine:
        return None
    items = in_order(waiting_for_person(person, moment.at, day, tables=tables), day)
    return Mine(
        lead=lead(items, day),
        groups=groups(items[:FIRST], day, keep=moment.on, tables=tables.titles),
        count=len(items),
        href=moment.on(reverse("to_do:mine")),
    )


def _behind(request: HttpRequest, known: MonitorState) -> list[tuple[str, str, str]]:
    keep = moment_of(request).on
    return [
        (
            row.name,
            keep(reverse("monitor:area", args=[known.period, row.area])),
            share(judged.pace) if judged.pace is not None else "",
        )
        for row, judged in behind_list(known, known.rows("province"), known.main_target)
    ]


def _ways(request: HttpRequest, known: MonitorState, newest: HalfYear) -> list[Way]:
    keep, period = moment_of(request).on, known.period
    return [
        Way(
            _("Ligt mijn gemeente of provincie op schema?"),
            keep(reverse("monitor:nation", args=[period])),
            _("Kaart, tabel en verloop per gemeente, provincie en veiligheidsregio."),
        ),
        Way(
            _("Hoeveel vergunninghouders huisvesten wij?"),
            keep(reverse("taakstelling:nation", args=[newest])),
            _("De taakstelling %(period)s per provincie en gemeente, en waarom uw getal dat is.")
            % {"period": newest},
        ),
        Way(
            _("Volgens welke regels is dit berekend?"),
            reverse("home:rules"),
            _("Formule, wetsartikel en voorbeeld van elke regel."),
        ),
    ]
