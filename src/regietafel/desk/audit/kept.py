"""Answers kept by the version of the data: made once after each write, the same for every reader.

For what is costly and alike for all who ask, such as the state of the monitor. The key is the head of the audit
chain, number and hash: whatever is written changes it, and what is rolled back never had a key that comes again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from regietafel.desk.audit.queries import head

P = ParamSpec("P")
R = TypeVar("R")
MOST = 32

_KEPT: OrderedDict[Hashable, Any] = OrderedDict()
_LOCK = Lock()


def by_version(make: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function answers until something is written. Its arguments must be hashable.

    One query finds the version; before the first record nothing is kept. Nor is an error.
    """

    @wraps(make)
    def answered(*args: P.args, **kwargs: P.kwargs) -> R:
        version = head()
        if version is None:
            return make(*args, **kwargs)
        key = (make.__module__, make.__qualname__, version, args, tuple(sorted(kwargs.items())))
        with _LOCK:
            if key in _KEPT:
                _KEPT.move_to_end(key)
                return cast(R, _KEPT[key])
        made = make(*args, **kwargs)
        with _LOCK:
            _KEPT[key] = made
            while len(_KEPT) > MOST:
                _KEPT.popitem(last=False)
        return made

    return answered


def forget() -> None:
    """Keep nothing of what was answered before."""
    with _LOCK:
        _KEPT.clear()
