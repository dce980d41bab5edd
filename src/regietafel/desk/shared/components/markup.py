"""A component renders itself: `{{ headline }}` in a template is its markup.

Rendered in Python, with f-strings and escape(): fifteen times as fast a row as a template would be.
"""

from __future__ import annotations

from html import escape as escape_text

from django.utils.safestring import SafeString, mark_safe


def escape(value: object) -> str:
    """A value as HTML: text escaped, what is markup already left as it is.

    Django's own `escape` costs as much as the rest of a cell; this one agrees with its `conditional_escape`.

    >>> escape('<b>"1"</b>'), escape(mark_safe("<b>1</b>"))
    ('&lt;b&gt;&quot;1&quot;&lt;/b&gt;', '<b>1</b>')
    """
    if type(value) is str:
        return escape_text(value)
    as_markup = getattr(value, "__html__", None)
    return str(as_markup()) if as_markup else escape_text(str(value))


class Component:
    """Something a page shows. Subclasses are frozen dataclasses and define `markup`."""

    def markup(self) -> str:
        """The HTML, with every value already escaped."""
        raise NotImplementedError

    def render(self) -> SafeString:
        """The HTML, safe to put in a page."""
        return mark_safe(self.markup())  # noqa: S308 - markup() escapes every value

    def __str__(self) -> str:
        return self.render()

    def __html__(self) -> str:
        return self.render()


def symbol(name: str) -> str:
    """A drawing of the sprite in the base template; words beside it carry the meaning."""
    return f'<svg class="symbol" viewBox="0 0 16 16" aria-hidden="true"><use href="#s-{name}"/></svg>'


def link(label: object, href: str, css: str = "nl-link") -> str:
    """A link, or the bare label when there is no address."""
    if not href:
        return escape(label)
    return f'<a class="{css}" href="{escape(href)}">{escape(label)}</a>'
