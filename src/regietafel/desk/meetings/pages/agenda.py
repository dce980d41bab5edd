"""The agenda of a meeting: its versions, what differs, what is put forward, and changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Text
from regietafel.core.meetings.agenda import (
    ITEM_SOURCE_WORDS,
    LONGEST_TITLE,
    Item,
    ItemChange,
    ItemSource,
    difference,
)
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.states import MeetingState
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.meetings import actions, queries
from regietafel.desk.meetings.at_table import AtTable, may_keep, may_read
from regietafel.desk.meetings.pages.meeting import found_meeting
from regietafel.desk.meetings.queries import AgendaRow, MeetingRow, ProposalRow
from regietafel.desk.meetings.shown import (
    crumbs,
    kept,
    meeting_of,
    provenance_of,
    source_href,
    status_of,
    title_of,
    told,
)
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.steps import Event, Timeline
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import page

EMPTY_ROWS = 3
MOST_ROWS = 100


@dataclass(frozen=True)
class RowShown:
    """One row of the form: where it stands, its title, its minutes, and where it comes from."""

    n: int
    order: str
    title: str
    minutes: str
    source: str
    said: str


@dataclass(frozen=True)
class AgendaContext:
    """The agenda that holds, the form, proposals, and the versions with their differences."""

    lead: str
    notices: Sequence[Notice]
    items: Sequence[tuple[Item, str, str]]
    keeps: bool
    rows: Sequence[RowShown]
    seen: int
    can_approve: bool
    waiting: int
    proposals_href: str
    decided: Sequence[tuple[str, str, str]]
    changes: Sequence[Text]
    compared: str
    timeline: Timeline | None
    longest: int
    ways: Sequence[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """The agenda, and the steps of the secretary with it."""
    (row, seen), person, now = found_meeting(request, meeting), person_of(request), timezone.now()
    demand(may_read(person, seen, now), person)
    if row.written:
        raise Http404(_("Een schriftelijke ronde heeft geen agenda."))
    if request.method != "POST":
        return _shown(request, row, seen, person, [])
    demand(may_keep(person, seen.row, now), person)
    try:
        _take(request, person, row)
    except MeetingRefused as refused:
        return _shown(request, row, seen, person, [told(refused)], status=status_of(refused))
    return HttpResponseRedirect(request.path)


def _take(request: HttpRequest, person: Person, row: MeetingRow) -> None:
    now, given, step = timezone.now(), request.POST, request.POST.get("stap", "")
    if step == "set":
        actions.set_agenda(
            by=person, at=now, meeting=row.key, items=_typed(given), seen=_number(given, "seen")
        )
    elif step == "approve":
        actions.approve_agenda(by=person, at=now, meeting=row.key, seen=_number(given, "seen"))
    else:
        raise Http404(_("Deze stap bestaat niet."))


def _typed(given: Mapping[str, str]) -> list[Item]:
    """The rows of the form in the order typed; a row without a title is taken off."""
    rows = []
    for n in range(1, MOST_ROWS + 1):
        title = given.get(f"title-{n}", "").strip()
        if title:
            kind, _space, key = given.get(f"source-{n}", "").partition(" ")
            source = ItemSource(kind) if kind in {each.value for each in ItemSource} else ItemSource.FREE
            minutes = given.get(f"minutes-{n}", "").strip()
            order = given.get(f"order-{n}", "").strip().replace(",", ".")
            place = float(order) if order.replace(".", "", 1).isdecimal() else float(n)
            length = int(minutes) if minutes.isascii() and minutes.isdecimal() and len(minutes) < 4 else None
            rows.append((place, n, Item(0, title, source, key[:160] if key else "", length)))
    return [item for _place, _n, item in sorted(rows, key=lambda row: row[:2])]


def _shown(
    request: HttpRequest,
    row: MeetingRow,
    seen: AtTable,
    person: Person,
    notices: Sequence[Notice],
    *,
    status: int = 200,
) -> HttpResponse:
    moment = moment_of(request)
    keeps = bool(may_keep(person, seen.row, timezone.now()))
    keeps = keeps and moment.is_now and row.state is MeetingState.PLANNED
    versions = queries.agendas(row.key, moment.at)
    latest = versions[-1] if versions else None
    decided = queries.decided_for(row.key, moment.at)
    changes, compared = _changes(versions)
    context = AgendaContext(
        lead=_lead(latest),
        notices=notices,
        items=[
            (item, words(ITEM_SOURCE_WORDS[item.source]), source_href(item.source.value, item.source_key))
            for item in (latest.items if latest else ())
        ],
        keeps=keeps,
        rows=_rows(request, latest) if keeps else (),
        seen=latest.number if latest else 0,
        can_approve=keeps and latest is not None and not latest.approved,
        waiting=len(queries.proposals_for(row.table)) if keeps else 0,
        proposals_href=kept(request, "proposals", row.key) if keeps else "",
        decided=[(_answer(one), one.title, one.reason) for one in decided],
        changes=[change.said for change in changes],
        compared=compared,
        timeline=_timeline(versions),
        longest=LONGEST_TITLE,
        ways=[(title_of(row, seen.name), kept(request, "meeting", row.key))],
    )
    return page(
        request,
        "meetings/agenda.html",
        context,
        title=_("Agenda van de %(meeting)s") % {"meeting": meeting_of(row, seen.name)},
        breadcrumb=crumbs(row, seen.name, _("Agenda")),
        provenance=provenance_of(row),
        status=status,
    )


def _lead(latest: AgendaRow | None) -> str:
    if latest is None:
        return _("Er is nog geen agenda.")
    if latest.approved:
        return _("De agenda is vastgesteld (versie %(n)s).") % {"n": latest.number}
    return _("Dit is een concept (versie %(n)s); het kan nog veranderen.") % {"n": latest.number}


def _rows(request: HttpRequest, latest: AgendaRow | None) -> list[RowShown]:
    """The rows of the form: as typed when something was refused, else as they stand, with empty ones below."""
    if request.POST.get("stap") == "set":
        items: Sequence[Item] = _typed(request.POST)
    else:
        items = latest.items if latest else ()
    rows = [
        RowShown(
            n,
            str(n),
            item.title,
            str(item.minutes or ""),
            f"{item.source.value} {item.source_key}".strip(),
            words(ITEM_SOURCE_WORDS[item.source]) if item.source_key else "",
        )
        for n, item in enumerate(items, start=1)
    ]
    return [*rows, *(RowShown(len(rows) + k, "", "", "", "free", "") for k in range(1, EMPTY_ROWS + 1))]


def _answer(one: ProposalRow) -> str:
    return _("op de agenda") if one.accepted else _("niet op de agenda")


def _changes(versions: Sequence[AgendaRow]) -> tuple[Sequence[ItemChange], str]:
    """What the latest version changed to the one before; a mere approval is compared with what was approved before."""
    if len(versions) < 2:
        return (), ""
    new = versions[-1]
    old = versions[-2]
    if new.approved and old.items == new.items and len(versions) > 2:
        old = versions[-3]
    said = _("Verschil tussen versie %(old)s en %(new)s") % {"old": old.number, "new": new.number}
    return difference(old.items, new.items), said


def _timeline(versions: Sequence[AgendaRow]) -> Timeline | None:
    if not versions:
        return None
    return Timeline(
        [
            Event(
                row.known_since,
                _("Versie %(n)s: vastgesteld") % {"n": row.number}
                if row.approved
                else _("Versie %(n)s: concept") % {"n": row.number},
                detail=_("%(n)s punten, door %(by)s") % {"n": len(row.items), "by": row.by},
                current=row is versions[-1],
            )
            for row in versions
        ],
        _("Versies van de agenda"),
    )


def _number(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else -1
