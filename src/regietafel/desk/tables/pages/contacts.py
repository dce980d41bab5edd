"""Contact points: one for each partner and topic; gaps and doubles are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regietafel.core.base.answer import Text
from regietafel.core.base.concepts import concept
from regietafel.core.tables.contacts import ContactState, Finding, number_per_topic
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import day_of
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.table import Choice, Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, Provenance, page
from regietafel.desk.tables.pages.asked_day import asked_day
from regietafel.desk.tables.permissions import may_name_contact
from regietafel.desk.tables.queries import (
    OfficeRow,
    contact_sources,
    contacts_on,
    offices,
    partners_at,
    state_partners,
    taking_part,
    topics,
)

LRT = "lrt"
FINDINGS: dict[Finding, Text] = {
    "gap": Text("geen contactpunt", "no contact point"),
    "double": Text("meer dan één contactpunt", "more than one contact point"),
    "no_deputy": Text("één, zonder vervanger", "one, without deputy"),
    "one": Text("één, met vervanger", "one, with deputy"),
}


@dataclass(frozen=True)
class TopicLine:
    """A topic, the number of contact points at the State, and which they are."""

    topic: str
    points: int
    who: str


@dataclass(frozen=True)
class ContactLine:
    """A partner and a topic, with who it is, the deputy, and whether that is in order."""

    topic: str
    topic_key: str
    partner: str
    office: str | None
    deputy: str | None
    finding: Finding


@dataclass(frozen=True)
class ContactsContext:
    """Contact points by topic at the State, and by partner and topic."""

    lead: str
    headlines: Headlines | None
    empty: EmptyState | None
    state: Table[TopicLine] | None
    table: Table[ContactLine] | None
    ways: Sequence[tuple[str, str]]


@require_safe
def contacts_page(request: HttpRequest) -> HttpResponse:
    """Whom to reach about what, and where nobody can be reached."""
    moment, day = moment_of(request), asked_day(request)
    titles, named = topics(moment.at), offices(moment.at)
    at_state = state_topics(day, moment.at, titles, named)
    lines = _lines(day, moment.at, titles, named)
    gaps = sum(1 for line in at_state if line.points != 1)
    context = ContactsContext(
        lead=_lead(gaps, len(at_state)) if lines else "",
        headlines=_headlines(lines, gaps) if lines else None,
        empty=None if lines else EmptyState(_("Op dit moment was nog geen contactpunt bekend.")),
        state=topic_table(at_state, TableState.of(request, "rijk")) if lines else None,
        table=_table(lines, titles, TableState.of(request, choices=("onderwerp", "oordeel")), day)
        if lines
        else None,
        ways=[
            *_naming(request, moment),
            (_("Alle organen en hun verhouding"), moment.on(reverse("tables:structure"))),
            (_("Hoeveel lagen gaat een onderwerp langs?"), moment.on(reverse("tables:layers"))),
        ],
    )
    return page(
        request,
        "tables/contacts.html",
        context,
        title=_("Bij wie moet u zijn?"),
        breadcrumb=[Crumb(_("Tafels"), reverse("tables:structure")), Crumb(_("Contactpunten"))],
        provenance=Provenance(
            sources=contact_sources(moment.at),
            rules=[(words(concept("contact_points").title), reverse("home:rule", args=["contact_points"]))],
            reference_date=day,
        ),
    )


def state_topics(
    day: date, at: datetime | None, titles: Mapping[str, Text], named: Mapping[str, OfficeRow]
) -> list[TopicLine]:
    """For each topic the contact points that the departments have together. Two queries."""
    states = contacts_on(day, state_partners(day), titles, at)
    numbers = number_per_topic(states)
    held: dict[str, list[str]] = {}
    for state in states:
        held.setdefault(state.topic, []).extend(words(named[point.office].title) for point in state.points)
    return [TopicLine(words(titles[key]), number, ", ".join(held[key])) for key, number in numbers.items()]


def topic_table(lines: Sequence[TopicLine], state: TableState) -> Table[TopicLine]:
    """Topics with none, one or more contact points at the State."""
    return Table(
        columns=[
            Column("topic", _("Onderwerp")),
            Column("points", _("Aanspreekpunten bij het Rijk"), numeric=True),
            Column("who", _("Wie"), lambda line: line.who or None),
            Column("oordeel", _("Oordeel"), lambda line: _verdict(line.points)),
        ],
        rows=lines,
        caption=_("Aanspreekpunten bij het Rijk"),
        state=state,
        stacked=True,
    )


def _verdict(points: int) -> str:
    if points == 0:
        return _("niemand aan te spreken")
    return _("in orde") if points == 1 else _("niet duidelijk wie")


def _lead(gaps: int, number: int) -> str:
    if not gaps:
        return _("Over elk onderwerp is er bij het Rijk één aanspreekpunt.")
    return _(
        "Over %(gaps)s van de %(number)s onderwerpen is er bij het Rijk niet precies één aanspreekpunt."
    ) % {
        "gaps": gaps,
        "number": number,
    }


def _headlines(lines: Sequence[ContactLine], gaps: int) -> Headlines:
    named = sum(1 for line in lines if line.finding in ("one", "no_deputy"))
    doubles = sum(1 for line in lines if line.finding == "double")
    of_all = _("van %(n)s combinaties van partner en onderwerp") % {"n": len(lines)}
    return Headlines(
        [
            Headline(_("Zonder één aanspreekpunt bij het Rijk"), gaps, _("onderwerpen")),
            Headline(_("Contactpunten genoemd"), named, comparison=of_all),
            Headline(_("Dubbel"), doubles, comparison=_("twee contactpunten voor hetzelfde")),
        ]
    )


def _lines(
    day: date, at: datetime | None, titles: Mapping[str, Text], named: Mapping[str, OfficeRow]
) -> list[ContactLine]:
    """One line for each partner of the national table and topic; what is not in order first."""
    partners = partners_at(LRT, day, at)
    names = organisation_names(partners)
    order: list[Finding] = ["double", "no_deputy", "one", "gap"]
    states = sorted(contacts_on(day, partners, titles, at), key=lambda state: order.index(state.finding))
    return [_line(state, titles, names, named) for state in states]


def _line(
    state: ContactState, titles: Mapping[str, Text], names: Mapping[str, str], named: Mapping[str, OfficeRow]
) -> ContactLine:
    def told(keys: Sequence[str]) -> str | None:
        return ", ".join(words(named[key].title) for key in keys if key) or None

    return ContactLine(
        topic=words(titles[state.topic]),
        topic_key=state.topic,
        partner=names.get(state.partner, state.partner),
        office=told([point.office for point in state.points]),
        deputy=told([point.deputy for point in state.points]),
        finding=state.finding,
    )


def _table(
    lines: Sequence[ContactLine], titles: Mapping[str, Text], state: TableState, day: date
) -> Table[ContactLine]:
    return Table(
        columns=[
            Column("partner", _("Partner"), searched=True),
            Column("topic", _("Onderwerp"), searched=True),
            Column("office", _("Contactpunt")),
            Column("deputy", _("Vervanger")),
            Column("finding", _("Oordeel"), lambda line: words(FINDINGS[line.finding])),
        ],
        rows=lines,
        caption=_("Per partner en onderwerp op %(day)s") % {"day": written_day(day)},
        state=state,
        filtered=True,
        page_size=20,
        choices=[
            Choice("onderwerp", _("Onderwerp"), list(titles.items()), lambda line: line.topic_key),
            Choice("oordeel", _("Oordeel"), list(FINDINGS.items()), lambda line: line.finding),
        ],
        stacked=True,
    )


def _naming(request: HttpRequest, moment: Moment) -> list[tuple[str, str]]:
    """The way to the form, for who may name a contact point."""
    person, now = person_of(request), timezone.now()
    own = {role.organisation for role in taking_part(person, day_of(now))}
    if not moment.is_now or not any(may_name_contact(person, partner, now) for partner in own):
        return []
    return [(_("Een contactpunt noemen"), reverse("tables:name_contact"))]
