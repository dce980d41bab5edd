"""The least that our web server can do: the bytes of one file, without a site. The ceiling of every page it serves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

BODY = (
    Path(os.environ["REGIETAFEL_BENCH_PAGE"]).read_bytes() if "REGIETAFEL_BENCH_PAGE" in os.environ else b""
)
HEADERS = [
    ("Content-Type", "text/html"),
    ("Content-Encoding", "gzip"),
    ("Content-Length", str(len(BODY))),
]


def application(
    environ: dict[str, Any], start: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """Every request gets the same bytes."""
    start("200 OK", HEADERS)
    return [BODY]
