"""What is wrong with minutes before they are adopted: each finding with its line, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Literal

from regietafel.core.base.answer import Answer, Input, Source, Text
from regietafel.core.meetings.attendance import AttendanceFaultKind, Entry, attendance_faults
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.quantities import Deviation, KnownFact, deviations

Severity = Literal["blocks", "asks_motive"]

SEVERITY_WORDS: dict[Severity, Text] = {
    "blocks": Text("moet eerst worden verbeterd", "must be corrected first"),
    "asks_motive": Text("verbeteren, of zeggen waarom het klopt", "correct it, or say why it is right"),
}

ATTENDANCE = "aanwezigheid"
"""The place of a finding in the attendance list; other places are the number of a line, such as "3.2"."""

SOURCE = Source("Verslag LRT van 16 september 2022", "item 1 en aanwezigheid")

NO_PARTNERS: Mapping[str, str] = MappingProxyType({})

_BLOCKING_ATTENDANCE = {AttendanceFaultKind.BOTH, AttendanceFaultKind.NO_SEAT}


@dataclass(frozen=True)
class MinutesLine:
    """One line of minutes: its number ("3.2"), kind, text, and who does what before when.

    `due` is the last day. `has_limits` is what the register of mandates knows about a mandate (None: not in it).
    """

    number: str
    kind: LineKind
    text: str
    owner: str = ""
    due: date | None = None
    item_title: str = ""
    has_limits: bool | None = None
    illustrative: bool = False

    @property
    def item(self) -> int:
        """The number of its item.

        >>> MinutesLine("3.2", LineKind.FACT, "De lijst is rondgestuurd.").item
        3
        """
        return int(self.number.partition(".")[0])


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: its rule, the line (or the attendance list), what, and what to do."""

    code: str
    line: str
    what: Text
    remedy: Text
    severity: Severity
    href: str = ""

    @property
    def place(self) -> Text:
        """Where it stands, to begin a sentence with."""
        if self.line == ATTENDANCE:
            return Text("Aanwezigheid", "Attendance")
        return Text(f"Regel {self.line}", f"Line {self.line}")

    @property
    def mark(self) -> str:
        """Ten characters that stay the same as long as the finding says the same: a motive is given for it."""
        return sha256(f"{self.code}|{self.line}|{self.what.nl}".encode()).hexdigest()[:10]


def check(
    *,
    attendance: Sequence[Entry],
    lines: Sequence[MinutesLine],
    partners: Mapping[str, str] = NO_PARTNERS,
    facts: Iterable[KnownFact] = (),
) -> Answer[tuple[Finding, ...]]:
    """Everything in minutes that contradicts itself or what is known; in the order of the minutes.

    `partners`: key → name of those with a permanent seat. `facts`: what monitor and agreements say.
    Units: findings. Source: DOMAIN C03; the list of 16 September 2022 names one person present and absent.

    >>> letter = MinutesLine("3.1", LineKind.ACTION, "Er gaat een brief naar de commissarissen.")
    >>> for finding in check(attendance=(), lines=[letter]).value:
    ...     print(finding.place.nl, "-", finding.what.nl, "-", finding.severity)
    Regel 3.1 - de actie heeft geen eigenaar - blocks
    Regel 3.1 - de actie heeft geen datum - asks_motive
    """
    known = tuple(facts)
    found = [*_attendance(attendance, partners)]
    for line in lines:
        found += [*_owner_and_date(line), *_limits(line), *_quantities(line, known)]
    return Answer(
        tuple(found),
        rule="check",
        source=SOURCE,
        inputs=(Input("lines", len(lines)), Input("people", len(attendance)), Input("facts", len(known))),
    )


def blocking(findings: Iterable[Finding], motives: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings that still stand in the way: those that block, and those that ask a motive and have none.

    `motives` are the marks of the findings for which a motive was given.

    >>> line = MinutesLine("3.1", LineKind.ACTION, "Er gaat een brief uit.", owner="mnre1058")
    >>> found = check(attendance=(), lines=[line]).value
    >>> len(blocking(found)), len(blocking(found, [found[0].mark]))
    (1, 0)
    """
    given = set(motives)
    return tuple(f for f in findings if f.severity == "blocks" or f.mark not in given)


def _attendance(entries: Sequence[Entry], partners: Mapping[str, str]) -> list[Finding]:
    return [
        Finding(
            fault.kind.value,
            ATTENDANCE,
            fault.what,
            fault.remedy,
            "blocks" if fault.kind in _BLOCKING_ATTENDANCE else "asks_motive",
        )
        for fault in attendance_faults(entries, partners=partners.items()).value
    ]


def _owner_and_date(line: MinutesLine) -> list[Finding]:
    found = []
    if line.kind is LineKind.ACTION and not line.owner:
        found.append(
            Finding(
                "action_without_owner",
                line.number,
                Text("de actie heeft geen eigenaar", "the action has no owner"),
                Text("Zet erbij wie het doet.", "Say who does it."),
                "blocks",
            )
        )
    if line.kind is LineKind.ACTION and line.due is None:
        found.append(
            Finding(
                "action_without_date",
                line.number,
                Text("de actie heeft geen datum", "the action has no date"),
                Text("Zet erbij wanneer het klaar is.", "Say when it is done."),
                "asks_motive",
            )
        )
    if line.kind is LineKind.REQUEST and not line.owner:
        found.append(
            Finding(
                "request_without_owner",
                line.number,
                Text("niemand geeft antwoord op het verzoek", "nobody answers the request"),
                Text("Zet erbij wie antwoord geeft.", "Say who answers it."),
                "asks_motive",
            )
        )
    return found


def _limits(line: MinutesLine) -> list[Finding]:
    if line.kind is not LineKind.MANDATE or line.has_limits:
        return []
    return [
        Finding(
            "mandate_without_limits",
            line.number,
            Text("het mandaat heeft geen grenzen", "the mandate has no limits"),
            Text(
                "Leg vast waarvoor het geldt, tot wanneer, en hoe vaak.",
                "Record what it is for, until when, and how often.",
            ),
            "blocks",
        )
    ]


def _quantities(line: MinutesLine, facts: Sequence[KnownFact]) -> list[Finding]:
    return [_deviating(line, deviation) for deviation in deviations(line.text, facts)]


def _deviating(line: MinutesLine, deviation: Deviation) -> Finding:
    said = deviation.quantity.text
    nl = "; ".join(f"{fact.name.nl}: {_dutch(fact)}" for fact in deviation.facts)
    en = "; ".join(f"{fact.name.en}: {_dutch(fact)}" for fact in deviation.facts)
    return Finding(
        "quantity_differs",
        line.number,
        Text(
            f"hier staat {said}, maar elders staat iets anders ({nl})",
            f"this says {said}, but elsewhere it is different ({en})",
        ),
        Text(
            "Verbeter het getal, of zeg waarom het hier anders is.",
            "Correct the number, or say why it differs here.",
        ),
        "asks_motive",
        next((fact.href for fact in deviation.facts if fact.href), ""),
    )


def _dutch(fact: KnownFact) -> str:
    """The value in Dutch notation: 20.000, or 12,5."""
    if fact.value.denominator == 1:
        return f"{fact.value.numerator:,}".replace(",", ".")
    return f"{float(fact.value):g}".replace(".", ",")
