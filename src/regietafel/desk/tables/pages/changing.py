"""Keeping the structure: a new table, a change of one, and naming a contact point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.areas.register import shipped_register
from regietafel.core.base.errors import Faults, RegietafelError
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, day_of, demand
from regietafel.desk.accounts.queries import organisations
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.notation import language, said, words
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.tables import forms
from regietafel.desk.tables.changes import CHANGES, establish, name_contact
from regietafel.desk.tables.permissions import may_change_structure, may_keep_any, may_name_contact
from regietafel.desk.tables.queries import (
    TableRow,
    keepers,
    offices,
    seats_on,
    tables_all,
    tables_on,
    topics,
)


@dataclass(frozen=True)
class ChangeContext:
    """One form, and the ways to the other changes of the same table."""

    lead: str
    form_fields: FormFields
    verb: str
    ways: Sequence[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def new_table_page(request: HttpRequest) -> HttpResponse:
    """Record a table that was not there, with whom it works for."""
    person, now = person_of(request), timezone.now()
    demand(may_keep_any(person, now), person)
    form = forms.NewTableForm(
        request.POST if request.method == "POST" else None, choices=choices(person, now, None)
    )
    done: list[str] = []
    if _sent(request, form, lambda given: done.append(establish(person, now, given))):
        return HttpResponseRedirect(reverse("tables:table", args=[done[0]]))
    context = ChangeContext(
        _(
            "Een tafel heeft een naam, een gebied, en organen waarvoor zij werkt. Plaatsen voegt u daarna toe."
        ),
        FormFields(form),
        _("Leg deze tafel vast"),
        (),
    )
    return _shown(
        request, form, context, _("Nieuwe tafel"), [Crumb(_("Tafels"), reverse("tables:structure"))]
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_page(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """One change of a table, for who keeps it; a refusal gives its reason at the form, and nothing is lost."""
    person, now = person_of(request), timezone.now()
    row = next((each for each in tables_all() if each.key == key), None)
    if row is None or what not in CHANGES:
        raise Http404(_("Er is geen tafel of wijziging met deze naam."))
    change = CHANGES[what]
    demand(may_change_structure(person, "NL" if change.national else row.territory, now.date()), person)
    form = change.form(
        request.POST if request.method == "POST" else None,
        choices=choices(person, now, row),
        initial=_initial(row, day_of(now)),
    )
    if _sent(request, form, lambda given: change.act(person, now, row, given)):
        return HttpResponseRedirect(reverse("tables:table", args=[key]))
    context = ChangeContext(
        str(change.lead), FormFields(form), str(change.verb), ways(person, row, now, but=what)
    )
    crumbs = [
        Crumb(_("Tafels"), reverse("tables:structure")),
        Crumb(row.abbreviation, reverse("tables:table", args=[key])),
    ]
    return _shown(request, form, context, f"{change.title}: {row.abbreviation}", crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
def name_contact_page(request: HttpRequest) -> HttpResponse:
    """Say whom to speak to at a partner about a topic, in the place of who it was."""
    person, now = person_of(request), timezone.now()
    known = choices(person, now, None)
    partners = {
        key: name for key, name in known.partners.items() if may_name_contact(person, key, day_of(now))
    }
    demand(may_name_contact(person, next(iter(partners), ""), day_of(now)), person)
    form = forms.ContactForm(
        request.POST if request.method == "POST" else None,
        choices=replace(known, partners=partners),
        initial={"start": day_of(now)} | ({"partner": next(iter(partners))} if len(partners) == 1 else {}),
    )
    if _sent(request, form, lambda given: name_contact(person, now, given)):
        return HttpResponseRedirect(reverse("tables:contacts"))
    context = ChangeContext(
        _("Per partner en onderwerp is er één contactpunt: een functie, met een vervanger."),
        FormFields(form),
        _("Noem dit contactpunt"),
        (),
    )
    crumbs = [Crumb(_("Contactpunten"), reverse("tables:contacts"))]
    return _shown(request, form, context, _("Een contactpunt noemen"), crumbs)


def ways(person: Person, row: TableRow, now: datetime, *, but: str = "") -> list[tuple[str, str]]:
    """The changes of a table that a person may make, with their addresses."""
    return [
        (str(change.title), reverse("tables:change", args=[row.key, what]))
        for what, change in CHANGES.items()
        if what != but
        and may_change_structure(person, "NL" if change.national else row.territory, day_of(now))
    ]


def choices(person: Person, now: datetime, row: TableRow | None) -> forms.Choices:
    """What the forms of a table offer to choose from."""
    day = day_of(now)
    names = {each.key: each.name for each in organisations(on=day)}
    every = sorted(
        offices().values(), key=lambda each: (names.get(each.partner, each.partner), words(each.title))
    )
    titled = {each.key: f"{names.get(each.partner, each.partner)}: {words(each.title)}" for each in every}
    seats = seats_on(row.key, day) if row else ()
    return forms.Choices(
        bodies={each.key: each.abbreviation for each in tables_on(day) if row is None or each.key != row.key},
        territories=_territories(person, day),
        offices=titled,
        public_offices={each.key: titled[each.key] for each in every if each.public},
        seats={each.key: f"{each.partner_name}: {words(each.office_title)}" for each in seats},
        partners=names,
        topics={key: words(title) for key, title in topics().items()},
    )


def _sent(request: HttpRequest, form: forms.ChangeForm, act: Callable[[dict[str, Any]], None]) -> bool:
    """Whether a form was sent and written, in one transaction; else every reason stands in it."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act(form.cleaned_data)
    except Faults as refused:
        for fault in refused.faults:
            form.add_error(None, str(fault.in_language(language())))
        return False
    except RegietafelError as refused:
        form.add_error(None, said(refused))
        return False
    return True


def _territories(person: Person, day: date) -> dict[str, str]:
    kept = keepers(person, day)
    named = {each.code: each.name for each in shipped_register().provinces}
    if "NL" not in kept:
        return {code: name for code, name in named.items() if code in kept}
    return {"NL": _("Nederland"), **{each.code: each.name for each in shipped_register().safety_regions}}


def _initial(row: TableRow, day: date) -> dict[str, Any]:
    return {
        "abbreviation": row.abbreviation,
        "name_nl": row.name.nl,
        "name_en": row.name.en,
        "start": day,
    }


def _shown(
    request: HttpRequest, form: forms.ChangeForm, context: ChangeContext, title: str, crumbs: list[Crumb]
) -> HttpResponse:
    return page(
        request,
        "tables/change.html",
        context,
        title=title,
        breadcrumb=[*crumbs, Crumb(title)],
        status=422 if form.is_bound else 200,
    )
