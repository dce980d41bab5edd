"""Deliveries in a list, what waits for the reader's approval, and who approves what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regietafel.core.base.answer import Text
from regietafel.core.figures.approval import LEVEL_WORDS, Level
from regietafel.core.figures.indicators import indicator
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_approve, may_enter_figures
from regietafel.desk.accounts.person import Permission, Person, demand
from regietafel.desk.figures import actions, queries
from regietafel.desk.figures.forms import CHAINS, ApprovalRuleForm, chain_key, chain_of
from regietafel.desk.figures.pages.blank import own_area
from regietafel.desk.figures.pages.entering import may_see_delivery
from regietafel.desk.figures.queries import DeliveryLine
from regietafel.desk.figures.shown import deliveries_table
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, page

_SIGN_IN = Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")
SETS = Text("bepaalt wie cijfers goedkeurt", "decides who approves figures")


@dataclass(frozen=True)
class DeliveriesContext:
    """What waits for the reader, and all deliveries the reader may see."""

    lead: str
    queue: Table[DeliveryLine] | None
    table: Table[DeliveryLine] | None
    empty: EmptyState | None
    ways: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class RulesContext:
    """Who approves which figures, and the form that changes it."""

    lead: str
    table: Table[tuple[str, str]]
    form_fields: FormFields


@require_safe
def deliveries_page(request: HttpRequest) -> HttpResponse:
    """Everything handed in that this reader may see, newest first."""
    person, now, moment = person_of(request), timezone.now(), moment_of(request)
    demand(Permission(person.signed_in, _SIGN_IN), person)
    rows = [row for row in queries.deliveries(moment=moment.at) if may_see_delivery(person, row)]
    waiting = [row for row in rows if row.state == "offered" and _may_approve(person, row)]
    enters = may_enter_figures(person, own_area(person, now), now)
    ways = [(_("Cijfers invoeren"), reverse("figures:upload"))] if enters else []
    if actions.may_choose(person, now, what=SETS):
        ways.append((_("Wie keurt goed?"), reverse("figures:approval_rules")))
    context = DeliveriesContext(
        lead=ngettext(
            "%(n)s aanlevering wacht op uw goedkeuring.",
            "%(n)s aanleveringen wachten op uw goedkeuring.",
            len(waiting),
        )
        % {"n": len(waiting)}
        if waiting
        else _("Er wacht niets op uw goedkeuring."),
        queue=deliveries_table(request, waiting, moment, _("Wacht op uw goedkeuring"), "wacht")
        if waiting
        else None,
        table=deliveries_table(request, rows, moment, _("Alle aanleveringen, nieuwste eerst"))
        if rows
        else None,
        empty=None
        if rows
        else EmptyState(
            _("Er is nog niets aangeleverd dat u mag zien."),
            _("Een blad dat u aanlevert, komt hier te staan, ook als het nog niet meetelt."),
            _("Cijfers invoeren") if enters else "",
            reverse("figures:upload") if enters else "",
        ),
        ways=ways,
    )
    return page(
        request,
        "figures/deliveries.html",
        context,
        title=_("Aanleveringen"),
        breadcrumb=[Crumb(_("Cijfers"), reverse("figures:overview")), Crumb(_("Aanleveringen"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rules_page(request: HttpRequest) -> HttpResponse:
    """Which levels approve deliveries, by indicator."""
    person, now, moment = person_of(request), timezone.now(), moment_of(request)
    demand(Permission(person.signed_in, _SIGN_IN), person)
    demand(actions.may_choose(person, now, what=SETS), person)
    chains = [(chain_key(chain), _chain(chain)) for chain in CHAINS]
    sent = request.POST if request.method == "POST" else None
    form = ApprovalRuleForm(sent, chains=chains, initial={"indicator": "housed", "levels": chain_key(())})
    if request.method == "POST" and form.is_valid():
        actions.set_approval_rule(
            by=person,
            at=now,
            indicator=form.cleaned_data["indicator"],
            levels=chain_of(form.cleaned_data["levels"]),
        )
        return HttpResponseRedirect(request.path)
    rules = queries.approval_rules(moment.at)
    context = RulesContext(
        lead=_(
            "Waar niets is ingesteld, tellen cijfers zodra wie ze aanlevert ze bevestigt. Wie bevestigt, keurt goed voor het eigen niveau; daarna gaat het naar de hogere."
        ),
        table=Table(
            [
                Column("indicator", _("Cijfers over"), lambda row: words(indicator(row[0]).title)),
                Column("door", _("Goedkeuring door"), lambda row: row[1]),
            ],
            [(key, _chain(levels)) for key, levels in rules.items()],
            _("Wie keurt goed"),
            empty=_("Er is nog niets ingesteld: bevestigen is genoeg."),
        ),
        form_fields=FormFields(form),
    )
    return page(
        request,
        "figures/approval_rules.html",
        context,
        title=_("Wie keurt cijfers goed?"),
        breadcrumb=[Crumb(_("Cijfers"), reverse("figures:overview")), Crumb(_("Goedkeuring"))],
        status=422 if form.is_bound else 200,
    )


def _may_approve(person: Person, row: DeliveryLine) -> bool:
    now = timezone.now()
    return bool(row.levels) and all(may_approve(person, area, row.levels[0], now) for area in row.areas)


def _chain(levels: Sequence[Level]) -> str:
    return " → ".join(words(LEVEL_WORDS[level]) for level in levels) or _("niemand: bevestigen is genoeg")
