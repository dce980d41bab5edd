"""Who was there: entries of an attendance list, and what is wrong with a list before minutes can be adopted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from regietafel.core.base.answer import Answer, Source, Text


class Presence(Enum):
    """How someone stands on the list. A substitute is present for a seat that someone else holds."""

    PRESENT = "present"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"
    GUEST = "guest"


PRESENCE_WORDS: dict[Presence, Text] = {
    Presence.PRESENT: Text("aanwezig", "present"),
    Presence.ABSENT: Text("afwezig", "absent"),
    Presence.SUBSTITUTE: Text("vervangt", "substitutes"),
    Presence.GUEST: Text("gast", "guest"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the list. `person` is "" for an official, who goes by office; `seat` is "" without a seat."""

    presence: Presence
    partner: str
    office: Text
    person: str = ""
    seat: str = ""
    note: str = ""

    @property
    def who(self) -> Text:
        """The name where it is public, with the office; the office alone where it is not."""
        if not self.person:
            return self.office
        return Text(f"{self.person} ({self.office.nl})", f"{self.person} ({self.office.en})")


class AttendanceFaultKind(Enum):
    """What can be wrong with a list."""

    BOTH = "both_present_and_absent"
    TWICE = "twice"
    NO_SEAT = "no_seat"
    NOT_REPRESENTED = "not_represented"


@dataclass(frozen=True)
class AttendanceFault:
    """One fault: which entries, what is the matter, and what to do."""

    kind: AttendanceFaultKind
    subject: str
    what: Text
    remedy: Text


MINUTES = Source("Verslag LRT van 16 september 2022", "kop", quality="primary")


def attendance_faults(
    entries: Sequence[Entry], *, partners: Iterable[tuple[str, str]] = ()
) -> Answer[tuple[AttendanceFault, ...]]:
    """Everything that is wrong with an attendance list; nothing is mended by itself.

    `partners` are (key, name) of those with a permanent seat on that day: each must be represented. Where neither
    partners are given nor any entry has a seat, the seats of the table are not known, and who lacks one is not asked.
    Units: faults, in the order of the list. Source: the list of 16 September 2022, which has such a fault.

    >>> alderman = Text("wethouder", "alderman")
    >>> found = attendance_faults([Entry(Presence.PRESENT, "vng", alderman, "A"),
    ...                            Entry(Presence.ABSENT, "vng", alderman, "A")])
    >>> [fault.kind.value for fault in found.value]
    ['both_present_and_absent']
    """
    named = dict(partners)
    seats_known = bool(named) or any(entry.seat for entry in entries)
    faults = [
        *_both(entries),
        *(_without_seat(entries) if seats_known else ()),
        *_unrepresented(entries, named),
    ]
    return Answer(tuple(faults), rule="attendance_faults", source=MINUTES)


def is_there(entry: Entry) -> bool:
    """Whether the entry says that someone was in the room."""
    return entry.presence is not Presence.ABSENT


def _same(entry: Entry) -> tuple[str, str]:
    """Who an entry is about: a named person of a partner, else the office or the seat."""
    return entry.partner, (entry.person or entry.seat or entry.office.nl).casefold()


def _both(entries: Sequence[Entry]) -> list[AttendanceFault]:
    by_person: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_person[_same(entry)].append(entry)
    faults = []
    for (_, subject), found in by_person.items():
        who = found[0].who
        if {is_there(entry) for entry in found} == {True, False}:
            faults.append(
                AttendanceFault(
                    AttendanceFaultKind.BOTH,
                    subject,
                    Text(
                        f"{who.nl} staat bij de aanwezigen én bij de afwezigen",
                        f"{who.en} is listed as present and as absent",
                    ),
                    Text(
                        "Vraag na wat klopt en verbeter de lijst.",
                        "Ask which one is right and correct the list.",
                    ),
                )
            )
        elif len(found) > 1:
            faults.append(
                AttendanceFault(
                    AttendanceFaultKind.TWICE,
                    subject,
                    Text(f"{who.nl} staat er {len(found)} keer", f"{who.en} is listed {len(found)} times"),
                    Text("Haal de dubbele regel weg.", "Take the double line out."),
                )
            )
    return faults


def _without_seat(entries: Sequence[Entry]) -> list[AttendanceFault]:
    seen: set[tuple[str, str]] = set()
    faults = []
    for entry in entries:
        if not is_there(entry) or entry.presence is Presence.GUEST or entry.seat or _same(entry) in seen:
            continue
        seen.add(_same(entry))
        faults.append(
            AttendanceFault(
                AttendanceFaultKind.NO_SEAT,
                entry.person or entry.office.nl,
                Text(
                    f"{entry.who.nl} heeft geen zetel en is niet als gast vermeld",
                    f"{entry.who.en} has no seat and is not listed as a guest",
                ),
                Text(
                    "Vermeld als gast met functie, of als vervanger van een zetel.",
                    "List as a guest with the office, or as a substitute for a seat.",
                ),
            )
        )
    return faults


def _unrepresented(entries: Sequence[Entry], partners: Mapping[str, str]) -> list[AttendanceFault]:
    there = {entry.partner for entry in entries if is_there(entry)}
    return [
        AttendanceFault(
            AttendanceFaultKind.NOT_REPRESENTED,
            key,
            Text(f"{name} was niet vertegenwoordigd", f"{name} was not represented"),
            Text(
                "Vermeld wie ontbrak en of de partner is gehoord.",
                "Say who was missing and whether the partner was heard.",
            ),
        )
        for key, name in partners.items()
        if key not in there
    ]
