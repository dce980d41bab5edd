"""The page of all agreements: a page of rows, and how all of them stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.agreements.states import MeterState
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.agreements.pages.reading import provenance_of
from regietafel.desk.agreements.permissions import may_keep_any
from regietafel.desk.agreements.queries import AgreementRow, ListAsked, Listing
from regietafel.desk.agreements.shown import agreements_table, counts, list_state, page_of
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class ListContext:
    """All agreements: how they stand, in figures, a sentence and a table."""

    lead: str
    headlines: Headlines | None
    table: Table[AgreementRow] | EmptyState
    links: Sequence[tuple[str, str]]


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """All agreements with their meters."""
    moment = moment_of(request)
    rows = Listing(_asked(request, moment))
    shown, part = page_of(rows, list_state(request))
    alarming = rows.alarming
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
        headlines=counts(rows) if rows.everything else None,
        table=agreements_table(request, shown, part, rows.tables)
        if rows.everything
        else EmptyState(
            _("Er zijn op dit moment nog geen afspraken bekend."),
            _("Een afspraak komt hier te staan zodra het secretariaat van een tafel haar vastlegt."),
        ),
        links=_links(request),
    )
    return page(
        request,
        "agreements/list.html",
        context,
        title=_("Komen we na wat is afgesproken?"),
        breadcrumb=[Crumb(_("Afspraken"))],
        provenance=provenance_of(shown),
    )


def _asked(request: HttpRequest, moment: Moment) -> ListAsked:
    state = list_state(request)
    wanted = state.choices["stand"]
    return ListAsked(
        at=moment.at,
        day=moment.local.date(),
        table=state.choices["tafel"],
        state=MeterState(wanted) if wanted in list(MeterState) else None,
        words=state.filter,
        sort=state.sort,
        descending=state.descending,
    )


def _links(request: HttpRequest) -> list[tuple[str, str]]:
    moment, person = moment_of(request), person_of(request)
    links = [
        (_("Opvolgingsplan"), moment.on(reverse("agreements:plan"))),
        (_("Gesprekken en toezicht"), moment.on(reverse("escalation:national"))),
    ]
    if moment.is_now and may_keep_any(person, timezone.now()):
        links.insert(0, (_("Leg een afspraak vast"), reverse("agreements:new")))
    return links
