"""The page of one agreement, with its meter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.meter import Meter
from regietafel.core.agreements.refusals import AgreementRefused
from regietafel.core.areas.division import division_on
from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.concepts import concept
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import day_of, demand
from regietafel.desk.agreements import actions, queries
from regietafel.desk.agreements.forms import JudgementForm
from regietafel.desk.agreements.history_shown import history_of
from regietafel.desk.agreements.permissions import may_judge, may_keep_agreements, may_read_plan
from regietafel.desk.agreements.plan_shown import plan_table
from regietafel.desk.agreements.queries import AgreementRow, AgreementUnknown, MeasureRow
from regietafel.desk.agreements.shown import (
    RegionLine,
    charts_of,
    headlines_of,
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
from regietafel.desk.shared.components.notice import Notice
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
class Fact:
    """One thing that was agreed: a term, what it says, and where more stands."""

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
    verbs: Sequence[tuple[str, str]]
    links: Sequence[tuple[str, str]]


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
        provenance=provenance_of([row]),
        status=422 if form.is_bound and form.errors else 200,
    )


def _agreement(request: HttpRequest, row: AgreementRow, form: JudgementForm | None) -> AgreementContext:
    moment = moment_of(request)
    person, now = person_of(request), timezone.now()
    seats = tables_of(person, day_of(now)) if person.signed_in else ()
    reads = may_read_plan(person, row.table, seats, now)
    keeps = moment.is_now and bool(may_keep_agreements(person, row.table, now))
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
        plan=plan_table(request, measures, {}, kept=lambda _row: keeps) if measures else None,
        history=history_of(row, queries.versions(row.key, moment.at)),
        verbs=_verbs(row) if keeps else (),
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
    kinds = [row.basis.words, *([promise.nature.words] if promise.nature is not None else [])]
    facts.append(Fact(_("Soort"), ", ".join(words(one) for one in kinds)))
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


def _verbs(row: AgreementRow) -> list[tuple[str, str]]:
    """What the keeper of the table can do with this agreement."""
    if row.ended:
        return []
    return [
        (_("Wijzig de afspraak"), reverse("agreements:change", args=[row.key])),
        (_("Voeg een maatregel toe"), reverse("agreements:new_measure", args=[row.key])),
        (_("Beëindig de afspraak"), reverse("agreements:end", args=[row.key])),
    ]


def _links(request: HttpRequest, row: AgreementRow) -> list[tuple[str, str]]:
    on = moment_of(request).on
    links = [(_("Alle afspraken"), on(reverse("agreements:list")))]
    for gauge in row.promise.gauges[:1]:
        if gauge.indicator == "housed":
            links.append((_("Wie ligt op schema?"), on(reverse("monitor:latest"))))
    return links


def provenance_of(rows: Sequence[AgreementRow]) -> Provenance:
    """The sources of agreements and their figures, and what of them is made up."""
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
