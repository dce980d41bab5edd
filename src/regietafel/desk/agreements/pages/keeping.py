"""What the keeper of a table writes: a new agreement, a change, and the end of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.agreements.promise import Basis, Gauge, Promise
from regietafel.core.agreements.refusals import AgreementRefused, Told
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import demand
from regietafel.desk.agreements import actions, queries
from regietafel.desk.agreements.choices import choices_for
from regietafel.desk.agreements.forms import ChangeForm, EndForm, NewAgreementForm
from regietafel.desk.agreements.permissions import may_keep_agreements, may_keep_any
from regietafel.desk.agreements.queries import AgreementRow, AgreementUnknown
from regietafel.desk.agreements.queries.faults import Meeting, agreement_faults, change_faults
from regietafel.desk.shared.components.dutch import Dutch
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.notation import AMSTERDAM, words
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class FormContext:
    """A form about an agreement: what it is about, what happens with it, and its fields."""

    about: Dutch | None
    lead: str
    form_fields: FormFields
    verb: str


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down what a table agreed; a line of minutes fills the form in."""
    person, now = person_of(request), timezone.now()
    demand(may_keep_any(person, now), person)
    today = now.astimezone(AMSTERDAM).date()
    choices = choices_for(person, today)
    posted = request.POST if request.method == "POST" else None
    form = NewAgreementForm(posted, choices=choices, initial=_from_line(request))
    if posted is not None:
        valid, given = form.is_valid(), form.cleaned_data
        promise = form.promise(given.get("agreed_on"))
        made = Meeting(given.get("table", ""), given.get("agreed_on"), given.get("source", ""))
        if not valid:
            say(form, agreement_faults(promise, made, key="", at=now))
        else:
            try:
                key = actions.add_agreement(
                    by=person,
                    at=now,
                    table=made.table,
                    agreed_on=given["agreed_on"],
                    promise=promise,
                    source=made.source,
                    basis=Basis(given["basis"]),
                    origin=given["origin"],
                )
            except AgreementRefused as refused:
                say(form, refused.told)
            else:
                return HttpResponseRedirect(reverse("agreements:agreement", args=[key]))
    return form_page(
        request,
        form,
        title=_("Een afspraak vastleggen"),
        lead=_(
            "Een afspraak heeft een termijn en iemand die haar nakomt. De stand volgt daarna uit de cijfers."
        ),
        verb=_("Leg de afspraak vast"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Give an agreement another text, term, quantity or condition, with the reason."""
    person, now, row = person_of(request), timezone.now(), found(key)
    demand(may_keep_agreements(person, row.table, now), person)
    promise = row.promise
    choices = choices_for(
        person,
        now.astimezone(AMSTERDAM).date(),
        table=row.table,
        parties=[*promise.owners, *promise.parties],
        areas=[gauge.area for gauge in promise.gauges],
    )
    posted = request.POST if request.method == "POST" else None
    form = ChangeForm(posted, choices=choices, gauges=len(promise.gauges) + 1, initial=_typed(promise))
    if posted is not None:
        valid = form.is_valid()
        wanted = form.promise(row.agreed_on)
        if not valid:
            say(form, change_faults(wanted, agreed_on=row.agreed_on, key=key))
        else:
            try:
                actions.change_agreement(
                    by=person, at=now, agreement=key, promise=wanted, reason=form.cleaned_data["reason"]
                )
            except AgreementRefused as refused:
                say(form, refused.told)
            else:
                return HttpResponseRedirect(f"{row.href}#versies")
    return form_page(
        request,
        form,
        row=row,
        title=_("Een afspraak wijzigen"),
        lead=_("Wat er stond, blijft bij de geschiedenis te lezen, met uw reden."),
        verb=_("Wijzig de afspraak"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Say that the table is done with an agreement, and why."""
    person, now, row = person_of(request), timezone.now(), found(key)
    demand(may_keep_agreements(person, row.table, now), person)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_agreement(by=person, at=now, agreement=key, reason=form.cleaned_data["reason"])
        except AgreementRefused as refused:
            say(form, refused.told)
        else:
            return HttpResponseRedirect(row.href)
    return form_page(
        request,
        form,
        row=row,
        title=_("Een afspraak beëindigen"),
        lead=_(
            "De tafel is klaar met deze afspraak. Haar meter blijft te lezen en zet niets meer op een agenda."
        ),
        verb=_("Beëindig de afspraak"),
    )


def found(key: str) -> AgreementRow:
    """The agreement as it is now. Raises: Http404 for one that is not there."""
    try:
        return queries.agreement(key)
    except AgreementUnknown as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused


def say(form: BaseForm, told: Iterable[Told]) -> None:
    """Put faults at their fields; a field that says already what is wrong says no more."""
    wrong = set(form.errors)
    for one in told:
        if one.where not in wrong:
            form.add_error(one.where if one.where in form.fields else None, words(one.sentence))


def form_page(
    request: HttpRequest, form: BaseForm, *, title: str, lead: str, verb: str, row: AgreementRow | None = None
) -> HttpResponse:
    """The page of a form about an agreement, or about a new one."""
    crumbs = [Crumb(_("Afspraken"), reverse("agreements:list"))]
    if row is not None:
        crumbs.append(Crumb(row.key, row.href))
    return page(
        request,
        "agreements/form.html",
        FormContext(Dutch(row.title) if row is not None else None, lead, FormFields(form), verb),
        title=title,
        breadcrumb=[*crumbs, Crumb(title)],
        status=422 if form.is_bound else 200,
    )


def _from_line(request: HttpRequest) -> dict[str, Any]:
    """What a line of minutes fills in: its words, key, table and day, and who and until when as far as it says."""
    given = request.GET
    text = given.get("tekst", "")[:4000]
    owner = given.get("wie", "")[:40]
    return {
        "table": given.get("tafel", "")[:40],
        "origin": given.get("regel", "")[:120],
        "agreed_on": _day(given.get("op", "")),
        "latest": _day(given.get("uiterlijk", "")),
        "owners": [owner] if owner else [],
        "parties": [owner] if owner else [],
        "text": text,
        "title": text if len(text) <= 200 else f"{text[:199]}…",
    }


def _day(text: str) -> date | None:
    """A day of the address; None for what is no day."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _typed(promise: Promise) -> dict[str, Any]:
    """A promise as the form has it."""
    typed: dict[str, Any] = {
        "title": promise.title,
        "text": promise.text,
        "owners": list(promise.owners),
        "parties": list(promise.parties),
        "best": promise.best,
        "latest": promise.latest,
        "nature": promise.nature.value if promise.nature else "",
        "dependencies": "\n".join(f"{one.on}: {one.why}" for one in promise.dependencies),
    }
    for number, gauge in enumerate(promise.gauges, start=1):
        end = "" if number == 1 else f"_{number}"
        typed |= {f"{name}{end}": value for name, value in _typed_gauge(gauge, promise).items()}
    return typed


def _typed_gauge(gauge: Gauge, promise: Promise) -> dict[str, Any]:
    """A quantity as the form has it: days that are those of the agreement are left out, so that they move along."""
    own = gauge.latest != promise.latest
    usual = gauge.latest if own else promise.best or gauge.latest
    return {
        "indicator": gauge.indicator,
        "area": gauge.area,
        "target": gauge.target,
        "start": gauge.start,
        "gauge_best": gauge.best if gauge.best != usual else None,
        "gauge_latest": gauge.latest if own else None,
        "path": gauge.path.value,
    }
