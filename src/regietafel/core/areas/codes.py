"""Codes of CBS and identifiers of TOOI, both ways."""

from __future__ import annotations

import re
from functools import cache

from regietafel.core.areas.kinds import UnknownArea, nearest
from regietafel.core.areas.register import shipped_register
from regietafel.core.base.answer import Text


def tooi_of(code: str) -> str:
    """The TOOI identifier of a CBS area code.

    Source: TOOI-waardelijsten.  Raises: UnknownArea.

    >>> tooi_of("GM0363"), tooi_of("PV22"), tooi_of("VR01")
    ('gm0363', 'pv22', 'so0823')
    """
    found = _to_tooi().get(code)
    if found is None:
        raise _unknown(code, Text("geen gebied heeft CBS-code", "no area has CBS code"), tuple(_to_tooi()))
    return found


def code_of(tooi: str) -> str:
    """The CBS area code of a TOOI identifier, given bare or as an address that ends in it.

    >>> code_of("so0823"), code_of("https://identifier.overheid.nl/tooi/id/gemeente/gm0363")
    ('VR01', 'GM0363')
    """
    bare = tooi.strip().rsplit("/", 1)[-1].lower()
    found = _from_tooi().get(bare)
    if found is None:
        raise _unknown(
            tooi, Text("geen gebied heeft TOOI-code", "no area has TOOI identifier"), tuple(_from_tooi())
        )
    return found


def tooi_address(code: str) -> str:
    """The full TOOI address of an area, as linked data names it.

    >>> tooi_address("VR01")
    'https://identifier.overheid.nl/tooi/id/so/so0823'
    """
    register = {"GM": "gemeente", "PV": "provincie", "VR": "so"}
    tooi = tooi_of(code)
    return f"https://identifier.overheid.nl/tooi/id/{register[code[:2]]}/{tooi}"


@cache
def _to_tooi() -> dict[str, str]:
    register = shipped_register()
    named = {area.code: area.tooi for area in register.provinces}
    named |= {area.code: area.tooi for area in register.safety_regions}
    return named | {one.code: one.code.lower() for one in register.municipalities}


@cache
def _from_tooi() -> dict[str, str]:
    return {tooi: code for code, tooi in _to_tooi().items()}


def _unknown(text: str, what: Text, known: tuple[str, ...]) -> UnknownArea:
    near = nearest(re.sub(r"\s", "", text), known)
    listed = ", ".join(near)
    return UnknownArea(
        text,
        Text(f'{what.nl} "{text}"', f'{what.en} "{text}"'),
        Text(
            f"lijkt het meest op: {listed}" if near else "vergelijk met de lijst van gebieden",
            f"nearest: {listed}" if near else "compare with the list of areas",
        ),
    )
