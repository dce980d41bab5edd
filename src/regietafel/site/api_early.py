"""Answers to requests for the API that its own door never saw: refused before, or failed on the way to it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from regietafel.desk.shared.problems import MEDIA_TYPE, language_asked, problem
from regietafel.site.api import with_headers

SENTENCES = {
    400: gettext_lazy("De vraag is niet te lezen."),
    404: gettext_lazy("Er is niets op dit adres; zie /api/v1/openapi.json."),
    413: gettext_lazy("De inhoud is te groot om te lezen."),
    500: gettext_lazy("Er ging iets mis. Probeer het later opnieuw."),
}


class EarlyRefusals:
    """Whatever refuses a request under /api/, the answer has the API's headers, and a problem in place of a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, and finish an answer that did not come through the door."""
        response = self.get_response(request)
        if not request.path_info.startswith("/api/") or "API-Version" in response.headers:
            return response
        with translation.override(language_asked(request)):
            return with_headers(request, _as_problem(response))


def _as_problem(response: HttpResponse) -> HttpResponse:
    status = response.status_code
    if status < 400 or response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    said = SENTENCES.get(status)
    made = problem(status, str(said) if said else gettext("Dit verzoek is geweigerd."))
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            made.headers[name] = response.headers[name]
    return made
