"""A made-up country: one field of a chessboard for each municipality of a division."""

from __future__ import annotations

import json
from datetime import date

from regietafel.core.areas.division import Division, division_on

AUTUMN = division_on(date(2022, 9, 16))
NEW_YEAR = division_on(date(2023, 1, 1))
WIDE = 20


def country(division: Division = AUTUMN, *, codes: dict[str, str] | None = None, name: str = "") -> bytes:
    """GeoJSON in degrees; `codes` replaces codes by others, `name` makes the file another one."""
    features = []
    for n, code in enumerate(division.codes):
        x, y = 3.5 + n % WIDE * 0.15, 51 + n // WIDE * 0.1
        ring = [[x, y], [x + 0.15, y], [x + 0.15, y + 0.1], [x, y + 0.1], [x, y]]
        features.append(
            {
                "type": "Feature",
                "properties": {"statcode": (codes or {}).get(code, code)},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return json.dumps({"type": "FeatureCollection", "name": name, "features": features}).encode()
