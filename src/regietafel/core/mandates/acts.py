"""Formal acts that belong to one table, as dated data: whose they are, and whether a mandate may be given.

Source: minutes of the national table of 16 September 2022: its minutes are adopted by the table itself (item 1),
and the officials' table decides on sending the letter on the housing target 2023-I under a mandate (item 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import resources

import yaml

from regietafel.core.base.answer import Source, Text
from regietafel.core.base.calendar import DateRange, HalfYear
from regietafel.core.base.rules import in_force
from regietafel.core.mandates.refusals import MandateRefused, Objection

_MINUTES = re.compile(r"(?P<table>[a-z0-9-]+)-\d{4}-\d\d-\d\d(-\d+)?\Z")


class ActKind(Enum):
    """What is done."""

    SEND_LETTER = "send_letter"
    ADOPT_MINUTES = "adopt_minutes"


ACT_TITLES = {
    ActKind.SEND_LETTER: Text("een brief versturen", "send a letter"),
    ActKind.ADOPT_MINUTES: Text("een verslag vaststellen", "adopt minutes"),
}
Names = Mapping[str, Text]
"""What a table or office is called inside a sentence, by key: {"lrt": Text("de LRT", "the LRT")}."""


@dataclass(frozen=True)
class OwnedAct:
    """A kind of act on a matter, and the table it belongs to during its days."""

    kind: ActKind
    matter: str
    owner: str
    transferable: bool
    doing: Text
    thing: Text
    valid: DateRange
    source: Source


@dataclass(frozen=True)
class FormalAct:
    """One act that somebody wants to do: `subject` is "taakstelling 2023-I" or "verslag lrt-2022-09-16"."""

    kind: ActKind
    subject: str
    owned: OwnedAct

    @property
    def detail(self) -> str:
        """What of the matter it is about: "2023-I"."""
        return self.subject.partition(" ")[2]

    @property
    def owner(self) -> str:
        """The table it belongs to."""
        if self.owned.owner:
            return self.owned.owner
        found = _MINUTES.match(self.detail)
        return found["table"] if found else self.detail

    @property
    def doing(self) -> Text:
        """What is done, as an infinitive.

        >>> formal_act(ActKind.SEND_LETTER, "taakstelling 2023-I", date(2022, 9, 16)).doing.nl
        'de brief over de taakstelling 2023-I versturen'
        """
        return _filled(self.owned.doing, self.detail)

    @property
    def thing(self) -> Text:
        """What it is done with."""
        return _filled(self.owned.thing, self.detail)

    @property
    def period(self) -> HalfYear | None:
        """The half-year of a target; None for other matters."""
        return HalfYear.parse(self.detail) if self.owned.matter == "taakstelling" else None


def formal_act(kind: ActKind, subject: str, on: date, acts: Iterable[OwnedAct] | None = None) -> FormalAct:
    """The act of a kind on a subject, with the table it belongs to on a day.

    Raises: MandateRefused for a subject that is not in the list or names no half-year; Gap for a day without
    a version.

    >>> formal_act(ActKind.SEND_LETTER, "taakstelling 2023-I", date(2022, 9, 16)).owner
    'lrt'
    >>> formal_act(ActKind.ADOPT_MINUTES, "verslag lrt-2022-09-16", date(2022, 9, 16)).owner
    'lrt'
    """
    matter, _, detail = subject.strip().partition(" ")
    listed = [each for each in (acts or shipped_acts()) if each.kind is kind and each.matter == matter]
    if not listed or not detail:
        raise MandateRefused(_unknown(kind, subject))
    owned = in_force(listed, on, subject=f"{kind.value} {matter}", legal_basis=str(listed[0].source))
    if matter == "taakstelling":
        detail = str(_half_year(detail))
    return FormalAct(kind, f"{matter} {detail}", owned)


@cache
def shipped_acts() -> tuple[OwnedAct, ...]:
    """The acts that ship with the product."""
    text = resources.files(__package__).joinpath("facts/acts.yaml").read_text(encoding="utf-8")
    return tuple(
        OwnedAct(
            ActKind(row["kind"]),
            row["matter"],
            row["owner"],
            row["transferable"],
            Text(**row["doing"]),
            Text(**row["thing"]),
            DateRange(row["from"], row.get("until")),
            Source(**row["source"]),
        )
        for row in yaml.safe_load(text)
    )


def name_of(key: str, names: Names) -> Text:
    """What a table or office is called in a sentence; without a name its key in capitals.

    >>> name_of("hlrt", {}).nl
    'de HLRT'
    """
    return names.get(key) or Text(f"de {key.upper()}", f"the {key.upper()}")


def _filled(text: Text, detail: str) -> Text:
    return Text(text.nl.format(detail=detail), text.en.format(detail=detail))


def _half_year(text: str) -> HalfYear:
    try:
        return HalfYear.parse(text)
    except ValueError:
        raise MandateRefused(
            Objection(
                "subject",
                Text(f"“{text[:40]}” is geen halfjaar", f"“{text[:40]}” is not a half-year"),
                Text("schrijf het zoals 2023-I", "write it like 2023-I"),
            )
        ) from None


def _unknown(kind: ActKind, subject: str) -> Objection:
    matters = ", ".join(f"{each.matter} …" for each in shipped_acts() if each.kind is kind)
    shown = subject[:60]
    return Objection(
        "subject",
        Text(
            f"“{shown}” staat niet in de lijst van handelingen die bij een tafel horen",
            f"“{shown}” is not in the list of acts that belong to a table",
        ),
        Text(f"schrijf een onderwerp zoals: {matters}", f"write a subject such as: {matters}"),
    )
