"""Adopting minutes: only by the table they belong to, once, in the version that was offered, with remarks settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.minutes.check import Finding
from regietafel.core.minutes.states import MinutesRefused, State


@dataclass(frozen=True)
class TableFacts:
    """What adoption asks of a table: its key and short name, and when it ended and who succeeded it, if so."""

    key: str
    name: str
    ended_on: date | None = None
    successor: str = ""


@dataclass(frozen=True)
class ToAdopt:
    """Minutes as they are put before a table.

    `version` is the one before the table; `latest` the newest there is. `open_remarks` counts the remarks without
    an answer. `findings` are those of the check that have no motive yet.
    """

    own: TableFacts
    state: State
    version: int
    latest: int
    open_remarks: int = 0
    findings: Sequence[Finding] = ()


def other_table(own: TableFacts, asked: TableFacts) -> Text | None:
    """Why a table may not adopt minutes that are not its own; None when they are.

    Source: minutes of the LRT of 16 September 2022, item 1.

    >>> print(other_table(TableFacts("lrt", "LRT"), TableFacts("hlrt", "HLRT")))
    Het verslag van de LRT wordt vastgesteld door de LRT, niet door de HLRT.
    """
    if own.key == asked.key:
        return None
    return Text(
        f"Het verslag van de {own.name} wordt vastgesteld door de {own.name}, niet door de {asked.name}.",
        f"Minutes of the {own.name} are adopted by the {own.name}, not by the {asked.name}.",
    )


def ended_table(own: TableFacts, day: date) -> Text | None:
    """Why a table that ended adopts nothing any more, with its successor; None while it exists.

    >>> print(ended_table(TableFacts("iao", "IAO", date(2022, 9, 23), "MCMS"), date(2022, 10, 1)).en)
    The IAO ended on 23-09-2022 and adopts nothing any more; it was succeeded by the MCMS. \
Hand the minutes over to it, as they stand.
    """
    if own.ended_on is None or day < own.ended_on:
        return None
    ended = f"{own.ended_on:%d-%m-%Y}"
    if own.successor:
        return Text(
            f"De {own.name} is op {ended} opgehouden en stelt niets meer vast; de {own.successor} is de opvolger. "
            "Draag het verslag over zoals het is.",
            f"The {own.name} ended on {ended} and adopts nothing any more; it was succeeded by the {own.successor}. "
            "Hand the minutes over to it, as they stand.",
        )
    return Text(
        f"De {own.name} is op {ended} opgehouden en heeft geen opvolger; het verslag blijft een concept.",
        f"The {own.name} ended on {ended} without a successor; the minutes stay a draft.",
    )


def refuse_offer(own: TableFacts, asked: TableFacts, day: date) -> None:
    """Refuse to offer minutes to a table that may not adopt them. Raises: MinutesRefused.

    >>> refuse_offer(TableFacts("lrt", "LRT"), TableFacts("hlrt", "HLRT"), date(2022, 9, 20))
    Traceback (most recent call last):
    ...
    regietafel.core.minutes.states.MinutesRefused: Minutes of the LRT are adopted by the LRT, not by the HLRT.
    """
    reasons = [reason for reason in (other_table(own, asked), ended_table(own, day)) if reason]
    if reasons:
        raise MinutesRefused(*reasons)


def refusals(minutes: ToAdopt, *, by: TableFacts, day: date) -> tuple[Text, ...]:
    """Every reason why a table cannot adopt these minutes now; none when it can.

    Source: minutes of the LRT of 16 September 2022, item 1; DOMAIN C03 and C04 (check and remarks before adoption).

    >>> lrt = TableFacts("lrt", "LRT")
    >>> refusals(ToAdopt(lrt, "offered", 2, 2), by=lrt, day=date(2022, 10, 14))
    ()
    >>> for reason in refusals(ToAdopt(lrt, "offered", 2, 3, open_remarks=1), by=lrt, day=date(2022, 10, 14)):
    ...     print(reason)
    Versie 2 ligt voor, maar er is intussen versie 3. Bied versie 3 aan.
    Eén opmerking heeft nog geen antwoord. Neem haar over of wijs haar af, met de reden.
    """
    reasons = [
        other_table(minutes.own, by),
        ended_table(minutes.own, day),
        _by_state(minutes),
        _changed(minutes),
    ]
    reasons += [_open(minutes.open_remarks), *_found(minutes.findings)]
    return tuple(reason for reason in reasons if reason)


def _by_state(minutes: ToAdopt) -> Text | None:
    if minutes.state == "adopted":
        return Text(
            "Dit verslag is al vastgesteld. Een verbetering komt in het verslag van een volgende vergadering.",
            "These minutes are adopted already. A correction goes into the minutes of a later meeting.",
        )
    if minutes.state == "offered":
        return None
    return Text(
        "Dit verslag is nog niet aangeboden. Bied het eerst aan voor een vergadering van de tafel.",
        "These minutes have not been offered yet. Offer them to a meeting of the table first.",
    )


def _changed(minutes: ToAdopt) -> Text | None:
    seen, latest = minutes.version, minutes.latest
    if seen == latest:
        return None
    return Text(
        f"Versie {seen} ligt voor, maar er is intussen versie {latest}. Bied versie {latest} aan.",
        f"Version {seen} is on the table, but there is a version {latest} by now. Offer version {latest}.",
    )


def _open(count: int) -> Text | None:
    if not count:
        return None
    if count == 1:
        return Text(
            "Eén opmerking heeft nog geen antwoord. Neem haar over of wijs haar af, met de reden.",
            "One remark has no answer yet. Accept or decline it, with the reason.",
        )
    return Text(
        f"{count} opmerkingen hebben nog geen antwoord. Neem ze over of wijs ze af, met de reden.",
        f"{count} remarks have no answer yet. Accept or decline them, with the reason.",
    )


def _found(findings: Sequence[Finding]) -> list[Text]:
    reasons = []
    for finding in findings:
        where = finding.place
        reasons.append(
            Text(
                f"{where.nl}: {finding.what.nl}. {finding.remedy.nl}",
                f"{where.en}: {finding.what.en}. {finding.remedy.en}",
            )
        )
    return reasons
