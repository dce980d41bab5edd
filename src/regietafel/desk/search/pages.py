"""Searching: one field, what was found with the piece that answers, and kinds to narrow it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.base.answer import Text
from regietafel.core.search.question import LONGEST, NothingAsked
from regietafel.core.search.snippet import Piece
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import day_of
from regietafel.desk.search.queries import MOST, Found, readers_of, search
from regietafel.desk.shared.components.notice import EmptyState
from regietafel.desk.shared.components.status import IllustrativeMark
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import number, words
from regietafel.desk.shared.page import Crumb, Provenance, page

KINDS: dict[str, Text] = {
    "minutes": Text("regel van een verslag", "line of minutes"),
    "agreement": Text("afspraak", "agreement"),
    "action": Text("actie", "action"),
    "request": Text("verzoek", "request"),
    "question": Text("vraag", "question"),
    "concern": Text("aandachtspunt", "concern"),
    "mandate": Text("mandaat", "mandate"),
    "letter": Text("brief", "letter"),
}


@dataclass(frozen=True)
class Line:
    """One thing that was found."""

    kind: str
    title: str
    href: str
    pieces: Sequence[Piece]
    about: str
    mark: IllustrativeMark | None


@dataclass(frozen=True)
class SearchContext:
    """The field with what was typed, the sentence, kinds to choose, and what was found."""

    typed: str
    longest: int
    kept_moment: str
    lead: str
    kinds: Sequence[tuple[str, str, bool]]
    lines: Sequence[Line]
    empty: EmptyState | None


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Search what the reader may see, as known at the moment of the page."""
    moment, typed = moment_of(request), request.GET.get("zoek", "").strip()[:LONGEST]
    kind = request.GET.get("soort", "")
    kind = kind if kind in KINDS else ""
    found, lead = (
        None,
        _("Zoek in verslagen, afspraken, acties, verzoeken, vragen, aandachtspunten, mandaten en brieven."),
    )
    if typed:
        person = person_of(request)
        try:
            found = search(typed, readers_of(person, day_of(timezone.now())), moment.at, kind=kind)
            lead = _lead(found) if found.hits else ""
        except NothingAsked as refused:
            lead = words(refused.text)
    context = SearchContext(
        typed=typed,
        longest=LONGEST,
        kept_moment=moment.key,
        lead=lead,
        kinds=_kinds(typed, kind, found, moment) if found else (),
        lines=[
            Line(
                words(KINDS[hit.kind]),
                hit.title,
                moment.on(hit.href),
                hit.pieces,
                _("bekend sinds %(day)s") % {"day": written_day(day_of(hit.known_since))},
                IllustrativeMark() if hit.illustrative else None,
            )
            for hit in (found.hits if found else ())
        ],
        empty=_nothing(signed_in=person_of(request).signed_in) if found and not found.hits else None,
    )
    made_up = any(line.mark for line in context.lines)
    return page(
        request,
        "search/search.html",
        context,
        title=_("Zoeken"),
        breadcrumb=[Crumb(_("Zoeken"))],
        provenance=Provenance(
            rules=[(_("zoeken"), reverse("home:rule", args=["search"]))],
            illustrative=_("Een deel van wat gevonden is, is verzonnen; dat staat erbij.") if made_up else "",
        ),
    )


def _lead(found: Found) -> str:
    count = len(found.hits)
    if found.more:
        return _("Er is meer dan hier past: dit zijn de nieuwste %(n)s. Voeg een woord toe om te kiezen.") % {
            "n": number(MOST)
        }
    return ngettext("%(n)s tekst gevonden.", "%(n)s teksten gevonden.", count) % {"n": number(count)}


def _kinds(typed: str, kind: str, found: Found, moment: Moment) -> list[tuple[str, str, bool]]:
    address = reverse("search:search")
    rows = [(_("alles"), moment.on(f"{address}?{urlencode({'zoek': typed})}"), not kind)]
    for key, title in KINDS.items():
        if found.counts.get(key):
            href = f"{address}?{urlencode({'zoek': typed, 'soort': key})}"
            rows.append((f"{words(title)} ({number(found.counts[key])})", moment.on(href), key == kind))
    return rows if len(rows) > 2 else []


def _nothing(*, signed_in: bool) -> EmptyState:
    way = _("Probeer een ander woord, of minder woorden.")
    if not signed_in:
        way += " " + _("Wie zich aanmeldt, zoekt ook in de stukken van eigen tafels.")
    return EmptyState(_("Er is niets gevonden dat u mag lezen."), way)
