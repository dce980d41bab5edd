"""Where one is in a procedure, and what happened when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape, link


@dataclass(frozen=True)
class Steps(Component):
    """The steps of a procedure; `current` is the place of the step at hand, counted from 0."""

    names: Sequence[Text | str]
    current: int

    def markup(self) -> str:
        """An ordered list; each step says in words whether it is done."""
        items = []
        for place, name in enumerate(self.names):
            here = place == self.current
            state = "done" if place < self.current else "here" if here else "ahead"
            said = f'<span class="hidden">{gettext("gedaan")}: </span>' if place < self.current else ""
            mark = ' aria-current="step"' if here else ""
            items.append(f'<li class="{state}"{mark}>{said}{escape(notation.words(name))}</li>')
        label = gettext("Stappen")
        return f'<nav aria-label="{label}"><ol class="steps">{"".join(items)}</ol></nav>'


@dataclass(frozen=True)
class Event(Component):
    """One entry of a timeline: when, what, and by whom or from which source. `current` is the moment shown."""

    at: datetime | date
    what: Text | str
    detail: Text | str = ""
    href: str = ""
    current: bool = False

    def markup(self) -> str:
        """A list item with a machine-readable time."""
        here = ' class="here" aria-current="true"' if self.current else ""
        detail = f'<span class="hint">{escape(notation.words(self.detail))}</span>' if self.detail else ""
        return (
            f'<li{here}><time datetime="{self.at.isoformat()}">{escape(notation.plain(self.at))}</time>'
            f"<span>{link(notation.words(self.what), self.href)}{detail}</span></li>"
        )


@dataclass(frozen=True)
class Timeline(Component):
    """Moments in order: history of a record, or moments at which something became known."""

    events: Sequence[Event]
    label: Text | str = ""

    def markup(self) -> str:
        """An ordered list."""
        label = escape(notation.words(self.label) if self.label else gettext("Tijdlijn"))
        items = "".join(event.markup() for event in self.events)
        return f'<ol class="timeline" aria-label="{label}">{items}</ol>'


@dataclass(frozen=True)
class Change(Component):
    """One value that differs between two moments or two sheets: before → after."""

    what: Text | str
    before: object
    after: object
    unit: Text | str = ""
    href: str = ""

    def markup(self) -> str:
        """Old value struck, new value strong; the words are there for those who do not see it."""
        unit = f" {escape(notation.words(self.unit))}" if self.unit else ""
        was, becomes = gettext("was"), gettext("wordt")
        return (
            f"<li><span>{link(notation.words(self.what), self.href)}</span>"
            f'<span class="change"><span class="hidden">{was} </span><del>{escape(notation.plain(self.before))}</del>'
            f'<span aria-hidden="true"> → </span><span class="hidden"> {becomes} </span>'
            f"<ins>{escape(notation.plain(self.after))}</ins>{unit}</span></li>"
        )


@dataclass(frozen=True)
class Changes(Component):
    """What differs, as a list; nothing differing is said."""

    items: Sequence[Change]

    def markup(self) -> str:
        """A list of changes."""
        if not self.items:
            return f"<p>{gettext('Er is niets veranderd.')}</p>"
        return f'<ul class="changes">{"".join(item.markup() for item in self.items)}</ul>'
