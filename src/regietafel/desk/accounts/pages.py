"""My account, and the pages on which administrators keep people and organisations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from regietafel.desk.accounts import actions, forms, queries
from regietafel.desk.accounts.actions.authority import AccountsError
from regietafel.desk.accounts.guard import person_of, require
from regietafel.desk.accounts.permissions import may_administer, may_read_history, may_see_account
from regietafel.desk.accounts.person import HeldRole, OrganisationKind, day_of
from regietafel.desk.accounts.refusals import in_language
from regietafel.desk.audit import queries as audit
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class AccountContext:
    """My roles, sessions and second factor."""

    row: queries.PersonRow
    roles: tuple[queries.RoleRow, ...]
    past_roles: tuple[queries.RoleRow, ...]
    sessions: tuple[queries.SessionRow, ...]
    may_administer: bool
    may_read_history: bool


@dataclass(frozen=True)
class PeopleContext:
    """All people, and what was looked for."""

    people: tuple[queries.PersonRow, ...]
    sought: str


@dataclass(frozen=True)
class FormContext:
    """One form on a page of its own."""

    form: django_forms.Form
    verb: str
    lead: str


@dataclass(frozen=True)
class PersonContext:
    """One person with forms and history."""

    row: queries.PersonRow
    change: django_forms.Form
    grant: django_forms.Form
    running: tuple[tuple[queries.RoleRow, django_forms.Form], ...]
    ended: tuple[queries.RoleRow, ...]
    reset: django_forms.Form
    entries: tuple[audit.Entry, ...]


@dataclass(frozen=True)
class OrganisationsContext:
    """Organisations of the chosen kind."""

    organisations: tuple[queries.OrganisationRow, ...]
    kinds: tuple[OrganisationKind, ...]
    kind: str


@dataclass(frozen=True)
class OrganisationContext:
    """One organisation with its roles, form and history."""

    row: queries.OrganisationRow
    roles: tuple[tuple[str, HeldRole], ...]
    form: django_forms.Form
    entries: tuple[audit.Entry, ...]


@require(may_see_account)
def account(request: HttpRequest) -> HttpResponse:
    """`/account/`: what may I do here, and where am I signed in?"""
    person, now = person_of(request), timezone.now()
    row = queries.person_row(person.key)
    assert row is not None  # noqa: S101 - a signed-in user has a row
    today = day_of(now)
    context = AccountContext(
        row=row,
        roles=tuple(
            each for each in row.roles if each.held.valid.until is None or today < each.held.valid.until
        ),
        past_roles=tuple(
            each for each in row.roles if each.held.valid.until and each.held.valid.until <= today
        ),
        sessions=queries.sessions(person.key, current=request.session.session_key or ""),
        may_administer=bool(may_administer(person, now)),
        may_read_history=bool(may_read_history(person, now)),
    )
    return page(
        request,
        "accounts/account.html",
        context,
        title=row.function_title,
        breadcrumb=[Crumb(gettext("Mijn account"))],
    )


@require_POST
@require(may_see_account)
def end_my_sessions(request: HttpRequest) -> HttpResponse:
    """End the chosen session, or all others."""
    person = person_of(request)
    chosen = request.POST.get("sessie", "")
    ended = actions.end_sessions(
        by=person,
        at=timezone.now(),
        user=person.key,
        keep=request.session.session_key or "",
        only=frozenset({chosen}) if chosen else None,
    )
    messages.success(request, gettext("Beëindigde sessies: %(n)s.") % {"n": ended})
    return HttpResponseRedirect(reverse("accounts:account"))


@require(may_administer)
def people(request: HttpRequest) -> HttpResponse:
    """`/beheer/mensen/?zoek=drenthe`"""
    sought = request.GET.get("zoek", "").strip()
    rows = tuple(
        row for row in queries.people() if sought.lower() in f"{row.function_title} {row.email}".lower()
    )
    context = PeopleContext(people=rows, sought=sought)
    title = gettext("Wie werkt hiermee?")
    return page(request, "accounts/people.html", context, title=title, breadcrumb=[Crumb(gettext("Mensen"))])


@require(may_administer)
def new_person(request: HttpRequest) -> HttpResponse:
    """`/beheer/mensen/nieuw/`"""
    form = forms.NewPerson(request.POST or None)
    added: list[str] = []
    if _done(
        form,
        lambda: added.append(
            actions.create_user(by=person_of(request), at=timezone.now(), **form.cleaned_data)
        ),
    ):
        messages.success(request, gettext("Toegevoegd. Geef nu een rol en stuur de uitnodiging."))
        return HttpResponseRedirect(reverse("accounts:person", args=[added[0]]))
    context = FormContext(
        form,
        gettext("Voeg toe"),
        gettext("De functie staat bij elke wijziging; een naam bewaart het systeem niet."),
    )
    breadcrumb = [Crumb(gettext("Mensen"), reverse("accounts:people")), Crumb(gettext("Nieuw"))]
    return page(
        request, "accounts/form.html", context, title=gettext("Voeg iemand toe"), breadcrumb=breadcrumb
    )


@require(may_administer)
def person(request: HttpRequest, key: str) -> HttpResponse:
    """`/beheer/mensen/12/`: each form names itself in `actie`."""
    row = queries.person_row(key)
    if row is None:
        raise Http404
    bound = request.POST.get("actie", "") if request.method == "POST" else ""
    today = day_of(timezone.now())
    change = forms.ChangePerson(
        request.POST if bound == "wijzig" else None,
        initial={"function_title": row.function_title, "active": row.active},
        prefix="wijzig",
    )
    grant = forms.GrantRole(
        request.POST if bound == "geef" else None, initial={"valid_from": today}, prefix="geef"
    )
    reset = forms.Reason(request.POST if bound == "wis" else None, prefix="wis")
    running = tuple(
        (each, _end_form(request, each, bound))
        for each in row.roles
        if each.held.valid.until is None or today < each.held.valid.until
    )
    if bound and _did(request, bound, row, change, grant, reset, running):
        return HttpResponseRedirect(reverse("accounts:person", args=[key]))
    shown = {role.id for role, _form in running}
    context = PersonContext(
        row=row,
        change=change,
        grant=grant,
        running=running,
        ended=tuple(each for each in row.roles if each.id not in shown),
        reset=reset,
        entries=audit.history("user", key),
    )
    breadcrumb = [Crumb(gettext("Mensen"), reverse("accounts:people")), Crumb(row.function_title)]
    return page(request, "accounts/person.html", context, title=row.function_title, breadcrumb=breadcrumb)


def _end_form(request: HttpRequest, role: queries.RoleRow, bound: str) -> forms.EndRole:
    mine = bound == f"beeindig-{role.id}"
    return forms.EndRole(request.POST if mine else None, prefix=f"beeindig-{role.id}")


def _did(
    request: HttpRequest,
    bound: str,
    row: queries.PersonRow,
    change: forms.ChangePerson,
    grant: forms.GrantRole,
    reset: forms.Reason,
    running: tuple[tuple[queries.RoleRow, forms.EndRole], ...],
) -> bool:
    """Run the action that the form names; False when the form has to be mended."""
    who: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if bound == "wijzig":
        return _done(change, lambda: actions.change_user(**who, user=row.key, **change.cleaned_data))
    if bound == "geef":
        return _done(grant, lambda: actions.grant_role(**who, user=row.key, **grant.cleaned_data))
    if bound == "wis":
        return _done(reset, lambda: actions.reset_second_factor(**who, user=row.key, **reset.cleaned_data))
    if bound == "sessies":
        actions.end_sessions(**who, user=row.key)
        return True
    if bound == "nodig-uit":
        return _invited(request, row)
    for role, form in running:
        if bound == f"beeindig-{role.id}":
            return _done(form, _ending(who, role.id, form))
    raise Http404


def _ending(who: dict[str, Any], role: str, form: forms.EndRole) -> Callable[[], None]:
    return lambda: actions.end_role(**who, role=role, **form.cleaned_data)


def _invited(request: HttpRequest, row: queries.PersonRow) -> bool:
    """Mail the link with which the person sets a password."""
    form = ResetPasswordForm({"email": row.email})
    if form.is_valid():
        form.save(request)
        messages.success(
            request, gettext("De uitnodiging is verstuurd naar %(email)s.") % {"email": row.email}
        )
    return True


def _done(form: django_forms.Form, act: Callable[[], object]) -> bool:
    """Check the form and act; a refusal of the action stands at the top of the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except AccountsError as refusal:
        form.add_error(None, in_language(refusal.text))
        return False
    return True


@require(may_administer)
def organisations(request: HttpRequest) -> HttpResponse:
    """`/beheer/organisaties/?soort=province`"""
    kind = request.GET.get("soort", "")
    known = {each.value: each for each in OrganisationKind}
    context = OrganisationsContext(
        organisations=queries.organisations(kind=known.get(kind)), kinds=tuple(OrganisationKind), kind=kind
    )
    title = gettext("Welke organisaties doen mee?")
    crumbs = [Crumb(gettext("Organisaties"))]
    return page(request, "accounts/organisations.html", context, title=title, breadcrumb=crumbs)


@require(may_administer)
def new_organisation(request: HttpRequest) -> HttpResponse:
    """`/beheer/organisaties/nieuw/`"""
    form = forms.NewOrganisation(request.POST or None)
    who: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if _done(form, lambda: actions.create_organisation(**who, **form.cleaned_data)):
        return HttpResponseRedirect(reverse("accounts:organisation", args=[form.cleaned_data["key"]]))
    context = FormContext(form, gettext("Voeg toe"), "")
    title = gettext("Voeg een organisatie toe")
    crumbs = [Crumb(gettext("Organisaties"), reverse("accounts:organisations")), Crumb(gettext("Nieuw"))]
    return page(request, "accounts/form.html", context, title=title, breadcrumb=crumbs)


@require(may_administer)
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """`/beheer/organisaties/pv22/`"""
    row = queries.organisation(key)
    if row is None:
        raise Http404
    form = forms.ChangeOrganisation(
        request.POST or None,
        initial={"name": row.name, "valid_from": row.valid_from, "valid_until": row.valid_until},
    )
    who: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if _done(form, lambda: actions.change_organisation(**who, key=key, **form.cleaned_data)):
        messages.success(request, gettext("Gewijzigd."))
        return HttpResponseRedirect(reverse("accounts:organisation", args=[key]))
    context = OrganisationContext(
        row=row, roles=queries.roles_at(key), form=form, entries=audit.history("organisation", key)
    )
    crumbs = [Crumb(gettext("Organisaties"), reverse("accounts:organisations")), Crumb(row.name)]
    return page(request, "accounts/organisation.html", context, title=row.name, breadcrumb=crumbs)
