"""Items in a list, and one item with its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regietafel.core.base.answer import Text
from regietafel.core.follow_up.items import KIND_TITLES, STATE_TITLES, FollowUpError, Kind, State, next_states
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, Person, demand
from regietafel.desk.audit.queries import Entry, history
from regietafel.desk.follow_up import actions, queries
from regietafel.desk.follow_up.forms import StepForm
from regietafel.desk.follow_up.permissions import may_add_items, may_read_item, roles_of
from regietafel.desk.follow_up.queries import ItemRow
from regietafel.desk.follow_up.shown import names_of, plural_title, term_words
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.status import IllustrativeMark
from regietafel.desk.shared.components.table import Choice, Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import opening, words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.queries import tables_all, tables_of

_SIGN_IN = Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")


@dataclass(frozen=True)
class ListContext:
    """The items of one kind that this reader may see."""

    lead: str
    kinds: Sequence[tuple[str, str, bool]]
    table: Table[ItemRow]
    ways: Sequence[tuple[str, str]]


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

    lead: str
    headlines: Headlines | None
    facts: Sequence[tuple[str, str, str]]
    detail: str
    steps: Sequence[StepShown]
    parts: Table[ItemRow] | None
    step_form: FormFields | None
    cannot: str
    entries: Sequence[Entry]
    mark: IllustrativeMark | None


@require_safe
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """Actions, requests, questions or concerns of the tables of this reader."""
    person, moment = person_of(request), moment_of(request)
    demand(Permission(person.signed_in, _SIGN_IN), person)
    day = moment.local.date()
    what = Kind(kind)
    mine = tables_of(person, day, moment.at)
    own = {role.organisation for role in person.held(day)}
    rows = [
        row
        for row in queries.items(moment.at, kind=what)
        if not row.parent and (set(row.tables) & set(mine) or {row.owner, row.raised_by} & own)
    ]
    names = names_of({key for row in rows for key in (row.owner, row.raised_by, *row.tables)})
    still = sum(1 for row in rows if not row.ended)
    ways = [(_("De korte lijn tussen PRT en LRT"), moment.on(reverse("follow_up:lines")))]
    if moment.is_now and what in (Kind.ACTION, Kind.REQUEST) and may_add_items(person, timezone.now()):
        label = _("Nieuwe actie") if what is Kind.ACTION else _("Nieuw verzoek")
        ways.insert(0, (label, reverse(f"follow_up:new_{kind}")))
    context = ListContext(
        lead=_lead(still, len(rows)),
        kinds=[
            (plural_title(each), moment.on(reverse(f"follow_up:{each.value}s")), each is what)
            for each in Kind
        ],
        table=items_table(request, rows, names, day, plural_title(what)),
        ways=ways,
    )
    return page(
        request,
        "follow_up/listing.html",
        context,
        title=plural_title(what),
        breadcrumb=[Crumb(plural_title(what))],
    )


def _lead(still: int, number: int) -> str:
    if not number:
        return _("Er is niets dat u mag zien.")
    return ngettext(
        "Er staat er nog %(still)s open, van %(n)s.", "Er staan er nog %(still)s open, van %(n)s.", still
    ) % {
        "still": still,
        "n": number,
    }


def items_table(
    request: HttpRequest, rows: Sequence[ItemRow], names: dict[str, str], day: date, caption: str
) -> Table[ItemRow]:
    """Items with owner, term and state; by default the open ones stand first, by term."""
    keep = moment_of(request).on
    tables = sorted({key for row in rows for key in row.tables})
    return Table(
        [
            Column("wat", _("Wat"), lambda row: row.text, href=lambda row: keep(row.href), searched=True),
            Column("wie", _("Aan zet"), lambda row: names.get(row.owner, row.owner), searched=True),
            Column(
                "termijn",
                _("Termijn"),
                lambda row: row.term.due,
                show=lambda row: term_words(row.term, day, ended=row.ended),
            ),
            Column("stand", _("Stand"), lambda row: words(STATE_TITLES[row.state])),
            Column("tafel", _("Tafel"), lambda row: ", ".join(names.get(key, key) for key in row.tables)),
        ],
        sorted(rows, key=lambda row: (row.ended, row.term.due or date.max)),
        caption,
        TableState.of(request),
        filtered=len(rows) > 12,
        choices=[
            Choice(
                "open",
                _("Stand"),
                [("open", _("open")), ("af", _("afgerond"))],
                lambda row: "af" if row.ended else "open",
            ),
            Choice(
                "bij",
                _("Tafel"),
                [(key, names.get(key, key)) for key in tables],
                lambda row: row.tables[0] if row.tables else "",
            ),
        ],
        page_size=100,
        show_caption=False,
    )


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
        form = StepForm(request.POST if request.method == "POST" else None, kind=row.kind, states=can)
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
        title=row.text,
        breadcrumb=[
            Crumb(plural_title(row.kind), reverse(f"follow_up:{row.kind.value}s")),
            Crumb(opening(words(KIND_TITLES[row.kind]))),
        ],
        provenance=Provenance(sources=[row.source] if row.source else ()),
        status=422 if form is not None and form.is_bound else 200,
    )


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
        lead=_sentence(row, names, day),
        headlines=_headlines(row, day),
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
        parts=items_table(request, below, names, day, _("Per geadresseerde")) if below else None,
        step_form=FormFields(form) if form is not None else None,
        cannot="" if form is not None or not moment.is_now else words(_no_step(row).reason),
        entries=history("item", row.key, until=moment.at),
        mark=IllustrativeMark() if row.illustrative else None,
    )


def _sentence(row: ItemRow, names: dict[str, str], day: date) -> str:
    state, owner = words(STATE_TITLES[row.state]), names.get(row.owner, "")
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
        return _("Ingebracht op %(raised)s; nu %(state)s. Aan zet: %(owner)s, %(term)s.") % said
    return _("Ingebracht op %(raised)s; nu %(state)s.") % said


def _headlines(row: ItemRow, day: date) -> Headlines:
    open_days = max((day - row.raised_on).days, 0)
    if row.days is not None:
        figure = Headline(_("Van inbreng tot antwoord"), row.days, ngettext("dag", "dagen", row.days))
    else:
        figure = Headline(_("Open sinds"), open_days, ngettext("dag", "dagen", open_days))
    return Headlines([figure])


def _facts(
    request: HttpRequest, row: ItemRow, names: dict[str, str], day: date
) -> list[tuple[str, str, str]]:
    keep = moment_of(request).on
    facts = [
        (_("Aan zet"), names.get(row.owner, row.owner), ""),
        (_("Ingebracht door"), names.get(row.raised_by, row.raised_by), ""),
        (_("Termijn"), term_words(row.term, day, ended=row.ended), ""),
        (_("Tafel"), ", ".join(names.get(key, key) for key in row.tables), ""),
        (_("Op te leveren"), " · ".join(filter(None, (row.deliverable, row.limit))), ""),
    ]
    if row.origin:
        facts.append((_("Komt uit"), row.origin, keep(line_address(row.origin))))
    if row.parent:
        facts.append((_("Hoort bij"), row.parent, keep(reverse("follow_up:request", args=[row.parent]))))
    return [fact for fact in facts if fact[1]]


def line_address(origin: str) -> str:
    """The address of a line of minutes; "" when there are no minutes to go to.

    >>> line_address("")
    ''
    """
    meeting, _slash, line = origin.partition("/")
    try:
        return f"{reverse('minutes:minutes', args=[meeting])}#regel-{line.replace('.', '-')}" if line else ""
    except NoReverseMatch:
        return ""
