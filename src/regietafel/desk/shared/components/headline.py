"""The figures at the top of a page: at most three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape, link
from regietafel.desk.shared.components.status import SHORT, IllustrativeMark, Status

Direction = Literal["up", "down", "level", ""]


@dataclass(frozen=True)
class Headline(Component):
    """One figure: what it is, its value and unit, what it is compared with, and which way it goes.

    `value` is a count, an exact number or text that is already written ("74,9 %"); None is not known yet, and
    `comparison` then says when it will be. `status` is a ScheduleClass key, for the colour and the word.
    """

    label: Text | str
    value: int | Fraction | str | None
    unit: Text | str = ""
    comparison: Text | str = ""
    direction: Direction = ""
    status: str = ""
    href: str = ""
    illustrative: bool = False

    def markup(self) -> str:
        """A group with the label as its term."""
        tone = f" {SHORT[self.status]}" if self.status else ""
        label = link(notation.words(self.label), self.href)
        unit = f' <span class="unit">{escape(notation.words(self.unit))}</span>' if self.unit else ""
        mark = f" {IllustrativeMark()}" if self.illustrative else ""
        notes = []
        if self.status:
            notes.append(str(Status(self.status)))
        if self.comparison:
            notes.append(f"<span>{_arrow(self.direction)}{escape(notation.words(self.comparison))}</span>")
        below = f'<dd class="compared">{" ".join(notes)}</dd>' if notes else ""
        value = escape(notation.plain(self.value))
        return (
            f'<div class="headline{tone}"><dt>{label}{mark}</dt>'
            f'<dd class="value"><strong>{value}</strong>{unit}</dd>{below}</div>'
        )


@dataclass(frozen=True)
class Headlines(Component):
    """One to three headlines side by side. Raises: ValueError for more."""

    figures: Sequence[Headline]

    def __post_init__(self) -> None:
        if not 1 <= len(self.figures) <= 3:
            raise ValueError(f"{len(self.figures)} headlines; a page has one, two or three")

    def markup(self) -> str:
        """A description list."""
        return f'<dl class="headlines">{"".join(figure.markup() for figure in self.figures)}</dl>'


def _arrow(direction: Direction) -> str:
    drawn = {
        "up": ("\u2191", gettext("hoger")),
        "down": ("\u2193", gettext("lager")),
        "level": ("=", gettext("gelijk")),
    }
    if not direction:
        return ""
    sign, said = drawn[direction]
    return f'<span aria-hidden="true">{sign} </span><span class="hidden">{said}: </span>'
