"""When the tables meet: the list, planning, and asking in writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.rhythm import Rhythm
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_keep_table
from regietafel.desk.accounts.person import NATION, Permission, Person, day_of, demand
from regietafel.desk.meetings import actions, queries
from regietafel.desk.meetings.at_table import at_table, may_keep, tables_that_meet
from regietafel.desk.meetings.forms import PlanForm, RoundForm
from regietafel.desk.meetings.queries import MeetingRow
from regietafel.desk.meetings.shown import address_of, hours_of, kept, state_of, status_of, told
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.queries import TableRow, table_titles

ON_A_PAGE = 60
MADE_UP = gettext_noop("Een deel van deze vergaderingen is verzonnen om de casus te laten zien.")


@dataclass(frozen=True)
class ListContext:
    """Meetings of one table or all, in one year: choices, the list, and what the reader can do."""

    lead: str
    tables: Sequence[tuple[str, str, bool]]
    others: Sequence[tuple[str, str]]
    years: Sequence[tuple[str, str, bool]]
    table: Table[MeetingRow] | None
    empty: EmptyState | None
    ways: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class FormContext:
    """A form to plan a meeting or ask in writing."""

    lead: str
    notices: Sequence[Notice]
    form_fields: FormFields
    action: str


@require_safe
def meetings_page(request: HttpRequest) -> HttpResponse:
    """All meetings that were known, by table and year."""
    moment, person = moment_of(request), person_of(request)
    today = moment.local.date()
    known = table_titles(moment.at)
    table = request.GET.get("tafel", "")
    table = table if table in known else ""
    years = queries.years_of(table, moment.at)
    year = _year(request.GET.get("jaar", ""), years, today)
    rows = queries.meetings(table=table, start=date(year, 1, 1), until=date(year + 1, 1, 1), at=moment.at)
    address = reverse("meetings:meetings")
    first, others = _near(person, tables_that_meet(today, moment.at), table)
    context = ListContext(
        lead=_lead(rows, today, known),
        tables=[
            (_("alle tafels"), moment.on(address), not table),
            *((row.abbreviation, moment.on(f"{address}?tafel={row.key}"), row.key == table) for row in first),
        ],
        others=[(row.abbreviation, moment.on(f"{address}?tafel={row.key}")) for row in others],
        years=[
            (str(each), moment.on(f"{address}?tafel={table}&jaar={each}"), each == year)
            for each in years[::-1]
        ],
        table=_table(request, rows, year, known) if rows else None,
        empty=None
        if rows
        else EmptyState(_("Er is nog geen vergadering bekend."), _("Het secretariaat plant ze.")),
        ways=_ways(request, person, table),
    )
    return page(
        request,
        "meetings/meetings.html",
        context,
        title=_("Wanneer vergadert de %(table)s?") % {"table": known[table]}
        if table
        else _("Wanneer vergaderen de tafels?"),
        breadcrumb=[Crumb(_("Vergaderingen"))],
        provenance=Provenance(
            rules=[(_("vergaderingen"), address_of("home:rule", ["meetings"]))],
            illustrative=_(MADE_UP) if any(row.illustrative for row in rows) else "",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_page(request: HttpRequest) -> HttpResponse:
    """Plan one meeting, or a series."""
    person, now = person_of(request), timezone.now()
    tables = _kept_by(person)
    demand(_may_plan(person, tables), person)
    if request.method != "POST":
        form = PlanForm(initial={"table": request.GET.get("tafel", "")}, tables=tables)
        return _form_page(request, form, [])
    form = PlanForm(request.POST, tables=tables)
    if not form.is_valid():
        return _form_page(request, form, [], status=422)
    given = form.cleaned_data
    slot = {name: given[name] for name in ("starts", "ends", "place")}
    try:
        if given["every"]:
            made = actions.plan_series(
                by=person,
                at=now,
                table=given["table"],
                rhythm=Rhythm(given["every"], "months" if given["unit"] == "months" else "weeks"),
                days=DateRange(given["day"], given["until"]),
                illustrative=person.demo,
                **slot,
            )
            year = given["day"].year if made else ""
            listing = reverse("meetings:meetings")
            return HttpResponseRedirect(f"{listing}?tafel={given['table']}&jaar={year}")
        key = actions.plan_meeting(
            by=person, at=now, table=given["table"], day=given["day"], illustrative=person.demo, **slot
        )
    except MeetingRefused as refused:
        return _form_page(request, form, [told(refused)], status=status_of(refused))
    return HttpResponseRedirect(reverse("meetings:meeting", args=[key]))


@require_http_methods(["GET", "HEAD", "POST"])
def round_page(request: HttpRequest) -> HttpResponse:
    """Ask the partners of a table to decide in writing."""
    person, now = person_of(request), timezone.now()
    tables = _kept_by(person)
    demand(_may_plan(person, tables), person)
    table = request.POST.get("table") or request.GET.get("tafel", "")
    partners = _partners(table if table in dict(tables) else tables[0][0])
    if request.method != "POST":
        form = RoundForm(initial={"table": table, "silence": "agrees"}, tables=tables, partners=partners)
        return _form_page(request, form, [], written=True)
    form = RoundForm(request.POST, tables=tables, partners=partners)
    if not form.is_valid():
        return _form_page(request, form, [], status=422, written=True)
    try:
        key = actions.open_round(by=person, at=now, illustrative=person.demo, **form.cleaned_data)
    except MeetingRefused as refused:
        return _form_page(request, form, [told(refused)], status=status_of(refused), written=True)
    return HttpResponseRedirect(reverse("meetings:meeting", args=[key]))


# -- parts -----------------------------------------------------------------------------------------------


def _near(
    person: Person, rows: Sequence[TableRow], current: str
) -> tuple[Sequence[TableRow], Sequence[TableRow]]:
    """The tables of the nation, those that the reader keeps and the one looked at; and the others, folded away."""
    now = timezone.now()
    near = {
        row.key for row in rows if row.territory == NATION or row.key == current or may_keep(person, row, now)
    }
    return [row for row in rows if row.key in near], [row for row in rows if row.key not in near]


def _lead(rows: Sequence[MeetingRow], today: date, names: Mapping[str, str]) -> str:
    ahead = next(
        (row for row in rows if row.day >= today and row.state.value == "planned" and not row.written), None
    )
    if ahead is not None:
        name = names.get(ahead.table, ahead.table)
        return _("De eerstvolgende vergadering is op %(day)s (%(table)s).") % {
            "day": day(ahead.day),
            "table": name,
        }
    return _("Er is nog geen volgende vergadering gepland.")


def _table(
    request: HttpRequest, rows: Sequence[MeetingRow], year: int, names: Mapping[str, str]
) -> Table[MeetingRow]:
    moment = moment_of(request)
    return Table(
        columns=[
            Column(
                "day",
                _("Dag"),
                show=lambda row: day(row.day),
                href=lambda row: moment.on(reverse("meetings:meeting", args=[row.key])),
            ),
            Column("table", _("Tafel"), of=lambda row: names.get(row.table, row.table), searched=True),
            Column(
                "kind",
                _("Vorm"),
                of=lambda row: _("schriftelijke ronde") if row.written else _("vergadering"),
            ),
            *([Column("hours", _("Tijd"), of=hours_of, sortable=False)] if any(map(hours_of, rows)) else []),
            Column("state", _("Stand"), of=state_of),
        ],
        rows=rows,
        caption=_("Vergaderingen in %(year)s") % {"year": year},
        state=TableState.of(request),
        page_size=ON_A_PAGE,
        stacked=True,
    )


def _ways(request: HttpRequest, person: Person, table: str) -> list[tuple[str, str]]:
    ways = []
    if table:
        ways.append((_("In uw agenda (iCalendar)"), reverse("meetings:table_calendar", args=[table])))
    if _kept_by(person):
        ways.append((_("Plan een vergadering"), kept(request, "plan")))
        ways.append((_("Vraag het schriftelijk"), kept(request, "round")))
    return ways


def _kept_by(person: Person) -> list[tuple[str, str]]:
    """The tables whose meetings this person prepares."""
    now = timezone.now()
    if not person.signed_in:
        return []
    return [
        (row.key, row.abbreviation) for row in tables_that_meet(day_of(now)) if may_keep(person, row, now)
    ]


def _partners(table: str) -> list[tuple[str, str]]:
    seen = at_table(table, day_of(timezone.now()))
    names = seen.names()
    return sorted(((key, names[key]) for key in seen.partners), key=lambda pair: pair[1])


def _may_plan(person: Person, tables: Sequence[tuple[str, str]]) -> Permission:
    if tables:
        return Permission(True, Text("U bereidt een tafel voor.", "You prepare a table."))
    return may_keep_table(person, NATION, timezone.now())


def _year(asked: str, years: Sequence[int], today: date) -> int:
    if asked.isascii() and asked.isdecimal() and int(asked) in years:
        return int(asked)
    if not years or today.year in years:
        return today.year
    return max((year for year in years if year <= today.year), default=years[0])


def _form_page(
    request: HttpRequest,
    form: BaseForm,
    notices: Sequence[Notice],
    *,
    status: int = 200,
    written: bool = False,
) -> HttpResponse:
    context = FormContext(
        lead=_("De partners antwoorden binnen de termijn; wat zwijgen betekent, zegt u vooraf.")
        if written
        else _("Eén vergadering, of een reeks als u een ritme geeft."),
        notices=notices,
        form_fields=FormFields(form),
        action=_("Stuur de vraag rond") if written else _("Plan"),
    )
    title = _("Schriftelijk besluiten") if written else _("Een vergadering plannen")
    count = ngettext("%(n)s fout", "%(n)s fouten", len(form.errors)) % {"n": len(form.errors)}
    return page(
        request,
        "meetings/form.html",
        context,
        title=f"{title} ({count})" if form.errors else title,
        breadcrumb=[Crumb(_("Vergaderingen"), reverse("meetings:meetings")), Crumb(title)],
        status=status,
    )
