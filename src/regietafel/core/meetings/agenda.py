"""Agendas: what an item comes from, versions, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.meetings.refusals import MeetingRefused, Told, refuse
from regietafel.core.meetings.typed_line import text_faults

LONGEST_TITLE = 300


class ItemSource(Enum):
    """Where an item of an agenda comes from."""

    FREE = "free"
    MINUTES = "minutes"
    OPEN_ITEM = "open_item"
    MONITOR = "monitor"
    AGREEMENT = "agreement"
    ESCALATION = "escalation"
    REQUEST = "request"


ITEM_SOURCE_WORDS: dict[ItemSource, Text] = {
    ItemSource.FREE: Text("ingebracht", "put forward"),
    ItemSource.MINUTES: Text("verslag vaststellen", "adopt minutes"),
    ItemSource.OPEN_ITEM: Text("actielijst", "action list"),
    ItemSource.MONITOR: Text("monitor", "monitor"),
    ItemSource.AGREEMENT: Text("afspraak", "agreement"),
    ItemSource.ESCALATION: Text("escalatie", "escalation"),
    ItemSource.REQUEST: Text("verzoek", "request"),
}


@dataclass(frozen=True)
class Item:
    """One item: its number on the agenda, title, and where it comes from ("minutes", "lrt-2022-09-16")."""

    number: int
    title: str
    source: ItemSource = ItemSource.FREE
    source_key: str = ""
    minutes: int | None = None

    @property
    def same(self) -> tuple[str, str]:
        """What stays the same when an item moves: its source, or its title when it is free."""
        return self.source.value, self.source_key or self.title.casefold()


@dataclass(frozen=True)
class ItemChange:
    """One difference between two versions: what happened to which item."""

    kind: Literal["added", "removed", "moved", "retitled"]
    before: Item | None
    after: Item | None

    @property
    def said(self) -> Text:
        """The change in a sentence.

        >>> ItemChange("added", None, Item(2, "Bestuurlijke afspraken")).said.nl
        'Erbij: 2. Bestuurlijke afspraken'
        """
        old, new = self.before, self.after
        if old is None or new is None:
            item = new or old
            assert item is not None  # noqa: S101 - a change has one side at least
            words = Text("Erbij", "Added") if new else Text("Eraf", "Taken off")
            line = f"{item.number}. {item.title}"
            return Text(f"{words.nl}: {line}", f"{words.en}: {line}")
        if self.kind == "moved":
            return Text(
                f"Verplaatst: {new.title}, van {old.number} naar {new.number}",
                f"Moved: {new.title}, from {old.number} to {new.number}",
            )
        return Text(
            f"Anders genoemd: {new.number}. {old.title} → {new.title}",
            f"Renamed: {new.number}. {old.title} → {new.title}",
        )


def difference(old: Sequence[Item], new: Sequence[Item]) -> tuple[ItemChange, ...]:
    """What was added, taken off, renamed and moved from one version to the next, in the order of the new one.

    An item has moved only when it stands elsewhere among those that both versions have.

    >>> opening, letter = Item(1, "Opening"), Item(2, "Brief")
    >>> [change.said.nl for change in difference([opening, letter], [opening, Item(2, "Monitor"), Item(3, "Brief")])]
    ['Erbij: 2. Monitor']
    """
    before = {item.same: item for item in old}
    after = {item.same: item for item in new}
    gone = [item for item in old if item.same not in after]
    fresh = [item for item in new if item.same not in before]
    changes: list[ItemChange] = []
    renamed: dict[int, Item] = {}
    for item in fresh:
        twin = next((g for g in gone if g.number == item.number and g.source is item.source), None)
        if twin is not None and item.source is ItemSource.FREE:
            gone.remove(twin)
            renamed[item.number] = twin
    places_before = [item.same for item in old if item.same in after]
    places_after = [item.same for item in new if item.same in before]
    for item in new:
        if item.number in renamed:
            changes.append(ItemChange("retitled", renamed[item.number], item))
        elif item.same not in before:
            changes.append(ItemChange("added", None, item))
        else:
            was = before[item.same]
            if was.title != item.title:
                changes.append(ItemChange("retitled", was, item))
            if places_before.index(item.same) != places_after.index(item.same):
                changes.append(ItemChange("moved", was, item))
    return (*changes, *(ItemChange("removed", item, None) for item in gone))


def numbered(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items in order, numbered from 1. Raises: MeetingRefused for an empty or double title.

    >>> [item.number for item in numbered([Item(7, "Opening"), Item(3, "Rondvraag")])]
    [1, 2]
    """
    faults: list[Told] = []
    seen: set[tuple[str, str]] = set()
    for n, item in enumerate(items, start=1):
        faults += text_faults(item.title, where=f"item-{n}", longest=LONGEST_TITLE)
        if item.same in seen:
            faults.append(
                Told(
                    f"item-{n}",
                    Text(
                        f"\u201c{item.title[:60]}\u201d staat al op de agenda",
                        f'"{item.title[:60]}" is on the agenda already',
                    ),
                    Text("haal er een weg", "take one off"),
                )
            )
        seen.add(item.same)
    refuse(faults)
    return tuple(
        Item(n, " ".join(item.title.split()), item.source, item.source_key, item.minutes)
        for n, item in enumerate(items, start=1)
    )


def refuse_stale(*, seen: int, latest: int) -> None:
    """A change is made to the version that was seen. Raises: MeetingRefused when there is a newer one."""
    if seen != latest:
        raise MeetingRefused(
            Told(
                "version",
                Text(
                    f"de agenda is intussen veranderd: u zag versie {seen}, nu is er versie {latest}",
                    f"the agenda changed meanwhile: you saw version {seen}, now there is version {latest}",
                ),
                Text(
                    "kijk wat er veranderde en doe uw wijziging opnieuw; wat u typte staat er nog",
                    "look what changed and make your change again; what you typed is still there",
                ),
            ),
            why="conflict",
        )
