"""A hand-over: what each ending body leaves to which body that goes on, with nothing left over.

Source: NCTV, 22 September 2022: from Friday 23 September a specific crisis structure goes on; minutes of 16
September 2022, item 2 (follow-up plan, use of existing structures).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import written_out
from regietafel.core.tables.structure import Structure


@dataclass(frozen=True)
class Task:
    """Something that a body does and that somebody must go on doing."""

    key: str
    body: str


@dataclass(frozen=True)
class Transfer:
    """A task that goes to another body; `to` is "" when it ends on purpose, and then `reason` says why."""

    task: str
    to: str
    reason: str = ""


@dataclass(frozen=True)
class HandOver:
    """The plan: on this day these tasks go over."""

    day: date
    transfers: tuple[Transfer, ...]


@dataclass(frozen=True)
class Finding:
    """Something wrong with one task of a plan, and what to do about it."""

    task: str
    said: Text


def hand_over_findings(plan: HandOver, tasks: Iterable[Task], structure: Structure) -> Iterator[Finding]:
    """Orphans (nobody takes them), doubles (two take them), and takers that are not there on the day.

    Bodies that end on the day of the plan are the ones that must hand over.
    """
    ending = {key for key, body in structure.bodies.items() if body.validity.until == plan.day}
    known = {task.key: task for task in tasks}
    for task in known.values():
        if task.body in ending:
            yield from _left_over(task, [each for each in plan.transfers if each.task == task.key])
    for transfer in plan.transfers:
        yield from _transfer_findings(transfer, plan.day, known, structure)


def _left_over(task: Task, takers: list[Transfer]) -> Iterator[Finding]:
    if not takers:
        yield _finding(
            task.key,
            f"{task.body} eindigt en niemand neemt dit over. Noem het orgaan dat ermee doorgaat.",
            f"{task.body} ends and nobody takes this over. Name the body that goes on with it.",
        )
    elif len(takers) > 1:
        both = ", ".join(each.to or "-" for each in takers)
        yield _finding(
            task.key,
            f"gaat naar meer dan één orgaan: {both}. Noem er één.",
            f"goes to more than one body: {both}. Name one.",
        )


def _transfer_findings(
    transfer: Transfer, day: date, known: dict[str, Task], structure: Structure
) -> Iterator[Finding]:
    if transfer.task not in known:
        yield _finding(
            transfer.task,
            "geen eindigend orgaan doet dit. Voeg de taak toe bij haar orgaan, of laat haar weg.",
            "no ending body does this. Add the task to its body, or leave it out.",
        )
    if not transfer.to:
        if not transfer.reason:
            yield _finding(
                transfer.task,
                "eindigt zonder reden. Schrijf waarom niemand ermee door hoeft te gaan.",
                "ends without a reason. Write why nobody has to go on with it.",
            )
        return
    body = structure.bodies.get(transfer.to)
    if body is None or day not in body.validity:
        yield _finding(
            transfer.task,
            f"gaat naar {transfer.to}, en dat is er op {written_out(day, 'nl')} niet. Noem een orgaan dat er is.",
            f"goes to {transfer.to}, which is not there on {written_out(day, 'en')}. Name a body that is there.",
        )


def _finding(task: str, nl: str, en: str) -> Finding:
    return Finding(task, Text(nl, en))
