"""A new action or request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.follow_up.items import FollowUpError, Kind, Term
from regietafel.core.tables.kinds import BodyKind
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.follow_up import actions
from regietafel.desk.follow_up.forms import ItemForm
from regietafel.desk.follow_up.permissions import may_add_items
from regietafel.desk.follow_up.shown import key_for, plural_title
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.notation import AMSTERDAM, words
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.tables.queries import keepers, seats_on, tables_of, tables_on, taking_part


@dataclass(frozen=True)
class Choices:
    """What can be chosen, by key with its name: tables that follow, who owns, and for whom it is raised."""

    tables: dict[str, str]
    owners: dict[str, str]
    raisers: dict[str, str]


@dataclass(frozen=True)
class NewContext:
    """The form for a new item."""

    lead: str
    form_fields: FormFields
    verb: str


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add an action or request for a table that this person keeps; a request also for an own organisation."""
    person, now, what = person_of(request), timezone.now(), Kind(kind)
    demand(may_add_items(person, what, now), person)
    today = now.astimezone(AMSTERDAM).date()
    choices = _choices(person, what, today)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        raisers=list(choices.raisers.items()),
        owners=list(choices.owners.items()),
        tables=list(choices.tables.items()),
        initial={"raised_on": today, "tables": list(choices.tables) if len(choices.tables) == 1 else []},
    )
    if request.method == "POST" and form.is_valid() and (key := _added(form, person, what)):
        return HttpResponseRedirect(reverse(f"follow_up:{kind}", args=[key]))
    title = _("Nieuwe actie") if what is Kind.ACTION else _("Nieuw verzoek")
    context = NewContext(
        lead=_("Wat u toevoegt, staat meteen op de lijst van de tafel en op haar volgende agenda."),
        form_fields=FormFields(form),
        verb=_("Voeg toe"),
    )
    return page(
        request,
        "follow_up/new.html",
        context,
        title=title,
        breadcrumb=[Crumb(plural_title(what), reverse(f"follow_up:{kind}s")), Crumb(title)],
        status=422 if form.is_bound else 200,
    )


def _choices(person: Person, kind: Kind, today: date) -> Choices:
    """The tables that a person keeps, and for a request those with a seat; partners of those tables own or raise."""
    kept, mine = keepers(person, today), set(tables_of(person, today))
    own = {role.organisation: role.organisation_name for role in taking_part(person, today)}
    tables: dict[str, str] = {}
    owners: dict[str, str] = {}
    raisers: dict[str, str] = {}
    for row in tables_on(today):
        keeps = row.territory in kept and row.kind is not BodyKind.SUPERVISOR
        if not keeps and not (kind is Kind.REQUEST and row.key in mine):
            continue
        tables[row.key] = owners[row.key] = row.abbreviation
        partners = {seat.partner: seat.partner_name for seat in seats_on(row.key, today)}
        owners |= partners
        raisers |= {row.key: row.abbreviation} | partners if keeps else own
    return Choices(tables, owners, raisers)


def _added(form: ItemForm, person: Person, kind: Kind) -> str:
    """The key of the added item; "" when it was refused, with the reasons in the form."""
    given = form.cleaned_data
    now = timezone.now()
    key = key_for(given["text"], now)
    try:
        entry = actions.ItemEntry(
            kind=kind,
            key=key,
            text=given["text"],
            raised_on=given["raised_on"],
            tables=tuple(given["tables"]),
            owner=given["owner"],
            raised_by=given["raised_by"],
            term=Term(given["due"], given["opens"]),
            detail=given["detail"],
            deliverable=given["deliverable"],
        )
        actions.add_items(by=person, at=now, entries=[entry])
    except FollowUpError as refused:
        for reason in refused.reasons:
            form.add_error(None, words(reason))
        return ""
    return key
