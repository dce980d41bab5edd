"""Marks: the class on the schedule, illustrative data, and the pace as a bar."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape, symbol

# key of core.monitor's ScheduleClass -> short name in CSS and in the sprite
SHORT = {
    "on_schedule": "on",
    "somewhat_behind": "mid",
    "behind": "off",
    "not_yet": "nyt",
    "unknown": "unk",
}


def status_words(key: str) -> str:
    """The word for a class."""
    return gettext(_WORDS[key])


_WORDS = {
    "on_schedule": gettext_noop("op schema"),
    "somewhat_behind": gettext_noop("enigszins achter"),
    "behind": gettext_noop("achter"),
    "not_yet": gettext_noop("nog niet te beoordelen"),
    "unknown": gettext_noop("geen cijfer"),
}


@dataclass(frozen=True)
class Status(Component):
    """A class as symbol, word and colour. `key` is a ScheduleClass or "unknown"; `label` replaces the word."""

    key: str
    label: Text | str = ""

    def markup(self) -> str:
        """One span."""
        if not self.label:
            return _status(self.key, notation.language())
        short = SHORT[self.key]
        return f'<span class="st {short}">{symbol(short)}{escape(notation.words(self.label))}</span>'


@cache
def _status(key: str, language: str) -> str:
    """The mark without a label of its own: five of them in two languages, written hundreds of times a page."""
    short = SHORT[key]
    with translation.override(language):
        return f'<span class="st {short}">{symbol(short)}{status_words(key)}</span>'


@dataclass(frozen=True)
class IllustrativeMark(Component):
    """The mark beside a made-up figure; `why` says what is made up."""

    why: Text | str = ""

    def markup(self) -> str:
        """One span."""
        why = f'<span class="hidden">: {escape(notation.words(self.why))}</span>' if self.why else ""
        word = gettext("illustratief")
        return f'<span class="nl-data-badge illustrative">{symbol("illustrative")}{word}{why}</span>'


@dataclass(frozen=True)
class Pace(Component):
    """Realised as a share of what was expected by now, as a bar with a line at 100 %.

    `pace` is exact; None when it cannot be told yet. The bar holds up to 150 %, the number is never cut.
    """

    pace: Fraction | None
    status: str = "unknown"

    def markup(self) -> str:
        """A number and an SVG bar."""
        if self.pace is None:
            return f'<span class="pace">{notation.UNKNOWN}</span>'
        width = float(min(max(self.pace, Fraction(0)), Fraction(3, 2)) * 60)
        return (
            f'<span class="pace {SHORT[self.status]}">'
            f'<svg viewBox="0 0 90 12" aria-hidden="true"><rect class="ground" y="2" width="90" height="8"/>'
            f'<rect class="bar" y="2" width="{width:.1f}" height="8"/><path d="M60 0v12"/></svg>'
            f"{notation.share(self.pace)}</span>"
        )
