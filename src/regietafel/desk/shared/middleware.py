"""The moment and the language of a request, settled before any page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from regietafel.desk.shared.moment import PARAMETER, MomentError, moment_of


class ChosenLanguage(LocaleMiddleware):
    """Dutch unless the reader chose English: the browser's own language does not decide.

    So two readers of one public page get the same bytes, and a stored page serves both.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Take the language from the cookie of the language switch."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        known = {code for code, _ in settings.LANGUAGES}
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        """Say which language the answer has."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class AsKnownOn:
    """Reads `bekend-op` once; a moment that cannot be is answered with a sentence and status 400.

    Routes of the API answer in their own form, so they read the moment themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Settle the moment, or refuse."""
        if PARAMETER in request.GET and not request.path.startswith("/api/"):
            try:
                moment_of(request)
            except MomentError as error:
                from regietafel.desk.shared.pages import refused_moment

                return refused_moment(request, error)
        return self.get_response(request)
