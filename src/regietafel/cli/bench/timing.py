"""How the product measures itself: variants in turns within one process, ratios, and the machine beside them.

A millisecond says little on a shared machine; the ratio of two variants timed in turns in the same minutes says
much. So every measure holds its rounds, median, least and most, and goals are set on ratios wherever they can be.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

ROUNDS = 7
# A goal fails the run only when it is missed by a wide margin: shared machines are noisy.
MARGIN = 0.6


@dataclass(frozen=True)
class Timing:
    """One variant: milliseconds per round (after scaling), in the order of the rounds."""

    name: str
    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle round, in milliseconds."""
        return median(self.milliseconds)

    @property
    def least(self) -> float:
        """The fastest round, in milliseconds."""
        return min(self.milliseconds)

    @property
    def most(self) -> float:
        """The slowest round, in milliseconds."""
        return max(self.milliseconds)


@dataclass(frozen=True)
class Check:
    """Same answer before same time: what was compared, and whether it was equal."""

    name: str
    holds: bool
    detail: str = ""


@dataclass(frozen=True)
class Goal:
    """A figure beside its goal. `gate` goals fail the run when missed by more than `margin`; others inform."""

    name: str
    value: float
    goal: float
    unit: str
    better: Literal["lower", "higher"]
    gate: bool = True
    margin: float = MARGIN

    @property
    def met(self) -> bool:
        """Whether the goal itself is reached."""
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal

    @property
    def passed(self) -> bool:
        """Whether the run may stand: the goal, with the margin, or a goal that only informs."""
        if not self.gate:
            return True
        if self.better == "lower":
            return self.value <= self.goal / self.margin
        return self.value >= self.goal * self.margin


@dataclass(frozen=True)
class Measure:
    """One question to the product: the size of the case, the timings, what was compared, the goals."""

    title: str
    size: str
    timings: tuple[Timing, ...] = ()
    checks: tuple[Check, ...] = ()
    goals: tuple[Goal, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    """Where it was measured; bandwidths of one thread, in gigabytes per second."""

    processor: str
    cores: int
    system: str
    python: str
    array_megabytes: int
    read_bandwidth: float
    triad_bandwidth: float


@dataclass(frozen=True)
class BenchReport:
    """All measures of one subject, in one run."""

    subject: str
    small: bool
    machine: Machine
    measures: tuple[Measure, ...]
    seconds: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every check holds and no gate goal is missed by more than the margin."""
        return all(
            all(check.holds for check in measure.checks) and all(goal.passed for goal in measure.goals)
            for measure in self.measures
        )

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON: every round of every timing, with median, least and most."""
        report = asdict(self)
        report["passed"] = self.passed
        report["measures"] = [_measure_dict(measure) for measure in self.measures]
        return report

    def write_json(self, path: Path) -> None:
        """Write the report to a file, for comparing runs."""
        path.write_text(json.dumps(self.to_dict(), indent=2) + "\n", encoding="utf-8")


def _measure_dict(measure: Measure) -> dict[str, object]:
    plain = asdict(measure)
    plain["timings"] = [
        {**asdict(timing), "median": timing.median, "least": timing.least, "most": timing.most}
        for timing in measure.timings
    ]
    plain["goals"] = [{**asdict(goal), "met": goal.met, "passed": goal.passed} for goal in measure.goals]
    return plain


def interleaved(
    variants: Mapping[str, Callable[[int], object]],
    *,
    rounds: int = ROUNDS,
    scale: Mapping[str, float] | None = None,
) -> dict[str, Timing]:
    """Time the variants in turns, round after round; each gets the number of the round.

    `scale` multiplies the time of a variant that does only a part of the work per round. The order turns with
    every round, so that no variant always runs after the same neighbour.
    """
    names = list(variants)
    spent: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        shift = turn % len(names)
        gc.collect()
        for name in names[shift:] + names[:shift]:
            start = time.perf_counter()
            variants[name](turn)
            spent[name].append((time.perf_counter() - start) * 1000 * (scale or {}).get(name, 1))
    return {name: Timing(name, tuple(values)) for name, values in spent.items()}


def measure_machine(*, small: bool) -> Machine:
    """The machine and what its memory can do: one read of an array, and a triad a = b + s * c."""
    import numpy as np

    megabytes = 16 if small else 256
    size = megabytes * 10**6 // 8
    one, two, three = np.ones(size), np.ones(size), np.empty(size)

    def triad(_: int) -> None:
        np.multiply(two, 3.0, out=three)
        np.add(one, three, out=three)

    timings = interleaved({"read": lambda _: one.sum(), "triad": triad})
    moved = {"read": size * 8, "triad": 5 * size * 8}  # two passes: read, write; then read, read, write
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        array_megabytes=megabytes,
        read_bandwidth=round(moved["read"] / timings["read"].least / 1e6, 1),
        triad_bandwidth=round(moved["triad"] / timings["triad"].least / 1e6, 1),
    )


def _processor() -> str:
    """The name of the processor as the system gives it."""
    listing = Path("/proc/cpuinfo")
    if sys.platform == "linux" and listing.exists():
        for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def render(report: BenchReport, console: Console) -> None:
    """The report as tables for people."""
    from rich.table import Table

    machine = report.machine
    console.print(
        f"[bold]{report.subject}[/bold]{' (small)' if report.small else ''}: {machine.processor}, "
        f"{machine.cores} cores, Python {machine.python}; read {machine.read_bandwidth} GB/s, triad "
        f"{machine.triad_bandwidth} GB/s ({machine.array_megabytes} MB arrays); {report.seconds:.1f} s in all"
    )
    for measure in report.measures:
        table = Table(title=f"{measure.title} ({measure.size})", title_justify="left", min_width=72)
        for heading in ("variant", "median ms", "least", "most", "rounds"):
            table.add_column(heading, justify="left" if heading == "variant" else "right")
        for timing in measure.timings:
            figures = [f"{value:,.3f}" for value in (timing.median, timing.least, timing.most)]
            table.add_row(timing.name, *figures, str(len(timing.milliseconds)))
        console.print(table)
        for check in measure.checks:
            console.print(
                f"  {'equal    ' if check.holds else 'DIFFERENT'} {check.name} {check.detail}".rstrip()
            )
        for goal in measure.goals:
            word = "met      " if goal.met else ("missed   " if goal.passed else "FAILED   ")
            sign = "<=" if goal.better == "lower" else ">="
            console.print(f"  {word} {goal.name}: {goal.value:,.2f} {goal.unit} (goal {sign} {goal.goal:g})")
        for note in measure.notes:
            console.print(f"  {note}")
