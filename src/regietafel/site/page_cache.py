"""Pages kept by the version of the data, not by time: always fresh, and made once.

One cheap query (the head of the audit chain) says which version holds. Every write moves the head in its own
transaction, so a page kept for an older version is never asked for again; nothing has to be thrown away.

Who may get a kept page: a reader whose request carries nothing that could say who they are (no session, no
waiting message, no `Authorization`). Everyone else gets a page made for them alone, and nothing of it is kept.
Which pages are kept: those of the routes in LISTED, answered with 200, without token, cookie or own caching rules.
A request that comes again exactly as it came before is answered before all this, by `shelf_first`.
Why it is so: docs/adr/0012-cached-by-version.md.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import brotli
from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from regietafel import __version__
from regietafel.desk.audit.queries import head

LISTED = frozenset(
    {
        "home:home",
        "home:rules",
        "home:rule",
        "monitor:nation",
        "monitor:area",
        "monitor:compare",
        "monitor:download",
        "figures:overview",
        "figures:indicator",
        "figures:download",
        "figures:history",
        "figures:moments",
        "taakstelling:periods",
        "taakstelling:nation",
        "taakstelling:area",
        "taakstelling:why",
    }
)
"""Routes whose page for a visitor is a matter of address, language and recorded data alone. All others: no."""

COMPRESSED_TYPES = ("text/", "application/json", "application/problem+json", "image/svg+xml")
LONGEST_QUERY = 400  # characters; a longer one is served and not kept
OVERHEAD = 1500  # bytes that headers, key and objects of one page take, roughly
FRESH = "private, no-cache"
SECRET = "private, no-store"  # noqa: S105 - a header

KEPT_AS = "regietafel.kept_as"
"""Where a request carries the key of the kept page that answers it, for whoever stands before Django."""


class Key(NamedTuple):
    """Everything on which a visitor's page depends."""

    version: str
    product: str
    theme: str
    language: str
    day: str
    origin: str
    path: str
    query: str


@dataclass
class KeptPage:
    """One page: its headers, the hash of its text, and its bytes per encoding (made on first demand)."""

    headers: tuple[tuple[str, str], ...]
    digest: str
    forms: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes it takes, roughly."""
        return OVERHEAD + sum(len(form) for form in list(self.forms.values()))

    def bytes_in(self, encoding: str) -> bytes:
        """The page in an encoding; only compressed forms are kept beside what came first."""
        known = self.forms.get(encoding)
        if known is not None:
            return known
        text = self.text()
        if encoding != "identity":
            self.forms[encoding] = text = compress(text, encoding)
        return text

    def text(self) -> bytes:
        """The page as it was made."""
        if "identity" in self.forms:
            return self.forms["identity"]
        if "br" in self.forms:
            return bytes(brotli.decompress(self.forms["br"]))
        return gzip.decompress(self.forms["gzip"])


class KeptPages:
    """Pages of one process, least recently asked for leaves first, never more than `limit` bytes together.

    Only pages of one version of the data are held: the first page of another version empties the shelf.
    """

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._sizes: dict[Key, int] = {}
        self._version: str = ""
        self._lock = Lock()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> KeptPage | None:
        """The page under this key, now the most recently asked for."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, version: str, key: Key, page: KeptPage, limit: int) -> None:
        """Put a page on the shelf, or weigh it again; one that takes over a quarter of the room is not kept."""
        size = page.size
        with self._lock:
            if version != self._version:
                self._empty()
                self._version = version
            self.bytes -= self._sizes.pop(key, 0)
            self._pages.pop(key, None)
            if size > limit // 4:
                return
            self._pages[key] = page
            self._sizes[key] = size
            self.bytes += size
            while self.bytes > limit:
                oldest, _ = self._pages.popitem(last=False)
                self.bytes -= self._sizes.pop(oldest)

    def forget(self) -> None:
        """Empty the shelf."""
        with self._lock:
            self._empty()

    def _empty(self) -> None:
        self._pages.clear()
        self._sizes.clear()
        self.bytes = 0


KEPT = KeptPages()


class PageCache:
    """Middleware: serve a kept page, or have it made and keep it; say to browsers how to ask again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a safe request to a listed route by version; anything else goes on untouched."""
        if request.method not in ("GET", "HEAD") or not listed(request.path_info):
            return _guarded(self.get_response(request))
        encoding = wanted_encoding(request.headers.get("Accept-Encoding", ""))
        if says_who(request) or not settings.PAGE_CACHE_BYTES:
            return self._made(request, encoding)
        version = data_version()
        if not version:
            return self._made(request, encoding)
        request.data_version = version  # type: ignore[attr-defined]  # for what a page remembers by version
        key = key_of(request, version)
        page = KEPT.get(key)
        if page is None:
            return self._made(request, encoding, version, key)
        if encoding not in page.forms and page.forms.keys() != {"identity"}:
            page.bytes_in(encoding)
            KEPT.keep(version, key, page, settings.PAGE_CACHE_BYTES)
        request.META[KEPT_AS] = key
        return answer(request, page, encoding)

    def _made(
        self, request: HttpRequest, encoding: str, version: str = "", key: Key | None = None
    ) -> HttpResponse:
        """A page made now; kept only when nothing was written while it was made."""
        response = self.get_response(request)
        if not _is_plain_page(response):
            return _guarded(response)
        # the middleware of tokens leaves this key behind where a token was put in the page
        if "Cache-Control" in response or response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
            return _guarded(response)
        page = page_of(response, encoding)
        if key is not None and may_be_kept(request, response, key) and data_version() == version:
            KEPT.keep(version, key, page, settings.PAGE_CACHE_BYTES)
            request.META[KEPT_AS] = key
        return answer(request, page, encoding)


def data_version() -> str:
    """Which version of the data holds now; "" when nothing was ever written, or the database cannot say."""
    try:
        last = head()
    except Error:
        return ""
    return f"{last.number}-{last.hash}" if last is not None else ""


def today() -> str:
    """The day in Amsterdam, as part of a key."""
    return f"{timezone.localdate()}"


@lru_cache(maxsize=8192)
def listed(path: str) -> bool:
    """Whether the route of a path is one whose pages may be kept."""
    try:
        return resolve(path).view_name in LISTED
    except Resolver404:
        return False


def says_who(request: HttpRequest) -> bool:
    """Whether a request carries anything that could make its page one for this reader alone."""
    cookies = request.COOKIES
    return (
        settings.SESSION_COOKIE_NAME in cookies
        or "messages" in cookies
        or "HTTP_AUTHORIZATION" in request.META
        or "HTTP_HX_REQUEST" in request.META
    )


def key_of(request: HttpRequest, version: str) -> Key:
    """Everything on which a visitor's page depends; what it reads of a request stands in `shelf_first.ASKED` too.

    The day is part of it, since `bekend-op` of today means now and tomorrow means the end of today; the host,
    since an answer of the API names its own address. Raises: DisallowedHost.
    """
    query = request.META.get("QUERY_STRING", "")
    return Key(
        version,
        __version__,
        settings.THEME,
        language_of(request),
        today(),
        f"{request.scheme}://{request.get_host()}",
        request.path_info,
        normalised(query) if query else "",
    )


def language_of(request: HttpRequest) -> str:
    """The language that the reader chose, as the middleware of the desk decides it."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    return chosen if any(chosen == code for code, _ in settings.LANGUAGES) else settings.LANGUAGE_CODE


def normalised(query: str) -> str:
    """One spelling for the same parameters: by name; values of one name keep their order."""
    given = QueryDict(query)
    ordered = QueryDict(mutable=True)
    for name in sorted(given):
        ordered.setlist(name, given.getlist(name))
    return ordered.urlencode()


def may_be_kept(request: HttpRequest, response: HttpResponse, key: Key) -> bool:
    """The last look before a page is kept for others: nothing in it or with it is one reader's."""
    return (
        request.method == "GET"
        and "nonce-" not in response.headers.get("Content-Security-Policy", "")
        # made in the language it is kept under, should the two ever decide otherwise
        and response.headers.get("Content-Language", "") == language_of(request)
        and not request.session.modified
        and not request.user.is_authenticated
        and not getattr(getattr(request, "_messages", None), "added_new", False)
        and len(key.query) <= LONGEST_QUERY
    )


def page_of(response: HttpResponse, encoding: str) -> KeptPage:
    """The response as a page, in the encoding that is wanted now (text is at least gzipped)."""
    content = response.content
    headers = tuple(pair for pair in response.items() if pair[0] not in ("Content-Length", "ETag"))
    page = KeptPage(headers, hashlib.sha256(content).hexdigest()[:32])
    if not response.headers.get("Content-Type", "").startswith(COMPRESSED_TYPES):
        encoding = "identity"
        page.forms[encoding] = content
        return page
    encoding = "gzip" if encoding == "identity" else encoding
    page.forms[encoding] = compress(content, encoding)
    return page


def answer(request: HttpRequest, page: KeptPage, encoding: str) -> HttpResponse:
    """The page to this request: whole, without body for HEAD, or 304 when the reader has these very bytes."""
    if "identity" in page.forms:
        encoding = "identity"
    etag = f'"{page.digest}"' if encoding == "identity" else f'"{page.digest}-{encoding}"'
    if has_already(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        body = page.bytes_in(encoding)
        response = HttpResponse(body if request.method == "GET" else b"")
        for name, value in page.headers:
            response.headers[name] = value
        if encoding != "identity":
            response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(body))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FRESH
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    return response


def has_already(header: str, etag: str) -> bool:
    """Whether `If-None-Match` names this tag; a proxy may have made it a weak one on the way."""
    if not header:
        return False
    return any(given == "*" or given.removeprefix("W/") == etag for given in parse_etags(header))


@lru_cache(maxsize=512)
def wanted_encoding(header: str) -> str:
    """br, gzip or identity: the best that the reader takes.

    >>> wanted_encoding("gzip, deflate, br"), wanted_encoding("br;q=0, gzip"), wanted_encoding("")
    ('br', 'gzip', 'identity')
    """
    taken = {}
    for part in header.lower().split(","):
        name, _, parameter = part.strip().partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            taken[name.strip()] = float(quality or 1)
        except ValueError:
            taken[name.strip()] = 0.0
    anything = taken.get("*", 0.0)
    return next((each for each in ("br", "gzip") if taken.get(each, anything) > 0), "identity")


def compress(text: bytes, encoding: str) -> bytes:
    """Compressed once, so at a level between fast and small; the same text gives the same bytes."""
    if encoding == "br":
        packed: bytes = brotli.compress(text, mode=brotli.MODE_TEXT, quality=5)
        return packed
    return gzip.compress(text, compresslevel=6, mtime=0)


def _is_plain_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and not response.streaming and "Content-Encoding" not in response


def _guarded(response: HttpResponse) -> HttpResponse:
    """What is not a listed page is nobody else's: no cache may keep it, unless it says otherwise itself."""
    response.headers.setdefault("Cache-Control", SECRET)
    return response
