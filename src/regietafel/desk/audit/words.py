"""Words for what stands on record. Each desk gives its own in `audit_words` of its AppConfig."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.translation import get_language, gettext

from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation


@cache
def _words() -> dict[str, Text]:
    found: dict[str, Text] = {}
    for config in apps.get_app_configs():
        given: Mapping[str, Text] = getattr(config, "audit_words", {})
        found.update(given)
    return found


def named(name: str) -> str:
    """The words for an action, a kind of subject or a field; its own name with spaces when no desk gave any."""
    text = _words().get(name)
    return text.in_language(get_language() or "nl") if text is not None else name.replace("_", " ")


def spoken(value: Any) -> str:  # noqa: PLR0911 - one line for each kind of value
    """A recorded value in words: nothing as a dash, yes and no, lists with commas, mappings with colons."""
    match value:
        case None | "" | [] | {}:
            return "–"
        case True:
            return gettext("ja")
        case False:
            return gettext("nee")
        case list():
            return ", ".join(spoken(each) for each in value)
        case dict():
            if len(value) > 12:
                return gettext("%(count)s regels") % {"count": len(value)}
            return "; ".join(f"{named(key)}: {spoken(each)}" for key, each in value.items())
        case str():
            return named(value) if value in _words() else _written(value)
    return str(value)


def is_typed(value: Any) -> bool:
    """Whether a recorded value is a text that somebody typed, and so stays in its own language."""
    return isinstance(value, str) and " " in value and value not in _words() and _written(value) == value


def _written(value: str) -> str:
    """A day or moment written out; other text as it stands."""
    try:
        if len(value) == len("2022-09-16"):
            return notation.day(date.fromisoformat(value))
        if value[10:11] == "T" and value.endswith("+00:00"):
            return notation.moment(datetime.fromisoformat(value))
    except ValueError:
        pass
    return value
