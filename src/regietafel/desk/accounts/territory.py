"""Which area holds which, on a day."""

from __future__ import annotations

from datetime import date

NATION = "NL"


def lies_in(area: str, holder: str, on: date) -> bool:
    """Whether an area is the holder or lies in it on a day: a municipality in a province or safety region.

    >>> lies_in("GM0363", "NL", date(2022, 9, 16)), lies_in("GM0363", "GM0363", date(2022, 9, 16))
    (True, True)
    """
    if holder in (NATION, area):
        return True
    if not area.startswith("GM") or holder[:2] not in ("PV", "VR"):
        return False
    from regietafel.core.areas import division_on

    municipality = division_on(on).get(area)
    if municipality is None:
        return False
    return holder == (municipality.province if holder.startswith("PV") else municipality.safety_region)
