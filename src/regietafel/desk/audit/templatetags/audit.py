"""Words for what stands on record, in templates."""

from __future__ import annotations

from typing import Any

from django import template

from regietafel.desk.audit import words

register = template.Library()


@register.filter
def named(name: str) -> str:
    """The words for an action, a kind of subject or a field."""
    return words.named(name)


@register.filter
def spoken(value: Any) -> str:
    """A recorded value in words."""
    return words.spoken(value)


@register.filter
def typed(value: Any) -> bool:
    """Whether a recorded value was typed in Dutch, and says so on an English page."""
    return words.is_typed(value)
