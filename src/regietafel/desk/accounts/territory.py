"""Which area holds which, on a day."""

from __future__ import annotations

from datetime import date

NATION = "NL"


def lies_in(area: str, holder: str, on: date) -> bool:
    """Whether an area is the holder or lies in it on a day.

    A municipality lies in its province and safety region; one that was dissolved lies where it last lay, and
    in the municipality that it went into, so that its older figures keep a keeper.

    >>> lies_in("GM0363", "NL", date(2022, 9, 16)), lies_in("GM0363", "PV27", date(2022, 9, 16))
    (True, True)
    >>> lies_in("GM0457", "GM0363", date(2022, 9, 16)), lies_in("GM0457", "GM0363", date(2022, 1, 1))
    (True, False)
    """
    if holder in (NATION, area):
        return True
    if not area.startswith("GM"):
        return False
    if holder.startswith("GM"):
        return holder in _successors(area, on)
    from regietafel.core.areas.register import shipped_register

    known = [each for each in shipped_register().municipalities if each.code == area]
    here = next((each for each in known if on in each.valid), known[-1] if known else None)
    return here is not None and holder in (here.province, here.safety_region)


def _successors(area: str, on: date) -> set[str]:
    """The municipalities that a dissolved one went into, up to and including a day."""
    from regietafel.core.areas.register import shipped_register

    found: set[str] = set()
    for change in sorted(shipped_register().changes):
        if change.day <= on and (change.old == area or change.old in found):
            found.add(change.new)
    return found
