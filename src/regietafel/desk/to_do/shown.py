"""What waits, as lines on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.to_do.items import KIND_TITLES, URGENCY_TITLES, ToDo, Urgency, grouped, urgency_of
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import number, words


@dataclass(frozen=True)
class Line:
    """One thing that waits: what to do, with what, until when, and why it is here."""

    kind: str
    title: str
    href: str
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
    return Line(words(KIND_TITLES[item.kind]), item.title, keep(item.href) if item.href else "", due, about)


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


def lead(items: Sequence[ToDo], day: date) -> str:
    """The sentence that says the point: what comes first."""
    ordered = [item for found in grouped(items, day).values() for item in found]
    if not ordered:
        return _("Er wacht niets. Wat nieuw is, komt hier vanzelf te staan.")
    first = ordered[0]
    said = {"kind": words(KIND_TITLES[first.kind]), "title": first.title}
    if urgency_of(first, day) is Urgency.OVERDUE:
        return _("Te laat is: %(title)s (%(kind)s).") % said
    if first.due is not None:
        return _("Het eerst aan de beurt is: %(title)s (%(kind)s, uiterlijk %(day)s).") % {
            **said,
            "day": written_day(first.due),
        }
    return _("Er is niets met een datum. Bovenaan staat: %(title)s (%(kind)s).") % said
