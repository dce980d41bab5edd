"""The app that carries templates, static files and components."""

from __future__ import annotations

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Frame and components of every page; it keeps no data."""

    name = "regietafel.desk.shared"
    label = "shared"

    def ready(self) -> None:
        """Register the check that the theme of this installation exists."""
        from regietafel.desk.shared import theme  # noqa: F401 - registers a system check
