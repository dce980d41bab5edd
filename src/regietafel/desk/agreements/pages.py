"""Pages of agreements: all of them, one with its meter, and the follow-up plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.meter import Meter
from regietafel.core.agreements.plan import Progress
from regietafel.core.agreements.refusals import AgreementRefused
from regietafel.core.agreements.states import ALARMING
from regietafel.core.areas.division import division_on
from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.concepts import concept
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_see_account
from regietafel.desk.accounts.person import day_of, demand
from regietafel.desk.agreements import actions, queries
from regietafel.desk.agreements.forms import JudgementForm
from regietafel.desk.agreements.permissions import may_judge, may_read_plan
from regietafel.desk.agreements.plan_shown import plan_table
from regietafel.desk.agreements.queries import AgreementRow, AgreementUnknown, MeasureRow
from regietafel.desk.agreements.shown import (
    RegionLine,
    agreements_table,
    charts_of,
    counts,
    headlines_of,
    history_of,
    judgements_of,
    meters_table,
    origin_href,
    quantities_table,
    regions_table,
)
from regietafel.desk.shared.components.computed import HowComputed
from regietafel.desk.shared.components.dutch import Dutch
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.line_chart import LineChart
from regietafel.desk.shared.components.markup import Component
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.status import Status
from regietafel.desk.shared.components.steps import Timeline
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day, language, line_of_minutes, words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.queries import tables_of

CRISIS = ("cno_asked", "cno_promised", "cno_contracted", "cno_open", "cno_occupied")
INPUT_NAMES = {
    "target": Text("afgesproken", "agreed"),
    "term": Text("uiterlijk", "latest"),
    "thresholds": Text("grenzen van de monitor", "thresholds of the monitor"),
    "measured": Text("gemeten", "measured"),
    "reference_date": Text("peildatum", "reference date"),
}


@dataclass(frozen=True)
class ListContext:
    """All agreements: how they stand, in figures, a sentence and a table."""

    lead: str
    headlines: Headlines | None
    table: Table[AgreementRow] | EmptyState
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Fact:
    """One thing that was agreed: a term, what it says, and where that leads."""

    term: str
    said: Component | str
    href: str = ""


@dataclass(frozen=True)
class AgreementContext:
    """One agreement: its words, its meter, the judgements beside it, its conditions and its plan."""

    name: Dutch | None
    said: str
    headlines: Headlines | None
    notices: Sequence[Notice]
    text: Dutch
    facts: Sequence[Fact]
    charts: Sequence[LineChart]
    tables: Sequence[Table[object]]
    computed: Sequence[HowComputed]
    judgements: Sequence[tuple[str, Status | None, str, str, str]]
    refusal: str
    form_fields: FormFields | None
    conditions: Sequence[tuple[str, Dutch, Dutch]]
    plan: Table[MeasureRow] | None
    history: Timeline | None
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PlanContext:
    """The follow-up plan: what is done for which agreement, by whom, and how far it is."""

    lead: str
    table: Table[MeasureRow] | EmptyState
    links: Sequence[tuple[str, str]]


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """All agreements with their meters."""
    moment = moment_of(request)
    rows = queries.agreements(moment.at, day=moment.local.date())
    alarming = sum(row.state in ALARMING for row in rows)
    context = ListContext(
        lead=ngettext(
            "Bij %(n)s afspraak lopen de cijfers achter; wat geen cijfers heeft, staat niet op groen.",
            "Bij %(n)s afspraken lopen de cijfers achter; wat geen cijfers heeft, staat niet op groen.",
            alarming,
        )
        % {"n": alarming}
        if alarming
        else _(
            "Bij geen enkele afspraak lopen de cijfers achter; wat geen cijfers heeft, staat niet op groen."
        ),
        headlines=counts(rows) if rows else None,
        table=agreements_table(request, rows)
        if rows
        else EmptyState(
            _("Er zijn op dit moment nog geen afspraken bekend."),
            _("Een afspraak komt hier te staan zodra het secretariaat van een tafel haar vastlegt."),
        ),
        links=[
            (_("Opvolgingsplan"), moment.on(reverse("agreements:plan"))),
            (_("Gesprekken en toezicht"), moment.on(reverse("escalation:national"))),
        ],
    )
    return page(
        request,
        "agreements/list.html",
        context,
        title=_("Komen we na wat is afgesproken?"),
        breadcrumb=[Crumb(_("Afspraken"))],
        provenance=_provenance(rows),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_page(request: HttpRequest, key: str) -> HttpResponse:
    """One agreement with its meter; a party puts its judgement beside it."""
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    try:
        row = queries.agreement(key, moment.at, day=moment.local.date())
    except AgreementUnknown as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused
    allowed = may_judge(person, row.table, {*row.promise.owners, *row.promise.parties}, now)
    if request.method == "POST":
        demand(allowed, person)
    form = JudgementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.judge(
                by=person,
                at=now,
                agreement=key,
                about=About(form.cleaned_data["about"]),
                opinion=Opinion(form.cleaned_data["opinion"]),
                reason=form.cleaned_data["reason"],
            )
        except AgreementRefused as refused:
            for told in refused.told:
                form.add_error(told.where if told.where in form.fields else None, words(told.sentence))
        else:
            return HttpResponseRedirect(f"{request.path}#oordeel")
    context = _agreement(request, row, form if allowed and moment.is_now else None)
    if person.signed_in and not allowed:
        context = AgreementContext(**{**context.__dict__, "refusal": words(allowed.reason)})
    return page(
        request,
        "agreements/agreement.html",
        context,
        title=_headline(row),
        breadcrumb=[Crumb(_("Afspraken"), reverse("agreements:list")), Crumb(key)],
        provenance=_provenance([row]),
        status=422 if form.is_bound and form.errors else 200,
    )


@require_safe
def plan_page(request: HttpRequest) -> HttpResponse:
    """The follow-up plan with its progress."""
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    demand(may_see_account(person, now), person)
    seats = tables_of(person, day_of(now))
    titles = {
        row.key: row.title
        for row in queries.agreements_of(moment.at)
        if may_read_plan(person, row.table, seats, now)
    }
    rows = [row for row in queries.measures(moment.at, day=moment.local.date()) if row.agreement in titles]
    late = sum(row.rolled.progress is Progress.LATE for row in rows)
    context = PlanContext(
        lead=ngettext("%(n)s maatregel is te laat.", "%(n)s maatregelen zijn te laat.", late) % {"n": late}
        if late
        else _("Geen enkele maatregel is te laat.")
        if rows
        else "",
        table=plan_table(request, rows, titles)
        if rows
        else EmptyState(
            _("Er is op dit moment nog geen opvolgingsplan."),
            _("Het secretariaat van de tafel zet bij een afspraak wat ervoor gedaan wordt."),
        )
        if titles
        else EmptyState(
            _("Er is geen opvolgingsplan dat u mag lezen."),
            _("Het opvolgingsplan is voor wie aan de tafel van de afspraak zit."),
        ),
        links=[(_("Alle afspraken"), moment.on(reverse("agreements:list")))],
    )
    return page(
        request,
        "agreements/plan.html",
        context,
        title=_("Wat doen we om de afspraken na te komen?"),
        breadcrumb=[Crumb(_("Afspraken"), reverse("agreements:list")), Crumb(_("Opvolgingsplan"))],
        provenance=Provenance(
            rules=[(_("voortgang van een plan"), reverse("home:rule", args=["follow_up_plan"]))]
        ),
    )


def _agreement(request: HttpRequest, row: AgreementRow, form: JudgementForm | None) -> AgreementContext:
    moment = moment_of(request)
    person, now = person_of(request), timezone.now()
    seats = tables_of(person, day_of(now)) if person.signed_in else ()
    reads = may_read_plan(person, row.table, seats, now)
    measures = queries.measures(moment.at, agreement=row.key, day=moment.local.date()) if reads else ()
    return AgreementContext(
        name=None if language() == "nl" else Dutch(row.title),
        said=words(row.said),
        headlines=headlines_of(row),
        notices=_notices(row),
        text=Dutch(row.promise.text),
        facts=_facts(request, row),
        charts=charts_of(row),
        tables=_tables(request, row),
        computed=[_computed(answer) for answer in row.meters if answer.value.last is not None],
        judgements=judgements_of(row),
        refusal="",
        form_fields=FormFields(form) if form is not None else None,
        conditions=_conditions(request, row),
        plan=plan_table(request, measures, {}) if measures else None,
        history=history_of(row, queries.versions(row.key, moment.at)),
        links=_links(request, row),
    )


def _headline(row: AgreementRow) -> str:
    """The agreement and its state; in English its key, as the words of the agreement are Dutch and stand below it."""
    said = {"title": row.title, "key": row.key, "state": words(row.state.words)}
    return f"{row.title}: {said['state']}" if language() == "nl" else _("Afspraak %(key)s: %(state)s") % said


def _facts(request: HttpRequest, row: AgreementRow) -> list[Fact]:
    promise = row.promise
    facts = [
        Fact(_("Wie komt het na"), Dutch(row.owners_on(moment_of(request).local.date()))),
        Fact(_("Partijen"), Dutch(", ".join(row.name_of(key) for key in promise.parties))),
        Fact(_("Afgesproken op"), day(row.agreed_on)),
    ]
    if promise.best is not None:
        facts.append(Fact(_("Liefst op"), day(promise.best)))
    facts.append(Fact(_("Uiterlijk op"), day(row.latest)))
    facts.append(Fact(_("Soort"), words(row.basis.words)))
    table = reverse("tables:table", args=[row.table])
    facts.append(Fact(_("Tafel"), Dutch(row.table.upper(), moment_of(request).on(table))))
    if row.origin:
        facts.append(
            Fact(
                _("Regel in het verslag"),
                line_of_minutes(row.origin, {}),
                moment_of(request).on(origin_href(row.origin)),
            )
        )
    return facts


def _notices(row: AgreementRow) -> list[Notice]:
    if not row.ended:
        return []
    return [Notice("info", _("De tafel heeft deze afspraak beëindigd."), row.reason)]


def _tables(request: HttpRequest, row: AgreementRow) -> list[Table[object]]:
    moment = moment_of(request)
    tables: list[Table[object]] = []
    meters = meters_table(row)
    if meters is not None:
        tables.append(meters)  # type: ignore[arg-type]  # a table of another row
    crisis = [gauge for gauge in row.promise.gauges if gauge.indicator in CRISIS]
    if crisis:
        division = division_on(row.agreed_on)
        nation = queries.quantities(CRISIS, [crisis[0].area], moment.at)
        tables.append(quantities_table(nation, _("Vijf grootheden van de crisisnoodopvang")))  # type: ignore[arg-type]
        if crisis[0].area == "NL":
            regions = division.safety_regions
            known = queries.quantities(("cno_asked", "cno_open"), [one.code for one in regions], moment.at)
            by_area = {(one.area, one.indicator): one for one in known}
            lines = [
                RegionLine(
                    region.name,
                    by_area[region.code, "cno_asked"].value,
                    by_area[region.code, "cno_open"].value,
                    by_area[region.code, "cno_open"].reference_date,
                )
                for region in regions
            ]
            tables.append(regions_table(request, lines))  # type: ignore[arg-type]
    return tables


def _computed(answer: Answer[Meter]) -> HowComputed:
    return HowComputed(
        answer.map(lambda found: found.state.words),
        names=INPUT_NAMES,
        rule_title=concept("agreement_meter").title,
        rule_href=reverse("home:rule", args=["agreement_meter"]),
    )


def _conditions(request: HttpRequest, row: AgreementRow) -> list[tuple[str, Dutch, Dutch]]:
    moment = moment_of(request)
    found = []
    titles = queries.titles(moment.at) if row.promise.dependencies else {}
    for one in row.promise.dependencies:
        href = moment.on(reverse("agreements:agreement", args=[one.on]))
        found.append((_("Hangt af van"), Dutch(titles.get(one.on, one.on), href), Dutch(one.why)))
    for key, title, why in queries.dependents(row.key, moment.at):
        href = moment.on(reverse("agreements:agreement", args=[key]))
        found.append((_("Nodig voor"), Dutch(title, href), Dutch(why)))
    return found


def _links(request: HttpRequest, row: AgreementRow) -> list[tuple[str, str]]:
    on = moment_of(request).on
    links = [(_("Alle afspraken"), on(reverse("agreements:list")))]
    for gauge in row.promise.gauges[:1]:
        if gauge.indicator == "housed":
            links.append((_("Wie ligt op schema?"), on(reverse("monitor:latest"))))
    return links


def _provenance(rows: Sequence[AgreementRow]) -> Provenance:
    sources = {row.source for row in rows}
    for row in rows:
        for answer in row.meters:
            found = answer.value
            measured = found.last.measured if found.last is not None else found.earlier
            if measured is not None and measured.source is not None:
                sources.add(measured.source)
    marks = []
    if any(answer.illustrative for row in rows for answer in row.meters):
        marks.append(_("De cijfers per gemeente zijn verzonnen; hun som is de gepubliceerde."))
    if any(row.illustrative for row in rows):
        marks.append(_("Van een afspraak is de termijn niet gevonden; de genoemde dag is aangenomen."))
    return Provenance(
        sources=sorted(sources, key=str),
        rules=[(_("de meter van een afspraak"), reverse("home:rule", args=["agreement_meter"]))],
        illustrative=" ".join(marks),
    )
