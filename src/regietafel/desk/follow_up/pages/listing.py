"""Items in a list: those of the tables and organisations of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.base.answer import Text
from regietafel.core.follow_up.items import KIND_TITLES, STATE_TITLES, Kind
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, demand
from regietafel.desk.accounts.succession import named_now
from regietafel.desk.follow_up import queries
from regietafel.desk.follow_up.permissions import may_add_items, reader_of
from regietafel.desk.follow_up.queries import ItemRow
from regietafel.desk.follow_up.shown import names_of, plural_title, term_words
from regietafel.desk.shared.components.dutch import Dutch
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Choice, Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, page

MOST = 1_000
CHOICES = ("stand", "tafel")
_SIGN_IN = Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")


@dataclass(frozen=True)
class ListContext:
    """The items of one kind that this reader may see."""

    lead: str
    kinds: Sequence[tuple[str, str, bool]]
    table: Table[ItemRow] | EmptyState
    ways: Sequence[tuple[str, str]]


@require_safe
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """Actions, requests, questions or concerns of the tables of this reader."""
    person, moment = person_of(request), moment_of(request)
    demand(Permission(person.signed_in, _SIGN_IN), person)
    day, now, what = moment.local.date(), timezone.now(), Kind(kind)
    reader, state = reader_of(person, now), TableState.of(request, choices=CHOICES)
    found = queries.items(
        moment.at,
        kind=what,
        table=state.choices["tafel"],
        only_open=state.choices["stand"] == "open",
        reader=reader,
        at_most=MOST + 1,
    )
    there = {row.key for row in found}
    rows = [row for row in found[:MOST] if row.parent not in there]
    names = names_of({key for row in rows for key in (row.owner, row.raised_by, *row.tables)})
    ways = [(_("De korte lijn tussen PRT en LRT"), moment.on(reverse("follow_up:lines")))]
    if moment.is_now and what in (Kind.ACTION, Kind.REQUEST) and may_add_items(person, what, now):
        label = _("Nieuwe actie") if what is Kind.ACTION else _("Nieuw verzoek")
        ways.insert(0, (label, reverse(f"follow_up:new_{kind}")))
    context = ListContext(
        lead=_lead(what, rows, day, cut=len(found) > MOST),
        kinds=_kinds(what, moment),
        table=items_table(
            request,
            rows,
            names,
            day,
            plural_title(what),
            state=state,
            followed_by=reader.tables | {key for row in rows for key in row.tables},
        )
        if rows or any(state.choices.values())
        else EmptyState(
            _("Er zijn geen %(kind)s voor u of uw tafels.") % {"kind": plural_title(what).lower()},
            _("Wat een tafel afspreekt, staat hier zodra het verslag is rondgestuurd."),
        ),
        ways=ways,
    )
    return page(
        request,
        "follow_up/listing.html",
        context,
        title=_("Welke %(kind)s staan open?") % {"kind": plural_title(what).lower()},
        breadcrumb=[Crumb(plural_title(what))],
    )


def _kinds(what: Kind, moment: Moment) -> list[tuple[str, str, bool]]:
    return [
        (plural_title(each), moment.on(reverse(f"follow_up:{each.value}s")), each is what) for each in Kind
    ]


def _lead(kind: Kind, rows: Sequence[ItemRow], day: date, *, cut: bool) -> str:
    """How many are open, and how many of those are late; and that the list was cut where it was."""
    if not rows:
        return ""
    running = [row for row in rows if not row.ended]
    late = sum(1 for row in running if row.term.is_overdue(day))
    said = {
        "still": len(running),
        "n": len(rows),
        "late": late,
        "kind": words(KIND_TITLES[kind]) if len(rows) == 1 else plural_title(kind).lower(),
    }
    lead = (
        _("Alle %(n)s %(kind)s staan nog open.") % said
        if len(running) == len(rows) > 1
        else _("Van %(n)s %(kind)s staat nog %(still)s open.") % said
        if len(running) == 1
        else _("Van %(n)s %(kind)s staan er nog %(still)s open.") % said
    )
    if late:
        lead += " " + ngettext("%(late)s is te laat.", "%(late)s zijn te laat.", late) % said
    if cut:
        lead += " " + _("U ziet de eerste %(most)s op termijn. Kies een tafel of een stand.") % {"most": MOST}
    return lead


def _term(row: ItemRow, day: date) -> str:
    """A concern is weighed and has no term, so nothing is missing there."""
    if row.kind is Kind.CONCERN and row.term.due is None:
        return "–"
    return term_words(row.term, day, ended=row.ended)


def _columns(moment: Moment, names: dict[str, str], day: date) -> list[Column[ItemRow]]:
    keep = moment.on
    return [
        Column(
            "wat",
            _("Wat"),
            lambda row: row.text,
            show=lambda row: Dutch(row.text, keep(row.href)),
            searched=True,
        ),
        Column(
            "wie",
            _("Aan zet"),
            lambda row: named_now(row.owner, names, day),
            searched=True,
            show=lambda row: named_now(row.owner, names, day) or "–",
        ),
        Column(
            "termijn",
            _("Termijn"),
            lambda row: row.term.due,
            show=lambda row: _term(row, day),
        ),
        Column("stand", _("Stand"), lambda row: words(STATE_TITLES[row.state])),
        Column("bij", _("Tafel"), lambda row: ", ".join(names.get(key, key) for key in row.tables)),
    ]


def items_table(
    request: HttpRequest,
    rows: Sequence[ItemRow],
    names: dict[str, str],
    day: date,
    caption: str,
    *,
    state: TableState,
    followed_by: Iterable[str] = (),
) -> Table[ItemRow]:
    """Items with owner, term and state; the open ones stand first, by term."""
    tables = sorted(followed_by, key=lambda key: names.get(key, key))
    return Table(
        _columns(moment_of(request), names, day),
        sorted(rows, key=lambda row: (row.ended, row.term.due or date.max)),
        caption,
        state,
        filtered=len(rows) > 12,
        choices=[
            Choice(
                "stand",
                _("Stand"),
                [("open", _("open")), ("af", _("afgerond"))],
                lambda row: "af" if row.ended else "open",
            ),
            Choice(
                "tafel", _("Tafel"), [(key, names.get(key, key)) for key in tables], lambda row: row.tables
            ),
        ]
        if tables
        else [],
        page_size=100,
        show_caption=False,
        stacked=True,
    )
