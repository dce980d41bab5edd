"""The structure of a day as a chart and a list, and what a hand-over leaves to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.base.concepts import concept
from regietafel.core.tables.layers import layers_of
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.chart import StructureChart
from regietafel.desk.tables.pages.asked_day import Option, asked_day, day_options
from regietafel.desk.tables.permissions import may_keep_any
from regietafel.desk.tables.queries import (
    HandOverRow,
    TaskRow,
    hand_overs,
    structure,
    tables_all,
    tasks,
)
from regietafel.desk.tables.shown import (
    MADE_UP,
    BodyLine,
    address,
    body_table,
    chains_words,
    chart,
    count_words,
    layers_words,
    upward_words,
)


@dataclass(frozen=True)
class StructureContext:
    """The bodies of a day: the sentence, days to choose, the drawing and its twin."""

    lead: str
    days: Sequence[Option]
    empty: EmptyState | None
    notices: Sequence[Notice]
    chart: StructureChart | None
    table: Table[BodyLine] | None
    ways: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class TransferLine:
    """A task, the body that ends, and the body that goes on with it."""

    task: str
    leaver: str
    taker: str
    href: str


@dataclass(frozen=True)
class HandOverContext:
    """What ending bodies leave, and to whom."""

    lead: str
    notice: Notice
    table: Table[TransferLine]
    ways: Sequence[tuple[str, str]]


@require_safe
def structure_page(request: HttpRequest) -> HttpResponse:
    """Who prepares, decides and supervises on a day."""
    moment, day = moment_of(request), asked_day(request)
    rows = tables_all(moment.at)
    titles = {row.key: row.abbreviation for row in rows}
    over_time = structure(moment.at)
    there = over_time.on(day)
    there_rows = [row for row in rows if day in row.valid]
    lines = [
        BodyLine(row, upward_words(there, row.key, titles), row.secretariat, address(row.key, moment))
        for row in there_rows
    ]
    drawn = chart(there, titles, day, moment, "") if there.bodies else None
    said = [count_words(there), layers_words(layers_of(there, there.bodies).most)] if drawn else []
    summary = chains_words(drawn.chains) if drawn else ""
    context = StructureContext(
        lead=" ".join(said),
        days=day_options(request, over_time, day),
        empty=None if drawn else _nothing_yet(),
        notices=[_change_notice(plan, moment) for plan in hand_overs(moment.at)],
        chart=chart(there, titles, day, moment, summary) if drawn else None,
        table=body_table(lines, TableState.of(request, choices=("gebied",))) if drawn else None,
        ways=_ways(request, moment),
    )
    return page(
        request,
        "tables/structure.html",
        context,
        title=_("Wie bereidt voor, wie beslist, wie houdt toezicht?"),
        breadcrumb=[Crumb(_("Tafels"))],
        provenance=Provenance(
            sources=sorted({row.source for row in there_rows}, key=str),
            rules=[(words(concept("tables").title), reverse("home:rule", args=["tables"]))],
            reference_date=day,
        ),
    )


@require_safe
def hand_over_page(request: HttpRequest, key: str) -> HttpResponse:
    """What each ending body leaves to which body, and whether anything is left over."""
    moment = moment_of(request)
    plan = next((each for each in hand_overs(moment.at) if each.key == key), None)
    if plan is None:
        raise Http404(_("Deze overdracht is er niet, of was op dit moment nog niet bekend."))
    titles = {row.key: row.abbreviation for row in tables_all(moment.at)}
    known = tasks(moment.at)
    context = HandOverContext(
        lead=_hand_over_words(plan, titles),
        notice=_left_over(plan, known),
        table=_transfers(plan, known, titles, TableState.of(request)),
        ways=_ways(request, moment),
    )
    return page(
        request,
        "tables/hand_over.html",
        context,
        title=words(plan.title),
        breadcrumb=[Crumb(_("Tafels"), reverse("tables:structure")), Crumb(_("Overdracht"))],
        provenance=Provenance(
            sources=[plan.source],
            rules=[(words(concept("hand_over").title), reverse("home:rule", args=["hand_over"]))],
            reference_date=plan.day,
            illustrative=MADE_UP if any(task.illustrative for task in known.values()) else "",
        ),
    )


def _ways(request: HttpRequest, moment: Moment) -> list[tuple[str, str]]:
    keeps = moment.is_now and may_keep_any(person_of(request), timezone.now())
    return [
        *([(_("Een nieuwe tafel vastleggen"), reverse("tables:new"))] if keeps else []),
        (_("Hoeveel lagen gaat een onderwerp langs?"), moment.on(reverse("tables:layers"))),
        (_("Bij wie moet u zijn?"), moment.on(reverse("tables:contacts"))),
        (_("Alle organen en hun verhouding"), moment.on(reverse("tables:structure"))),
    ]


def _nothing_yet() -> EmptyState:
    return EmptyState(
        _("Op dit moment was van geen tafel iets bekend."),
        _("Kies boven aan de pagina een later moment, of kies een andere dag."),
    )


def _change_notice(plan: HandOverRow, moment: Moment) -> Notice:
    """That the structure changes, with the way to the plan."""
    return Notice(
        "info" if not plan.findings else "warning",
        _("Op %(day)s verandert de structuur.") % {"day": written_day(plan.day)},
        _("Wat blijft liggen: %(n)s.") % {"n": len(plan.findings)}
        if plan.findings
        else _("Niets blijft liggen."),
        href=moment.on(reverse("tables:hand_over", args=[plan.key])),
        href_label=_("Wie neemt wat over?"),
    )


def _hand_over_words(plan: HandOverRow, titles: dict[str, str]) -> str:
    ends = ", ".join(titles[key] for key in plan.ends)
    taken = sorted({titles.get(each.to, each.to) for each in plan.transfers if each.to})
    return _("Op %(day)s eindigen %(ends)s. %(tasks)s naar %(takers)s.") % {
        "day": written_day(plan.day),
        "ends": ends,
        "tasks": ngettext("%(n)s taak gaat", "%(n)s taken gaan", len(plan.transfers))
        % {"n": len(plan.transfers)},
        "takers": ", ".join(taken),
    }


def _left_over(plan: HandOverRow, known: dict[str, TaskRow]) -> Notice:
    if not plan.findings:
        return Notice(
            "ok",
            _("Er blijft niets liggen."),
            _("Elke taak van een orgaan dat eindigt, heeft precies één orgaan dat ermee doorgaat."),
        )
    points = [
        f"{words(known[each.task].title) if each.task in known else each.task}: {words(each.said)}"
        for each in plan.findings
    ]
    return Notice("warning", _("Dit plan is niet af."), points=points)


def _transfers(
    plan: HandOverRow, known: dict[str, TaskRow], titles: dict[str, str], state: TableState
) -> Table[TransferLine]:
    lines = [
        TransferLine(
            task=words(known[each.task].title) if each.task in known else each.task,
            leaver=titles.get(known[each.task].body, "") if each.task in known else "",
            taker=titles.get(each.to, each.to) or each.reason,
            href=address(each.to, state.moment) if each.to in titles else "",
        )
        for each in plan.transfers
    ]
    return Table(
        columns=[
            Column("task", _("Taak")),
            Column("leaver", _("Van")),
            Column("taker", _("Naar"), href=lambda line: line.href),
        ],
        rows=lines,
        caption=_("Wie neemt wat over"),
        state=state,
        stacked=True,
    )
