"""How meetings are written on pages: titles, states, items with their lines, refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from regietafel.core.meetings.agenda import ITEM_SOURCE_WORDS, Item
from regietafel.core.meetings.line_kinds import KIND_WORDS
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.states import STATE_WORDS, MeetingState
from regietafel.desk.figures.queries import source_of
from regietafel.desk.meetings.queries import LineRow, MeetingRow
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day, words
from regietafel.desk.shared.page import Crumb, Provenance

MADE_UP = gettext_noop("Deze vergadering is verzonnen om de casus te laten zien.")


@dataclass(frozen=True)
class LineShown:
    """One line: its anchor and number, kind, text, who and before when. `origin` is what came of it."""

    anchor: str
    place: str
    key: str
    kind: str
    kind_key: str
    text: str
    owner: str
    due: date | None
    revision: int
    edit_href: str = ""
    outcomes: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class ItemShown:
    """One item of the agenda with its lines."""

    number: int
    title: str
    source: str
    href: str
    minutes: int | None
    lines: Sequence[LineShown]


def title_of(row: MeetingRow, table: str) -> str:
    """ "LRT, 16 september 2022", from how the table is called; a written round says that it is one."""
    if row.written:
        return _("%(table)s: schriftelijke ronde tot en met %(day)s") % {"table": table, "day": day(row.day)}
    return _("%(table)s, %(day)s") % {"table": table, "day": day(row.day)}


def meeting_of(row: MeetingRow, table: str) -> str:
    """ "LRT van 16 september 2022", for within a sentence."""
    if row.written:
        return title_of(row, table)
    return _("%(table)s van %(day)s") % {"table": table, "day": day(row.day)}


def state_of(row: MeetingRow) -> str:
    """The state in words; a written round that is planned is open."""
    if row.written and row.state is MeetingState.PLANNED:
        return _("loopt")
    if row.written and row.state is MeetingState.CLOSED:
        return _("gesloten")
    return words(STATE_WORDS[row.state])


def hours_of(row: MeetingRow) -> str:
    """From when to when, in Dutch time; "" when not known."""
    if row.starts is None:
        return ""
    start = f"{row.starts:%H.%M}"
    return f"{start}–{row.ends:%H.%M} {_('uur')}" if row.ends else f"{start} {_('uur')}"


def items_shown(
    items: Sequence[Item],
    lines: Sequence[LineRow],
    names: Mapping[str, str],
    *,
    edit_href: str = "",
    outcomes: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> tuple[ItemShown, ...]:
    """Every item with its lines; lines of an item that is not on the agenda come under their number."""
    known = {item.number for item in items}
    loose = [
        Item(number, _("Punt %(n)s") % {"n": number})
        for number in sorted({line.item for line in lines} - known)
    ]
    return tuple(
        ItemShown(
            item.number,
            item.title,
            words(ITEM_SOURCE_WORDS[item.source]) if item.source_key else "",
            source_href(item.source.value, item.source_key),
            item.minutes,
            [
                line_shown(line, names, edit_href, _outcomes_of(line, outcomes or {}))
                for line in lines
                if line.item == item.number
            ],
        )
        for item in sorted([*items, *loose], key=lambda item: item.number)
    )


def _outcomes_of(line: LineRow, outcomes: Mapping[str, Sequence[tuple[str, str]]]) -> list[tuple[str, str]]:
    """What came of a line; a line that holds two things has them under 3.2a and 3.2b."""
    keys = (line.key, *(line.key + letter for letter in "abcdef"))
    return [outcome for key in keys for outcome in outcomes.get(key, ())]


def line_shown(
    line: LineRow,
    names: Mapping[str, str],
    edit_href: str = "",
    outcomes: Sequence[tuple[str, str]] = (),
) -> LineShown:
    """One line in words."""
    return LineShown(
        anchor=line.anchor,
        place=line.place,
        key=line.key,
        kind=words(KIND_WORDS[line.kind].title),
        kind_key=line.kind.value,
        text=line.text,
        owner=owner_name(line.owner, names),
        due=line.due,
        revision=line.revision,
        edit_href=f"{edit_href}?regel={line.place}#{line.anchor}" if edit_href else "",
        outcomes=outcomes,
    )


def owner_name(owner: str, names: Mapping[str, str]) -> str:
    """A partner by its name, a table by its own; the key when neither is known."""
    return names.get(owner, owner)


def source_href(kind: str, key: str) -> str:
    """The page that an item is about; "" when it has none."""
    routes = {
        "minutes": ("minutes:minutes", [key]),
        "agreement": ("agreements:agreement", [key.split("/", maxsplit=1)[0]]),
        "escalation": ("escalation:area", [key.lower()]),
        "request": ("follow_up:request", [key]),
    }
    if kind == "monitor" and key.count("/") == 2:
        period, area, _reference = key.split("/")
        routes["monitor"] = ("monitor:area", [period, area.lower()])
    if kind == "open_item":
        return f"{address_of('follow_up:actions', [])}?tafel={key.split(' ', maxsplit=1)[0]}"
    if kind not in routes or not key:
        return ""
    return address_of(*routes[kind])


def address_of(route: str, args: Sequence[object]) -> str:
    """The address of a page of another desk by its name; "" when it is not there."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def told(refused: MeetingRefused, title: str = "") -> Notice:
    """A refusal as a message, with every fault."""
    kept = _("Dit is niet opgeslagen. Wat u typte, staat er nog.")
    return Notice("error", title or kept, points=[each.sentence for each in refused.told])


def status_of(refused: MeetingRefused) -> int:
    """The status of the answer: 422 for faults, 409 when the state or someone else is in the way."""
    return 422 if refused.why == "faults" else 409


def provenance_of(row: MeetingRow) -> Provenance:
    """Source and rule of a meeting, and whether it is made up."""
    return Provenance(
        sources=[source_of(row.source)] if row.source else [],
        rules=[(_("vergaderingen"), address_of("home:rule", ["meetings"]))],
        illustrative=_(MADE_UP) if row.illustrative else "",
    )


def crumbs(row: MeetingRow, name: str, last: str = "") -> list[Crumb]:
    """The way to a page of a meeting."""
    listing = f"{reverse('meetings:meetings')}?tafel={row.table}"
    here = reverse("meetings:meeting", args=[row.key])
    trail = [Crumb(_("Vergaderingen"), reverse("meetings:meetings")), Crumb(name, listing)]
    if not last:
        return [*trail, Crumb(day(row.day))]
    return [*trail, Crumb(day(row.day), here), Crumb(last)]


def kept(request: HttpRequest, route: str, *args: object) -> str:
    """The address of a page of meetings, with the moment."""
    return moment_of(request).on(reverse(f"meetings:{route}", args=args))
