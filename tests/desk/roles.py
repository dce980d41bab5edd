"""Roles, and how a row says which role gets what at an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ROLES = ("visitor", "national", "province", "municipality", "coa", "reader", "administrator")


def everyone(status: int) -> dict[str, int]:
    """The same for all."""
    return dict.fromkeys(ROLES, status)


def signed_in(status: int) -> dict[str, int]:
    """The same for every user; a visitor is led to the sign-in page."""
    return everyone(status) | {"visitor": 302}


def only(status: int, *roles: str) -> dict[str, int]:
    """For these roles; other users are refused with the reason, a visitor is led to the sign-in page."""
    return signed_in(403) | dict.fromkeys(roles, status)


def visitors(status: int, others: int = 302) -> dict[str, int]:
    """A page for who has not signed in; users are led on."""
    return everyone(others) | {"visitor": status}


@dataclass(frozen=True)
class Row:
    """One address and what each role gets there. `{user}` in an address is the id of a user that is there."""

    address: str
    expected: Mapping[str, int]
    method: str = "GET"
    data: Mapping[str, str] = field(default_factory=dict)
    json: Mapping[str, object] | None = None


ADMINISTRATORS = only(200, "administrator")
HISTORY = only(200, "administrator", "national")
KEEPERS = ("national", "province")
AT_LRT = ("national", "coa", "reader")
API_AT_LRT = only(200, "national", "coa", "reader") | {"visitor": 401}
ENTERS = ("national", "province", "municipality", "coa")
