"""Choices of the reader, as links that keep what else was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Option:
    """One choice of the reader, as a link."""

    label: str
    href: str
    current: bool


def address_with(request: HttpRequest, **changed: str) -> str:
    """The address of this page with these parameters changed, back at the first page of its table."""
    parameters = request.GET.copy()
    parameters.pop("pagina", None)
    for name, value in changed.items():
        parameters[name] = value
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path
