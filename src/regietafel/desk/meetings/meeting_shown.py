"""Parts of a meeting's page: its figures, what is wrong with its list, answers, and where to go from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.meetings.attendance import attendance_faults, is_there
from regietafel.core.meetings.written_round import REPLY_WORDS
from regietafel.desk.meetings.queries import AgendaRow, Attendance, LineRow, MeetingRow, RoundRow
from regietafel.desk.meetings.shown import address_of, kept, owner_name
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import words


@dataclass(frozen=True)
class ReplyShown:
    """What one partner answered in a written round."""

    partner: str
    said: str
    remark: str


def headlines_of(
    request: HttpRequest,
    row: MeetingRow,
    agenda: AgendaRow | None,
    listed: Attendance,
    lines: Sequence[LineRow],
) -> Headlines | None:
    """At most three figures: items, present, lines; None before there is anything."""
    if agenda is None and not listed.entries and not lines:
        return None
    there = sum(1 for entry in listed.entries if is_there(entry))
    state = ""
    if agenda is not None:
        state = _("vastgesteld") if agenda.approved else _("concept")
    absent = len(listed.entries) - there
    return Headlines(
        [
            Headline(
                _("Agendapunten"),
                len(agenda.items) if agenda else 0,
                comparison=state,
                href=kept(request, "agenda", row.key),
            ),
            Headline(
                _("Aanwezig"),
                there if listed.entries else None,
                comparison=_("%(n)s afwezig") % {"n": absent} if listed.entries else _("nog niet vastgelegd"),
                href=kept(request, "attendance", row.key),
            ),
            Headline(_("Regels"), len(lines), comparison=_("in volgorde van de vergadering")),
        ]
    )


def fault_notices(request: HttpRequest, row: MeetingRow, listed: Attendance) -> list[Notice]:
    """What is wrong with the attendance list, as one message."""
    found = attendance_faults(listed.entries).value
    if not found:
        return []
    return [
        Notice(
            "warning",
            ngettext(
                "Er klopt %(n)s ding niet in de aanwezigheid.",
                "Er kloppen %(n)s dingen niet in de aanwezigheid.",
                len(found),
            )
            % {"n": len(found)},
            points=[fault.what for fault in found],
            href=kept(request, "attendance", row.key),
            href_label=_("Naar de aanwezigheid"),
        )
    ]


def replies_of(asked: RoundRow, names: Mapping[str, str]) -> list[ReplyShown]:
    """What each partner that was asked has answered."""
    shown = []
    for partner in asked.asked:
        reply = asked.replies.get(partner)
        said = words(REPLY_WORDS[reply]) if reply else _("heeft nog niet geantwoord")
        shown.append(ReplyShown(owner_name(partner, names), said, asked.remarks.get(partner, "")))
    return shown


def ways_of(request: HttpRequest, row: MeetingRow, *, public: bool, keeps: bool) -> list[tuple[str, str]]:
    """Where the reader can go from here."""
    ways = []
    if not public and not row.written:
        ways.append((_("Agenda"), kept(request, "agenda", row.key)))
        ways.append((_("Aanwezigheid"), kept(request, "attendance", row.key)))
        if keeps:
            ways.append((_("Regels invoeren"), kept(request, "run_sheet", row.key)))
        if minutes := address_of("minutes:minutes", [row.key]):
            ways.append((_("Verslag"), moment_of(request).on(minutes)))
    ways.append((_("In uw agenda (iCalendar)"), kept(request, "calendar", row.key)))
    return ways
