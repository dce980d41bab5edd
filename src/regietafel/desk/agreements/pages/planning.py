"""The page of the follow-up plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.agreements.plan import Progress
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_see_account
from regietafel.desk.accounts.person import day_of, demand
from regietafel.desk.agreements import queries
from regietafel.desk.agreements.permissions import may_keep_agreements, may_read_plan
from regietafel.desk.agreements.plan_shown import plan_table
from regietafel.desk.agreements.queries import MeasureRow
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.queries import tables_of


@dataclass(frozen=True)
class PlanContext:
    """The follow-up plan: what is done for which agreement, by whom, and how far it is."""

    lead: str
    table: Table[MeasureRow] | EmptyState
    links: Sequence[tuple[str, str]]


@require_safe
def plan_page(request: HttpRequest) -> HttpResponse:
    """The follow-up plan with its progress."""
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    demand(may_see_account(person, now), person)
    seats = tables_of(person, day_of(now))
    named = {
        row.key: row
        for row in queries.agreements_of(moment.at)
        if may_read_plan(person, row.table, seats, now)
    }
    titles = {row.key: row.title for row in named.values()}
    rows = [row for row in queries.measures(moment.at, day=moment.local.date()) if row.agreement in titles]
    late = sum(row.rolled.progress is Progress.LATE for row in rows)
    context = PlanContext(
        lead=ngettext("%(n)s maatregel is te laat.", "%(n)s maatregelen zijn te laat.", late) % {"n": late}
        if late
        else _("Geen enkele maatregel is te laat.")
        if rows
        else "",
        table=plan_table(
            request,
            rows,
            titles,
            kept=lambda row: (
                moment.is_now and bool(may_keep_agreements(person, named[row.agreement].table, now))
            ),
        )
        if rows
        else EmptyState(
            _("Er is op dit moment nog geen opvolgingsplan."),
            _("Het secretariaat van de tafel zet bij een afspraak wat ervoor gedaan wordt."),
        )
        if titles
        else EmptyState(
            _("Er is geen opvolgingsplan dat u mag lezen."),
            _("Het opvolgingsplan is voor wie aan de tafel van de afspraak zit."),
        ),
        links=[(_("Alle afspraken"), moment.on(reverse("agreements:list")))],
    )
    return page(
        request,
        "agreements/plan.html",
        context,
        title=_("Wat doen we om de afspraken na te komen?"),
        breadcrumb=[Crumb(_("Afspraken"), reverse("agreements:list")), Crumb(_("Opvolgingsplan"))],
        provenance=Provenance(
            rules=[(_("voortgang van een plan"), reverse("home:rule", args=["follow_up_plan"]))]
        ),
    )
