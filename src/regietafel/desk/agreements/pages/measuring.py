"""Measures of the follow-up plan: a new one, and a change."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.agreements.refusals import AgreementRefused, Told
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import demand
from regietafel.desk.agreements import actions, queries
from regietafel.desk.agreements.choices import choices_for
from regietafel.desk.agreements.forms import ChangeMeasureForm, MeasureForm
from regietafel.desk.agreements.pages.keeping import form_page, found, say
from regietafel.desk.agreements.permissions import may_keep_agreements
from regietafel.desk.agreements.queries import AgreementUnknown, MeasureRow
from regietafel.desk.agreements.queries.faults import measure_faults
from regietafel.desk.shared.notation import AMSTERDAM


@require_http_methods(["GET", "HEAD", "POST"])
def new_measure(request: HttpRequest, key: str) -> HttpResponse:
    """Add a measure to the follow-up plan of an agreement."""
    person, now, row = person_of(request), timezone.now(), found(key)
    demand(may_keep_agreements(person, row.table, now), person)
    today = now.astimezone(AMSTERDAM).date()
    posted = request.POST if request.method == "POST" else None
    parties = choices_for(person, today, table=row.table, parties=row.promise.owners).parties
    form = MeasureForm(posted, parties=parties)
    if posted is not None:
        valid, given = form.is_valid(), form.cleaned_data
        if not valid:
            say(form, _faults(form))
        else:
            try:
                actions.add_measure(
                    by=person,
                    at=now,
                    agreement=key,
                    title=given["title"],
                    owner=given["owner"],
                    due=given["due"],
                    actions=given["actions"],
                )
            except AgreementRefused as refused:
                say(form, refused.told)
            else:
                return HttpResponseRedirect(f"{row.href}#plan")
    return form_page(
        request,
        form,
        row=row,
        title=_("Een maatregel toevoegen"),
        lead=_("Een maatregel staat op het opvolgingsplan. Hij is klaar als al zijn acties klaar zijn."),
        verb=_("Voeg de maatregel toe"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_measure(request: HttpRequest, key: str) -> HttpResponse:
    """Change a measure, or withdraw it, with the reason."""
    person, now = person_of(request), timezone.now()
    today = now.astimezone(AMSTERDAM).date()
    measure = _measure(key, today)
    row = found(measure.agreement)
    demand(may_keep_agreements(person, row.table, now), person)
    posted = request.POST if request.method == "POST" else None
    parties = choices_for(person, today, table=row.table, parties=[measure.owner]).parties
    form = ChangeMeasureForm(
        posted,
        parties=parties,
        initial={
            "title": measure.title,
            "owner": measure.owner,
            "due": measure.due,
            "actions": "\n".join(one.key for one in measure.actions),
        },
    )
    if posted is not None:
        valid, given = form.is_valid(), form.cleaned_data
        if not valid:
            say(form, _faults(form))
        else:
            try:
                actions.change_measure(by=person, at=now, measure=key, **given)
            except AgreementRefused as refused:
                say(form, refused.told)
            else:
                return HttpResponseRedirect(f"{row.href}#plan")
    return form_page(
        request,
        form,
        row=row,
        title=_("Een maatregel wijzigen"),
        lead=_("Wat er stond, blijft bewaard, met uw reden."),
        verb=_("Wijzig de maatregel"),
    )


def _faults(form: MeasureForm) -> list[Told]:
    given = form.cleaned_data
    return measure_faults(given.get("title", ""), given.get("owner", ""), given.get("actions", ()))


def _measure(key: str, today: date) -> MeasureRow:
    try:
        return queries.measure(key, day=today)
    except AgreementUnknown as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused
