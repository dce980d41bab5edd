"""The short line: how each stands, and what was said on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regietafel.core.base.answer import Text
from regietafel.core.follow_up.items import FollowUpError
from regietafel.core.follow_up.short_line import policy_on
from regietafel.core.tables.kinds import BodyKind, Tier
from regietafel.core.tables.structure import TableError
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, Person, demand
from regietafel.desk.follow_up import actions, queries
from regietafel.desk.follow_up.forms import MessageForm
from regietafel.desk.follow_up.permissions import lines_read_by
from regietafel.desk.follow_up.queries import LineRow
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.status import IllustrativeMark
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import AMSTERDAM, opening, said, words
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.tables.permissions import may_keep, may_read_table
from regietafel.desk.tables.queries import TableRow, seats_on
from regietafel.desk.tables.queries import table as table_on

_SIGN_IN = Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")


@dataclass(frozen=True)
class LinesContext:
    """The lines that this reader may see."""

    lead: str
    mark: IllustrativeMark | None
    policy: str
    table: Table[LineRow] | None


@dataclass(frozen=True)
class Said:
    """One word on a line."""

    day: str
    upward: bool
    by: str
    text: str
    mark: IllustrativeMark | None


@dataclass(frozen=True)
class LineContext:
    """One line: what is overdue, what was said, and the form of whose turn it is."""

    lead: str
    said: Sequence[Said]
    message_form: FormFields | None
    verb: str
    cannot: str


@require_safe
def short_lines(request: HttpRequest) -> HttpResponse:
    """Every line between a provincial table and the national one."""
    person, moment = person_of(request), moment_of(request)
    demand(Permission(person.signed_in, _SIGN_IN), person)
    day = moment.local.date()
    seen = {row.key: row for row in lines_read_by(person, day, moment.at)}
    rows = queries.lines(seen, day, moment.at)
    late = sum(1 for row in rows if row.overdue)
    context = LinesContext(
        lead=ngettext(
            "Op %(late)s lijn is een melding of antwoord te laat.",
            "Op %(late)s lijnen is een melding of antwoord te laat.",
            late,
        )
        % {"late": late}
        if seen
        else _("U leest geen korte lijn. Die is voor wie een plaats heeft aan een PRT of aan de LRT."),
        mark=IllustrativeMark() if any(row.illustrative for row in rows) else None,
        policy=_policy(day),
        table=Table(
            [
                Column(
                    "tafel",
                    _("Tafel"),
                    lambda row: seen[row.state.table].abbreviation,
                    href=lambda row: moment.on(reverse("follow_up:line", args=[row.state.table])),
                ),
                Column("op", _("Laatste melding"), lambda row: row.state.reported),
                Column("neer", _("Laatste antwoord"), lambda row: row.state.answered),
                Column("stand", _("Stand"), _standing),
            ],
            rows,
            _("Lijnen tussen PRT en LRT"),
            TableState.of(request),
            empty=_("Op deze dag was er nog geen korte lijn afgesproken."),
            stacked=True,
        )
        if seen
        else None,
    )
    return page(
        request,
        "follow_up/lines.html",
        context,
        title=_("Is er over en weer gemeld?"),
        breadcrumb=[Crumb(_("Acties"), reverse("follow_up:actions")), Crumb(_("Korte lijn"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def short_line(request: HttpRequest, table: str) -> HttpResponse:
    """What a provincial table and the national one told each other; a POST adds a word."""
    person, moment, now = person_of(request), moment_of(request), timezone.now()
    day = moment.local.date()
    row, national = _tables(table, request)
    may = may_read_table(person, row, seats_on(table, day, moment.at), now)
    if not may:
        demand(may_read_table(person, national, seats_on("lrt", day, moment.at), now), person)
    upward = bool(may_keep(person, row, now))
    downward = bool(may_keep(person, national, now))
    form = None
    if moment.is_now and (upward or downward):
        form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        demand(may_keep(person, row, now) if form is None else Permission(True, _SIGN_IN), person)
        if form is not None and form.is_valid() and _said(form, person, table, upward=upward):
            return HttpResponseRedirect(request.path)
    line = queries.lines([table], day, moment.at)
    context = LineContext(
        lead=_sentence(line[0]) if line else _("Op deze dag was er nog geen korte lijn afgesproken."),
        said=[
            Said(
                written_day(each.on),
                each.upward,
                each.by,
                each.text,
                IllustrativeMark() if each.illustrative else None,
            )
            for each in queries.reports(table, moment.at)
        ],
        message_form=FormFields(form) if form is not None else None,
        verb=_("Meld aan de LRT") if upward else _("Antwoord de PRT"),
        cannot="" if form is not None or not moment.is_now else words(may_keep(person, row, now).reason),
    )
    return page(
        request,
        "follow_up/line.html",
        context,
        title=_("De korte lijn van de %(table)s") % {"table": row.abbreviation},
        breadcrumb=[
            Crumb(_("Acties"), reverse("follow_up:actions")),
            Crumb(_("Korte lijn"), reverse("follow_up:lines")),
            Crumb(row.abbreviation),
        ],
        status=422 if form is not None and form.is_bound else 200,
    )


def _tables(key: str, request: HttpRequest) -> tuple[TableRow, TableRow]:
    moment = moment_of(request)
    day = moment.local.date()
    try:
        row, national = table_on(key, day, moment.at), table_on("lrt", day, moment.at)
    except TableError as refused:
        raise Http404(said(refused)) from refused
    if row.tier is not Tier.PROVINCIAL or row.kind is not BodyKind.TABLE:
        raise Http404(key)
    return row, national


def _said(form: MessageForm, person: Person, table: str, *, upward: bool) -> bool:
    now = timezone.now()
    say = actions.report_up if upward else actions.answer_down
    try:
        say(
            by=person,
            at=now,
            table=table,
            text=form.cleaned_data["text"],
            on=now.astimezone(AMSTERDAM).date(),
        )
    except FollowUpError as refused:
        form.add_error("text", words(refused.text))
        return False
    return True


def _policy(day: date) -> str:
    """How old a report and an answer may be; the minutes name no term."""
    policy = policy_on(day)
    if policy is None:
        return ""
    return _(
        "Te laat is een melding na %(report)s dagen en een antwoord na %(answer)s dagen. Die termijnen zijn een "
        "instelling van dit product: in het verslag van 16 september 2022 staat geen termijn."
    ) % {"report": policy.report_days, "answer": policy.answer_days}


def _sentence(row: LineRow) -> str:
    said = opening(_standing(row))
    return f"{said}." if said else _("Er is nu niets te melden of te beantwoorden.")


def _standing(row: LineRow) -> str:
    said = {
        "report": _("melding te laat, uiterlijk %(day)s"),
        "answer": _("antwoord te laat, uiterlijk %(day)s"),
    }
    due = {"report": row.state.report_due, "answer": row.state.answer_due}
    late = [said[what] % {"day": written_day(last)} for what in row.overdue if (last := due[what])]
    if late:
        return "; ".join(late)
    if row.state.answer_due:
        return _("wacht op antwoord, uiterlijk %(day)s") % {"day": written_day(row.state.answer_due)}
    if row.state.report_due:
        return _("bij; volgende melding uiterlijk %(day)s") % {"day": written_day(row.state.report_due)}
    return ""
