"""What waits for me and for each table; when the digest comes; the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regietafel.core.meetings.calendar_file import calendar_file
from regietafel.core.tables.kinds import BodyKind
from regietafel.core.tables.structure import TableError
from regietafel.core.to_do.items import ToDo, in_order
from regietafel.desk.accounts.guard import person_of, require
from regietafel.desk.accounts.permissions import may_see_account
from regietafel.desk.accounts.person import NOBODY, Person, demand
from regietafel.desk.accounts.queries import person as find_person
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import moment as written_moment
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.tables.permissions import may_read_table
from regietafel.desk.tables.queries import MyTables, TableRow, keepers, my_tables, seats_on
from regietafel.desk.tables.queries import table as table_on
from regietafel.desk.to_do import actions, queries
from regietafel.desk.to_do.forms import RHYTHMS, PreferenceForm
from regietafel.desk.to_do.queries import DigestRow, Wish
from regietafel.desk.to_do.shown import Group, Sentence, groups, headlines, lead

SHOWN = 100


@dataclass(frozen=True)
class Option:
    """A choice among tables."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class BoardContext:
    """What waits: figures, the sentence, the tables to choose from, and every line by urgency."""

    headlines: Headlines | None
    lead: Sentence | None
    boards: Sequence[Option]
    others: Sequence[Option]
    empty: EmptyState | None
    groups: Sequence[Group]
    rest: str
    ways: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class DigestContext:
    """When my digest comes, the address for my calendar, and what was sent before."""

    lead: str
    form_fields: FormFields
    feed: str
    renew: str
    sent: Table[DigestRow] | None


@require(may_see_account)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for me, at all my tables together."""
    person, moment = person_of(request), moment_of(request)
    day = moment.local.date()
    tables = my_tables(person, day, moment.at)
    items = queries.waiting_for_person(person, moment.at, day, tables=tables)
    context = BoardContext(
        headlines=headlines(items, day) if items else None,
        lead=lead(items, day) if tables.mine else None,
        **_choices(person, day, moment, tables, ""),
        empty=None if tables.mine else _no_table(),
        **_shown(items, day, moment, tables.titles),
        ways=[
            *(
                []
                if tables.mine
                else [(_("Gesprekken en toezicht"), moment.on(reverse("escalation:national")))]
            ),
            (_("Wanneer krijgt u een overzicht?"), reverse("to_do:digest")),
        ],
    )
    return page(
        request,
        "to_do/board.html",
        context,
        title=_("Wat moet ik deze week doen?"),
        breadcrumb=[Crumb(_("Mijn tafel"))],
    )


@require_safe
def board(request: HttpRequest, table: str) -> HttpResponse:
    """What one table has to do this week."""
    person, moment = person_of(request), moment_of(request)
    day = moment.local.date()
    tables = my_tables(person, day, moment.at)
    row = tables.every.get(table) or find_table(table, day, moment.at)
    if table not in tables.mine:
        demand(may_read_table(person, row, seats_on(table, day, moment.at), timezone.now()), person)
    told = queries.alike(moment.at, day)
    items = queries.waiting_for([row], moment.at, day, every=tables.every, told=told)
    context = BoardContext(
        headlines=headlines(items, day) if items else None,
        lead=lead(items, day),
        **_choices(person, day, moment, tables, table),
        empty=None,
        **_shown(items, day, moment, {}),
        ways=[(_("Alles bij elkaar"), moment.on(reverse("to_do:mine")))],
    )
    return page(
        request,
        "to_do/board.html",
        context,
        title=_("Wat moet de %(table)s deze week doen?") % {"table": row.abbreviation},
        breadcrumb=[Crumb(_("Mijn tafel"), reverse("to_do:mine")), Crumb(row.abbreviation)],
    )


def find_table(key: str, day: date, at: datetime | None) -> TableRow:
    """The table of an address. Raises: Http404 with the reason when it is not there on that day."""
    try:
        return table_on(key, day, at)
    except TableError as refused:
        raise Http404(str(refused)) from refused


def _choices(person: Person, day: date, moment: Moment, tables: MyTables, current: str) -> dict[str, Any]:
    """The tables that a person keeps, to choose from; the others at which the person has a seat, folded away."""
    if len(tables.mine) < 2:
        return {"boards": (), "others": ()}
    kept = keepers(person, day)
    rows = [row for row in tables.rows if row.kind is BodyKind.TABLE]
    first = [row.key for row in rows if row.territory in kept] or [row.key for row in rows][:3]
    first += [current] if current in tables.mine and current not in first else []

    def option(key: str) -> Option:
        href = moment.on(reverse("to_do:board", args=[key]))
        return Option(tables.titles[key], href, key == current)

    every = Option(_("alle"), moment.on(reverse("to_do:mine")), not current)
    others = [option(key) for key in tables.mine if key not in first]
    return {"boards": [every, *map(option, first)], "others": others}


def _shown(items: Sequence[ToDo], day: date, moment: Moment, titles: dict[str, str]) -> dict[str, Any]:
    """The first hundred things by urgency, and how many more there are; all of them stand in their lists."""
    first, more = in_order(items, day)[:SHOWN], max(len(items) - SHOWN, 0)
    rest = ngettext("En nog %(n)s punt.", "En nog %(n)s punten.", more) % {"n": more} if more else ""
    return {"groups": groups(first, day, keep=moment.on, tables=titles), "rest": rest}


def _no_table() -> EmptyState:
    return EmptyState(
        _("U hebt op deze dag geen plaats aan een tafel."),
        _("Vraag het secretariaat van uw tafel of de beheerder om een rol bij uw organisatie."),
    )


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


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What waits with a term, and the meetings of my tables, for a calendar; the key in the address says whose."""
    user = queries.reader_of_feed(request.GET.get("sleutel", ""))
    person = find_person(user) if user else NOBODY
    if not person.signed_in:
        raise Http404(_("Dit agenda-adres werkt niet (meer). Haal het nieuwe op bij uw overzicht per mail."))
    now = timezone.now()
    events = queries.calendar_of(person, now, settings.CONFIGURATION.base_url.rstrip("/"))
    body = calendar_file(events, name=_("Regietafel: mijn tafel"))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


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
    return _(
        "U krijgt %(rhythm)s een mail met wat op u wacht, om %(clock)s uur. Is er niets nieuws, dan komt er geen mail."
    ) % {
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
            Column(
                "stand",
                _("Wat ermee gebeurde"),
                lambda row: " ".join(filter(None, (said[row.state], row.error))),
            ),
            Column("punten", _("Punten"), lambda row: row.items, numeric=True),
            Column("moment", _("Wanneer"), lambda row: written_moment(row.at)),
        ],
        rows,
        _("Eerdere overzichten"),
    )
