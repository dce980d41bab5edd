"""The ladders of provinces: those that ship with the product, and the versions that were entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regietafel.core.escalation.ladder import Ladder, in_succession, read_ladder, shipped_ladders
from regietafel.desk.escalation.models import LadderVersion


def ladders(at: datetime | None = None, *, area: str = "") -> tuple[Ladder, ...]:
    """The default and every version known at a moment, of one province when it is given. One query."""
    rows = LadderVersion.objects.filter(Q() if at is None else Q(known_since__lte=at))
    if area:
        rows = rows.filter(area=area)
    entered = [read_ladder(_as_written(row.content)) for row in rows.order_by("pk")]
    shipped = [one for one in shipped_ladders() if one.default or not area or one.area == area]
    defaults = [one for one in shipped if one.default]
    return (*defaults, *in_succession([one for one in [*shipped, *entered] if not one.default]))


def as_stored(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A ladder as plain values: days as text."""
    return {key: _plain(value) for key, value in raw.items()}


def _as_written(stored: Mapping[str, Any]) -> dict[str, Any]:
    raw = dict(stored)
    for key in ("from", "until"):
        if raw.get(key):
            raw[key] = date.fromisoformat(raw[key])
    source = dict(raw["source"])
    if source.get("published_on"):
        source["published_on"] = date.fromisoformat(source["published_on"])
    return raw | {"source": source}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value
