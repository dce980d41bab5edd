"""Errors of the API as problem details (RFC 9457): status, title, detail, and every error of the request at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation.trans_real import parse_accept_lang_header
from pydantic import BaseModel, Field

MEDIA_TYPE = "application/problem+json"

Place = Literal["body", "query", "path", "header"]

TITLES = {
    400: gettext_lazy("Ongeldige vraag"),
    401: gettext_lazy("Niet aangemeld"),
    403: gettext_lazy("Niet toegestaan"),
    404: gettext_lazy("Niet gevonden"),
    405: gettext_lazy("Methode niet toegestaan"),
    406: gettext_lazy("Vorm van het antwoord niet beschikbaar"),
    409: gettext_lazy("Intussen veranderd"),
    413: gettext_lazy("Te groot"),
    415: gettext_lazy("Soort inhoud wordt niet gelezen"),
    500: gettext_lazy("Fout op de server"),
    503: gettext_lazy("Tijdelijk niet beschikbaar"),
}


class TooLarge(Exception):
    """An upload of more bytes than are read."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        super().__init__(largest)


class Location(BaseModel):
    """Where in the request an error is: the name of a parameter, or a place in a sheet."""

    name: str = Field(description="Naam van de parameter, of rij en kolom in het blad.")


class Wrong(BaseModel):
    """One error of a request: where, what, and what to do."""

    in_: Place = Field(alias="in", description="Deel van de vraag waarin de fout zit.")
    location: Location
    code: str = Field(description="Soort fout, voor programma's.")
    detail: str = Field(description="Wat er fout is en wat te doen.")

    @classmethod
    def at(cls, place: Place, name: str, code: str, detail: str) -> Wrong:
        """An error at a named place."""
        return cls.model_validate({"in": place, "location": {"name": name}, "code": code, "detail": detail})


class Problem(BaseModel):
    """The body of every answer with a status of 400 or higher."""

    type: str = Field("about:blank", description="Soort probleem.")
    status: int = Field(description="De HTTP-status.")
    title: str = Field(description="Het soort probleem in enkele woorden.")
    detail: str = Field(description="Wat er in dit geval is, en wat te doen.")
    errors: list[Wrong] | None = Field(
        None, description="Alle fouten van de vraag tegelijk; alleen bij 400 en bij een geweigerd blad."
    )


def problem(status: int, detail: str, errors: Sequence[Wrong] = ()) -> HttpResponse:
    """A problem as a response, in the language that is active."""
    title = str(TITLES.get(status) or HTTPStatus(status).phrase)
    body = Problem(type="about:blank", status=status, title=title, detail=detail, errors=list(errors) or None)
    text = json.dumps(body.model_dump(by_alias=True, exclude_none=True), ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)


def invalid(errors: Iterable[Wrong]) -> HttpResponse:
    """A request with faults: 400 with all of them."""
    every = list(errors)
    if len(every) == 1:
        return problem(400, every[0].detail, every)
    return problem(400, gettext("De vraag heeft %(n)s fouten; zie errors.") % {"n": len(every)}, every)


def language_asked(request: HttpRequest) -> str:
    """Dutch or English, by Accept-Language; Dutch when neither is asked for."""
    for asked, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        primary = asked.split("-")[0]
        if primary in ("nl", "en"):
            return primary
    return "nl"


def unsuitable_keys(request: HttpRequest, known: Iterable[str]) -> list[Wrong]:
    """Query keys that the route does not know, and keys given twice: a misspelt one would change the answer unseen."""
    names = set(known)
    found = []
    for key in request.GET:
        if key not in names:
            said = gettext("“%(key)s” is geen parameter van deze route; kies uit: %(names)s.")
            detail = said % {"key": key[:40], "names": ", ".join(sorted(names)) or "–"}
            found.append(Wrong.at("query", key[:40], "unknown", detail))
        elif len(request.GET.getlist(key)) > 1:
            detail = gettext("“%(key)s” staat er meer dan eens; geef één waarde.") % {"key": key}
            found.append(Wrong.at("query", key, "repeated", detail))
    return found
