"""What waits, as lines on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.to_do.items import (
    KIND_TITLES,
    URGENCY_TITLES,
    ToDo,
    Urgency,
    grouped,
    in_order,
    urgency_of,
)
from regietafel.desk.shared.components.dutch import Dutch
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.markup import Component, escape, link
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import number, words


@dataclass(frozen=True)
class Line:
    """One thing that waits: what to do, with what, until when, and why it is here."""

    kind: str
    title: Component | str
    due: str
    about: str


@dataclass(frozen=True)
class Group:
    """The things of one urgency."""

    key: str
    title: str
    lines: Sequence[Line]


def groups(
    items: Iterable[ToDo], day: date, *, keep: Callable[[str], str], tables: dict[str, str]
) -> list[Group]:
    """Everything by urgency. `keep` puts the moment of the page into an address; `tables` names tables by key."""
    return [
        Group(
            urgency.value,
            words(URGENCY_TITLES[urgency]),
            [_line(item, urgency, keep, tables) for item in found],
        )
        for urgency, found in grouped(items, day).items()
    ]


def _line(item: ToDo, urgency: Urgency, keep: Callable[[str], str], tables: dict[str, str]) -> Line:
    due = ""
    if item.due is not None:
        due = _("uiterlijk %(day)s") % {"day": written_day(item.due)}
        if item.opens is not None and urgency is not Urgency.OVERDUE:
            due = _("van %(opens)s tot en met %(day)s") % {
                "opens": written_day(item.opens),
                "day": written_day(item.due),
            }
    about = " · ".join(filter(None, (tables.get(item.table, ""), item.evidence)))
    href = keep(item.href) if item.href else ""
    title = Dutch(item.title, href) if item.dutch else Linked(item.title, href)
    return Line(words(KIND_TITLES[item.kind]), title, due, about)


def headlines(items: Sequence[ToDo], day: date) -> Headlines:
    """How much is late, how much has to be done this week, and how much waits in all."""
    counts = dict.fromkeys(Urgency, 0)
    for item in items:
        counts[urgency_of(item, day)] += 1
    late, week = counts[Urgency.OVERDUE], counts[Urgency.THIS_WEEK]
    return Headlines(
        [
            Headline(_("Te laat"), number(late), ngettext("punt", "punten", late)),
            Headline(_("Binnen zeven dagen"), number(week), ngettext("punt", "punten", week)),
            Headline(
                _("In totaal"), number(len(items)), ngettext("punt wacht", "punten wachten", len(items))
            ),
        ]
    )


@dataclass(frozen=True)
class Linked(Component):
    """Words of the product, as a link where there is an address."""

    text: str
    href: str = ""

    def markup(self) -> str:
        """A link or text."""
        return link(self.text, self.href)


@dataclass(frozen=True)
class Sentence(Component):
    """A sentence of the page with words in it that may be in another language."""

    text: str
    filled: Mapping[str, object]

    def markup(self) -> str:
        """The sentence with its words, each escaped."""
        return escape(self.text) % {name: escape(value) for name, value in self.filled.items()}


def lead(items: Sequence[ToDo], day: date) -> Sentence:
    """The sentence that says the point: what comes first."""
    ordered = in_order(items, day)
    if not ordered:
        return Sentence(_("Er wacht niets. Wat nieuw is, komt hier vanzelf te staan."), {})
    first = ordered[0]
    said = {
        "kind": words(KIND_TITLES[first.kind]),
        "title": Dutch(first.title) if first.dutch else first.title,
        "day": written_day(first.due) if first.due else "",
    }
    if urgency_of(first, day) is Urgency.OVERDUE:
        return Sentence(_("Te laat is: %(title)s (%(kind)s)."), said)
    if first.due is not None:
        return Sentence(_("Het eerst aan de beurt is: %(title)s (%(kind)s, uiterlijk %(day)s)."), said)
    return Sentence(_("Er is niets met een datum. Bovenaan staat: %(title)s (%(kind)s)."), said)
