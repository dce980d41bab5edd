"""The layer counter: how many tables a matter passes, how long it waits, and what a new structure changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regietafel.core.base.concepts import concept
from regietafel.core.tables.kinds import Tier
from regietafel.core.tables.layers import Compared, Layers, compare, layers_of
from regietafel.core.tables.structure import Structure
from regietafel.desk.shared.components.headline import Direction, Headline, Headlines
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.status import IllustrativeMark
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.pages.asked_day import Option, asked_day, day_options
from regietafel.desk.tables.pages.contacts import TopicLine, state_topics, topic_table
from regietafel.desk.tables.queries import (
    JourneyRow,
    journeys,
    offices,
    structure,
    tables_all,
    topics,
)
from regietafel.desk.tables.shown import MADE_UP, layers_words, passage_words


@dataclass(frozen=True)
class RouteLine:
    """The longest way up from one body, before and after."""

    start: str
    before: str
    after: str
    change: int | None


@dataclass(frozen=True)
class LayersContext:
    """Layers before and after, the ways of matters, and topics without one contact point at the State."""

    lead: str
    headlines: Headlines
    days: Sequence[Option]
    doubles: Notice | None
    routes: Table[RouteLine]
    matters: Table[JourneyRow] | EmptyState
    topics: Table[TopicLine] | EmptyState
    ways: Sequence[tuple[str, str]]


@require_safe
def layers_page(request: HttpRequest) -> HttpResponse:
    """How many layers a matter passes."""
    moment, day = moment_of(request), asked_day(request)
    over_time = structure(moment.at)
    rows = tables_all(moment.at)
    titles = {row.key: row.abbreviation for row in rows}
    compared = compare(over_time, day)
    before, after = _layers(compared.before), _layers(compared.after)
    ways = journeys(moment.at)
    points = state_topics(day, moment.at, topics(moment.at), offices(moment.at))
    context = LayersContext(
        lead=_lead(compared, before, after),
        headlines=_headlines(compared, before, after, points),
        days=day_options(request, over_time, day),
        doubles=_doubles(after, titles),
        routes=_routes(compared, before, after, titles, TableState.of(request, "route")),
        matters=_matters(ways, titles, TableState.of(request, "weg")) if ways else _no_matters(),
        topics=topic_table(points, TableState.of(request, "rijk")) if points else _no_matters(),
        ways=[
            (_("Alle organen en hun verhouding"), moment.on(reverse("tables:structure"))),
            (_("Bij wie moet u zijn?"), moment.on(reverse("tables:contacts"))),
        ],
    )
    return page(
        request,
        "tables/layers.html",
        context,
        title=_("Hoeveel lagen gaat een onderwerp langs?"),
        breadcrumb=[Crumb(_("Tafels"), reverse("tables:structure")), Crumb(_("Lagen"))],
        provenance=Provenance(
            sources=list(dict.fromkeys(source for way in ways for source in way.sources)),
            rules=[(words(concept("layers").title), reverse("home:rule", args=["layers"]))],
            reference_date=day,
            illustrative=MADE_UP if any(way.illustrative for way in ways) else "",
        ),
    )


def _layers(there: Structure) -> Layers:
    return layers_of(there, there.bodies)


def _lead(compared: Compared, before: Layers, after: Layers) -> str:
    if not compared.changed:
        return layers_words(after.most)
    values = {"day": written_day(compared.turn), "before": before.most, "after": after.most}
    if after.most < before.most:
        return (
            _(
                "Sinds %(day)s gaat een onderwerp langs hoogstens %(after)s lagen; daarvoor waren het er %(before)s."
            )
            % values
        )
    if after.most > before.most:
        return _("Sinds %(day)s kwamen er lagen bij: van %(before)s naar hoogstens %(after)s.") % values
    return (
        _("Sinds %(day)s is de structuur anders, maar het aantal lagen bleef hoogstens %(after)s.") % values
    )


def _headlines(compared: Compared, before: Layers, after: Layers, points: Sequence[TopicLine]) -> Headlines:
    directions: dict[int, Direction] = {-1: "down", 0: "level", 1: "up"}
    turned = (after.most > before.most) - (after.most < before.most)
    was = _("was %(n)s vóór %(day)s") % {"n": before.most, "day": written_day(compared.turn)}
    figures = [
        Headline(
            _("Meeste lagen boven elkaar"),
            after.most,
            _("organen"),
            was if compared.changed else "",
            directions[turned] if compared.changed else "",
        ),
        Headline(
            _("Dubbele routes"),
            len(after.duplicated),
            comparison=_("een dubbele route komt twee keer bij hetzelfde orgaan uit"),
        ),
    ]
    if points:
        missing = sum(1 for line in points if line.points != 1)
        of_all = _("van %(n)s onderwerpen") % {"n": len(points)}
        figures.append(
            Headline(_("Zonder één aanspreekpunt bij het Rijk"), missing, _("onderwerpen"), of_all)
        )
    return Headlines(figures)


def _doubles(after: Layers, titles: Mapping[str, str]) -> Notice | None:
    """The ways that come out at the same body twice."""
    routes = [route for found in after.duplicated.values() for route in found]
    if not routes:
        return None
    points = [" → ".join(titles.get(key, key) for key in route) for route in routes]
    return Notice("warning", _("Deze wegen komen bij hetzelfde orgaan uit."), points=points)


def _routes(
    compared: Compared, before: Layers, after: Layers, titles: Mapping[str, str], state: TableState
) -> Table[RouteLine]:
    """One line for each start; the twelve provinces are alike and stand in one line."""
    lines, seen = [], set()
    for key in dict.fromkeys([*before.longest, *after.longest]):
        first, then = before.longest.get(key), after.longest.get(key)
        body = compared.after.bodies.get(key) or compared.before.bodies[key]
        shape = (body.tier, body.kind, first[1:] if first else None, then[1:] if then else None)
        if len(first or ()) < 2 and len(then or ()) < 2:
            continue
        if body.tier is not Tier.NATIONAL and shape in seen:
            continue
        seen.add(shape)
        name = titles[key] if body.tier is Tier.NATIONAL else _("elke PRT")
        lines.append(
            RouteLine(name, _way(first, name, titles), _way(then, name, titles), _gained(first, then))
        )
    lines.sort(key=lambda line: line.before == line.after)
    return Table(
        columns=[
            Column("start", _("Begint bij")),
            Column("before", _("Weg daarvoor"), sortable=False),
            Column("after", _("Weg daarna"), sortable=False),
            Column("change", _("Verschil"), unit=_("lagen"), numeric=True, signed=True),
        ],
        rows=lines,
        caption=_("De langste weg omhoog, vóór en vanaf %(day)s") % {"day": written_day(compared.turn)},
        state=state,
        stacked=True,
    )


def _way(route: Sequence[str] | None, name: str, titles: Mapping[str, str]) -> str:
    if route is None:
        return _("orgaan is er niet")
    return " → ".join([name, *(titles.get(key, key) for key in route[1:])])


def _gained(before: Sequence[str] | None, after: Sequence[str] | None) -> int | None:
    return len(after) - len(before) if before is not None and after is not None else None


def _matters(ways: Sequence[JourneyRow], titles: Mapping[str, str], state: TableState) -> Table[JourneyRow]:
    return Table(
        columns=[
            Column("onderwerp", _("Onderwerp"), lambda way: words(way.title)),
            Column(
                "weg",
                _("Langs welke tafels"),
                lambda way: " → ".join(passage_words(each, titles) for each in way.way.passages),
                sortable=False,
            ),
            Column("tafels", _("Tafels"), lambda way: way.way.tables, numeric=True),
            Column("dagen", _("Gewacht"), lambda way: way.way.days, unit=_("dagen"), numeric=True),
            Column(
                "onbekend", _("Duur niet bekend"), lambda way: way.way.unknown, unit=_("tafels"), numeric=True
            ),
            Column(
                "merk",
                _("Merk"),
                lambda way: way.illustrative,
                show=lambda way: IllustrativeMark() if way.illustrative else "",
            ),
        ],
        rows=ways,
        caption=_("De weg van elk onderwerp"),
        state=state,
        note=_("Gewacht telt alleen de dagen waarvan begin en eind bekend zijn."),
        stacked=True,
    )


def _no_matters() -> EmptyState:
    return EmptyState(_("Van geen onderwerp is op dit moment een weg bekend."))
