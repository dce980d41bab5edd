"""Who goes to which provincial table for the State: every table with its delegate, missing or double."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.follow_up.delegation import COVER_TITLES, Cover, Place, roster
from regietafel.core.follow_up.items import KIND_TITLES, FollowUpError, Kind
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, Person, demand
from regietafel.desk.follow_up import actions, queries
from regietafel.desk.follow_up.forms import DelegateForm, WithdrawForm
from regietafel.desk.follow_up.permissions import may_delegate, may_read_item, reader_of
from regietafel.desk.follow_up.queries import ItemRow
from regietafel.desk.follow_up.shown import plural_title
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import opening, words
from regietafel.desk.shared.page import Crumb, Provenance, page


@dataclass(frozen=True)
class DelegationContext:
    """The tables that this reader may see, with who goes there, and the forms of who divides the visits."""

    headlines: Headlines
    lead: str
    table: Table[Place]
    delegate_form: FormFields | None
    withdraw_form: FormFields | None
    cannot: str


@dataclass(frozen=True)
class Forms:
    """The two forms of this page."""

    send: DelegateForm
    withdraw: WithdrawForm

    @property
    def bound(self) -> bool:
        """Whether one was sent."""
        return self.send.is_bound or self.withdraw.is_bound


@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: HttpRequest, key: str) -> HttpResponse:
    """Who goes where for an action that is done at each provincial table; a POST sends or takes back."""
    person, moment, now = person_of(request), moment_of(request), timezone.now()
    row = _action(key, request)
    names = {table.key: table.abbreviation for table in queries.prts_on(moment.local, moment.at)}
    reads = may_read_item(person, row, now)
    mine = names.keys() if reads else reader_of(person, now).tables
    seen = [table for table in names if table in mine]
    demand(Permission(bool(seen), reads.reason), person)
    offices = {
        seat.office: words(seat.office_title) for seat in queries.delegates_on(moment.local, moment.at)
    }
    may = may_delegate(person, row, now)
    chosen = [(each.table, each.office) for each in queries.delegations(key, moment.at)]
    forms = _forms(request, names, offices, chosen) if may and moment.is_now and not row.ended else None
    if request.method == "POST":
        demand(may, person)
        if forms is not None and _done(forms, person, key):
            return HttpResponseRedirect(request.path)
    places = roster(seen, chosen)
    context = DelegationContext(
        headlines=_headlines(places),
        lead=_lead(places),
        table=_table(request, places, names, offices),
        delegate_form=FormFields(forms.send) if forms else None,
        withdraw_form=FormFields(forms.withdraw) if forms and chosen else None,
        cannot="" if forms or not moment.is_now else words(may.reason),
    )
    return page(
        request,
        "follow_up/delegation.html",
        context,
        title=_("Wie komt er namens het Rijk naar welke PRT?"),
        breadcrumb=[
            Crumb(plural_title(Kind.ACTION), reverse("follow_up:actions")),
            Crumb(opening(words(KIND_TITLES[Kind.ACTION])), reverse("follow_up:action", args=[key])),
            Crumb(_("Afvaardiging")),
        ],
        provenance=Provenance(sources=[row.source] if row.source else ()),
        status=422 if forms is not None and forms.bound else 200,
    )


def _action(key: str, request: HttpRequest) -> ItemRow:
    try:
        row = queries.item(key, moment_of(request).at)
    except FollowUpError as refused:
        raise Http404(words(refused.text)) from refused
    if not row.at_each_prt:
        raise Http404(_("Dit wordt niet bij elke PRT gedaan."))
    return row


def _forms(
    request: HttpRequest, names: dict[str, str], offices: dict[str, str], chosen: Sequence[tuple[str, str]]
) -> Forms:
    sent = request.POST if request.method == "POST" else None
    takes_back = sent is not None and "withdraw" in sent
    return Forms(
        DelegateForm(None if takes_back else sent, tables=list(names.items()), offices=list(offices.items())),
        WithdrawForm(
            sent if takes_back else None,
            going=[
                (f"{table}/{office}", f"{names.get(table, table)}: {offices.get(office, office)}")
                for table, office in chosen
            ],
        ),
    )


def _done(forms: Forms, person: Person, key: str) -> bool:
    form = forms.withdraw if forms.withdraw.is_bound else forms.send
    if not form.is_valid():
        return False
    if form is forms.withdraw:
        table, _slash, office = form.cleaned_data["withdraw"].partition("/")
        write = actions.withdraw_delegate
    else:
        table, office = form.cleaned_data["table"], form.cleaned_data["office"]
        write = actions.send_delegate
    try:
        write(by=person, at=timezone.now(), key=key, table=table, office=office)
    except FollowUpError as refused:
        for reason in refused.reasons:
            form.add_error(None, words(reason))
        return False
    return True


def _headlines(places: Sequence[Place]) -> Headlines:
    of = _("van %(n)s") % {"n": len(places)}
    return Headlines(
        [
            Headline(_("Geregeld"), _number(places, Cover.ONE), of),
            Headline(_("Nog niemand"), _number(places, Cover.MISSING), of),
            Headline(_("Dubbel"), _number(places, Cover.DOUBLE), of),
        ]
    )


def _number(places: Sequence[Place], cover: Cover) -> int:
    return sum(1 for place in places if place.cover is cover)


def _lead(places: Sequence[Place]) -> str:
    if all(place.cover is Cover.ONE for place in places):
        return _("Bij elke PRT komt precies één hoge ambtenaar van het Rijk.")
    return _("Elke PRT krijgt één hoge ambtenaar van het Rijk: niemand te weinig en niemand dubbel.")


def _table(
    request: HttpRequest, places: Sequence[Place], names: dict[str, str], offices: dict[str, str]
) -> Table[Place]:
    keep = moment_of(request).on
    return Table(
        [
            Column(
                "prt",
                _("Tafel"),
                lambda place: names[place.table],
                href=lambda place: keep(reverse("tables:table", args=[place.table])),
            ),
            Column(
                "wie",
                _("Wie komt er"),
                lambda place: ", ".join(offices.get(office, office) for office in place.offices) or None,
            ),
            Column("stand", _("Stand"), lambda place: words(COVER_TITLES[place.cover])),
        ],
        places,
        _("Afvaardiging per PRT"),
        TableState.of(request),
        show_caption=False,
    )
