"""As known on: the moment of which a page shows the knowledge, kept in every link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from regietafel.core.base.errors import RegietafelError
from regietafel.desk.shared import notation
from regietafel.desk.shared.notation import AMSTERDAM

PARAMETER = "bekend-op"
_END_OF_DAY = time(23, 59, 59)
_FORM = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?))?(?P<zone>Z|[+ -]\d{2}:\d{2})?\Z"
)


class MomentError(RegietafelError):
    """A moment that cannot be read, or that has not come yet."""


@dataclass(frozen=True)
class Moment:
    """What was known at `at` (aware); None is now.

    >>> Moment(None).is_now
    True
    """

    at: datetime | None = None

    @property
    def is_now(self) -> bool:
        """Whether the page shows the present knowledge."""
        return self.at is None

    @property
    def whole_day(self) -> bool:
        """Whether only a day was given: everything known by the end of it."""
        return self.at is not None and self.local.time() == _END_OF_DAY

    @property
    def local(self) -> datetime:
        """The moment in Amsterdam; the present for now."""
        return (self.at or timezone.now()).astimezone(AMSTERDAM)

    @property
    def key(self) -> str:
        """The moment as it stands in an address; "" for now."""
        if self.at is None:
            return ""
        if self.whole_day:
            return f"{self.local:%Y-%m-%d}"
        if self.local.fold:
            return self.local.isoformat(timespec="minutes")
        return f"{self.local:%Y-%m-%dT%H:%M:%S}".removesuffix(":00")

    @property
    def field(self) -> str:
        """The moment as a datetime field of a form wants it; "" for now."""
        return f"{self.local:%Y-%m-%dT%H:%M}" if self.at else ""

    def __str__(self) -> str:
        if self.at is None:
            return gettext("nu")
        if self.whole_day:
            return gettext("%(day)s, einde van de dag") % {"day": notation.day(self.local.date())}
        return notation.moment(self.at)

    def on(self, url: str) -> str:
        """The address of this site with this moment in it; another site's address stays as it is.

        >>> Moment(datetime(2022, 9, 16, 20, 0, tzinfo=AMSTERDAM)).on("/monitor/?sorteer=naam#tabel")
        '/monitor/?sorteer=naam&bekend-op=2022-09-16T20%3A00#tabel'
        """
        if self.at is None:
            return url
        parts = urlsplit(url)
        if parts.scheme or parts.netloc:
            return url
        kept = [pair for pair in parts.query.split("&") if pair and not pair.startswith(f"{PARAMETER}=")]
        query = "&".join([*kept, urlencode({PARAMETER: self.key})])
        return urlunsplit(("", "", parts.path, query, parts.fragment))


NOW = Moment(None)


def parse_moment(text: str, *, now: datetime) -> Moment:
    """Read `2022-09-16` (all that was known by the end of that day) or `2022-09-16T20:00` (Amsterdam).

    Today without a time, and nothing at all, are now. Raises: MomentError, in the language of the page.

    >>> present = datetime(2026, 11, 1, 12, 0, tzinfo=AMSTERDAM)
    >>> parse_moment("2022-09-16T20:00", now=present).at.isoformat()
    '2022-09-16T18:00:00+00:00'
    >>> parse_moment("2022-09-16", now=present).at.isoformat()
    '2022-09-16T21:59:59+00:00'
    """
    text = text.strip()
    if not text:
        return NOW
    found = _FORM.match(text)
    if found is None or (found["zone"] and not found["time"]):
        raise _unreadable(text)
    try:
        given = date.fromisoformat(found["day"])
        clock = time.fromisoformat(found["time"]) if found["time"] else _END_OF_DAY
    except ValueError:
        raise _unreadable(text) from None
    if given.year < 1900:
        raise _unreadable(text)
    if found["zone"]:
        zone = found["zone"].replace(" ", "+")
        at = datetime.fromisoformat(f"{given}T{clock}{zone}").astimezone(UTC)
    else:
        at = datetime.combine(given, clock, AMSTERDAM).astimezone(UTC)
    today = now.astimezone(AMSTERDAM).date()
    if given == today and not found["time"]:
        return NOW
    if at > now:
        raise MomentError(
            gettext("%(moment)s moet nog komen.") % {"moment": notation.moment(at)},
            gettext("Kies een moment in het verleden, of laat het veld leeg voor de stand van nu."),
        )
    return Moment(at)


def moment_of(request: HttpRequest) -> Moment:
    """The moment a request asks for. Raises: MomentError (the middleware makes it a page with status 400)."""
    known: Moment | None = getattr(request, "moment", None)
    if known is None:
        known = parse_moment(request.GET.get(PARAMETER, ""), now=timezone.now())
        request.moment = known  # type: ignore[attr-defined]
    return known


def _unreadable(text: str) -> MomentError:
    return MomentError(
        gettext("\u201c%(text)s\u201d is geen moment.") % {"text": text[:40]},
        gettext("Schrijf een datum (2022-09-16) of een datum met tijd (2022-09-16T20:00)."),
    )
