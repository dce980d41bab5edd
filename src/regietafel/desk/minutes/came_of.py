"""What came of the lines of minutes: the records of other desks that say from which line they come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.follow_up.items import STATE_TITLES
from regietafel.desk.agreements import queries as agreements
from regietafel.desk.follow_up.queries import items_from
from regietafel.desk.mandates import queries as mandates
from regietafel.desk.shared.notation import words


@dataclass(frozen=True)
class Came:
    """A record that came of a line: what it is, how it stands, its page, and whether it is an agreement."""

    what: str
    state: str
    href: str
    agreement: bool = False


def came_of(meeting: str, at: datetime | None = None) -> dict[str, list[Came]]:
    """The records of each line, by its number. Six queries."""
    found: dict[str, list[Came]] = defaultdict(list)
    for item in items_from(f"{meeting}/", at):
        if not item.parent:
            found[_line(item.origin)].append(Came(item.text, words(STATE_TITLES[item.state]), item.href))
    for origin, key in mandates.items_from(meeting, at).items():
        found[_line(origin)].append(
            Came(_("Het mandaat met zijn grenzen"), "", reverse("mandates:mandate", args=[key]))
        )
    for one in agreements.came_from(meeting, at):
        found[_line(one.line)].append(Came(one.title, _("beëindigd") if one.ended else "", one.href, True))
    return dict(found)


def lines_with_records(meeting: str, at: datetime | None = None) -> frozenset[str]:
    """The numbers of the lines of which something came."""
    return frozenset(_line(item.origin) for item in items_from(f"{meeting}/", at))


def mandates_with_limits(meeting: str, at: datetime | None = None) -> frozenset[str]:
    """The numbers of the lines whose mandate was given: the register takes none without limits."""
    return frozenset(_line(origin) for origin in mandates.items_from(meeting, at))


def _line(origin: str) -> str:
    """The number of a line in its key: "3.2" of "lrt-2022-09-16/3.2".

    >>> _line("lrt-2022-09-16/3.2")
    '3.2'
    """
    return origin.rpartition("/")[2]
