"""Boards of escalation: the nation, a province, a municipality, and a talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regietafel.core.areas.kinds import AreaError
from regietafel.core.escalation.bilateral import Below
from regietafel.core.escalation.ladder import Rung
from regietafel.core.escalation.procedure import DecisionKind, EscalationRefused
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import demand
from regietafel.desk.areas.refusals import area_refused
from regietafel.desk.escalation import actions, queries
from regietafel.desk.escalation.forms import DecisionForm, OutcomeForm, TalkForm
from regietafel.desk.escalation.permissions import may_read_board, may_supervise, may_talk
from regietafel.desk.escalation.queries import (
    Board,
    MunicipalityRow,
    ProvinceRow,
    TalkRow,
    TalkState,
    TalkUnknown,
)
from regietafel.desk.escalation.shown import (
    Dutch,
    board_headlines,
    board_lead,
    decisions_timeline,
    ladder_rows,
    municipalities_table,
    municipality_headlines,
    national_headlines,
    proposal_words,
    provinces_table,
)
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headlines
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.steps import Timeline
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day, place, words
from regietafel.desk.shared.page import Crumb, Provenance, page


@dataclass(frozen=True)
class Option:
    """One choice of a threshold."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class NationalContext:
    """The provinces that are not on schedule, and the talks with them."""

    lead: str
    headlines: Headlines | None
    thresholds: Sequence[Option]
    table: Table[ProvinceRow] | EmptyState


@dataclass(frozen=True)
class ProvinceContext:
    """A province: its own talk, its municipalities on the ladder, and the ladder."""

    lead: str
    headlines: Headlines | None
    table: Table[MunicipalityRow] | EmptyState
    talk_lead: str
    talks: Sequence[tuple[str, str]]
    form_fields: FormFields | None
    ladder: Table[Rung] | None
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class MunicipalityContext:
    """A municipality: what the figures propose, what was decided, and the form to decide."""

    lead: str
    headlines: Headlines
    proposal: str
    history: Timeline | None
    refusal: str
    form_fields: FormFields | None
    ladder: Table[Rung]
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class TalkContext:
    """A talk: its ground, its day, what came of it and what follows."""

    lead: str
    ground: Dutch
    outcome: Dutch | None
    follow_up: Dutch | None
    form_fields: FormFields | None
    links: Sequence[tuple[str, str]]


@require_safe
def national(request: HttpRequest) -> HttpResponse:
    """All provinces: who is not on schedule, and is there a talk?"""
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    demand(may_read_board(person, "NL", now), person)
    asked = request.GET.get("drempel", "")
    below = Below(asked) if asked in list(Below) else Below.BEHIND
    board = queries.national_board(moment.at, below=below)
    here = reverse("escalation:national")
    context = NationalContext(
        lead="",
        headlines=national_headlines(board) if board else None,
        thresholds=[
            Option(words(one.words), moment.on(f"{here}?drempel={one.value}"), one is below) for one in Below
        ],
        table=provinces_table(request, board, lambda area: may_read_board(person, area, now))
        if board
        else _nothing(),
    )
    if board is not None:
        waiting = sum(row.proposal is not None and row.talk is None for row in board.provinces)
        lead = ngettext(
            "Met %(n)s provincie is volgens de cijfers een gesprek nodig. Het is nog niet gepland.",
            "Met %(n)s provincies is volgens de cijfers een gesprek nodig. Het is nog niet gepland.",
            waiting,
        ) % {"n": waiting}
        lead = lead if waiting else _("Volgens de cijfers is nu geen nieuw gesprek nodig.")
        basis = _("Gerekend is met %(target)s, op %(day)s.") % {
            "target": words(board.target),
            "day": day(board.reference_date),
        }
        context = NationalContext(**{**context.__dict__, "lead": f"{lead} {basis}"})
    return page(
        request,
        "escalation/national.html",
        context,
        title=_("Met welke provincies is een gesprek nodig?"),
        breadcrumb=[Crumb(_("Escalatie"))],
        provenance=_provenance(board.answer.source, board.illustrative, board.reference_date)
        if board
        else Provenance(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def area_page(request: HttpRequest, area: str) -> HttpResponse:
    """The board of a province, or of one municipality."""
    person = person_of(request)
    demand(may_read_board(person, area, timezone.now()), person)
    try:
        if area.startswith("GM"):
            return _municipality_page(request, area)
        if area.startswith("PV"):
            return _province_page(request, area)
    except AreaError as refused:
        raise Http404(area_refused(refused)) from refused
    raise Http404(_("Alleen een provincie of gemeente heeft een bord."))


@require_http_methods(["GET", "HEAD", "POST"])
def talk_page(request: HttpRequest, key: str) -> HttpResponse:
    """One talk, and what came of it."""
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    demand(may_read_board(person, "NL", now), person)
    try:
        row = queries.talk(key, moment.at)
    except TalkUnknown as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused
    allowed = may_talk(person, now)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        demand(allowed, person)
        if form.is_valid() and _done(
            form,
            lambda: actions.record_talk(
                by=person,
                at=now,
                talk=key,
                outcome=form.cleaned_data["outcome"],
                follow_up=form.cleaned_data["follow_up"],
            ),
        ):
            return HttpResponseRedirect(request.path)
    open_ = row.state is TalkState.PLANNED and moment.is_now
    context = TalkContext(
        lead=_("Gesprek %(state)s: %(day)s.") % {"state": words(row.state.words), "day": day(row.planned_on)},
        ground=Dutch(row.ground),
        outcome=Dutch(row.outcome) if row.outcome else None,
        follow_up=Dutch(row.follow_up) if row.follow_up else None,
        form_fields=FormFields(form) if allowed and open_ else None,
        links=[(_("Landelijk bord"), moment.on(reverse("escalation:national")))],
    )
    return page(
        request,
        "escalation/talk.html",
        context,
        title=_("Gesprek %(key)s") % {"key": key},
        breadcrumb=[Crumb(_("Escalatie"), reverse("escalation:national")), Crumb(key)],
        status=_status(form),
    )


def _province_page(request: HttpRequest, area: str) -> HttpResponse:
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    board = queries.board(area, moment.at, day=moment.local.date())
    allowed = may_talk(person, now)
    form = TalkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        demand(allowed, person)
        if form.is_valid() and _done(
            form,
            lambda: actions.plan_talk(
                by=person,
                at=now,
                province=area,
                planned_on=form.cleaned_data["planned_on"],
                ground=form.cleaned_data["ground"],
            ),
        ):
            return HttpResponseRedirect(request.path)
    name = place(board.name) if board else area
    context = ProvinceContext(
        lead=board_lead(board) if board else "",
        headlines=board_headlines(board) if board else None,
        table=municipalities_table(request, board) if board else _nothing(),
        talk_lead=_talk_lead(board) if board else "",
        talks=[(_talk_label(one), moment.on(one.href)) for one in board.talks] if board else [],
        form_fields=FormFields(form) if allowed and moment.is_now and board else None,
        ladder=ladder_rows(board.ladder) if board else None,
        links=[(_("Alle provincies"), moment.on(reverse("escalation:national")))],
    )
    return page(
        request,
        "escalation/province.html",
        context,
        title=_("Waar is toezicht nodig in %(name)s?") % {"name": name},
        breadcrumb=[Crumb(_("Escalatie"), reverse("escalation:national")), Crumb(name)],
        provenance=_provenance(board.ladder.source, board.illustrative, board.reference_date)
        if board
        else Provenance(),
        status=_status(form),
    )


def _municipality_page(request: HttpRequest, area: str) -> HttpResponse:
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    known = queries.municipality(area, moment.at, day=moment.local.date())
    if known is None:
        raise Http404(_("Er is nog geen taakstelling bekend; dan is er ook geen bord."))
    board, row = known
    allowed = may_supervise(person, board.area, now)
    form = DecisionForm(
        request.POST if request.method == "POST" else None, ladder=board.ladder, position=row.position
    )
    if request.method == "POST":
        demand(allowed, person)
        if form.is_valid() and _done(form, lambda: _decide(request, form, area)):
            return HttpResponseRedirect(request.path)
    context = MunicipalityContext(
        lead=_position_words(board, row),
        headlines=municipality_headlines(row),
        proposal=proposal_words(board.ladder, row),
        history=decisions_timeline(board.ladder, queries.decisions(area, moment.at)),
        refusal="" if allowed else words(allowed.reason),
        form_fields=FormFields(form) if allowed and moment.is_now else None,
        ladder=ladder_rows(board.ladder),
        links=_municipal_links(request, board, row),
    )
    return page(
        request,
        "escalation/municipality.html",
        context,
        title=_("Is toezicht op %(name)s nodig?") % {"name": place(row.name)},
        breadcrumb=[
            Crumb(_("Escalatie"), reverse("escalation:national")),
            Crumb(place(board.name), reverse("escalation:area", args=[board.area])),
            Crumb(place(row.name)),
        ],
        provenance=_provenance(board.ladder.source, board.illustrative, board.reference_date),
        status=_status(form),
    )


def _decide(request: HttpRequest, form: DecisionForm, area: str) -> None:
    person, now, given = person_of(request), timezone.now(), form.cleaned_data
    kind = DecisionKind(given["kind"])
    if kind is DecisionKind.TAKE:
        actions.take_step(
            by=person,
            at=now,
            area=area,
            to=given["to"],
            reason=given["reason"],
            until=given["until"],
            ground=given["ground"],
            urgent=given["urgent"],
        )
    elif kind is DecisionKind.DECLINE:
        actions.decline_step(by=person, at=now, area=area, reason=given["reason"])
    elif kind is DecisionKind.FREEZE:
        actions.freeze(by=person, at=now, area=area, verdict=given["reason"], until=given["until"])
    else:
        actions.step_down(by=person, at=now, area=area, to=given["to"], reason=given["reason"])


def _done(form: Form, act: object) -> bool:
    """Do it; what stands in the way goes to its field."""
    try:
        act()  # type: ignore[operator]
    except EscalationRefused as refused:
        names = {"verdict": "reason"}
        for told in refused.told:
            field = names.get(told.where, told.where)
            form.add_error(field if field in form.fields else None, words(told.sentence))
        return False
    return True


def _status(form: Form) -> int:
    return 422 if form.is_bound and form.errors else 200


def _position_words(board: Board, row: MunicipalityRow) -> str:
    rung = board.ladder.rung(row.position.number)
    if rung is None:
        return _("%(name)s staat niet op de ladder.") % {"name": place(row.name)}
    values = {"name": place(row.name), "step": f"{rung.number}, {words(rung.title)}"}
    if row.position.frozen_until is not None:
        return _("%(name)s staat op trede %(step)s, bevroren tot %(day)s.") % {
            **values,
            "day": day(row.position.frozen_until),
        }
    if row.position.until is not None:
        return _("%(name)s staat op trede %(step)s, met tijd tot %(day)s.") % {
            **values,
            "day": day(row.position.until),
        }
    return _("%(name)s staat op trede %(step)s.") % values


def _talk_lead(board: Board) -> str:
    judged = board.standing.verdict
    if judged is None:
        return _("Van de provincie zijn er geen volledige cijfers.")
    return _("Voor %(target)s is de provincie: %(class)s.") % {
        "target": words(board.target),
        "class": words(judged.schedule_class.words),
    }


def _talk_label(one: TalkRow) -> str:
    return _("Gesprek %(state)s: %(day)s") % {"state": words(one.state.words), "day": day(one.planned_on)}


def _municipal_links(request: HttpRequest, board: Board, row: MunicipalityRow) -> list[tuple[str, str]]:
    on = moment_of(request).on
    return [
        (
            _("Ligt %(name)s op schema?") % {"name": place(row.name)},
            on(reverse("monitor:area", args=[board.period, row.area])),
        ),
        (_("Alle gemeenten van de provincie"), on(reverse("escalation:area", args=[board.area]))),
    ]


def _nothing() -> EmptyState:
    return EmptyState(
        _("Er is nog geen taakstelling bekend, dus er is niets te vergelijken."),
        _("Zodra het landelijke aantal bekend is, staat hier wie op schema ligt."),
    )


def _provenance(source: object, illustrative: bool, reference_date: object) -> Provenance:
    return Provenance(
        sources=[source],  # type: ignore[list-item]
        rules=[
            (_("escalatie"), reverse("home:rule", args=["escalation"])),
            (_("oordeel"), reverse("home:rule", args=["verdict"])),
        ],
        reference_date=reference_date,  # type: ignore[arg-type]
        illustrative=_("De cijfers per gemeente zijn verzonnen; hun som is de gepubliceerde.")
        if illustrative
        else "",
    )
