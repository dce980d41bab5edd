"""The run sheet: typing lines during the meeting, by keyboard alone, without losing one."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Text
from regietafel.core.meetings.agenda import Item
from regietafel.core.meetings.line_kinds import KIND_WORDS, LineKind
from regietafel.core.meetings.refusals import MeetingRefused, Told
from regietafel.core.meetings.states import MeetingState
from regietafel.core.meetings.typed_line import TypedLine, read_day, read_line
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.meetings import actions, queries
from regietafel.desk.meetings.at_table import AtTable, may_keep
from regietafel.desk.meetings.pages.meeting import found_meeting
from regietafel.desk.meetings.queries import LineRow, MeetingRow
from regietafel.desk.meetings.shown import (
    ItemShown,
    crumbs,
    items_shown,
    kept,
    meeting_of,
    provenance_of,
    status_of,
    title_of,
    told,
)
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import page

SCRIPTED = "X-Run-Sheet"
"""Set by the script of the page: it wants the list of lines and no whole page."""
_PLACE = re.compile(r"(\d{1,3})\.(\d{1,4})\Z")
_ID = re.compile(r"[\w-]{8,64}\Z", re.ASCII)


@dataclass(frozen=True)
class LineForm:
    """What stands in the fields: as typed, or of the line that is changed (`place`, at revision `seen`)."""

    item: str = "1"
    text: str = ""
    kind: str = ""
    owner: str = ""
    due: str = ""
    client_id: str = ""
    place: str = ""
    seen: int = 0
    theirs: str = ""


@dataclass(frozen=True)
class SheetContext:
    """The lines by item, and the one form to add or change a line."""

    lead: str
    notices: Sequence[Notice]
    items: Sequence[ItemShown]
    form: LineForm
    kinds: Sequence[tuple[str, str]]
    owners: Sequence[tuple[str, str]]
    open: bool
    version: str
    meeting_key: str
    ways: Sequence[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def run_sheet_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """The sheet; a POST adds a line, changes one, or takes one off."""
    (row, seen), person = found_meeting(request, meeting), person_of(request)
    demand(may_keep(person, seen.row, timezone.now()), person)
    if row.written:
        raise Http404(_("Een schriftelijke ronde heeft geen regels."))
    if request.method != "POST":
        return _get(request, row, seen)
    form = _posted(request.POST)
    try:
        line = _write(person, row, seen, form, request.POST.get("stap", ""))
    except actions.LineConflict as conflict:
        kept_form = LineForm(
            **{**form.__dict__, "seen": conflict.theirs.revision, "theirs": conflict.theirs.text}
        )
        return _refused(request, row, seen, conflict, kept_form)
    except MeetingRefused as refused:
        return _refused(request, row, seen, refused, form)
    if request.headers.get(SCRIPTED):
        answer = _fragment(request, row, seen, status=201)
        answer["X-Line"] = line.key
        return answer
    return HttpResponseRedirect(f"{request.path}?punt={line.item}")


def _get(request: HttpRequest, row: MeetingRow, seen: AtTable) -> HttpResponse:
    if request.GET.get("deel") == "regels":
        return _fragment(request, row, seen)
    form = LineForm(item=request.GET.get("punt", "1")[:3], client_id=uuid.uuid4().hex)
    changed = _PLACE.match(request.GET.get("regel", ""))
    if changed:
        found = queries.line_history(row.key, int(changed[1]), int(changed[2]), moment_of(request).at)
        if not found:
            raise Http404(_("Deze regel bestaat niet."))
        form = _form_of(found[-1])
    return _shown(request, row, seen, [], form)


def _write(person: Person, row: MeetingRow, seen: AtTable, form: LineForm, step: str) -> LineRow:
    now, place = timezone.now(), _PLACE.match(form.place)
    if step == "withdraw" and place:
        return actions.withdraw_line(
            by=person, at=now, meeting=row.key, item=int(place[1]), number=int(place[2]), seen=form.seen
        )
    typed, due = _understood(seen, form)
    kind = typed.kind or (
        LineKind(form.kind) if form.kind in {each.value for each in LineKind} else LineKind.FACT
    )
    said = {"text": typed.text, "kind": kind, "owner": typed.owner or form.owner, "due": typed.due or due}
    if place:
        return actions.change_line(
            by=person,
            at=now,
            meeting=row.key,
            item=int(place[1]),
            number=int(place[2]),
            seen=form.seen,
            **said,  # type: ignore[arg-type]
        )
    item = typed.item or (int(form.item) if form.item.isascii() and form.item.isdecimal() else 1)
    return actions.write_line(
        by=person,
        at=now,
        meeting=row.key,
        item=item,
        client_id=form.client_id,
        illustrative=person.demo,
        **said,  # type: ignore[arg-type]
    )


def _understood(seen: AtTable, form: LineForm) -> tuple[TypedLine, date | None]:
    """What the line says with its marks, and the date of its own field. Raises: MeetingRefused, all faults at once."""
    faults: list[Told] = []
    due = read_day(form.due, faults) if form.due.strip() else None
    owners = seen.owner_words()
    if form.owner and form.owner not in owners.values():
        faults.append(Told("owner", Text("deze eigenaar is niet bekend", "this owner is not known")))
    if not place_ok(form):
        faults.append(
            Told("client_id", Text("de regel heeft geen eigen kenmerk", "the line has no id of its own"))
        )
    try:
        typed = read_line(form.text, owners=owners)
    except MeetingRefused as refused:
        raise MeetingRefused(*refused.told, *faults) from refused
    if faults:
        raise MeetingRefused(*faults)
    return typed, due


def place_ok(form: LineForm) -> bool:
    """Whether a new line has an id that was made where it was typed; a change needs none."""
    return bool(form.place) or bool(_ID.match(form.client_id))


def _posted(given: Mapping[str, str]) -> LineForm:
    seen = given.get("seen", "")
    return LineForm(
        item=given.get("item", "1").strip()[:3],
        text=given.get("text", ""),
        kind=given.get("kind", "")[:20],
        owner=given.get("owner", "")[:80],
        due=given.get("due", "")[:20],
        client_id=given.get("client_id", "")[:64],
        place=given.get("place", "")[:8],
        seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 7 else 0,
    )


def _form_of(line: LineRow) -> LineForm:
    return LineForm(
        item=str(line.item),
        text=line.text,
        kind=line.kind.value,
        owner=line.owner,
        due=f"{line.due:%d-%m-%Y}" if line.due else "",
        place=line.place,
        seen=line.revision,
    )


def _refused(
    request: HttpRequest, row: MeetingRow, seen: AtTable, refused: MeetingRefused, form: LineForm
) -> HttpResponse:
    if request.headers.get(SCRIPTED):
        context = {"notice": told(refused)}
        return render(request, "meetings/refused.html", context, status=status_of(refused))
    return _shown(request, row, seen, [told(refused)], form, status=status_of(refused))


def _fragment(request: HttpRequest, row: MeetingRow, seen: AtTable, *, status: int = 200) -> HttpResponse:
    """The lines alone; 204 when nothing changed since the version that the page has."""
    agenda, lines = queries.agenda(row.key), queries.lines_of(row.key)
    version = _version(lines)
    if status == 200 and request.GET.get("gezien") == version:
        return HttpResponse(status=204)
    items = _items(request, row, seen, agenda.items if agenda else (), lines)
    context = {"items": items, "version": version, "open": row.state is MeetingState.PLANNED}
    return render(request, "meetings/lines.html", context, status=status)


def _items(
    request: HttpRequest,
    row: MeetingRow,
    seen: AtTable,
    items: Sequence[Item],
    lines: Sequence[LineRow],
) -> tuple[ItemShown, ...]:
    is_open = row.state is MeetingState.PLANNED and moment_of(request).is_now
    names = seen.names(line.owner for line in lines)
    shown = items_shown(items, lines, names, edit_href=request.path if is_open else "")
    return shown or items_shown([Item(1, _("Punt 1"))], lines, names)


def _version(lines: Sequence[LineRow]) -> str:
    said = ",".join(f"{line.place}:{line.revision}" for line in lines)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _shown(
    request: HttpRequest,
    row: MeetingRow,
    seen: AtTable,
    notices: Sequence[Notice],
    form: LineForm,
    *,
    status: int = 200,
) -> HttpResponse:
    moment = moment_of(request)
    agenda, lines = queries.agenda(row.key, moment.at), queries.lines_of(row.key, moment.at)
    is_open = row.state is MeetingState.PLANNED and moment.is_now
    names = seen.names()
    context = SheetContext(
        lead=_("Typ een regel en druk op Enter. De regel is bewaard als hij in de lijst staat.")
        if is_open
        else _("De vergadering is gesloten; verbeteren kan in het verslag."),
        notices=notices,
        items=_items(request, row, seen, agenda.items if agenda else (), lines),
        form=form,
        kinds=[(kind.value, words(said.title)) for kind, said in KIND_WORDS.items()],
        owners=[(key, names[key]) for key in sorted(seen.partners, key=lambda key: names[key])]
        + [(key, title) for key, title in seen.titles.items() if seen.row.territory == "NL"],
        open=is_open,
        version=_version(lines),
        meeting_key=row.key,
        ways=[(title_of(row, seen.name), kept(request, "meeting", row.key))],
    )
    return page(
        request,
        "meetings/run_sheet.html",
        context,
        title=_("Regels van de %(meeting)s") % {"meeting": meeting_of(row, seen.name)},
        breadcrumb=crumbs(row, seen.name, _("Regels invoeren")),
        provenance=provenance_of(row),
        status=status,
    )
