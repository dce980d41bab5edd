"""Many scenarios of one key in one call: the numbers of the single division, bit for bit, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from regietafel.core.keys.claims import Claims, ScenarioError, first_in_line, fits
from regietafel.core.keys.methods import DivisorMethod, Method
from regietafel.core.keys.ties import BY_CODE, BY_LEAST_WEIGHT, BY_WEIGHT, TieRule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[np.int64]

# Rows worked on at once: small enough for the processor's cache, large enough to hide the cost of a call.
ROWS = 256
SEARCH_ROUNDS = 24


def apportion_scenarios(
    *,
    method: Method,
    total: int | Integers,
    weights: Integers,
    codes: Sequence[str] | None = None,
    tie_rule: TieRule = BY_CODE,
) -> Integers:
    """Divide in every row of `weights` (scenarios x units); each row of the answer adds up to its total.

    Units: `total` in places, one for all rows or one per row; weights are positive whole numbers of any unit.
    `codes` name the columns for the tie rule; without them the order of the columns is the order of the codes.
    The answer equals `apportion` on each row, ties included. Floats guess where to start and pass claims that lie
    far apart; claims that lie close are settled by products of whole numbers, and the call is refused when such a
    product could pass 64 bits.
    Raises: ScenarioError.
    """
    import numpy as np

    weights, totals = _checked(weights, total)
    rows, units = weights.shape
    if isinstance(method, DivisorMethod) and method.at_least_one and rows and int(totals.min()) < units:
        raise ScenarioError(
            f"total {int(totals.min())} is below the {units} units that get at least one by method {method.name}",
            "raise the total",
        )
    turn = _turns(units, codes, tie_rule)
    numbers = np.empty((rows, units), dtype=np.int64)
    for first in range(0, rows, ROWS):
        part = slice(first, first + ROWS)
        turns = _turns_by_weight(weights[part], turn, tie_rule)
        if isinstance(method, DivisorMethod):
            numbers[part] = _divisors(method, totals[part], weights[part], turns)
        else:
            numbers[part] = _remainders(totals[part], weights[part], turns)
    return numbers


def _checked(weights: Integers, total: int | Integers) -> tuple[Integers, Integers]:
    """The weights as they are, and one total per row; or a refusal."""
    import numpy as np

    if weights.ndim != 2 or weights.dtype != np.int64:
        raise ScenarioError(
            f"weights are {weights.ndim}-dimensional {weights.dtype}", "give int64, scenarios x units"
        )
    if weights.shape[1] == 0:
        raise ScenarioError("there is no unit to divide over", "give at least one column")
    totals = np.asarray(total)
    if totals.dtype.kind != "i" or totals.ndim > 1 or (totals.ndim and totals.shape[0] != weights.shape[0]):
        raise ScenarioError("totals are not whole numbers, one for all or one per row", "give int64")
    totals = np.broadcast_to(totals.astype(np.int64), (weights.shape[0],))
    wrong = np.argwhere(weights <= 0)
    if len(wrong):
        row, column = (int(index) for index in wrong[0])
        raise ScenarioError(
            f"{len(wrong)} weights are not above zero, the first in row {row}, column {column}: "
            f"{int(weights[row, column])}",
            "leave a unit without weight out of the batch",
        )
    if weights.size:
        if int(totals.min()) < 0:
            raise ScenarioError(f"total {int(totals.min())} is below zero", "give 0 or more places")
        fits(int(weights.max()) * weights.shape[1])
    return weights, totals


def _turns(units: int, codes: Sequence[str] | None, rule: TieRule) -> Integers:
    """The place of each column in line where the rule looks at codes."""
    import numpy as np

    if codes is None:
        return np.arange(units, dtype=np.int64)
    if len(codes) != units or len(set(codes)) != units:
        raise ScenarioError(
            f"{len(set(codes))} different codes for {units} columns", "name every column once"
        )
    line = rule.order(codes, dict.fromkeys(codes, 1))
    place = {code: index for index, code in enumerate(line)}
    return np.array([place[code] for code in codes], dtype=np.int64)


def _turns_by_weight(weights: Integers, turn: Integers, rule: TieRule) -> Integers:
    """The place in line per row and column; rules by weight differ from row to row."""
    import numpy as np

    lines = np.broadcast_to(turn, weights.shape)
    if rule not in (BY_WEIGHT, BY_LEAST_WEIGHT):
        return lines
    order = np.lexsort((lines, weights if rule == BY_LEAST_WEIGHT else -weights), axis=-1)
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.broadcast_to(np.arange(weights.shape[1]), weights.shape), axis=1)
    placed: Integers = places.astype(np.int64)
    return placed


def _remainders(totals: Integers, weights: Integers, turns: Integers) -> Integers:
    """Hamilton in every row."""
    import numpy as np

    if weights.size:
        fits(int(weights.max()) * int(totals.max()))
    sums = weights.sum(axis=1)
    products = weights * totals[:, None]
    numbers: Integers = products // sums[:, None]
    rests = products - numbers * sums[:, None]
    left = totals - numbers.sum(axis=1)
    units = weights.shape[1]
    # Where nothing is left the threshold is above every remainder.
    cut = np.take_along_axis(np.sort(rests, axis=1), np.minimum(units - left, units - 1)[:, None], axis=1)
    cut = np.where(left[:, None] > 0, cut, sums[:, None])
    above = rests > cut
    given = first_in_line(left - above.sum(axis=1), rests == cut, turns)
    numbers += above
    numbers += given
    return numbers


def _divisors(method: DivisorMethod, totals: Integers, weights: Integers, turns: Integers) -> Integers:
    """A divisor method in every row: numbers near the answer, then exact exchanges until none is left to make."""
    fits(2 * (int(totals.max()) + 1) ** 2)  # the largest signpost there can be
    numbers = _near(method, totals, weights)
    claims = Claims(method, weights, turns, numbers)
    claims.settle(totals)
    return claims.numbers


def _near(method: DivisorMethod, totals: Integers, weights: Integers) -> Integers:
    """Numbers rounded at a common level per row, found in floats: a guess, close to the total."""
    import numpy as np

    def rounded(of: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
        quotients = of * at[:, None]
        whole = np.floor(quotients)
        over, under = method.signpost(whole)  # type: ignore[arg-type]
        posts = np.asarray(over) / np.asarray(under)
        result: NDArray[np.float64] = whole + (posts < quotients**method.power)
        return result

    exact = weights.astype(np.float64)
    sums, wanted = exact.sum(axis=1), totals.astype(np.float64)
    at = np.maximum(wanted - float(method.lift) * weights.shape[1], wanted / 2) / sums
    low, high = np.zeros_like(at), np.full_like(at, np.inf)
    best = rounded(exact, at)
    active = np.flatnonzero(best.sum(axis=1) != wanted)
    for _ in range(SEARCH_ROUNDS):
        if not len(active):
            break
        missing = wanted[active] - best[active].sum(axis=1)
        low[active] = np.where(missing > 0, at[active], low[active])
        high[active] = np.where(missing < 0, at[active], high[active])
        leap = at[active] + missing / sums[active]
        halfway = np.where(np.isinf(high[active]), 2 * at[active], (low[active] + high[active]) / 2)
        at[active] = np.where((leap > low[active]) & (leap < high[active]), leap, halfway)
        best[active] = rounded(exact[active], at[active])
        active = active[best[active].sum(axis=1) != wanted[active]]
    return np.maximum(best, int(method.at_least_one)).astype(np.int64)
