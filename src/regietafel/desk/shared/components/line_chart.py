"""A course over time against several targets, as SVG: direct labels, a table twin, and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.chart_scale import Frame, Scale, apart, firsts, ticks
from regietafel.desk.shared.components.markup import Component, escape

_DASHES = ("7 4", "2 4", "11 4 2 4", "4 2")
WIDE = Frame(width=760, height=380, left=64, right=170)
NARROW = Frame(width=352, height=330, left=50, right=86)


@dataclass(frozen=True)
class Line:
    """One line: points in order of day. A target is dashed, what was realised is solid.

    `short` is the label where there is little room.
    """

    label: Text | str
    points: Sequence[tuple[date, int | Fraction]]
    kind: Literal["actual", "target"] = "actual"
    short: Text | str = ""


@dataclass(frozen=True)
class LineChart(Component):
    """The cumulative course of one indicator.

    Units: `unit` is that of all lines ("personen"). `summary` is the sentence that says the point; it stands
    above the drawing and is its text for those who do not see it. Raises: ValueError without any point.
    """

    title: Text | str
    summary: Text | str
    unit: Text | str
    lines: Sequence[Line]
    start: date
    until: date
    reference_date: date | None = None
    name: str = "grafiek"
    illustrative: bool = False

    def __post_init__(self) -> None:
        if not any(line.points for line in self.lines):
            raise ValueError("a chart needs a line with a point; show an EmptyState when there is none")

    def markup(self) -> str:
        """A figure with a wide and a narrow drawing (CSS shows one) and the table twin."""
        return (
            f'<figure class="chart" id="{self.name}"><figcaption><strong>{escape(notation.words(self.title))}</strong>'
            f"<span>{escape(notation.words(self.summary))}</span></figcaption>"
            f"{self.svg(WIDE, 'wide')}{self.svg(NARROW, 'slim')}{self._twin()}</figure>"
        )

    def svg(self, frame: Frame, css: str = "wide") -> str:
        """One drawing; colours stand in it as attributes too, for a document."""
        marks = ticks(max(value for line in self.lines for _, value in line.points))
        scale = Scale(frame, self.start, self.until, marks[-1])
        summary = escape(notation.words(self.summary))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{css}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
            f'aria-label="{summary}" font-size="13">{self._axes(scale, marks)}{self._reference(scale)}'
            f"{self._lines(scale)}{self._labels(scale, css)}</svg>"
        )

    def _axes(self, scale: Scale, marks: list[int]) -> str:
        frame, parts = scale.frame, []
        right = frame.width - frame.right
        for value in marks:
            y = scale.y(value)
            parts.append(
                f'<path class="grid{" base" if not value else ""}" stroke="#cfd6da" d="M{frame.left} {y:.1f}H{right}"/>'
                f'<text class="tick" x="{frame.left - 8}" y="{y + 4:.1f}" text-anchor="end">{notation.number(value)}</text>'
            )
        for day in firsts(self.start, self.until):
            parts.append(
                f'<text class="tick" x="{scale.x(day):.1f}" y="{frame.height - frame.bottom + 18}" '
                f'text-anchor="middle">{notation.short_month(day)}</text>'
            )
        unit = escape(notation.words(self.unit))
        parts.append(
            f'<text class="axis" x="0" y="14">{unit}</text>'
            f'<text class="axis" x="{frame.left + frame.inner_width / 2:.0f}" y="{frame.height - 6}" '
            f'text-anchor="middle">{gettext("stand op de eerste dag van de maand")}</text>'
        )
        return "".join(parts)

    def _reference(self, scale: Scale) -> str:
        if self.reference_date is None:
            return ""
        x, frame = scale.x(self.reference_date), scale.frame
        anchor = "start" if x < frame.left + frame.inner_width * 0.5 else "end"
        shift = 5 if anchor == "start" else -5
        said = gettext("peildatum %(day)s") % {"day": notation.short_day(self.reference_date)}
        return (
            f'<path class="reference" stroke="#6b7880" d="M{x:.1f} {frame.top - 20}V{frame.height - frame.bottom}"/>'
            f'<text class="tick" x="{x + shift:.1f}" y="{frame.top - 10}" text-anchor="{anchor}">{escape(said)}</text>'
        )

    def _lines(self, scale: Scale) -> str:
        parts, dash = [], 0
        for line in self.lines:
            if not line.points:
                continue
            path = "L".join(f"{scale.x(day):.1f} {scale.y(value):.1f}" for day, value in line.points)
            if line.kind == "target":
                pattern = f' stroke-dasharray="{_DASHES[dash % len(_DASHES)]}"'
                dash += 1
                parts.append(
                    f'<path class="line target" fill="none" stroke="#4a565e" stroke-width="1.8"{pattern} d="M{path}"/>'
                )
                continue
            dots = "".join(
                f'<circle class="dot" fill="#0b4f71" cx="{scale.x(day):.1f}" cy="{scale.y(value):.1f}" r="3.5"/>'
                for day, value in line.points
            )
            parts.append(
                f'<path class="line actual" fill="none" stroke="#0b4f71" stroke-width="3" d="M{path}"/>{dots}'
            )
        return "".join(parts)

    def _labels(self, scale: Scale, css: str) -> str:
        """A label at the end of each line, kept apart; a line that ends earlier has it under its last point."""
        lines = [line for line in self.lines if line.points]
        frame, right = scale.frame, scale.frame.width - scale.frame.right
        ending = [line for line in lines if scale.x(line.points[-1][0]) >= right - 1]
        wanted = [scale.y(line.points[-1][1]) for line in ending]
        places = apart(wanted, gap=34, low=frame.top + 4, high=frame.height - frame.bottom - 14)
        parts = [
            self._label(line, css, right + 9, y, f"M{right + 2} {at:.1f}L{right + 7} {y:.1f}")
            for line, at, y in zip(ending, wanted, places, strict=True)
        ]
        for line in lines:
            if line not in ending:
                day, value = line.points[-1]
                y = min(scale.y(value) + 20, frame.height - frame.bottom - 20)
                parts.append(self._label(line, css, scale.x(day) + 8, y, ""))
        return "".join(parts)

    def _label(self, line: Line, css: str, x: float, y: float, leader: str) -> str:
        said = line.short if css == "slim" and line.short else line.label
        drawn = f'<path class="leader" stroke="#6b7880" fill="none" d="{leader}"/>' if leader else ""
        return (
            f'{drawn}<text class="label {line.kind}" x="{x:.1f}" y="{y - 1:.1f}">{escape(notation.words(said))}'
            f'<tspan class="end" x="{x:.1f}" dy="15" font-weight="600">'
            f"{escape(notation.plain(line.points[-1][1]))}</tspan></text>"
        )

    def _twin(self) -> str:
        days = sorted({day for line in self.lines for day, _ in line.points})
        held = [dict(line.points) for line in self.lines]
        heads = "".join(
            f"<th scope=col class=n>{escape(notation.words(line.label))}</th>" for line in self.lines
        )
        body = "".join(
            f"<tr><th scope=row>{escape(notation.day(day))}</th>"
            + "".join(f"<td class=n>{escape(notation.plain(values.get(day)))}</td>" for values in held)
            + "</tr>"
            for day in days
        )
        title = escape(notation.words(self.title))
        unit = escape(notation.words(self.unit))
        return (
            f'<details class="twin"><summary>{gettext("Toon de grafiek als tabel")}</summary><div class="scroll" tabindex=0 '
            f'role=region aria-label="{title}"><table class="data"><caption>{title} ({unit})</caption><thead><tr>'
            f"<th scope=col>{gettext('Stand op')}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div></details>"
        )
