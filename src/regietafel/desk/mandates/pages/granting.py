"""Giving a mandate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Text
from regietafel.core.mandates.acts import ACT_TITLES, ActKind, shipped_acts
from regietafel.core.mandates.refusals import MandateRefused
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, Person, day_of, demand
from regietafel.desk.mandates import actions, queries
from regietafel.desk.mandates.forms import GrantForm
from regietafel.desk.mandates.permissions import (
    givers_of,
    may_give,
)
from regietafel.desk.mandates.shown import (
    told,
)
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.tables.queries import TableRow, offices, tables_on


@dataclass(frozen=True)
class GrantContext:
    """The form for a new mandate."""

    lead: str
    notices: Sequence[Notice]
    form_fields: FormFields


@require_http_methods(["GET", "HEAD", "POST"])
def grant_page(request: HttpRequest) -> HttpResponse:
    """Give a mandate."""
    person, now = person_of(request), timezone.now()
    today = day_of(now)
    givers = givers_of(person, today)
    demand(_may_grant(person, givers, today), person)
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        initial={"start": today, "origin": request.GET.get("regel", "")[:80]},
        **_choices(givers, today),
    )
    refusal: Notice | None = None
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            entry = actions.MandateEntry(
                form.mandate,
                public=form.cleaned_data["public"],
                origin=form.cleaned_data["origin"],
                illustrative=person.demo,
            )
            try:
                key = actions.grant(by=person, at=now, entry=entry)
                return HttpResponseRedirect(reverse("mandates:mandate", args=[key]))
            except MandateRefused as refused:
                refusal, status = told(refused), 409 if refused.why == "conflict" else 422
    context = GrantContext(
        _(
            "Het mandaat geldt alleen binnen de grenzen die u geeft. Wie het gebruikt, meldt dat aan de gever."
        ),
        [refusal] if refusal else [],
        FormFields(form),
    )
    return page(
        request,
        "mandates/grant.html",
        context,
        title=_("Geef een mandaat"),
        breadcrumb=[Crumb(_("Mandaten"), reverse("mandates:mandates")), Crumb(_("Nieuw"))],
        status=status,
    )


def _choices(givers: Sequence[TableRow], today: date) -> dict[str, list[tuple[str, str]]]:
    kinds = dict.fromkeys(each.kind for each in shipped_acts() if each.transferable)
    owners = {each.owner for each in shipped_acts() if each.transferable}
    holders = [("", _("kies wie het krijgt")), *((row.key, row.abbreviation) for row in tables_on(today))]
    holders += [(key, words(row.title)) for key, row in offices().items()]
    kept = {row.key for row in givers}
    parents = [
        (row.key, f"{row.key}: {words(row.act.thing)}")
        for row in queries.mandates()
        if row.mandate.may_pass_on and row.mandate.holder in kept
    ]
    return {
        "givers": [
            (row.key, row.abbreviation) for row in sorted(givers, key=lambda row: row.key not in owners)
        ],
        "holders": holders,
        "kinds": [(kind.value, words(ACT_TITLES[ActKind(kind)])) for kind in kinds],
        "parents": parents,
    }


def _may_grant(person: Person, givers: Sequence[TableRow], today: date) -> Permission:
    if givers:
        return may_give(person, givers[0], today)
    if not person.signed_in:
        return Permission(
            False, Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")
        )
    return Permission(
        False,
        Text(
            "Een mandaat wordt vastgelegd door het secretariaat van de tafel die het geeft.",
            "A mandate is recorded by the secretariat of the table that gives it.",
        ),
    )
