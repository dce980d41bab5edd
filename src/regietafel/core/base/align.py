"""Two tables are joined by code, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from regietafel.core.base.errors import RegietafelError

L = TypeVar("L")
R = TypeVar("R")


class CodesDiffer(RegietafelError):
    """Two tables do not speak of the same units."""

    def __init__(self, left: str, right: str, only_left: Iterable[str], only_right: Iterable[str]) -> None:
        self.only_left = tuple(sorted(only_left))
        self.only_right = tuple(sorted(only_right))
        parts = [
            f"only in {name}: {_listed(codes)}"
            for name, codes in ((left, self.only_left), (right, self.only_right))
            if codes
        ]
        super().__init__(
            f"{left} and {right} do not have the same codes ({'; '.join(parts)})",
            "recode one of them to the division of the other (areas recode), or add what is missing",
        )


def align(left: Mapping[str, L], right: Mapping[str, R], *, names: tuple[str, str]) -> dict[str, tuple[L, R]]:
    """Pair two tables by code, in the order of the left one.

    Raises: CodesDiffer with the codes that stand in one table only. Nothing becomes zero, nothing is dropped.

    >>> align({"GM1": 5}, {"GM1": 7}, names=("targets", "realised"))
    {'GM1': (5, 7)}
    >>> align({"GM1": 5}, {"GM2": 7}, names=("targets", "realised"))
    Traceback (most recent call last):
    ...
    regietafel.core.base.align.CodesDiffer: targets and realised do not have the same codes (only in targets: GM1; \
only in realised: GM2); recode one of them to the division of the other (areas recode), or add what is missing
    """
    if left.keys() != right.keys():
        raise CodesDiffer(*names, left.keys() - right.keys(), right.keys() - left.keys())
    return {code: (value, right[code]) for code, value in left.items()}


def _listed(codes: tuple[str, ...], most: int = 12) -> str:
    shown = ", ".join(codes[:most])
    return f"{shown} and {len(codes) - most} more" if len(codes) > most else shown
