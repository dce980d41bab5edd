"""The history of one indicator in one area, and the choice between its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.indicators import INDICATORS, Indicator
from regietafel.core.figures.when import When, code
from regietafel.core.figures.when import words as when_words
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import day_of, demand
from regietafel.desk.audit.queries import Entry, history
from regietafel.desk.figures import actions, queries
from regietafel.desk.figures.forms import PreferenceForm
from regietafel.desk.figures.pages.beside import CHOOSES, Beside, beside, provenance_of
from regietafel.desk.figures.queries import FigureLine, Version
from regietafel.desk.figures.seen import may_see, name_of
from regietafel.desk.figures.shown import contradicted_subjects, versions_table
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import number, opening, place, said, words
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class HistoryContext:
    """What was known of one area, row by row, and which source is used."""

    lead: str
    notices: Sequence[Notice]
    contradictions: Sequence[Beside]
    choosing: FormFields | None
    choosing_title: str
    chosen_period: str
    table: Table[Version]
    entries: Sequence[Entry]
    ways: Sequence[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def history_page(request: HttpRequest, indicator: str, area: str) -> HttpResponse:
    """All rows of one area: what was known since when, by whom, and why."""
    known, moment, person, now = INDICATORS[indicator], moment_of(request), person_of(request), timezone.now()
    demand(may_see(person, area, now), person)
    rows = queries.versions(indicator, area, moment.at)
    lines = queries.lines(indicator=indicator, area=area, moment=moment.at)
    against = contradicted_subjects(lines)
    choice = _choice(request, indicator, area, against)
    if isinstance(choice, HttpResponse):
        return choice
    form, error, chosen = choice
    name = place(name_of(area, rows[0].when.start if rows else day_of(moment.local)))
    subject = chosen or (rows[0].when if rows else None)
    context = HistoryContext(
        lead=_history_lead(known, name, rows),
        notices=[error] if error else [],
        contradictions=[beside(key, found, moment.on) for key, found in against.items()],
        choosing=FormFields(form) if form else None,
        choosing_title=_("Welke bron geldt voor %(period)s?") % {"period": words(when_words(chosen))}
        if chosen
        else "",
        chosen_period=code(chosen) if chosen else "",
        table=versions_table(request, rows, known, moment.on),
        entries=history("figure", f"{indicator}:{area}:{subject.start}", until=moment.at) if subject else (),
        ways=[(words(known.title), moment.on(reverse("figures:indicator", args=[indicator])))],
    )
    return page(
        request,
        "figures/history.html",
        context,
        title=_("%(name)s: %(title)s") % {"name": opening(name), "title": words(known.title)},
        breadcrumb=[
            Crumb(_("Cijfers"), reverse("figures:overview")),
            Crumb(words(known.title), reverse("figures:indicator", args=[indicator])),
            Crumb(name),
        ],
        provenance=provenance_of(lines, any(row.illustrative for row in rows)),
        status=422 if error or (form is not None and form.errors) else 200,
    )


def _history_lead(known: Indicator, name: str, rows: Sequence[Version]) -> str:
    if not rows:
        return _("Over %(name)s is niets bekend van dit cijfer.") % {"name": name}
    replaced = sum(1 for row in rows if not row.current)
    if not replaced:
        return _("Geen enkel cijfer is later gecorrigeerd.")
    return _("%(n)s keer is een cijfer gecorrigeerd; het oude staat er nog bij.") % {"n": replaced}


Choice = tuple[PreferenceForm | None, Notice | None, When | None]


def _choice(
    request: HttpRequest, indicator: str, area: str, against: Mapping[tuple[str, When], Sequence[FigureLine]]
) -> Choice | HttpResponse:
    """The form that chooses between sources, for the period asked, and what came of it."""
    person, now = person_of(request), timezone.now()
    asked = request.POST.get("periode") or request.GET.get("periode", "")
    chosen = next((when for _area, when in against if code(when) == asked), None)
    if request.method == "POST":
        permission = actions.may_choose(person, now, what=CHOOSES)
        demand(permission, person)
        if chosen is None:
            raise Http404(_("Over deze periode spreken bronnen elkaar niet tegen."))
    if chosen is None or not actions.may_choose(person, now, what=CHOOSES):
        return None, None, chosen
    lines = against[area, chosen]
    options = [(line.source_key, f"{line.source.title}: {number(line.value)}") for line in lines]
    used = next((line.source_key for line in lines if line.used), None)
    form = PreferenceForm(
        request.POST if request.method == "POST" else None, sources=options, initial={"source": used}
    )
    if request.method != "POST" or not form.is_valid():
        return form, None, chosen
    try:
        actions.prefer(
            by=person,
            at=now,
            indicator_key=indicator,
            area=area,
            start=chosen.start,
            until=chosen.until,
            source=form.cleaned_data["source"],
            reason=form.cleaned_data["reason"],
        )
    except RegietafelError as refused:
        return (
            form,
            Notice("error", said(refused)),
            chosen,
        )
    return HttpResponseRedirect(f"{request.path}?periode={quote(code(chosen))}#kies")
