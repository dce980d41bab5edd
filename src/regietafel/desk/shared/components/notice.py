"""What happened, what is not there yet, and what is still being done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape, link, symbol

Tone = Literal["info", "ok", "warning", "error"]


@dataclass(frozen=True)
class Notice(Component):
    """A message: what is the matter, what to do, and where it goes on. `points` are listed below the text."""

    tone: Tone
    title: Text | str
    text: Text | str = ""
    points: Sequence[Fault | Text | str] = ()
    href: str = ""
    href_label: Text | str = ""

    def markup(self) -> str:
        """An alert of the NL Design System."""
        role = "alert" if self.tone == "error" else "status"
        text = f"<p>{escape(notation.words(self.text))}</p>" if self.text else ""
        points = "".join(f"<li>{_point(point)}</li>" for point in self.points)
        listed = f"<ul>{points}</ul>" if points else ""
        way = f"<p>{link(notation.words(self.href_label), self.href)}</p>" if self.href else ""
        return (
            f'<div class="utrecht-alert utrecht-alert--{self.tone}" role="{role}">{symbol(self.tone)}'
            f'<div class="utrecht-alert__content"><p class="notice-title">{escape(notation.words(self.title))}</p>'
            f"{text}{listed}{way}</div></div>"
        )


@dataclass(frozen=True)
class EmptyState(Component):
    """Nothing here yet: what is missing, when or how it comes, and the one thing to do about it."""

    what: Text | str
    when: Text | str = ""
    action: Text | str = ""
    href: str = ""

    def markup(self) -> str:
        """A quiet block in the place of what is missing."""
        when = f"<p>{escape(notation.words(self.when))}</p>" if self.when else ""
        way = ""
        if self.href:
            way = f"<p>{link(notation.words(self.action), self.href, 'utrecht-button utrecht-button--secondary-action')}</p>"
        return f'<div class="empty"><p class="lead">{escape(notation.words(self.what))}</p>{when}{way}</div>'


@dataclass(frozen=True)
class Progress(Component):
    """Work that goes on: how far it is (None when that cannot be told), and that the page can be left.

    `address` answers the same component again; with a script the page asks it every two seconds.
    """

    what: Text | str
    done: Fraction | None = None
    address: str = ""
    name: str = "progress"

    def markup(self) -> str:
        """A progress element with words."""
        label = escape(notation.words(self.what))
        value = f' value="{float(self.done):.3f}" max="1"' if self.done is not None else ""
        said = f" {notation.share(self.done, 0)}" if self.done is not None else ""
        poll = ""
        if self.address:
            href = escape(self.address)
            poll = (
                f' hx-get="{href}" hx-trigger="every 2s" hx-target="#{self.name}" hx-select="#{self.name}"'
                f' hx-swap="outerHTML"'
            )
        leave = gettext("U kunt deze pagina verlaten; het werk gaat door.")
        return (
            f'<div class="progress" id="{self.name}" role="status"{poll}><p><label for="{self.name}-bar">{label}</label>'
            f'{said}</p><progress id="{self.name}-bar"{value}></progress><p class="hint">{leave}</p></div>'
        )


def _point(point: Fault | Text | str) -> str:
    if isinstance(point, Fault):
        where = f"<strong>{escape(point.where)}</strong>: " if point.where else ""
        remedy = f" <span class=remedy>{escape(point.remedy)}</span>" if point.remedy else ""
        return f"{where}{escape(point.what)}.{remedy}"
    return escape(notation.words(point))
