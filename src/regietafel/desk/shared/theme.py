"""The theme: one CSS file and one class on <html>, by setting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")


def theme_name() -> str:
    """The theme this installation chose."""
    return str(getattr(settings, "THEME", "regietafel"))


def theme_file() -> str:
    """Where its CSS lies among the static files.

    >>> theme_file()
    'themes/regietafel.css'
    """
    return f"themes/{theme_name()}.css"


@register()
def theme_exists(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Refuse to start with a theme that is not there."""
    from django.contrib.staticfiles import finders

    if _NAME.match(theme_name()) and finders.find(theme_file()):
        return []
    return [
        Error(
            f'The theme "{theme_name()}" has no file {theme_file()} among the static files.',
            hint="Set REGIETAFEL_THEME to regietafel, or add that file (see docs/howto/theme.md).",
            id="shared.E001",
        )
    ]
