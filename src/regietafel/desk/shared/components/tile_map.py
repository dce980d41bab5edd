"""A map of hexagons: one tile per area, a class by colour and sign, groups as outlines. SVG, made on the server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from django.utils.translation import gettext

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape
from regietafel.desk.shared.components.status import SHORT, status_words
from regietafel.desk.shared.moment import NOW, Moment

SCALE = 24  # units of the drawing per hexagon width
_ROW = sqrt(3) / 2
_ORDER = ("on_schedule", "somewhat_behind", "behind", "not_yet", "unknown")

Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Tile:
    """One area: where its hexagon lies (centre, in hexagon widths), its class, and what it says.

    `class_key` is a ScheduleClass or "unknown"; `value` is the figure in words ("31 van 45 personen");
    `group` is the code of its province or region, for the outlines.
    """

    code: str
    name: str
    x: float
    y: float
    class_key: str
    value: str = ""
    href: str = ""
    group: str = ""


@dataclass(frozen=True)
class TileMap(Component):
    """The map with its legend. `table` is the id of the table that says the same.

    `outlines` are line pieces in hexagon widths; when absent they are drawn between tiles of another group.
    `name` and `prefix` keep two maps on one page apart; `own` is the code of the reader's own area.
    """

    tiles: Sequence[Tile]
    title: Text | str
    table: str = ""
    outlines: Sequence[Segment] | None = None
    group_names: Sequence[tuple[str, float, float]] = ()
    name: str = "kaart"
    prefix: str = "k"
    moment: Moment = NOW
    own: str = ""
    legend_title: Text | str = ""

    def markup(self) -> str:
        """A figure: way past the map, map, legend."""
        described = f' aria-describedby="{self.table}-titel"' if self.table else ""
        past = self.table or f"{self.name}-eind"
        title = escape(notation.words(self.title))
        skip = gettext("Sla de kaart over")
        hint = gettext(
            "Met de pijltjestoetsen gaat u van gemeente naar gemeente, met Enter opent u haar pagina."
        )
        return (
            f'<figure class="tile-map" id="{self.name}"><figcaption>{title}</figcaption>'
            f'<p class="past"><a href="#{past}" class="nl-link">{skip}</a></p>{self._svg(described, title)}'
            f'<p class="hint keys" id="{self.name}-uitleg">{hint}</p>'
            f'{self._legend()}<span id="{self.name}-eind"></span></figure>'
        )

    def svg(self) -> str:
        """The bare drawing, for a document; colours stand in it as attributes."""
        return self._svg("", str(escape(notation.words(self.title))))

    def _svg(self, described: str, title: str) -> str:
        if not self.tiles:
            return ""
        left, top = min(tile.x for tile in self.tiles) - 0.7, min(tile.y for tile in self.tiles) - 0.8
        width = max(tile.x for tile in self.tiles) + 0.7 - left
        height = max(tile.y for tile in self.tiles) + 0.8 - top
        used = "".join(
            _symbol(self.prefix, key) for key in _ORDER if any(t.class_key == key for t in self.tiles)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="tiles" viewBox="0 0 {width * SCALE:.0f} '
            f'{height * SCALE:.0f}" role="group" aria-label="{title}"{described} data-tiles=""><defs>{used}</defs>'
            f"{self._rows(left, top)}{self._lines(left, top)}{self._names(left, top)}</svg>"
        )

    def _rows(self, left: float, top: float) -> str:
        """Tiles by row from north to south, west to east; the row carries the height, the tile its place."""
        rows: dict[int, list[Tile]] = {}
        for tile in self.tiles:
            rows.setdefault(round(tile.y * SCALE * 10), []).append(tile)
        drawn = []
        for _, row in sorted(rows.items()):
            y = (row[0].y - top) * SCALE
            tiles = "".join(self._tile(tile, left) for tile in sorted(row, key=lambda each: each.x))
            drawn.append(f'<g transform="translate(0 {y:.1f})">{tiles}</g>')
        return "\n".join(drawn)

    def _tile(self, tile: Tile, left: float) -> str:
        said = f"{tile.name}: {tile.value}" if tile.value else tile.name
        own = ' class="own"' if tile.code == self.own else ""
        place = f"{(tile.x - left) * SCALE:.1f}".removesuffix(".0")
        drawing = (
            f'<title>{escape(said)}</title><use href="#{self.prefix}{SHORT[tile.class_key]}" x="{place}"/>'
        )
        if not tile.href:
            return f"<g{own}>{drawing}</g>"
        href = tile.href if self.moment.is_now else self.moment.on(tile.href)
        return f'<a href="{escape(href)}"{own}>{drawing}</a>'

    def _lines(self, left: float, top: float) -> str:
        pieces = self.outlines if self.outlines is not None else outlines(self.tiles)
        if not pieces:
            return ""
        path = _outline_path(tuple(pieces), left, top)
        return f'<path class="group" d="{path}" fill="none" stroke="#1a2126" stroke-width="2.2" stroke-linecap="round"/>'

    def _names(self, left: float, top: float) -> str:
        return "".join(
            f'<text class="group-name" aria-hidden="true" x="{(x - left) * SCALE:.0f}" y="{(y - top) * SCALE:.0f}">'
            f"{escape(name)}</text>"
            for name, x, y in self.group_names
        )

    def _legend(self) -> str:
        counts = {key: sum(1 for tile in self.tiles if tile.class_key == key) for key in _ORDER}
        items = "".join(
            f'<li class="{SHORT[key]}"><svg viewBox="-13 -14 26 28" aria-hidden="true">'
            f'<use href="#{self.prefix}{SHORT[key]}"/></svg>{status_words(key)} <strong>{notation.number(count)}'
            f"</strong></li>"
            for key, count in counts.items()
            if count
        )
        said = (
            notation.words(self.legend_title) if self.legend_title else gettext("Aantal gemeenten per klasse")
        )
        return f'<ul class="legend" aria-label="{escape(said)}">{items}</ul>'


@lru_cache(maxsize=128)
def _outline_path(pieces: tuple[Segment, ...], left: float, top: float) -> str:
    """The sides as one path; the same for every page of an area, so written once."""
    return "".join(
        f"M{_short((x1 - left) * SCALE)} {_short((y1 - top) * SCALE)}"
        f"L{_short((x2 - left) * SCALE)} {_short((y2 - top) * SCALE)}"
        for x1, y1, x2, y2 in pieces
    )


def outlines(tiles: Iterable[Tile]) -> list[Segment]:
    """The sides of tiles beyond which another group, or nothing, lies; each side once."""
    tiles = list(tiles)
    groups = {_cell(tile.x, tile.y): tile.group for tile in tiles}
    found: dict[frozenset[tuple[int, int]], Segment] = {}
    for tile in tiles:
        if not tile.group:
            continue
        for number, (dx, dy) in enumerate(_ACROSS):
            if groups.get(_cell(tile.x + dx, tile.y + dy)) == tile.group:
                continue
            (ax, ay), (bx, by) = _CORNERS[number], _CORNERS[(number + 1) % 6]
            side = (tile.x + ax, tile.y + ay, tile.x + bx, tile.y + by)
            found.setdefault(frozenset((_cell(*side[:2]), _cell(*side[2:]))), side)
    return list(found.values())


_R = 1 / sqrt(3)
_CORNERS = ((0, -_R), (0.5, -_R / 2), (0.5, _R / 2), (0, _R), (-0.5, _R / 2), (-0.5, -_R / 2))
_ACROSS = ((0.5, -_ROW), (1.0, 0.0), (0.5, _ROW), (-0.5, _ROW), (-1.0, 0.0), (-0.5, -_ROW))

# One hexagon a little smaller than its cell, so that the ground shows between tiles; fallback colours for paper.
_HEXAGON = "M0-12.9 11.2-6.5V6.5L0 12.9-11.2 6.5V-6.5z"
_SIGNS = {
    "on_schedule": ("#a8d8d0", '<path class="l" d="M-4.5.3-1.5 3.4 4.7-3.6"/>'),
    "somewhat_behind": (
        "#f3bf4f",
        '<path class="o" d="M0-5.5 5.5 0 0 5.5-5.5 0z"/><path class="f" d="M0-5.5 5.5 0 0 5.5z"/>',
    ),
    "behind": ("#b5432b", '<path class="f" d="M-5.7-4.5h11.4L0 5.5z"/>'),
    "not_yet": ("#e9edef", '<circle class="o d" r="4.5"/>'),
    "unknown": ("#e9edef", '<path class="o" d="M-4 0h8"/>'),
}
_INK = {
    "on_schedule": "#0a5a52",
    "somewhat_behind": "#3d2900",
    "behind": "#fff",
    "not_yet": "#5a666e",
    "unknown": "#5a666e",
}


def _symbol(prefix: str, key: str) -> str:
    fill, sign = _SIGNS[key]
    return (
        f'<g id="{prefix}{SHORT[key]}" class="tile {SHORT[key]}" color="{_INK[key]}">'
        f'<path class="hex" fill="{fill}" d="{_HEXAGON}"/>{sign}</g>'
    )


def _cell(x: float, y: float) -> tuple[int, int]:
    return round(x * 1000), round(y * 1000)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
