"""One meeting or written round: what is on the agenda, who was there, what was written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.states import MeetingState
from regietafel.core.meetings.written_round import REPLY_WORDS, SILENCE_WORDS, outcome
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, Person
from regietafel.desk.follow_up.queries import addresses_from
from regietafel.desk.meetings import actions, queries
from regietafel.desk.meetings.at_table import AtTable, at_table, may_keep, may_read
from regietafel.desk.meetings.forms import ReplyForm, WhenForm
from regietafel.desk.meetings.meeting_shown import (
    ReplyShown,
    fault_notices,
    headlines_of,
    replies_of,
    ways_of,
)
from regietafel.desk.meetings.queries import LineRow, MeetingRow
from regietafel.desk.meetings.shown import (
    ItemShown,
    crumbs,
    hours_of,
    items_shown,
    kept,
    provenance_of,
    state_of,
    status_of,
    title_of,
    told,
)
from regietafel.desk.shared.components.computed import HowComputed
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day, words
from regietafel.desk.shared.page import page


@dataclass(frozen=True)
class MeetingContext:
    """A meeting as the reader may see it: facts for everyone, the rest for the partners of the table."""

    lead: str
    facts: Sequence[tuple[str, str]]
    headlines: Headlines | None
    ways: Sequence[tuple[str, str]]
    notices: Sequence[Notice]
    items: Sequence[ItemShown]
    empty: EmptyState | None
    question: str
    silence: str
    replies: Sequence[ReplyShown]
    computed: HowComputed | None
    reply_form: FormFields | None
    keeps: bool
    can_close: bool
    open: bool
    move_form: FormFields | None


def found_meeting(request: HttpRequest, key: str) -> tuple[MeetingRow, AtTable]:
    """The meeting of an address with its table on that day; not there or not known yet is a 404 with its reason."""
    moment = moment_of(request).at
    try:
        row = queries.meeting(key, moment)
        return row, at_table(row.table, row.day, moment)
    except queries.MeetingUnknown as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused
    except MeetingRefused as refused:
        raise Http404(words(refused.told[0].sentence)) from refused


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """One meeting, and the steps of its secretary."""
    row, seen = found_meeting(request, meeting)
    if request.method != "POST":
        return _shown(request, row, seen, [])
    person = person_of(request)
    try:
        _take(request, person, row)
    except MeetingRefused as refused:
        return _shown(request, row, seen, [told(refused)], status=status_of(refused))
    return HttpResponseRedirect(request.path)


def _take(request: HttpRequest, person: Person, row: MeetingRow) -> None:
    """The step that the pressed button names."""
    now, given = timezone.now(), request.POST
    step = given.get("stap", "")
    if step == "close" and row.written:
        actions.close_round(by=person, at=now, meeting=row.key)
    elif step == "close":
        actions.close_meeting(by=person, at=now, meeting=row.key)
    elif step == "cancel":
        actions.cancel(by=person, at=now, meeting=row.key, reason=given.get("reason", ""))
    elif step == "reply":
        reply = given.get("reply", "")
        actions.reply_to_round(
            by=person,
            at=now,
            meeting=row.key,
            partner=given.get("partner", ""),
            reply="agrees" if reply == "agrees" else "against" if reply == "against" else "abstains",
            remark=given.get("remark", ""),
        )
    elif step == "move" and (form := WhenForm(given)).is_valid():
        actions.move_meeting(
            by=person, at=now, meeting=row.key, reason=given.get("reason", ""), **form.cleaned_data
        )
    elif step != "move":
        raise Http404(_("Deze stap bestaat niet."))


def _shown(
    request: HttpRequest, row: MeetingRow, seen: AtTable, notices: Sequence[Notice], *, status: int = 200
) -> HttpResponse:
    person, moment, now = person_of(request), moment_of(request), timezone.now()
    reads, keeps = may_read(person, seen, now), bool(may_keep(person, seen.row, now))
    is_open = row.state is MeetingState.PLANNED and moment.is_now
    if not reads:
        context = _public(request, row, notices, reads)
    elif row.written:
        context = _round(request, row, seen, notices, person, keeps, is_open)
    else:
        context = _meeting(request, row, seen, notices, keeps, is_open)
    return page(
        request,
        "meetings/meeting.html",
        context,
        title=title_of(row, seen.name),
        breadcrumb=crumbs(row, seen.name),
        provenance=provenance_of(row),
        status=status,
    )


def _public(
    request: HttpRequest, row: MeetingRow, notices: Sequence[Notice], reads: Permission
) -> MeetingContext:
    why = Notice("info", _("Agenda, aanwezigheid en regels zijn voor wie aan deze tafel zit."), reads.reason)
    return _context(
        request, row, notices=[*notices, why], ways=ways_of(request, row, public=True, keeps=False)
    )


def _meeting(
    request: HttpRequest,
    row: MeetingRow,
    seen: AtTable,
    notices: Sequence[Notice],
    keeps: bool,
    is_open: bool,
) -> MeetingContext:
    moment = moment_of(request)
    agenda = queries.agenda(row.key, moment.at)
    listed = queries.attendance(row.key, moment.at)
    lines = queries.lines_of(row.key, moment.at)
    names = seen.names(line.owner for line in lines)
    return _context(
        request,
        row,
        lead=_lead(row, lines),
        headlines=headlines_of(request, row, agenda, listed, lines),
        notices=[*notices, *fault_notices(request, row, listed)],
        ways=ways_of(request, row, public=False, keeps=keeps),
        items=items_shown(
            agenda.items if agenda else (),
            lines,
            names,
            outcomes=addresses_from(f"{row.key}/", moment.at),
        ),
        empty=None
        if agenda or lines
        else EmptyState(
            _("Er is nog geen agenda."),
            _("Het secretariaat maakt die, met de voorstellen die klaarliggen."),
            _("Maak de agenda") if keeps and is_open else "",
            kept(request, "agenda", row.key) if keeps and is_open else "",
        ),
        keeps=keeps and is_open,
        can_close=keeps and is_open,
        is_open=is_open,
        move_form=FormFields(
            WhenForm(initial={"day": row.day, "starts": row.starts, "ends": row.ends, "place": row.place})
        )
        if keeps and is_open
        else None,
    )


def _round(
    request: HttpRequest,
    row: MeetingRow,
    seen: AtTable,
    notices: Sequence[Notice],
    person: Person,
    keeps: bool,
    is_open: bool,
) -> MeetingContext:
    moment = moment_of(request)
    asked = queries.round_of(row.key, moment.at)
    if asked is None:
        raise Http404(_("Deze ronde bestaat niet."))
    names = seen.names(asked.asked)
    today = moment.local.date()
    result = outcome(
        asked=asked.asked, replies=asked.replies, silence=asked.silence, term=row.day, today=today
    )
    own = [
        (partner, names.get(partner, partner))
        for partner in asked.asked
        if actions.may_reply(person, seen.row, partner, timezone.now())
    ]
    return _context(
        request,
        row,
        lead=_decided(result.value.decided, row, len(result.value.silent)),
        notices=notices,
        ways=ways_of(request, row, public=False, keeps=keeps),
        question=asked.question,
        silence=words(SILENCE_WORDS[asked.silence]),
        replies=replies_of(asked, names),
        computed=HowComputed(
            result,
            value=lambda value: (
                words(REPLY_WORDS["agrees"] if value.decided else REPLY_WORDS["against"])
                if value.decided is not None
                else _("nog niet beslist")
            ),
        ),
        reply_form=FormFields(ReplyForm(partners=own)) if own and is_open and today <= row.day else None,
        keeps=keeps and is_open,
        can_close=keeps and is_open and result.value.decided is not None,
        is_open=is_open,
    )


def _context(
    request: HttpRequest,
    row: MeetingRow,
    *,
    lead: str = "",
    headlines: Headlines | None = None,
    ways: Sequence[tuple[str, str]] = (),
    notices: Sequence[Notice] = (),
    items: Sequence[ItemShown] = (),
    empty: EmptyState | None = None,
    question: str = "",
    silence: str = "",
    replies: Sequence[ReplyShown] = (),
    computed: HowComputed | None = None,
    reply_form: FormFields | None = None,
    keeps: bool = False,
    can_close: bool = False,
    is_open: bool = False,
    move_form: FormFields | None = None,
) -> MeetingContext:
    if row.state is MeetingState.CANCELLED:
        notices = [Notice("warning", _("Deze vergadering gaat niet door."), row.reason), *notices]
    return MeetingContext(
        lead=lead or _lead(row, ()),
        facts=[
            (label, value)
            for label, value in (
                (_("Stand"), state_of(row) if lead else ""),
                (_("Tijd"), hours_of(row)),
                (_("Plaats"), row.place),
                (_("Verplaatst"), row.reason if row.state is MeetingState.PLANNED else ""),
            )
            if value
        ],
        headlines=headlines,
        ways=ways,
        notices=notices,
        items=items,
        empty=empty,
        question=question,
        silence=silence,
        replies=replies,
        computed=computed,
        reply_form=reply_form,
        keeps=keeps,
        can_close=can_close,
        open=is_open,
        move_form=move_form,
    )


def _lead(row: MeetingRow, lines: Sequence[LineRow]) -> str:
    if row.state is MeetingState.CANCELLED:
        return _("De vergadering van %(day)s is afgelast.") % {"day": day(row.day)}
    if row.state is MeetingState.PLANNED and not lines:
        return _("De vergadering staat gepland op %(day)s.") % {"day": day(row.day)}
    actions_ = sum(1 for line in lines if line.kind is LineKind.ACTION)
    if not lines:
        return _("De vergadering is gehouden op %(day)s.") % {"day": day(row.day)}
    return ngettext(
        "Er is %(lines)s regel vastgelegd, waarvan %(actions)s een actie.",
        "Er zijn %(lines)s regels vastgelegd, waarvan %(actions)s acties.",
        len(lines),
    ) % {"lines": len(lines), "actions": actions_}


def _decided(decided: bool | None, row: MeetingRow, silent: int) -> str:
    if decided is None:
        return _("Antwoorden kan tot en met %(day)s; %(n)s partners zwijgen nog.") % {
            "day": day(row.day),
            "n": silent,
        }
    return (
        _("De tafel stemt in.") if decided else _("De tafel stemt niet in; bespreek het in een vergadering.")
    )
