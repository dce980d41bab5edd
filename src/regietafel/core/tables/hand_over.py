"""A hand-over: what each ending body leaves to which body that goes on, with nothing left over.

Source: NCTV, 22 September 2022: from Friday 23 September a specific crisis structure goes on; minutes of 16
September 2022, item 2 (follow-up plan, use of existing structures).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from regietafel.core.base.errors import Fault
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


def hand_over_findings(plan: HandOver, tasks: Iterable[Task], structure: Structure) -> Iterator[Fault]:
    """Orphans (nobody takes them), doubles (two take them), and takers that are not there on the day.

    Bodies that end on the day of the plan are the ones that must hand over.
    """
    ending = {key for key, body in structure.bodies.items() if body.validity.until == plan.day}
    taken: dict[str, list[Transfer]] = {}
    for transfer in plan.transfers:
        taken.setdefault(transfer.task, []).append(transfer)
    known = {task.key: task for task in tasks}
    for task in known.values():
        if task.body not in ending:
            continue
        takers = taken.get(task.key, [])
        if not takers:
            yield Fault(
                task.key, f"{task.body} ends and nobody takes this over", "name the body that goes on"
            )
        elif len(takers) > 1:
            both = ", ".join(each.to or "nobody" for each in takers)
            yield Fault(task.key, f"goes to more than one body: {both}", "name one")
    for transfer in plan.transfers:
        yield from _transfer_faults(transfer, plan.day, known, structure)


def _transfer_faults(
    transfer: Transfer, day: date, known: dict[str, Task], structure: Structure
) -> Iterator[Fault]:
    if transfer.task not in known:
        yield Fault(transfer.task, "no ending body does this", "add the task to its body, or leave it out")
    if not transfer.to:
        if not transfer.reason:
            yield Fault(transfer.task, "ends without a reason", "write why nobody has to go on with it")
        return
    body = structure.bodies.get(transfer.to)
    if body is None or day not in body.validity:
        yield Fault(
            transfer.task, f"goes to {transfer.to}, which is not there on {day}", "name a body that is there"
        )
