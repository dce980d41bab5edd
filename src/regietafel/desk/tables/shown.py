"""What pages of tables show of bodies, seats, contact points and ways: boxes, lines of tables, sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.base.answer import Text
from regietafel.core.tables.chart import Chain, Node, chains_of
from regietafel.core.tables.kinds import (
    BODY_TITLES,
    LEVEL_TITLES,
    RELATION_TITLES,
    SEAT_KIND_TITLES,
    SEAT_ROLE_TITLES,
    TIER_TITLES,
    BodyKind,
    RelationKind,
)
from regietafel.core.tables.layers import Passage
from regietafel.core.tables.structure import Structure
from regietafel.core.tables.validity import Validity
from regietafel.desk.shared.components.table import Choice, Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import short_day, words
from regietafel.desk.tables.chart import Box, StructureChart
from regietafel.desk.tables.queries import SeatRow, TableRow

MADE_UP = Text(
    "De dagen waarop crisisorganen iets bespraken en hun taken zijn verzonnen; geen bron noemt ze.",
    "The days on which crisis bodies discussed something and their tasks are made up; no source names them.",
)


@dataclass(frozen=True)
class BodyLine:
    """A body in the list: `upward` says to whom it stands how."""

    row: TableRow
    upward: str
    secretariat: str
    href: str


def days_of(valid: Validity) -> str:
    """From and until in words; a beginning that no source gives is said so."""
    start = written_day(valid.start) if valid.start else ""
    until = written_day(valid.until) if valid.until else ""
    if start and until:
        return _("van %(start)s tot %(until)s") % {"start": start, "until": until}
    if start:
        return _("sinds %(start)s") % {"start": start}
    if until:
        return _("tot %(until)s; begin niet bekend") % {"until": until}
    return _("begin niet bekend")


def upward_words(structure: Structure, key: str, titles: Mapping[str, str]) -> str:
    """ "bereidt voor: LRT; overlegt met: LRT" for one body of a day."""
    said = [
        f"{words(RELATION_TITLES[each.kind])}: {titles[each.upper]}"
        for each in structure.relations
        if each.lower == key and each.kind is not RelationKind.SUCCEEDS
    ]
    return "; ".join(said)


def body_table(lines: Sequence[BodyLine], state: TableState) -> Table[BodyLine]:
    """Every body of a day: the twin of the drawing."""
    tiers = [(tier.value, title) for tier, title in TIER_TITLES.items()]
    return Table(
        columns=[
            Column(
                "naam",
                _("Naam"),
                lambda line: words(line.row.name),
                href=lambda line: line.href,
                searched=True,
            ),
            Column("kort", _("Kort"), lambda line: line.row.abbreviation, searched=True),
            Column("soort", _("Soort"), lambda line: words(BODY_TITLES[line.row.kind])),
            Column("niveau", _("Niveau"), lambda line: words(LEVEL_TITLES[line.row.level])),
            Column("verhouding", _("Verhouding"), lambda line: line.upward or None),
            Column("geldig", _("Geldig"), lambda line: days_of(line.row.valid)),
        ],
        rows=lines,
        caption=_("Alle organen op deze dag"),
        state=state,
        filtered=True,
        choices=[Choice("gebied", _("Gebied"), tiers, lambda line: line.row.tier.value)],
        stacked=True,
    )


def chart(
    structure: Structure, titles: Mapping[str, str], day: date, moment: Moment, summary: str
) -> StructureChart:
    """The drawing of the structure of a day."""
    chains = chains_of(structure)
    nodes = [node for chain in chains for level in chain.levels for node in level]
    boxes = {node.key: _box(node, structure, titles, moment) for node in nodes}
    title = _("De structuur op %(day)s") % {"day": written_day(day)}
    return StructureChart(title, summary, chains, boxes)


def _box(node: Node, structure: Structure, titles: Mapping[str, str], moment: Moment) -> Box:
    body = structure.bodies[node.key]
    until = body.validity.until
    kinds = dict.fromkeys(kind for _upper, kind in node.above)
    lines = [words(RELATION_TITLES[kind]) for kind in kinds] or [words(LEVEL_TITLES[body.level])]
    if until is not None:
        lines.append(_("tot %(day)s") % {"day": f"{short_day(until)} {until.year}"})
    if len(node.keys) == 1:
        return Box(titles[node.key], lines, address(node.key, moment), until is not None)
    supervises = body.kind is BodyKind.SUPERVISOR
    short = "GS" if supervises else "PRT"
    lines = [words(BODY_TITLES[body.kind])] if supervises else lines
    href = moment.on(f"{reverse('tables:structure')}?gebied={body.tier.value}")
    return Box(f"{len(node.keys)} × {short}", lines, href)


def address(key: str, moment: Moment) -> str:
    """The page of a body, at the moment of the page."""
    return moment.on(reverse("tables:table", args=[key]))


def seat_table(seats: Sequence[SeatRow], state: TableState) -> Table[SeatRow]:
    """Who sits at a table: office, partner, and the holder where the office is public."""
    return Table(
        columns=[
            Column("functie", _("Functie"), lambda seat: words(seat.office_title)),
            Column("wie", _("Wie"), holder_words),
            Column("partner", _("Partner"), lambda seat: seat.partner_name),
            Column(
                "rol",
                _("Rol"),
                lambda seat: f"{words(SEAT_ROLE_TITLES[seat.role])}, {words(SEAT_KIND_TITLES[seat.kind])}",
            ),
        ],
        rows=seats,
        caption=_("Wie er een plaats heeft"),
        state=state,
        empty=_("Geen bron zegt wie hier een plaats heeft."),
        note=_(
            "Van ambtenaren staat alleen de functie hier. Een naam staat er alleen bij een openbaar ambt."
        ),
        stacked=True,
    )


def holder_words(seat: SeatRow) -> str:
    """The name, or why there is none."""
    if seat.holder:
        return seat.holder
    return _("niet bekend") if seat.public else _("naam niet openbaar")


def passage_words(passage: Passage, titles: Mapping[str, str]) -> str:
    """ "HLRT (14 dagen)", "LRT (sinds 16 september 2022)", "PRT Drenthe (dagen niet bekend)"."""
    name = titles.get(passage.table, passage.table)
    if passage.days is not None:
        said = ngettext("%(n)s dag", "%(n)s dagen", passage.days) % {"n": passage.days}
    elif passage.arrived is not None:
        said = _("sinds %(day)s") % {"day": written_day(passage.arrived)}
    else:
        said = _("dagen niet bekend")
    return f"{name} ({said})"


def count_words(structure: Structure) -> str:
    """How many bodies there are, by sort."""
    national = sum(1 for body in structure.bodies.values() if body.tier.value == "national")
    tables = [body for body in structure.bodies.values() if body.tier.value == "provincial"]
    prts = sum(1 for body in tables if body.kind is BodyKind.TABLE)
    return ngettext(
        "Er is %(n)s landelijk orgaan, en er zijn %(prts)s provinciale regietafels.",
        "Er zijn %(n)s landelijke organen en %(prts)s provinciale regietafels.",
        national,
    ) % {"n": national, "prts": prts}


def layers_words(most: int) -> str:
    """How far a matter has to go at most."""
    return ngettext(
        "Een onderwerp gaat langs hoogstens %(n)s laag.",
        "Een onderwerp gaat langs hoogstens %(n)s lagen.",
        most,
    ) % {"n": most}


def chains_words(chains: Sequence[Chain]) -> str:
    """That a drawing of several chains shows bodies that do not answer to each other."""
    return ngettext(
        "Alles komt samen bij één orgaan.",
        "Er zijn %(n)s ketens die niet aan elkaar melden.",
        len(chains),
    ) % {"n": len(chains)}
