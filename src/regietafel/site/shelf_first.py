"""Before Django: a visitor's request that comes again exactly as it came before gets the kept page at once.

Django decides who may get a kept page, and makes the answer with all its headers (`page_cache`). When it says that a
request was answered from the shelf, the status and headers of that answer are remembered beside the request, as it
came, letter by letter. The next one that is equal in everything an answer depends on gets the same answer, after
one look at the version of the data and at the day. Anything else goes to Django: another version, another day, a page
that left the shelf, a header more or less, a connection to the database that is too old.
Why it is so: docs/adr/0012-cached-by-version.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from django.db import connection

from regietafel.site.logs import say_request
from regietafel.site.page_cache import KEPT, KEPT_AS, KeptPage, Key, data_version, today

ASKED = (
    "REQUEST_METHOD",
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_HX_REQUEST",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
)
"""All of a request on which the answer from the shelf can depend; who asks is said by the cookie and what follows it."""

MOST = 2_000  # remembered answers; they hold headers only, the pages themselves stay on the shelf
LONGEST = 2_000  # characters of what is remembered of one request

Asked = tuple[str | None, ...]
Header = tuple[str, str]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Told:
    """What a request was answered: under which key its page is kept, and all that goes before the bytes."""

    key: Key
    status: str
    headers: tuple[Header, ...]
    encoding: str
    parameters: list[str]

    @property
    def bare(self) -> bool:
        """Whether the reader has the page already, so that no bytes go with it."""
        return self.status.startswith("304")


class ShelfFirst:
    """The site with a memory before it, for the web server to call."""

    def __init__(self, site: Application) -> None:
        self.site = site
        self._told: dict[Asked, Told] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The same answer as before where it still holds; else what the site says."""
        start = time.perf_counter()
        asked = tuple(map(environ.get, ASKED))
        told = self._told.get(asked)
        page = still_kept(told.key) if told is not None else None
        if told is None or page is None:
            return self._ask(asked, environ, start_response)
        start_response(told.status, list(told.headers))
        body = b"" if told.bare else page.bytes_in(told.encoding)
        say_request(
            start,
            method="GET",
            path=told.key.path,
            parameters=told.parameters,
            status=int(told.status[:3]),
            user="",
        )
        return [body]

    def _ask(
        self, asked: Asked, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        said: list[Any] = []

        def noted(status: str, headers: list[Header], *more: Any) -> Any:
            said[:] = status, headers
            return start_response(status, headers, *more)

        answer = self.site(environ, noted)
        key = environ.get(KEPT_AS)
        if key is not None and environ["REQUEST_METHOD"] == "GET":
            self._remember(asked, key, *said)
        return answer

    def _remember(self, asked: Asked, key: Key, status: str, headers: list[Header]) -> None:
        if sum(map(len, filter(None, asked))) > LONGEST:
            return
        if len(self._told) >= MOST:  # all at once: what is asked for often is soon here again
            self._told = {}
        encoding = next((value for name, value in headers if name == "Content-Encoding"), "identity")
        parameters = sorted(parse_qs(key.query, keep_blank_values=True))
        self._told[asked] = Told(key, status, tuple(headers), encoding, parameters)


def still_kept(key: Key) -> KeptPage | None:
    """The page under a key, when that is the key of this version and day; None lets Django decide.

    One cheap query, on Django's own connection of this thread; one past its age is Django's to renew.
    """
    until = getattr(connection, "close_at", None)  # not there before the thread first connects
    if until is not None and time.monotonic() >= until:
        return None
    if key.version != data_version() or key.day != today():
        return None
    return KEPT.get(key)
