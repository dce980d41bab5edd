"""Promises as they are stored and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from regietafel.core.agreements.promise import Dependency, Gauge, Path


def gauges_as_stored(gauges: Iterable[Gauge]) -> list[dict[str, Any]]:
    """Gauges as plain values."""
    return [
        {
            "indicator": one.indicator,
            "area": one.area,
            "target": one.target,
            "start": one.start.isoformat(),
            "best": one.best.isoformat(),
            "latest": one.latest.isoformat(),
            "path": one.path.value,
        }
        for one in gauges
    ]


def gauge_from(stored: Mapping[str, Any]) -> Gauge:
    """A gauge from plain values."""
    days = {name: date.fromisoformat(stored[name]) for name in ("start", "best", "latest")}
    return Gauge(stored["indicator"], stored["area"], stored["target"], **days, path=Path(stored["path"]))


def dependencies_as_stored(dependencies: Iterable[Dependency]) -> list[dict[str, str]]:
    """Dependencies as plain values."""
    return [{"on": one.on, "why": one.why} for one in dependencies]


def dependency_from(stored: Mapping[str, str]) -> Dependency:
    """A dependency from plain values."""
    return Dependency(stored["on"], stored["why"])
