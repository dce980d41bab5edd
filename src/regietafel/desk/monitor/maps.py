"""The maps of the monitor: hexagons, or the boundaries that a user brought; the same classes, names and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.areas.division import Division, division_on
from regietafel.core.areas.tiles import layout_of
from regietafel.core.base.answer import Source
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.monitor.verdict import Verdict
from regietafel.desk.areas.queries import StoredBoundaries, boundaries_of, drawing_of
from regietafel.desk.monitor.choices import Option, address_with
from regietafel.desk.monitor.queries import MonitorState
from regietafel.desk.monitor.shown import View
from regietafel.desk.shared.components.region_map import Region, RegionMap
from regietafel.desk.shared.components.tile_map import Segment, Tile, TileMap, outlines
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import day, language, words, written

TABLE = "tabel"
"""The id of the table that says the same as the map."""


@dataclass(frozen=True)
class ShownMap:
    """A map, the views of it among which the reader may choose, and where its boundaries come from."""

    drawing: TileMap | RegionMap
    choices: Sequence[Option] = ()
    sources: Sequence[Source] = ()


def area_map(request: HttpRequest, state: MonitorState, area: str, view: View) -> ShownMap:
    """The map that the address asks for: `kaart=grenzen` draws boundaries, where some are stored."""
    stored = _stored(request, state.division)
    if stored is None:
        return ShownMap(_tile_map(request, state, area, view))
    bounded = request.GET.get("kaart") == "grenzen"
    choices = [
        Option(_("Tegels"), address_with(request, kaart="tegels"), not bounded),
        Option(_("Grenzen"), address_with(request, kaart="grenzen"), bounded),
    ]
    if not bounded:
        return ShownMap(_tile_map(request, state, area, view), choices)
    return ShownMap(_region_map(request, state, area, view, stored), choices, [_source(stored)])


def _stored(request: HttpRequest, division: Division) -> StoredBoundaries | None:
    """What is stored for a division; asked once for each version of the data, when the request names it."""
    version = getattr(request, "data_version", "")
    return _stored_in(division, version) if version else boundaries_of(division)


@lru_cache(maxsize=16)
def _stored_in(division: Division, version: str) -> StoredBoundaries | None:
    return boundaries_of(division)


def _source(stored: StoredBoundaries) -> Source:
    return Source(
        _("Gemeentegrenzen uit het bestand %(name)s") % {"name": stored.file_name},
        _("vereenvoudigd, voor de indeling vanaf %(day)s") % {"day": day(stored.division_day)},
    )


def _region_map(
    request: HttpRequest, state: MonitorState, area: str, view: View, stored: StoredBoundaries
) -> RegionMap:
    """Every municipality within its boundaries with its class; provinces or safety regions as outlines."""
    drawn = drawing_of(stored, area, by_region=_by_region(area, view))
    address, say = _addresses(request, state), _sayer()
    regions = []
    for code, path in drawn.paths.items():
        judged = state.judged(code, view.target)
        key = judged.schedule_class.value if judged else "unknown"
        regions.append(Region(code, state.division.name_of(code), path, key, say(judged), address(code)))
    left, top, width, height = drawn.box
    return RegionMap(
        regions,
        _title(state, view),
        width,
        height,
        left=left,
        top=top,
        borders=drawn.borders,
        table=TABLE,
        name="kaart",
        moment=Moment(None),
    )


def _tile_map(request: HttpRequest, state: MonitorState, area: str, view: View) -> TileMap:
    """Every municipality as a hexagon with its class; provinces or safety regions as outlines."""
    places, lines = _places(state.division.valid.start, area, _by_region(area, view))
    address, say = _addresses(request, state), _sayer()
    tiles = []
    for place in places:
        judged = state.judged(place.code, view.target)
        tiles.append(
            Tile(
                place.code,
                place.name,
                place.x,
                place.y,
                judged.schedule_class.value if judged else "unknown",
                say(judged),
                address(place.code),
                place.group,
            )
        )
    return TileMap(tiles, _title(state, view), table=TABLE, outlines=lines, moment=Moment(None))


@lru_cache(maxsize=256)
def _places(start: date, area: str, by_region: bool) -> tuple[tuple[Tile, ...], list[Segment]]:
    """The bare tiles of an area and the lines between their groups, in the division that began on a day."""
    division = division_on(start)
    inside = set(division.in_area(area))
    bare = []
    for code, hexagon in layout_of(division).hexagons.items():
        if code in inside:
            x, y = hexagon.centre()
            own = division.municipality(code)
            group = own.safety_region if by_region else own.province
            bare.append(Tile(code, own.name, x, y, "unknown", group=group))
    return tuple(bare), outlines(bare)


def _sayer() -> Callable[[Verdict | None], str]:
    """Says a verdict in few words; the language is asked for once, not for each of the tiles."""
    unknown, template, spoken = _("geen volledige cijfers"), _("%(n)s van %(target)s, %(class)s"), language()
    classes = {each: words(each.words) for each in ScheduleClass}

    def say(judged: Verdict | None) -> str:
        if judged is None:
            return unknown
        return template % {
            "n": written(judged.realised, 0, spoken),
            "target": written(judged.target, 0, spoken),
            "class": classes[judged.schedule_class],
        }

    return say


def _by_region(area: str, view: View) -> bool:
    return view.kind == "safety_region" or area.startswith("VR")


def _title(state: MonitorState, view: View) -> str:
    return _("Gemeenten naar tempo voor: %(target)s") % {"target": words(state.target_titles[view.target])}


def _addresses(request: HttpRequest, state: MonitorState) -> Callable[[str], str]:
    """The page of a municipality by its code; they differ by the code only, so one reverse() serves all."""
    template = moment_of(request).on(reverse("monitor:area", args=[state.period, "GM9999"]))
    before, after = template.split("gm9999")
    return lambda code: f"{before}{code.lower()}{after}"
