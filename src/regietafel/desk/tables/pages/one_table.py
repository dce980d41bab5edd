"""The page of one table: what it does, who sits there, and which areas lie in its territory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from regietafel.core.areas.division import Division, division_on
from regietafel.core.base.concepts import concept
from regietafel.core.base.errors import RegietafelError
from regietafel.core.tables.kinds import (
    BODY_TITLES,
    LEVEL_TITLES,
    RELATION_TITLES,
    TIER_TITLES,
    BodyKind,
    RelationKind,
)
from regietafel.core.tables.structure import Relation
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.audit.queries import Entry, history
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import opening, words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.pages.asked_day import asked_day
from regietafel.desk.tables.pages.changing import ways as changes_of
from regietafel.desk.tables.permissions import may_read_table
from regietafel.desk.tables.queries import SeatRow, TableRow, seats_on, structure, tables_all
from regietafel.desk.tables.shown import address, days_of, seat_table

Fact = tuple[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class RegionLine:
    """A safety region, how many of its municipalities lie in the province, and which."""

    name: str
    share: str
    municipalities: str


@dataclass(frozen=True)
class TableContext:
    """One body: what it does, facts with their addresses, seats, and areas."""

    lead: str
    notices: Sequence[Notice]
    facts: Sequence[Fact]
    seats: Table[SeatRow]
    regions_title: str
    regions: Sequence[RegionLine]
    reading: str
    entries: Sequence[Entry]
    ways: Sequence[tuple[str, str]]


@require_safe
def table_page(request: HttpRequest, key: str) -> HttpResponse:
    """A body as it is on a day; one that ended is shown as it last was, with what came after it."""
    moment, day = moment_of(request), asked_day(request)
    rows = {row.key: row for row in tables_all(moment.at)}
    row = rows.get(key)
    if row is None:
        raise Http404(
            _("Er is geen tafel “%(key)s”, of zij was op dit moment nog niet bekend.") % {"key": key}
        )
    on = _day_within(row, day)
    seats = seats_on(key, on, moment.at)
    relations = structure(moment.at).relations
    allowed = may_read_table(person_of(request), row, seats, timezone.now())
    ways = [(_("Alle organen en hun verhouding"), moment.on(reverse("tables:structure")))]
    if moment.is_now and (may := changes_of(person_of(request), row, timezone.now())):
        ways.append((_("Deze tafel wijzigen"), may[0][1]))
    if allowed:
        ways.insert(0, (_("Wat deze tafel moet doen"), moment.on(reverse("to_do:board", args=[key]))))
    context = TableContext(
        lead=words(row.role) or _default_lead(row),
        notices=[*_notices(row, rows, relations, day, moment), *_how_old(seats, on)],
        facts=_facts(row, rows, relations, on, moment),
        seats=seat_table(seats, TableState.of(request)),
        regions_title=_("Veiligheidsregio's en gemeenten in deze provincie op %(day)s")
        % {"day": written_day(on)},
        regions=_regions(row, on),
        reading=words(allowed.reason),
        entries=history("table", key, until=moment.at) if allowed else (),
        ways=ways,
    )
    return page(
        request,
        "tables/table.html",
        context,
        title=words(row.name),
        breadcrumb=[Crumb(_("Tafels"), reverse("tables:structure")), Crumb(row.abbreviation)],
        provenance=Provenance(
            sources=list(dict.fromkeys([row.source, *(seat.source for seat in seats)])),
            rules=[(words(concept("tables").title), reverse("home:rule", args=["tables"]))],
            reference_date=on,
        ),
    )


def _day_within(row: TableRow, day: date) -> date:
    """The day asked for, or the nearest day on which the body is there."""
    if row.valid.until is not None and day >= row.valid.until:
        return row.valid.until - timedelta(days=1)
    return max(day, row.valid.start) if row.valid.start else day


def _default_lead(row: TableRow) -> str:
    return _("%(kind)s, %(tier)s, %(level)s.") % {
        "kind": opening(words(BODY_TITLES[row.kind])),
        "tier": words(TIER_TITLES[row.tier]),
        "level": words(LEVEL_TITLES[row.level]),
    }


def _notices(
    row: TableRow, rows: dict[str, TableRow], relations: Sequence[Relation], day: date, moment: Moment
) -> list[Notice]:
    found = []
    if day not in row.valid:
        ended = row.valid.until is not None and day >= row.valid.until
        after = [
            each.lower for each in relations if each.kind is RelationKind.SUCCEEDS and each.upper == row.key
        ]
        if ended and row.valid.until is not None:
            title = _("%(name)s is er sinds %(day)s niet meer.") % {
                "name": row.abbreviation,
                "day": written_day(row.valid.until),
            }
        else:
            title = _("%(name)s was er toen nog niet.") % {"name": row.abbreviation}
        found.append(
            Notice(
                "warning",
                title,
                _("U ziet haar zoals zij op de laatste dag was.") if ended else _("U ziet haar eerste dag."),
                href=address(after[0], moment) if ended and after else "",
                href_label=_("Naar de opvolger: %(name)s") % {"name": rows[after[0]].abbreviation}
                if ended and after
                else "",
            )
        )
    if words(row.note):
        found.append(Notice("info", _("Dit is een lezing, geen feit uit een bron."), words(row.note)))
    return found


def _how_old(seats: Sequence[SeatRow], on: date) -> list[Notice]:
    """That who sits here was last looked up on an earlier day than the page is about."""
    newest = max((timezone.localdate(seat.known_since) for seat in seats), default=None)
    if newest is None or on <= newest:
        return []
    return [
        Notice(
            "info",
            _("Plaatsen en namen zijn die van %(day)s.") % {"day": written_day(newest)},
            _("Wat daarna veranderde, is hier nog niet ingevoerd."),
        )
    ]


def _facts(
    row: TableRow, rows: dict[str, TableRow], relations: Sequence[Relation], on: date, moment: Moment
) -> list[Fact]:
    secretariat = organisation_names([row.secretariat]).get(row.secretariat) if row.secretariat else None
    facts: list[Fact] = [
        (_("Soort"), [(_default_lead(row).rstrip("."), "")]),
        (_("Secretariaat"), [(secretariat or _("geen bron noemt het"), "")]),
        (_("Geldig"), [(days_of(row.valid), "")]),
    ]
    for label, kind, downward in _RELATIONS:
        others = [
            each.lower if downward else each.upper
            for each in relations
            if each.kind is kind
            and (each.upper if downward else each.lower) == row.key
            and (on in each.validity or kind is RelationKind.SUCCEEDS)
        ]
        if others:
            named = [(rows[other].abbreviation, address(other, moment)) for other in others if other in rows]
            said = opening(words(RELATION_TITLES[kind])) if not downward else _(label)
            facts.append((said, named))
    if (twin := _other_body(row, rows)) is not None:
        facts.append((_("Niet te verwarren met"), [(words(twin.name), address(twin.key, moment))]))
    return facts


_RELATIONS = (
    ("", RelationKind.PREPARES_FOR, False),
    (gettext_noop("Wordt voorbereid door"), RelationKind.PREPARES_FOR, True),
    ("", RelationKind.REPORTS_TO, False),
    (gettext_noop("Krijgt meldingen van"), RelationKind.REPORTS_TO, True),
    ("", RelationKind.CONSULTS, False),
    (gettext_noop("Wordt geraadpleegd door"), RelationKind.CONSULTS, True),
    ("", RelationKind.SUCCEEDS, False),
    (gettext_noop("Opgevolgd door"), RelationKind.SUCCEEDS, True),
)


def _other_body(row: TableRow, rows: dict[str, TableRow]) -> TableRow | None:
    """The supervisor beside a provincial table, or the table beside a supervisor: two bodies of one province."""
    pair = {BodyKind.TABLE: BodyKind.SUPERVISOR, BodyKind.SUPERVISOR: BodyKind.TABLE}
    wanted = pair.get(row.kind)
    return next(
        (
            other
            for other in rows.values()
            if other.kind is wanted and other.territory == row.territory and row.territory != "NL"
        ),
        None,
    )


def _regions(row: TableRow, on: date) -> list[RegionLine]:
    """The safety regions that lie in a province on a day, each with its municipalities there."""
    if not row.territory.startswith("PV"):
        return []
    try:
        division = division_on(on)
        inside = set(division.in_province(row.territory))
    except RegietafelError:
        return []
    lines = (_region(division, region.code, inside) for region in division.safety_regions)
    return [line for line in lines if line is not None]


def _region(division: Division, region: str, inside: set[str]) -> RegionLine | None:
    members = division.in_safety_region(region)
    here = [code for code in members if code in inside]
    if not here:
        return None
    share = _("%(here)s van de %(all)s gemeenten") % {"here": len(here), "all": len(members)}
    names = ", ".join(sorted(division.name_of(code) for code in here))
    return RegionLine(division.name_of(region), share, names)
