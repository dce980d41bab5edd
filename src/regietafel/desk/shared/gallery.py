"""The gallery: every component in all its states, with data that is made up and says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from regietafel.desk.shared.page import Crumb, Provenance, page


@dataclass(frozen=True)
class Gallery:
    """Everything there is."""

    text: str = "x"


def gallery_page(request: HttpRequest) -> HttpResponse:
    """The page."""
    return page(
        request,
        "shared/gallery.html",
        Gallery(),
        title="Onderdelen van een pagina",
        breadcrumb=[Crumb("Begin", "/"), Crumb("Onderdelen")],
        provenance=Provenance(illustrative="x"),
    )
