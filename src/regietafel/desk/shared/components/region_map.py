"""A map from shapes that the user brought: the same classes, legend and words as the tile map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape, symbol
from regietafel.desk.shared.components.status import SHORT, status_words
from regietafel.desk.shared.moment import NOW, Moment

_FILL = {
    "on_schedule": "#a8d8d0",
    "somewhat_behind": "#f3bf4f",
    "behind": "#b5432b",
    "not_yet": "#e9edef",
    "unknown": "#e9edef",
}

_MARKS = {
    "mid": ("somewhat_behind", 6, "", '<circle class="mark" fill="#3d2900" cx="3" cy="3" r="1"/>'),
    "off": (
        "behind",
        6,
        " rotate(45)",
        '<path class="mark-line" stroke="#fff" stroke-opacity=".6" stroke-width="1.1" d="M3 0v6"/>',
    ),
}


@dataclass(frozen=True)
class Region:
    """One area: its outline as an SVG path and what it says, as for a tile."""

    code: str
    name: str
    path: str
    class_key: str
    value: str = ""
    href: str = ""


@dataclass(frozen=True)
class RegionMap(Component):
    """Regions in a drawing of `width` by `height` from `left` and `top`; a pattern per class beside the colour.

    `path` of a region is trusted no more than any text: only the letters and digits of a path are let through.
    Raises: ValueError for a path with anything else in it.
    """

    regions: Sequence[Region]
    title: Text | str
    width: int
    height: int
    left: int = 0
    top: int = 0
    borders: str = ""
    table: str = ""
    name: str = "gebieden"
    moment: Moment = NOW

    def __post_init__(self) -> None:
        for code, path in [("borders", self.borders), *((each.code, each.path) for each in self.regions)]:
            if not set(path) <= set("0123456789.,-+ eMmLlHhVvCcZz\n"):
                raise ValueError(f"{code}: the outline holds something that is no path")

    def markup(self) -> str:
        """A figure: way past the map, map, legend."""
        described = f' aria-describedby="{self.table}-titel"' if self.table else ""
        title = escape(notation.words(self.title))
        drawn = "\n".join(self._region(region) for region in self.regions)
        borders = (
            f'<path class="group" d="{self.borders}" fill="none" stroke="#1a2126"/>' if self.borders else ""
        )
        past = self.table or f"{self.name}-eind"
        return (
            f'<figure class="tile-map region-map" id="{self.name}"><figcaption>{title}</figcaption>'
            f'<p class="past"><a href="#{past}" class="nl-link">{gettext("Sla de kaart over")}</a></p>'
            f'<svg xmlns="http://www.w3.org/2000/svg" class="tiles" viewBox="{self.left} {self.top} {self.width} {self.height}" role="group" '
            f'aria-label="{title}"{described} data-tiles=""><defs>{self._patterns()}</defs>{drawn}{borders}</svg>'
            f'{self._legend()}<span id="{self.name}-eind"></span></figure>'
        )

    def _region(self, region: Region) -> str:
        said = f"{region.name}: {region.value}" if region.value else region.name
        short = SHORT[region.class_key]
        drawing = f"<title>{escape(said)}</title>{self._outline(region, short)}"
        if not region.href:
            return f'<g class="tile {short}">{drawing}</g>'
        return f'<a class="tile {short}" href="{escape(self.moment.on(region.href))}">{drawing}</a>'

    def _outline(self, region: Region, short: str) -> str:
        if short not in _MARKS:
            return f'<path class="hex" fill="{_FILL[region.class_key]}" d="{region.path}"/>'
        # The pattern paints its own ground, so that a long outline stands on the page once.
        return f'<path class="patterned" fill="url(#{self.name}-{short})" d="{region.path}"/>'

    def _patterns(self) -> str:
        """Dots for somewhat behind, stripes for behind: two looks that stay apart without colour.

        They grow with the drawing, so that they look the same whatever its units are.
        """
        scale = f"{max(self.width, self.height) / 400:.2f}"
        return "".join(
            f'<pattern id="{self.name}-{short}" class="tile {short}" width="{size}" height="{size}" '
            f'patternUnits="userSpaceOnUse" patternTransform="scale({scale}){turn}">'
            f'<path class="hex" fill="{_FILL[key]}" d="M0 0h{size}v{size}H0z"/>{mark}</pattern>'
            for short, (key, size, turn, mark) in _MARKS.items()
        )

    def _legend(self) -> str:
        items = []
        for key, short in SHORT.items():
            count = sum(1 for region in self.regions if region.class_key == key)
            if count:
                items.append(
                    f'<li class="{short}">{symbol(short)}{status_words(key)} <strong>{notation.number(count)}</strong></li>'
                )
        return (
            f'<ul class="legend" aria-label="{gettext("Aantal gemeenten per klasse")}">{"".join(items)}</ul>'
        )
