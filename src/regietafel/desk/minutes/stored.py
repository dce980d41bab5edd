"""The content of a version as plain JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regietafel.core.base.answer import Text
from regietafel.core.meetings.attendance import Entry, Presence
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.check import MinutesLine
from regietafel.core.minutes.difference import order


@dataclass(frozen=True)
class Content:
    """What a version says: lines in their order, the title of each item, and who was there."""

    lines: tuple[MinutesLine, ...] = ()
    titles: Mapping[int, str] | None = None
    attendance: tuple[Entry, ...] = ()

    def line(self, number: str) -> MinutesLine | None:
        """The line with this number; None when this version lacks it."""
        return next((line for line in self.lines if line.number == number), None)

    def title(self, item: int) -> str:
        """The title of an item; "" when it has none."""
        return (self.titles or {}).get(item, "")

    def with_line(self, line: MinutesLine) -> Content:
        """The same with this line added, or in the place of the one with its number."""
        others = [each for each in self.lines if each.number != line.number]
        return Content(
            tuple(sorted([*others, line], key=lambda each: order(each.number))), self.titles, self.attendance
        )

    def without_line(self, number: str) -> Content:
        """The same without this line; its number is not given to another."""
        return Content(
            tuple(each for each in self.lines if each.number != number), self.titles, self.attendance
        )


def as_stored(content: Content) -> dict[str, Any]:
    """A content as it is kept.

    >>> as_stored(Content((MinutesLine("1.1", LineKind.FACT, "Goed."),), {1: "Opening"}))["lines"][0]["kind"]
    'fact'
    """
    return {
        "titles": {str(item): title for item, title in (content.titles or {}).items()},
        "lines": [
            {
                "number": line.number,
                "kind": line.kind.value,
                "text": line.text,
                "owner": line.owner,
                "due": line.due.isoformat() if line.due else "",
                "illustrative": line.illustrative,
            }
            for line in content.lines
        ],
        "attendance": [
            {
                "presence": entry.presence.value,
                "partner": entry.partner,
                "office": [entry.office.nl, entry.office.en],
                "person": entry.person,
                "seat": entry.seat,
                "note": entry.note,
            }
            for entry in content.attendance
        ],
    }


def as_content(stored: Mapping[str, Any]) -> Content:
    """The content that was kept.

    >>> content = Content((MinutesLine("1.1", LineKind.ACTION, "Brief.", "vng", date(2022, 9, 25)),), {1: "Opening"})
    >>> as_content(as_stored(content)) == content
    True
    """
    return Content(
        lines=tuple(_line(line) for line in stored["lines"]),
        titles={int(item): title for item, title in stored["titles"].items()},
        attendance=_entries(stored["attendance"]),
    )


def _line(stored: Mapping[str, Any]) -> MinutesLine:
    return MinutesLine(
        number=stored["number"],
        kind=LineKind(stored["kind"]),
        text=stored["text"],
        owner=stored["owner"],
        due=date.fromisoformat(stored["due"]) if stored["due"] else None,
        illustrative=stored["illustrative"],
    )


def _entries(stored: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            Presence(entry["presence"]),
            entry["partner"],
            Text(*entry["office"]),
            entry["person"],
            entry["seat"],
            entry["note"],
        )
        for entry in stored
    )
