"""Distribution keys: one key, growth with the number of units, and thousands of scenarios at once.

The weights are made up with fixed seeds: sizes like those of Dutch municipalities, from 900 to 900,000 inhabitants.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from math import log
from typing import TYPE_CHECKING, TypeAlias

from regietafel.cli.bench.timing import (
    ROUNDS,
    BenchReport,
    Check,
    Goal,
    Machine,
    Measure,
    interleaved,
    measure_machine,
)
from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.by_queue import divide_by_queue
from regietafel.core.keys.methods import ADAMS, HAMILTON, METHODS, WEBSTER, Method
from regietafel.core.keys.scenarios import apportion_scenarios

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[np.int64]

MUNICIPALITIES = 344
TOTAL = 20_000
SEED_MUNICIPALITIES = 20220916
SEED_SCENARIOS = 1
ONE_KEY_GOAL = 20.0  # milliseconds
GROWTH_GOAL = 1.25  # n log n shows as an exponent of about 1.1 between 1,000 and 100,000 units
BATCH_GOAL = 10.0  # times faster than the loop


def run(small: bool) -> BenchReport:
    """All measures of distribution keys; `small` is about a twentieth of the size."""
    import numpy

    start = time.perf_counter()
    machine = measure_machine(small=small)
    measures = (one_key(small), growth(small), *batches(small, machine), *package(small))
    return BenchReport(
        subject="key",
        small=small,
        machine=machine,
        measures=measures,
        seconds=round(time.perf_counter() - start, 2),
        versions={"numpy": numpy.__version__},
    )


def made_up_weights(units: int) -> Integers:
    """Inhabitants per unit, made up: lognormal around 30,000."""
    import numpy as np

    draw = np.random.default_rng(SEED_MUNICIPALITIES)
    return draw.lognormal(log(30_000), 0.8, units).clip(900, 900_000).astype(np.int64)


def by_code(row: Integers) -> dict[str, int]:
    """A row of weights as a table by code."""
    return {f"GM{number:06}": int(weight) for number, weight in enumerate(row)}


def one_key(small: bool) -> Measure:
    """344 municipalities under every method, against the queue over every place."""
    weights = by_code(made_up_weights(MUNICIPALITIES))
    variants: dict[str, Callable[[int], object]] = {
        method.name: partial(_divide, method, weights, TOTAL) for method in METHODS.values()
    }
    timings = interleaved(variants)
    places = TOTAL // 20 if small else TOTAL
    checks = tuple(
        Check(
            f"{method.name} equals the queue over every place",
            apportion(method=method, total=places, weights=weights).numbers
            == divide_by_queue(method=method.name, total=places, weights=weights),
            f"({places:,} places)",
        )
        for method in METHODS.values()
    )
    goals = tuple(
        Goal(name, timing.median, ONE_KEY_GOAL, "ms", "lower", gate=False) for name, timing in timings.items()
    )
    size = f"{MUNICIPALITIES} units, {TOTAL:,} places"
    return Measure("one key, exact", size, tuple(timings.values()), checks, goals)


def _divide(method: Method, weights: dict[str, int], total: int, turn: int) -> object:
    # The total moves with the round, so that no round repeats another.
    return apportion(method=method, total=total + turn, weights=weights)


def growth(small: bool) -> Measure:
    """Time against the number of units, and against the total at a fixed number of units."""
    sizes = (500, 1_500, 5_000) if small else (1_000, 10_000, 100_000)
    largest = by_code(made_up_weights(sizes[-1]))
    variants: dict[str, Callable[[int], object]] = {}
    for method in (ADAMS, WEBSTER, HAMILTON):
        for size in sizes:
            table = dict(list(largest.items())[:size])
            variants[f"{method.name} {size:,} units"] = partial(_divide, method, table, 60 * size)
    table = dict(list(largest.items())[: sizes[0]])
    millionfold = f"adams {sizes[0]:,} units, a million times the places"
    variants[millionfold] = partial(_divide, ADAMS, table, 60 * 10**6 * sizes[0])
    timings = interleaved(variants)
    goals = []
    for method in (ADAMS, WEBSTER, HAMILTON):
        points = [(size, timings[f"{method.name} {size:,} units"].median) for size in sizes]
        goals.append(
            Goal(f"{method.name}: exponent of growth", slope(points), GROWTH_GOAL, "", "lower", margin=0.85)
        )
    ratio = timings[millionfold].median / timings[f"adams {sizes[0]:,} units"].median
    goals.append(Goal("adams: a million times the places costs", ratio, 3.0, "times", "lower"))
    return Measure(
        "growth with the number of units", f"{sizes[0]:,} to {sizes[-1]:,} units, 60 places each",
        tuple(timings.values()), (), tuple(goals),
        ("n log n grows with an exponent a little above 1",),
    )  # fmt: skip


def slope(points: list[tuple[int, float]]) -> float:
    """The exponent of a power through the points, by least squares on logarithms."""
    xs, ys = [log(size) for size, _ in points], [log(value) for _, value in points]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - middle_x) ** 2 for x in xs)


def batches(small: bool, machine: Machine) -> list[Measure]:
    """Scenarios in one vectorised call against the loop, fine weights and coarse ones full of ties."""
    import numpy as np

    scenarios = 10_000 // (20 if small else 1)
    draw = np.random.default_rng(SEED_SCENARIOS)
    factors = draw.normal(1, 0.05, (scenarios, MUNICIPALITIES)).clip(0.75, 1.25)
    fine = (made_up_weights(MUNICIPALITIES) * factors).astype(np.int64)
    coarse = fine // 5_000 + 1
    some = (ADAMS, WEBSTER, HAMILTON) if small else tuple(METHODS.values())
    cases = [(method, "fine", fine) for method in some]
    cases += [(method, "coarse", coarse) for method in (some[:1] if small else some)]
    return [_batch(method, name, weights, machine) for method, name, weights in cases]


def _batch(method: Method, name: str, weights: Integers, machine: Machine) -> Measure:
    """The batch on all rows in every round; the loop does a seventh of the rows per round, all of them in the end."""
    import numpy as np

    looped = np.empty_like(weights)
    shares = np.array_split(np.arange(len(weights)), ROUNDS)
    batch: list[Integers] = []

    def loop(turn: int) -> None:
        for row in shares[turn]:
            result = apportion(method=method, total=TOTAL, weights=by_code(weights[row]))
            looped[row] = list(result.numbers.values())

    def at_once(_: int) -> None:
        batch[:] = [apportion_scenarios(method=method, total=TOTAL, weights=weights)]

    timings = interleaved({"in one call": at_once, "loop": loop}, scale={"loop": ROUNDS})
    different = int((batch[0] != looped).any(axis=1).sum())
    ratio = timings["loop"].median / timings["in one call"].median
    floor = 2 * weights.nbytes / (machine.read_bandwidth * 1e6)
    rows = len(weights)
    return Measure(
        f"scenarios by {method.name}, {name} weights",
        f"{rows:,} scenarios of {weights.shape[1]} units",
        tuple(timings.values()),
        (Check(f"bit-equal to the loop on {rows:,} rows", different == 0, f"({different} rows differ)"),),
        (Goal("loop / one call", ratio, BATCH_GOAL, "times", "higher"),),
        (
            f"one call = {timings['in one call'].median / floor:,.0f} times reading the weights and the answer once",
        ),
    )


def package(small: bool) -> list[Measure]:
    """Against the package `apportionment`, where it is installed (it is not needed to run the product)."""
    if find_spec("apportionment") is None:
        note = "the package apportionment is not installed; nothing to compare with"
        return [Measure("against the package apportionment", "not measured", notes=(note,))]
    other = import_module("apportionment.methods")
    weights = by_code(made_up_weights(MUNICIPALITIES))
    total = TOTAL // 20 if small else TOTAL
    names = {WEBSTER.name: "saintelague", HAMILTON.name: "largest_remainder"}
    measures = []
    for method in (WEBSTER, HAMILTON):
        theirs = partial(
            other.compute, names[method.name], list(weights.values()), total, parties=list(weights)
        )
        ours = partial(apportion, method=method, total=total, weights=weights)
        timings = interleaved(
            {"regietafel": _whatever_the_turn(ours), "apportionment": _whatever_the_turn(theirs)}
        )
        result = ours()
        equal = [int(number) for number in theirs()] == list(result.numbers.values())
        ratio = timings["apportionment"].median / timings["regietafel"].median
        measures.append(
            Measure(
                f"{method.name} against the package apportionment (floats)",
                f"{MUNICIPALITIES} units, {total:,} places",
                tuple(timings.values()),
                (Check("the same numbers", equal, f"({len(result.ties)} ties)"),),
                (Goal("package / regietafel", ratio, 1.0, "times", "higher", gate=False),),
            )
        )
    return measures


def _whatever_the_turn(work: Callable[[], object]) -> Callable[[int], object]:
    return lambda _: work()
