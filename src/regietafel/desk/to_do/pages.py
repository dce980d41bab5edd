"""What waits for me and for each table; when the digest comes; the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regietafel.desk.accounts.guard import person_of, require
from regietafel.desk.accounts.permissions import may_see_account
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.notation import moment as written_moment
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.to_do import actions, queries
from regietafel.desk.to_do.forms import RHYTHMS, PreferenceForm
from regietafel.desk.to_do.queries import DigestRow, Wish

@dataclass(frozen=True)
class DigestContext:
    """When my digest comes, the address for my calendar, and what was sent before."""

    lead: str
    form_fields: FormFields
    feed: str
    renew: str
    sent: Table[DigestRow] | None


@require(may_see_account)
@require_http_methods(["GET", "HEAD", "POST"])
def digest(request: HttpRequest) -> HttpResponse:
    """Choose when the digest comes."""
    person = person_of(request)
    wish = queries.wish_of(person.key)
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=_initial(wish))
    if request.method == "POST" and form.is_valid():
        actions.prefer(by=person, at=timezone.now(), user=person.key, preference=form.preference)
        messages.success(request, _("Uw keuze is bewaard."))
        return HttpResponseRedirect(request.path)
    context = DigestContext(
        lead=_lead(wish),
        form_fields=FormFields(form),
        feed=f"{settings.CONFIGURATION.base_url.rstrip('/')}{reverse('to_do:feed')}?sleutel={wish.feed_key}",
        renew=reverse("to_do:renew_feed"),
        sent=_sent(queries.digests_of(person.key)),
    )
    return page(
        request,
        "to_do/preference.html",
        context,
        title=_("Wanneer krijgt u een overzicht?"),
        breadcrumb=[Crumb(_("Mijn tafel"), reverse("to_do:mine")), Crumb(_("Overzicht per mail"))],
        status=422 if form.is_bound else 200,
    )


@require(may_see_account)
@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Make a new calendar address."""
    person = person_of(request)
    actions.renew_feed(by=person, at=timezone.now(), user=person.key)
    messages.success(request, _("Het oude adres werkt niet meer. Abonneer uw agenda op het nieuwe."))
    return HttpResponseRedirect(f"{reverse('to_do:digest')}#agenda")


def _initial(wish: Wish) -> dict[str, object]:
    chosen = wish.preference
    return {
        "rhythm": chosen.rhythm.value,
        "weekday": chosen.weekday,
        "at": chosen.at,
        "quiet_from": chosen.quiet_from,
        "quiet_until": chosen.quiet_until,
    }


def _lead(wish: Wish) -> str:
    rhythm = dict(RHYTHMS)[wish.preference.rhythm.value]
    if wish.preference.rhythm.value == "never":
        return _("U krijgt geen overzicht per mail. Wat wacht, staat altijd op de pagina van uw tafel.")
    return _("U krijgt %(rhythm)s een mail met wat op u wacht, om %(clock)s uur. Is er niets nieuws, dan komt er geen mail.") % {
        "rhythm": rhythm,
        "clock": f"{wish.preference.at:%H.%M}",
    }


def _sent(rows: Sequence[DigestRow]) -> Table[DigestRow] | None:
    if not rows:
        return None
    said = {
        "claimed": _("opgepakt; niet zeker of de mail weg is"),
        "sent": _("verstuurd"),
        "unchanged": _("niets nieuws, dus geen mail"),
        "empty": _("er wachtte niets"),
        "refused": _("niet aangenomen"),
    }
    return Table(
        [
            Column("tijdvak", _("Tijdvak"), lambda row: row.slot),
            Column("stand", _("Wat ermee gebeurde"), lambda row: " ".join(filter(None, (said[row.state], row.error)))),
            Column("punten", _("Punten"), lambda row: row.items, numeric=True),
            Column("moment", _("Wanneer"), lambda row: written_moment(row.at)),
        ],
        rows,
        _("Eerdere overzichten"),
    )
