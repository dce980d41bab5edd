"""Claims to one place more, or to the last place held, in many rows at once; compared in whole numbers of 64 bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from regietafel.core.base.errors import RegietafelError
from regietafel.core.keys.methods import DivisorMethod

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[np.int64]
    Marks: TypeAlias = NDArray[np.bool_]
    Claim: TypeAlias = tuple[Integers, Integers, Integers]

LARGEST = 2**63 - 1
# Far above the rounding of a quotient in floats (four times 2 ** -53): a wider gap needs no whole numbers.
DOUBT = 1e-12

Side = Literal["next", "last"]


class ScenarioError(RegietafelError):
    """A batch that cannot be computed exactly in whole numbers of 64 bits, or is not one."""


def fits(product: int) -> None:
    """Refuse when a product could pass 64 bits."""
    if product > LARGEST:
        raise ScenarioError(
            f"a product of {len(str(product))} digits does not fit in 64 bits",
            "divide the weights by a common factor, or divide row by row with apportion",
        )


def first_in_line(wanted: Integers, equal: NDArray[np.bool_], turns: Integers) -> NDArray[np.bool_]:
    """Of the equal units of each row the first `wanted` in line (all, when there are fewer)."""
    import numpy as np

    crowded = np.flatnonzero(equal.sum(axis=1) > wanted)
    given = equal.copy()
    if len(crowded):
        outside = turns.shape[1]
        lines = np.where(equal[crowded], turns[crowded], outside)
        last = np.take_along_axis(np.sort(lines, axis=1), wanted[crowded, None] - 1, axis=1)
        given[crowded] = lines <= np.where(wanted[crowded, None] > 0, last, -1)
    return given


class Claims:
    """The state of a batch: numbers per row and unit, exchanged until every row is settled.

    Claims stand in one strict order: the stronger first, among equals the one earlier in line. A row is settled
    when it adds up and no unit without a place stands before a unit with one.
    """

    def __init__(self, method: DivisorMethod, weights: Integers, turns: Integers, numbers: Integers) -> None:
        if weights.size:
            fits(int(weights.max()) ** method.power)
        self.method = method
        self.raised = weights**method.power
        self.turns = turns
        self.numbers = numbers

    def settle(self, totals: Integers) -> None:
        """Give and take back until every row adds up and holds the strongest claims."""
        import numpy as np

        rows = np.arange(len(totals))
        while len(rows):
            missing = totals[rows] - self.numbers[rows].sum(axis=1)
            while missing.any():
                self._take(rows[missing < 0], -missing[missing < 0])
                self._give(rows[missing > 0], missing[missing > 0])
                missing = totals[rows] - self.numbers[rows].sum(axis=1)
            rows = rows[self._unsettled(rows)]
            if len(rows):
                self._take(rows, np.full(len(rows), self.numbers.shape[1]))

    def _give(self, rows: Integers, wanted: Integers) -> None:
        """One place to every unit with the strongest next claim, at most `wanted`, first in line first."""
        if len(rows):
            self.numbers[rows] += self._chosen(rows, wanted, "next")

    def _take(self, rows: Integers, wanted: Integers) -> None:
        """One place back from every unit with the weakest last claim, at most `wanted`, last in line first."""
        if len(rows):
            self.numbers[rows] -= self._chosen(rows, wanted, "last")

    def _chosen(self, rows: Integers, wanted: Integers, side: Side) -> Marks:
        over, under = self._claims(rows, side)
        turns = self.turns[rows]
        best = self._first(over, under, turns, side)[:, None]
        top, bottom = _at(over, best), _at(under, best)
        equal: Marks = over * bottom == top * under
        return first_in_line(wanted, equal, turns if side == "next" else turns.shape[1] - 1 - turns)

    def _unsettled(self, rows: Integers) -> Marks:
        """Rows where the first unit without a place stands before the last unit with one."""
        import numpy as np

        following, held = self._claims(rows, "next"), self._claims(rows, "last")
        fits(self._largest(*following, *held))
        with np.errstate(divide="ignore"):
            strongest = (following[0] / following[1]).max(axis=1)
            weakest = (held[0] / held[1]).min(axis=1)
        unsettled: Marks = strongest * (1 + DOUBT) >= weakest
        close = np.flatnonzero(unsettled)
        if len(close):
            turns = self.turns[rows[close]]
            waiting = self._best(following, close, turns, "next")
            holding = self._best(held, close, turns, "last")
            mine, other = waiting[0] * holding[1], holding[0] * waiting[1]
            unsettled[close] = (mine > other) | ((mine == other) & (waiting[2] < holding[2]))
        return unsettled

    def _best(self, claims: tuple[Integers, Integers], rows: Integers, turns: Integers, side: Side) -> Claim:
        """Numerator, denominator and turn of the claim at the edge of each row."""
        over, under = claims[0][rows], claims[1][rows]
        column = self._first(over, under, turns, side)[:, None]
        return _at(over, column)[:, 0], _at(under, column)[:, 0], _at(turns, column)[:, 0]

    def _claims(self, rows: Integers, side: Side) -> tuple[Integers, Integers]:
        """Numerators and denominators; a place that no unit can lose is a claim before all others, 1/0."""
        import numpy as np

        held = self.numbers[rows] - (side == "last")
        posts, scales = self.method.signpost(held)  # type: ignore[arg-type]
        raised = self.raised[rows]
        if raised.size:
            fits(int(raised.max()) * int(np.max(scales)))
        over = raised * np.asarray(scales, dtype=np.int64)
        under = np.broadcast_to(np.asarray(posts, dtype=np.int64), over.shape)
        fixed = (held < 0) | (under == 0)
        over, under = np.where(fixed, 1, over), np.where(fixed, 0, under)
        fits(self._largest(over, under))
        return over, under

    @staticmethod
    def _largest(*pairs: Integers) -> int:
        """The largest product that comparing these numerators and denominators can make."""
        tops, bottoms = pairs[::2], pairs[1::2]
        return max(int(part.max()) for part in tops) * max(int(part.max()) for part in bottoms)

    @staticmethod
    def _first(over: Integers, under: Integers, turns: Integers, side: Side) -> Integers:
        """The column of the strongest claim (side "next") or of the weakest (side "last") in each row.

        A knock-out: neighbours are compared crosswise, the winners go on.
        """
        import numpy as np

        columns = np.broadcast_to(np.arange(over.shape[1]), over.shape)
        while over.shape[1] > 1:
            half = over.shape[1] // 2
            parts = (over, under, turns, columns)
            left = [part[:, :half] for part in parts]
            right = [part[:, half : 2 * half] for part in parts]
            mine, other = left[0] * right[1], right[0] * left[1]
            if side == "next":
                ahead = (mine > other) | ((mine == other) & (left[2] < right[2]))
            else:
                ahead = (mine < other) | ((mine == other) & (left[2] > right[2]))
            won = [np.where(ahead, a, b) for a, b in zip(left, right, strict=True)]
            odd = [part[:, 2 * half :] for part in parts]
            over, under, turns, columns = (
                np.concatenate(pair, axis=1) for pair in zip(won, odd, strict=True)
            )
        return columns[:, 0]


def _at(values: Integers, column: Integers) -> Integers:
    import numpy as np

    return np.take_along_axis(values, column, axis=1)
