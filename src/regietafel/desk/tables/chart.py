"""The structure as SVG: chains beside each other, the top above, what consults with a broken line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regietafel.core.base.answer import Text
from regietafel.core.tables.chart import Chain, Node
from regietafel.core.tables.kinds import RelationKind
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape

GAP, RISE, HEIGHT, LINE = 10, 36, 62, 16


@dataclass(frozen=True)
class Box:
    """What stands in a node: its name, one or two lines below it, where it leads, and whether it will end."""

    name: str
    lines: Sequence[str]
    href: str
    ending: bool = False


@dataclass(frozen=True)
class Frame:
    """A drawing of `columns` boxes beside each other, each so wide (pixels)."""

    columns: int
    box: int

    @property
    def width(self) -> int:
        """The whole width in pixels."""
        return self.columns * (self.box + GAP) - GAP


WIDE = Frame(columns=6, box=122)
SLIM = Frame(columns=3, box=112)
Place = tuple[float, float]


@dataclass(frozen=True)
class StructureChart(Component):
    """Who prepares for, reports to and consults whom on a day; the table below the drawing is its twin.

    `boxes` gives what stands in each node, by the key of the node.
    """

    title: Text | str
    summary: Text | str
    chains: Sequence[Chain]
    boxes: Mapping[str, Box]

    def markup(self) -> str:
        """A figure with a wide and a narrow drawing; CSS shows one."""
        return (
            f'<figure class="chart structure"><figcaption><strong>{escape(notation.words(self.title))}</strong>'
            f"<span>{escape(notation.words(self.summary))}</span></figcaption>"
            f"{self.svg(WIDE, 'wide')}{self.svg(SLIM, 'slim')}</figure>"
        )

    def svg(self, frame: Frame, css: str) -> str:
        """One drawing; its boxes are links."""
        places, height = placed(self.chains, frame)
        nodes = {node.key: node for chain in self.chains for level in chain.levels for node in level}
        lines = "".join(self._lines(node, places, frame) for node in nodes.values())
        boxes = "".join(self._box(self.boxes[key], place, frame) for key, place in places.items())
        title = escape(notation.words(self.title))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{css}" viewBox="-1 -1 {frame.width + 2} {height + 2}" '
            f'role="group" aria-label="{title}" font-size="12">{lines}{boxes}</svg>'
        )

    def _lines(self, node: Node, places: Mapping[str, Place], frame: Frame) -> str:
        drawn = []
        for upper, kind in node.above:
            (x, y), (above_x, above_y) = places[node.key], places[upper]
            start, end = x + frame.box / 2, above_x + frame.box / 2
            middle = y - RISE / 2
            broken = ' stroke-dasharray="4 4"' if kind is RelationKind.CONSULTS else ""
            drawn.append(
                f'<path class="tie" fill="none" stroke="#6b7880"{broken} '
                f'd="M{start:.0f} {y:.0f}V{middle:.0f}H{end:.0f}V{above_y + HEIGHT:.0f}"/>'
            )
        return "".join(drawn)

    def _box(self, box: Box, place: Place, frame: Frame) -> str:
        x, y = place
        middle = x + frame.box / 2
        texts = "".join(
            f'<text x="{middle:.0f}" y="{y + 22 + LINE * n:.0f}" text-anchor="middle"{strong}>{escape(said)}</text>'
            for n, (said, strong) in enumerate(
                [(box.name, ' class="name" font-weight="600"'), *((line, "") for line in box.lines)]
            )
        )
        ending = " ending" if box.ending else ""
        return (
            f'<a class="node{ending}" href="{escape(box.href)}"><rect x="{x:.0f}" y="{y:.0f}" width="{frame.box}" '
            f'height="{HEIGHT}" rx="3" fill="#f4f6f7" stroke="#6b7880"/>{texts}</a>'
        )


def placed(chains: Sequence[Chain], frame: Frame) -> tuple[dict[str, Place], int]:
    """Where each node's box begins, and the height of the drawing.

    Chains stand beside each other as long as there are columns, then below; a level broader than the drawing
    goes on in a second row. Each level stands in the middle of its chain.
    """
    places: dict[str, Place] = {}
    column, top, bottom = 0, 0, 0
    for chain in chains:
        width = min(chain.width, frame.columns)
        if column + width > frame.columns:
            column, top = 0, bottom + 2 * RISE
        y = top
        for level in chain.levels:
            for start in range(0, len(level), width):
                row = level[start : start + width]
                shift = (width - len(row)) / 2
                for n, node in enumerate(row):
                    places[node.key] = ((column + shift + n) * (frame.box + GAP), y)
                y += HEIGHT + RISE
        column, bottom = column + width, max(bottom, y - RISE)
    return places, bottom
