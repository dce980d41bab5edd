"""A new action or request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.follow_up.items import FollowUpError, Kind, Term
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.follow_up import actions
from regietafel.desk.follow_up.forms import ItemForm
from regietafel.desk.follow_up.permissions import may_add_items
from regietafel.desk.follow_up.shown import plural_title
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.notation import AMSTERDAM, words
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.tables.queries import keepers, seats_on, tables_on


@dataclass(frozen=True)
class NewContext:
    """The form for a new item."""

    lead: str
    form_fields: FormFields
    verb: str


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add an action or request for a table that this person keeps."""
    person, now, what = person_of(request), timezone.now(), Kind(kind)
    demand(may_add_items(person, now), person)
    today = now.astimezone(AMSTERDAM).date()
    kept = [
        row
        for row in tables_on(today)
        if row.territory in keepers(person, today) and row.kind.value != "supervisor"
    ]
    owners: dict[str, str] = {}
    for row in kept:
        owners[row.key] = row.abbreviation
        owners |= {seat.partner: seat.partner_name for seat in seats_on(row.key, today)}
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        owners=list(owners.items()),
        tables=[(row.key, row.abbreviation) for row in kept],
        initial={"raised_on": today, "tables": [kept[0].key] if len(kept) == 1 else []},
    )
    if request.method == "POST" and form.is_valid() and (key := _added(form, person, what, today)):
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


def _added(form: ItemForm, person: Person, kind: Kind, today: date) -> str:
    """The key of the added item; "" when it was refused, with the reasons in the form."""
    given = form.cleaned_data
    key = f"{slugify(given['text'])[:50].strip('-')}-{today:%Y%m%d}-{timezone.now():%H%M%S}"
    try:
        entry = actions.ItemEntry(
            kind=kind,
            key=key,
            text=given["text"],
            raised_on=given["raised_on"],
            tables=tuple(given["tables"]),
            owner=given["owner"],
            raised_by=given["tables"][0],
            term=Term(given["due"], given["opens"]),
            detail=given["detail"],
            deliverable=given["deliverable"],
        )
        actions.add_items(by=person, at=timezone.now(), entries=[entry])
    except FollowUpError as refused:
        for reason in refused.reasons:
            form.add_error(None, words(reason))
        return ""
    return key
