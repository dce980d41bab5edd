"""Parts that several pages of figures show: sources side by side, what the reader can do, where it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from regietafel.core.base.answer import Text
from regietafel.core.figures.when import When, code
from regietafel.core.figures.when import words as when_words
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_enter_figures
from regietafel.desk.figures import actions
from regietafel.desk.figures.queries import FigureLine
from regietafel.desk.figures.seen import name_of
from regietafel.desk.figures.shown import MADE_UP
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import number, opening, place, words
from regietafel.desk.shared.page import Provenance

CHOOSES = Text("kiest welke bron wordt gebruikt", "chooses which source is used")
RULE = "figures"


@dataclass(frozen=True)
class Beside:
    """Sources that give different values for one figure; `used` is None when none is."""

    heading: str
    href: str
    values: Sequence[tuple[str, str, bool]]
    reason: str


def beside(key: tuple[str, When], lines: Sequence[FigureLine], on: Callable[[str], str]) -> Beside:
    area, when = key
    name = name_of(area, when.start)
    href = reverse("figures:history", args=[lines[0].indicator, area]) + f"?periode={quote(code(when))}"
    return Beside(
        f"{opening(place(name))}, {words(when_words(when))}",
        on(href) + "#kies",
        [(number(line.value), line.source.title, line.used) for line in lines],
        next((line.reason for line in lines if line.used), ""),
    )


def ways_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What this reader can do from here."""
    moment, person, now = moment_of(request), person_of(request), timezone.now()
    ways = []
    own = next((role.area for role in person.held(now) if role.area), "NL")
    if may_enter_figures(person, own, now):
        ways.append((_("Cijfers invoeren"), reverse("figures:upload")))
    if person.signed_in:
        ways.append((_("Aanleveringen"), reverse("figures:deliveries")))
    if actions.may_choose(person, now, what=CHOOSES):
        ways.append((_("Wie keurt goed?"), reverse("figures:approval_rules")))
    ways.append((_("Wat werd wanneer bekend?"), moment.on(reverse("figures:moments"))))
    return ways


def provenance_of(lines: Sequence[FigureLine], illustrative: bool) -> Provenance:
    return Provenance(
        sources=list(dict.fromkeys(line.source for line in lines if line.used))[:6],
        rules=[(_("bekend sinds"), reverse("home:rule", args=[RULE]))],
        illustrative=MADE_UP if illustrative else "",
    )
