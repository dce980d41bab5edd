"""Words that were written down in Dutch and stay so on an English page."""

from __future__ import annotations

from dataclasses import dataclass

from regietafel.desk.shared.components.markup import Component, link
from regietafel.desk.shared.notation import language


@dataclass(frozen=True)
class Dutch(Component):
    """A text or link in Dutch; in English the page says that it is Dutch."""

    text: str
    href: str = ""

    def markup(self) -> str:
        """A link or text, with its language where that differs from the page's."""
        said = link(self.text, self.href)
        return said if language() == "nl" else f'<span lang="nl">{said}</span>'
