"""A page is a route, a typed context and a template; `page()` puts the three together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from regietafel.core.base.answer import Source, Text
from regietafel.desk.shared.moment import moment_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Crumb:
    """One step of the breadcrumb; the last one is the page itself and needs no address."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class Provenance:
    """What stands in the last lines of a page: sources, rules, reference date, and whether data is made up.

    `illustrative` is the sentence that says what is made up; "" when nothing is. `rules` are (name, address)
    pairs; the address may be "".
    """

    sources: Sequence[Source] = ()
    rules: Sequence[tuple[str, str]] = ()
    reference_date: date | None = None
    illustrative: Text | str = ""


NOTHING = Provenance()


def page(
    request: HttpRequest,
    template: str,
    context: DataclassInstance,
    *,
    title: str,
    breadcrumb: Sequence[Crumb] = (),
    provenance: Provenance = NOTHING,
    status: int = 200,
) -> HttpResponse:
    """The page `template` with the fields of `context` by their names.

    The template extends `shared/base.html` and sees, besides the fields, `title`, `breadcrumb` and
    `provenance`; the frame (navigation, account, moment) comes from the context processor. A name of the frame
    cannot be a field: it would hide the frame. Raises: TypeError, ValueError for a programmer's mistake.
    """
    if not is_dataclass(context) or isinstance(context, type):
        raise TypeError(f"{template}: the context is {type(context).__name__}, not a dataclass instance")
    values: dict[str, Any] = {field.name: getattr(context, field.name) for field in fields(context)}
    reserved = {"title", "breadcrumb", "provenance", "frame", "moment", "request"}
    if clash := sorted(reserved & values.keys()):
        raise ValueError(f"{template}: {', '.join(clash)} is a name of the frame; rename the field")
    moment = moment_of(request)
    steps = [Crumb(crumb.label, moment.on(crumb.href) if crumb.href else "") for crumb in breadcrumb]
    values |= {"title": title, "breadcrumb": steps, "provenance": provenance}
    response = TemplateResponse(request, template, values, status=status)
    return response.render()
