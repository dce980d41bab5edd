"""What is put forward for a meeting: stored proposals and what other desks have, each accepted or declined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Text
from regietafel.core.meetings.agenda import ITEM_SOURCE_WORDS, LONGEST_TITLE
from regietafel.core.meetings.refusals import MeetingRefused, Told
from regietafel.core.meetings.states import MeetingState
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.meetings import actions, queries
from regietafel.desk.meetings.asked_for import asked_for
from regietafel.desk.meetings.at_table import AtTable, may_keep
from regietafel.desk.meetings.pages.meeting import found_meeting
from regietafel.desk.meetings.queries import MeetingRow
from regietafel.desk.meetings.shown import (
    crumbs,
    kept,
    meeting_of,
    provenance_of,
    source_href,
    status_of,
    told,
)
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import page


@dataclass(frozen=True)
class ProposalShown:
    """Something that is put forward, with what it is answered by."""

    reference: str
    title: str
    source: str
    ground: str
    href: str
    by: str


@dataclass(frozen=True)
class ProposalsContext:
    """What waits for an answer, and a field to put something forward."""

    lead: str
    notices: Sequence[Notice]
    proposals: Sequence[ProposalShown]
    title_typed: str
    longest: int
    ways: Sequence[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def proposals_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """The proposals for the agenda of a meeting, for its secretary."""
    (row, seen), person, now = found_meeting(request, meeting), person_of(request), timezone.now()
    demand(may_keep(person, seen.row, now), person)
    if row.written:
        raise Http404(_("Een schriftelijke ronde heeft geen agenda."))
    if request.method != "POST":
        return _shown(request, row, seen, [])
    try:
        _take(request, person, row, seen)
    except MeetingRefused as refused:
        return _shown(request, row, seen, [told(refused)], status=status_of(refused))
    return HttpResponseRedirect(request.path)


def _take(request: HttpRequest, person: Person, row: MeetingRow, seen: AtTable) -> None:
    now, given, step = timezone.now(), request.POST, request.POST.get("stap", "")
    if step in ("accept", "decline"):
        actions.answer_proposal(
            by=person,
            at=now,
            meeting=row.key,
            proposal=_proposal(person, row, seen, given.get("voorstel", "")),
            accepted=step == "accept",
            reason=given.get("reason", ""),
        )
    elif step == "propose":
        actions.propose_item(by=person, at=now, table=row.table, title=given.get("title", ""))
    else:
        raise Http404(_("Deze stap bestaat niet."))


def _proposal(person: Person, row: MeetingRow, seen: AtTable, reference: str) -> int:
    """The number of a stored proposal; one that another desk has is stored first."""
    if reference.isascii() and reference.isdecimal():
        return int(reference[:12])
    for asked in asked_for(seen.row):
        if reference == f"{asked.source.value} {asked.source_key}":
            return actions.propose_item(
                by=person,
                at=timezone.now(),
                table=row.table,
                title=asked.title,
                source_kind=asked.source,
                source_key=asked.source_key,
                ground=asked.ground,
            )
    raise MeetingRefused(
        Told(
            "proposal",
            Text("dit voorstel is er niet meer", "this proposal is not there any more"),
            Text("ververs de pagina", "reload the page"),
        ),
        why="conflict",
    )


def _shown(
    request: HttpRequest, row: MeetingRow, seen: AtTable, notices: Sequence[Notice], *, status: int = 200
) -> HttpResponse:
    proposals = _proposals(row, seen) if row.state is MeetingState.PLANNED else []
    context = ProposalsContext(
        lead=ngettext(
            "%(n)s voorstel wacht op uw antwoord.",
            "%(n)s voorstellen wachten op uw antwoord.",
            len(proposals),
        )
        % {"n": len(proposals)}
        if proposals
        else _(
            "Er wacht geen voorstel op uw antwoord. Verslagen om vast te stellen en wat de monitor meldt, komen hier vanzelf."
        ),
        notices=notices,
        proposals=proposals,
        title_typed=request.POST.get("title", ""),
        longest=LONGEST_TITLE,
        ways=[(_("Agenda"), kept(request, "agenda", row.key))],
    )
    return page(
        request,
        "meetings/proposals.html",
        context,
        title=_("Wat wil men bespreken in de %(meeting)s?") % {"meeting": meeting_of(row, seen.name)},
        breadcrumb=crumbs(row, seen.name, _("Voorstellen")),
        provenance=provenance_of(row),
        status=status,
    )


def _proposals(row: MeetingRow, seen: AtTable) -> list[ProposalShown]:
    """What waits: stored proposals first, then what other desks have; what is answered or on the agenda is left out."""
    waiting, latest = queries.proposals_for(row.table), queries.agenda(row.key)
    settled = {one.same for one in queries.decided_for(row.key)}
    settled |= {item.same for item in (latest.items if latest else ())}
    stored = {one.same for one in waiting}
    asked = [one for one in asked_for(seen.row) if one.same not in settled | stored]
    return [
        ProposalShown(
            reference=str(one.key) if one.key else f"{one.source.value} {one.source_key}",
            title=one.title,
            source=words(ITEM_SOURCE_WORDS[one.source]),
            ground=one.ground,
            href=one.href or source_href(one.source.value, one.source_key),
            by=one.by,
        )
        for one in (*waiting, *asked)
    ]
