"""Writing iCalendar (RFC 5545): events that a calendar program reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Regietafel//Vergaderingen//NL"
_OCTETS = 75


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `starts` is a day when the time is not known, else an aware moment; `ends` likewise.

    `sequence` grows with each change; a cancelled event stays in the file, so that calendars take it away.
    """

    uid: str
    title: str
    starts: date
    ends: date | None = None
    changed: datetime = datetime(2022, 1, 1, tzinfo=UTC)
    sequence: int = 0
    cancelled: bool = False
    place: str = ""
    text: str = ""
    address: str = ""


def calendar_file(events: Iterable[CalendarEvent], *, name: str) -> bytes:
    """A calendar with these events, in UTF-8 with CRLF, lines folded at 75 octets.

    Source: RFC 5545, sections 3.1 (folding), 3.3.11 (escaping), 3.6.1 (events); RFC 7986 for the name.

    >>> event = CalendarEvent("lrt-2022-09-16@regietafel", "LRT; tafel, nr. 1", date(2022, 9, 16))
    >>> print(calendar_file([event], name="LRT").decode().replace("\\r\\n", "\\n"))
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Regietafel//Vergaderingen//NL
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    NAME:LRT
    X-WR-CALNAME:LRT
    BEGIN:VEVENT
    UID:lrt-2022-09-16@regietafel
    DTSTAMP:20220101T000000Z
    DTSTART;VALUE=DATE:20220916
    DTEND;VALUE=DATE:20220917
    SEQUENCE:0
    STATUS:CONFIRMED
    SUMMARY:LRT\\; tafel\\, nr. 1
    END:VEVENT
    END:VCALENDAR
    <BLANKLINE>
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(event: CalendarEvent) -> list[str]:
    timed = isinstance(event.starts, datetime)
    default = timedelta(hours=2) if timed else timedelta(days=1)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{_moment(event.changed)}",
        f"DTSTART{_when(event.starts)}",
        f"DTEND{_when(event.ends or event.starts + default)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"SUMMARY:{escaped(event.title)}",
    ]
    if event.place:
        lines.append(f"LOCATION:{escaped(event.place)}")
    if event.text:
        lines.append(f"DESCRIPTION:{escaped(event.text)}")
    if event.address:
        lines.append(f"URL:{event.address}")
    return [*lines, "END:VEVENT"]


def _when(value: date) -> str:
    return f":{_moment(value)}" if isinstance(value, datetime) else f";VALUE=DATE:{value:%Y%m%d}"


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    r"""Text as RFC 5545 wants it: backslash, semicolon, comma and break escaped; no other control characters.

    >>> escaped("a,b;c\\d\ne\x07")
    'a\\,b\\;c\\\\d\\ne'
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\\n").replace("\n", "\\n")
    return "".join(letter for letter in text if letter == "\t" or (letter >= " " and letter != "\x7f"))


def folded(line: str) -> str:
    """A line broken so that none is longer than 75 octets; a letter is never cut in two.

    >>> [len(part.encode()) for part in folded("x" + "é" * 80).split("\\r\\n")]
    [75, 75, 13]
    """
    parts: list[str] = []
    current, room = "", _OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(current)
            current, room = "", _OCTETS - 1
        current += letter
        room -= size
    return "\r\n ".join([*parts, current])
