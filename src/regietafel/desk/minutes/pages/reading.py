"""The page of minutes, and the difference between two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regietafel.core.meetings.line_kinds import KIND_WORDS
from regietafel.core.minutes.check import ATTENDANCE, MinutesLine, blocking
from regietafel.core.minutes.difference import LineChange
from regietafel.core.minutes.states import STATES
from regietafel.desk.audit.queries import Entry, history
from regietafel.desk.figures.queries import source_of
from regietafel.desk.minutes import queries
from regietafel.desk.minutes.came_of import came_of
from regietafel.desk.minutes.pages.asked import Asked, asked
from regietafel.desk.minutes.queries import VersionRow
from regietafel.desk.minutes.shown import (
    ORDER,
    Beside,
    ShownFinding,
    ShownItem,
    ShownPerson,
    ShownRemark,
    items_of,
    lead_of,
    names_of,
    people,
    shown_findings,
    shown_remark,
    who_when,
)
from regietafel.desk.shared.components.steps import Steps
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Provenance, page


@dataclass(frozen=True)
class MinutesContext:
    """Minutes with their state, attendance, items, what stands beside each line, and what the reader may do."""

    lead: str
    steps: Steps
    present: Sequence[ShownPerson]
    absent: Sequence[ShownPerson]
    about_attendance: Sequence[ShownFinding]
    about_all: Sequence[ShownRemark]
    items: Sequence[ShownItem]
    verbs: Sequence[tuple[str, str]]
    ways: Sequence[tuple[str, str]]
    entries: Sequence[Entry]


@dataclass(frozen=True)
class ShownChange:
    """One line in two versions, with its words, and who and when before and after."""

    change: LineChange
    said: str
    before: str
    after: str


@dataclass(frozen=True)
class DifferenceContext:
    """Two versions compared, the versions to choose from, and how many lines are the same."""

    lead: str
    versions: Sequence[tuple[VersionRow, str]]
    changes: Sequence[ShownChange]
    before: int
    after: int


@require_safe
def minutes_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """Are these minutes adopted, and what do they say?"""
    found = asked(request, meeting)
    row, at = found.row, found.moment.at
    viewer = found.table.viewer(found.person, found.now)
    writes = found.moment.is_now and row.state in ("draft", "circulated")
    beside = Beside(
        findings=queries.findings_of(row, found.day, at, table=found.table).value
        if row.state != "adopted"
        else (),
        motives=queries.motives(meeting, at),
        remarks=queries.remarks_seen_by(viewer, row, at),
        came=came_of(meeting, at),
        may_change=writes and bool(found.keeps),
        may_remark=writes and bool(found.partners),
        may_agree=found.moment.is_now and bool(found.keeps),
    )
    names = names_of(row, {remark.partner for remark in beside.remarks})
    open_remarks = [remark for remark in beside.remarks if remark.accepted is None]
    standing = blocking(beside.findings, beside.motives)
    context = MinutesContext(
        lead=lead_of(row, table=found.table.name, blocking=len(standing), remarks=len(open_remarks)),
        steps=Steps([STATES[key] for key in ORDER], ORDER.index(row.state)),  # type: ignore[index]
        present=people(row.content.attendance, there=True),
        absent=people(row.content.attendance, there=False),
        about_attendance=shown_findings(
            [finding for finding in beside.findings if finding.line == ATTENDANCE], beside.motives
        ),
        about_all=[
            shown_remark(meeting, remark, names, answers=beside.may_change)
            for remark in beside.remarks
            if not remark.line
        ],
        items=items_of(row, beside, names, found.moment, found.day),
        verbs=_verbs(found, beside),
        ways=_ways(found),
        entries=history("minutes", meeting, until=at),
    )
    return page(
        request,
        "minutes/minutes.html",
        context,
        title=_("Is het verslag van de %(name)s vastgesteld?") % {"name": found.name},
        breadcrumb=found.crumbs(),
        provenance=Provenance(
            sources=[source_of(row.source)] if row.source else [],
            rules=[(_("Verslag controleren en vaststellen"), reverse("home:rule", args=["minutes"]))],
            reference_date=found.day,
            illustrative=_made_up(found, beside),
        ),
    )


@require_safe
def difference_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """What changed from one version to another?"""
    found = asked(request, meeting)
    at = found.moment.at
    versions = queries.versions(meeting, at)
    last = versions[-1].number
    before, after = _asked_version(request, "van", max(1, last - 1)), _asked_version(request, "naar", last)
    try:
        changes = queries.difference(meeting, before, after, at)
    except queries.MinutesUnknown as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused
    names = names_of(found.row)
    changed = [change for change in changes if change.kind != "same"]
    context = DifferenceContext(
        lead=_("%(changed)s van de %(all)s regels verschillen.")
        % {"changed": len(changed), "all": len(changes)}
        if changed
        else _("Deze versies zeggen hetzelfde.")
        if len(versions) > 1
        else _("Er is één versie; er is nog niets gewijzigd."),
        versions=[(row, f"?van={max(1, row.number - 1)}&naar={row.number}") for row in reversed(versions)],
        changes=[
            ShownChange(
                change,
                {"added": _("nieuw"), "removed": _("weggehaald"), "changed": _("aangepast")}[change.kind],
                _about(change.before, names),
                _about(change.after, names),
            )
            for change in changed
        ],
        before=before,
        after=after,
    )
    return page(
        request,
        "minutes/difference.html",
        context,
        title=_("Wat is er anders in versie %(after)s dan in versie %(before)s?")
        % {"after": after, "before": before}
        if len(versions) > 1
        else _("Welke versies van het verslag zijn er?"),
        breadcrumb=found.crumbs(_("Versies")),
    )


def _about(line: MinutesLine | None, names: dict[str, str]) -> str:
    """Kind, who and when of a line: "actie, VNG, uiterlijk 25 september 2022"."""
    if line is None:
        return ""
    return ", ".join(filter(None, [words(KIND_WORDS[line.kind].title), who_when(line, names)]))


def _asked_version(request: HttpRequest, name: str, otherwise: int) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else otherwise


def _made_up(found: Asked, beside: Beside) -> str:
    marked = found.row.illustrative or any(step.illustrative for step in found.row.steps)
    if marked or any(remark.illustrative for remark in beside.remarks):
        return _("Het rondsturen en de opmerkingen zijn verzonnen; ze zijn zo gemarkeerd.")
    return ""


def _verbs(found: Asked, beside: Beside) -> list[tuple[str, str]]:
    """What the reader can do with these minutes now, the first one first."""
    meeting = found.row.meeting
    verbs = []
    if found.moment.is_now and found.keeps and found.row.state != "adopted":
        label = {
            "draft": _("Stuur het rond"),
            "circulated": _("Bied het aan, of stuur het weer rond"),
            "offered": _("Stel het vast"),
        }[found.row.state]
        verbs.append((label, reverse("minutes:steps", args=[meeting])))
    if beside.may_remark:
        verbs.append((_("Maak een opmerking over het geheel"), reverse("minutes:remark", args=[meeting])))
    return verbs


def _ways(found: Asked) -> list[tuple[str, str]]:
    meeting, on = found.row.meeting, found.moment.on
    ways = [(_("Controle voor het vaststellen"), on(reverse("minutes:check", args=[meeting])))]
    if found.row.version > 1:
        ways.append((_("Wat er veranderde per versie"), on(reverse("minutes:difference", args=[meeting]))))
    ways.append(
        (_("Andere verslagen van deze tafel"), on(f"{reverse('minutes:overview')}?tafel={found.row.table}"))
    )
    return ways
