"""The history as pages: of one thing, and of everything with filters. Whoever mounts them guards them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from regietafel.desk.audit import queries
from regietafel.desk.audit.words import named
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class SubjectContext:
    """Every write about one thing, newest first."""

    entries: tuple[queries.Entry, ...]


@dataclass(frozen=True)
class ListingContext:
    """All writes, with the filters and the way to the neighbouring pages."""

    listing: queries.Page
    kinds: tuple[str, ...]
    kind: str
    actor: str
    previous_href: str
    next_href: str


def listing(request: HttpRequest) -> HttpResponse:
    """`/geschiedenis/?soort=user&wie=12&bladzijde=2`"""
    kind, actor = request.GET.get("soort", ""), request.GET.get("wie", "")
    number = request.GET.get("bladzijde", "1")
    found = queries.listing(kind=kind, actor=actor, page=int(number) if number.isdecimal() else 1)

    def address(page_number: int) -> str:
        if not 1 <= page_number <= found.last:
            return ""
        return "?" + urlencode({"soort": kind, "wie": actor, "bladzijde": page_number})

    context = ListingContext(
        listing=found,
        kinds=queries.kinds(),
        kind=kind,
        actor=actor,
        previous_href=address(found.number - 1),
        next_href=address(found.number + 1),
    )
    title = gettext("Wat is er gewijzigd?")
    return page(
        request, "audit/listing.html", context, title=title, breadcrumb=[Crumb(gettext("Geschiedenis"))]
    )


def subject(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """`/geschiedenis/user/12/`; 404 for a thing that was never written."""
    entries = queries.history(kind, key)
    if not entries:
        raise Http404
    title = gettext("Geschiedenis van %(kind)s %(key)s") % {"kind": named(kind), "key": key}
    breadcrumb = [Crumb(gettext("Geschiedenis"), reverse("audit:listing")), Crumb(f"{named(kind)} {key}")]
    return page(request, "audit/subject.html", SubjectContext(entries), title=title, breadcrumb=breadcrumb)
