"""One item with its steps, and the next step by whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Source, Text
from regietafel.core.follow_up.delegation import Cover, roster
from regietafel.core.follow_up.items import KIND_TITLES, STATE_TITLES, FollowUpError, Kind, State, next_states
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, Person, demand
from regietafel.desk.accounts.succession import named_now
from regietafel.desk.audit.queries import Entry, history
from regietafel.desk.follow_up import actions, queries
from regietafel.desk.follow_up.forms import StepForm
from regietafel.desk.follow_up.pages.listing import items_table
from regietafel.desk.follow_up.permissions import may_read_item, roles_of
from regietafel.desk.follow_up.queries import ItemRow
from regietafel.desk.follow_up.shown import line_address, names_of, plural_title, term_words
from regietafel.desk.shared.components.dutch import Dutch
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.status import IllustrativeMark
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import language, line_of_minutes, opening, words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.queries import tables_all


@dataclass(frozen=True)
class StepShown:
    """A step that was taken, in words."""

    state: str
    day: str
    by: str
    reason: str
    result_title: str
    result_href: str


@dataclass(frozen=True)
class ItemContext:
    """One item: what, who, when, where it comes from, what became of it, and what can be done now."""

    about: Dutch | None
    lead: str
    headlines: Headlines | None
    facts: Sequence[tuple[str, Dutch | str, str]]
    detail: str
    steps: Sequence[StepShown]
    parts: Table[ItemRow] | None
    step_form: FormFields | None
    cannot: str
    entries: Sequence[Entry]
    mark: IllustrativeMark | None


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One item; a POST takes a step."""
    person, moment, now = person_of(request), moment_of(request), timezone.now()
    row = _found(kind, key, request)
    demand(may_read_item(person, row, now), person)
    roles = roles_of(person, row, tables_all(), now)
    can = next_states(row.kind, row.state, roles) if moment.is_now else ()
    form = None
    if can:
        form = StepForm(
            request.POST if request.method == "POST" else None,
            kind=row.kind,
            states=can,
            initial={"on": moment.local.date()},
        )
    if request.method == "POST":
        if form is None:
            demand(_no_step(row), person)
        elif form.is_valid() and _stepped(form, person, row):
            return HttpResponseRedirect(request.path)
    context = _item_context(request, row, form)
    return page(
        request,
        "follow_up/item.html",
        context,
        title=row.text if language() == "nl" else _state_title(row),
        breadcrumb=[
            Crumb(plural_title(row.kind), reverse(f"follow_up:{row.kind.value}s")),
            Crumb(opening(words(KIND_TITLES[row.kind]))),
        ],
        provenance=Provenance(sources=_sources(row)),
        status=422 if form is not None and form.is_bound else 200,
    )


def _sources(row: ItemRow) -> list[Source]:
    """Where the item comes from, and what its steps were read in."""
    every = [row.source, *(step.source for step in row.steps)]
    return list(dict.fromkeys(source for source in every if source is not None))


def _state_title(row: ItemRow) -> str:
    """The title in English: the words of the item are Dutch and stand below it."""
    return f"{opening(words(KIND_TITLES[row.kind]))}: {words(STATE_TITLES[row.state])}"


def _found(kind: str, key: str, request: HttpRequest) -> ItemRow:
    try:
        row = queries.item(key, moment_of(request).at)
    except FollowUpError as refused:
        raise Http404(words(refused.text)) from refused
    if row.kind.value != kind:
        raise Http404(_("Dit is geen %(kind)s.") % {"kind": words(KIND_TITLES[Kind(kind)])})
    return row


def _stepped(form: StepForm, person: Person, row: ItemRow) -> bool:
    given = form.cleaned_data
    try:
        actions.step_item(
            by=person,
            at=timezone.now(),
            key=row.key,
            to=State(given["to"]),
            on=given["on"],
            reason=given["reason"],
            result_title=given.get("result_title", ""),
            result_address=given.get("result_address", ""),
        )
    except FollowUpError as refused:
        form.add_error(None, words(refused.text))
        return False
    return True


def _no_step(row: ItemRow) -> Permission:
    if row.ended:
        return Permission(
            False, Text("Dit is afgerond; er is geen stap meer.", "This has ended; no step is left.")
        )
    return Permission(
        False,
        Text(
            "U bent hier niet aan zet. De eigenaar, wie het inbracht of het secretariaat van de tafel zet de volgende stap.",
            "It is not your turn. The owner, who raised it, or the secretariat of the table takes the next step.",
        ),
    )


def _item_context(request: HttpRequest, row: ItemRow, form: StepForm | None) -> ItemContext:
    moment = moment_of(request)
    day = moment.local.date()
    below = queries.parts(row.key, moment.at)
    names = names_of(
        {row.owner, row.raised_by, *row.tables, *(each.owner for each in below)}
        | {key for each in below for key in each.tables}
    )
    return ItemContext(
        about=None if language() == "nl" else Dutch(row.text),
        lead=_sentence(row, names, day),
        headlines=_headlines(row, below, day),
        facts=_facts(request, row, names, day),
        detail=row.detail,
        steps=[
            StepShown(
                words(STATE_TITLES[step.state]),
                written_day(step.on),
                step.by,
                step.reason,
                step.result_title,
                step.result_address if step.result_address.startswith("https://") else "",
            )
            for step in row.steps
        ],
        parts=items_table(request, below, names, day, _("Per geadresseerde"), state=TableState.of(request))
        if below
        else None,
        step_form=FormFields(form) if form is not None else None,
        cannot="" if form is not None or not moment.is_now else words(_no_step(row).reason),
        entries=history("item", row.key, until=moment.at),
        mark=IllustrativeMark() if row.illustrative else None,
    )


def _sentence(row: ItemRow, names: dict[str, str], day: date) -> str:
    state, owner = words(STATE_TITLES[row.state]), named_now(row.owner, names, day)
    if row.days is not None:
        return _("Ingebracht op %(raised)s, %(state)s na %(days)s dagen.") % {
            "raised": written_day(row.raised_on),
            "state": state,
            "days": row.days,
        }
    said = {
        "raised": written_day(row.raised_on),
        "state": state,
        "owner": owner,
        "term": term_words(row.term, day),
    }
    if owner:
        return _("Aan zet: %(owner)s, %(term)s. Ingebracht op %(raised)s, nu %(state)s.") % said
    return _("Ingebracht op %(raised)s; nu %(state)s.") % said


def _headlines(row: ItemRow, below: Sequence[ItemRow], day: date) -> Headlines:
    """How long it took or has been open; for a request to many also how many confirmed and fulfilled it."""
    if below:
        of = _("van %(n)s") % {"n": len(below)}
        heard = sum(1 for each in below if each.state is not State.OPEN)
        granted = sum(1 for each in below if each.state is State.GRANTED)
        return Headlines(
            [
                Headline(_("Ontvangst bevestigd of beantwoord"), heard, of),
                Headline(_("Ingewilligd"), granted, of),
            ]
        )
    if row.days is not None:
        return Headlines(
            [Headline(_("Van inbreng tot antwoord"), row.days, ngettext("dag", "dagen", row.days))]
        )
    open_days = max((day - row.raised_on).days, 0)
    return Headlines([Headline(_("Staat open"), open_days, ngettext("dag", "dagen", open_days))])


def _facts(
    request: HttpRequest, row: ItemRow, names: dict[str, str], day: date
) -> list[tuple[str, Dutch | str, str]]:
    moment = moment_of(request)
    keep = moment.on
    weighed = row.kind is Kind.CONCERN and row.term.due is None
    owner = named_now(row.owner, names, day)
    said = bool(owner) and row.days is None  # then the sentence says whose turn it is, and until when
    delivered = " · ".join(filter(None, (row.deliverable, row.limit)))
    facts: list[tuple[str, Dutch | str, str]] = [
        (_("Aan zet"), "" if said else owner, ""),
        (_("Ingebracht door"), names.get(row.raised_by, row.raised_by), ""),
        (_("Termijn"), "" if said or weighed else term_words(row.term, day, ended=row.ended), ""),
        (_("Tafel"), ", ".join(names.get(key, key) for key in row.tables), ""),
        (_("Op te leveren"), Dutch(delivered) if delivered else "", ""),
    ]
    if row.at_each_prt:
        facts.append((_("Per PRT"), *_delegated(row, moment)))
    if row.origin:
        facts.append((_("Komt uit"), line_of_minutes(row.origin, names), keep(line_address(row.origin))))
    if row.parent:
        whole = queries.item(row.parent, moment.at)
        reads = may_read_item(person_of(request), whole, timezone.now())
        facts.append((_("Hoort bij"), Dutch(whole.text), keep(whole.href) if reads else ""))
    return [fact for fact in facts if fact[1]]


def _delegated(row: ItemRow, moment: Moment) -> tuple[str, str]:
    tables = [table.key for table in queries.prts_on(moment.local, moment.at)]
    places = roster(tables, [(each.table, each.office) for each in queries.delegations(row.key, moment.at)])
    said = {"n": len(places), "ready": sum(1 for place in places if place.cover is Cover.ONE)}
    return (
        _("voor %(ready)s van %(n)s PRT's staat vast wie er namens het Rijk komt") % said,
        moment.on(reverse("follow_up:delegation", args=[row.key])),
    )
