"""The addresses that are read in the tests of the design rules, and ways through a document or an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

EVERY_LIST = [
    "search-results",
    "mandates",
    "areas",
    "periods",
    "targets",
    "verdicts",
    "figures",
    "indicators",
    "moments",
    "concepts",
    "agreements",
    "minutes",
    "meetings",
    "tables",
    "layers",
    "contact-points",
    "hand-overs",
]
SIGNED_IN_LISTS = [
    "follow-up-items",
    "short-lines",
    "escalation-ladders",
    "escalation-provinces",
    "escalation-municipalities",
]
"""Lists for who has signed in."""
READS = [
    "/areas",
    "/areas/GM0363",
    "/areas/so0823",
    "/periods",
    "/periods/2022-II",
    "/targets",
    "/targets/2022-II/GM0363",
    "/targets/2022-II/PV22",
    "/verdicts",
    "/verdicts/2022-II/PV22",
    "/courses/2022-II/NL",
    "/figures?indicator=housed&area=NL",
    "/agreements",
    "/agreements/2022-08-26-a4",
    "/meetings",
    "/meetings/lrt-2022-09-16",
    "/indicators",
    "/indicators/housed",
    "/moments",
    "/search-results?text=20.000",
    "/mandates",
    "/mandates/lrt-hlrt-letter-2023-I",
    "/concepts",
    "/concepts/taakstelling",
    "/tables",
    "/tables/lrt",
    "/layers",
    "/contact-points",
    "/hand-overs",
]


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def resolved(document: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def keys_and_values(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield key, value
            yield from keys_and_values(value)
    elif isinstance(part, list):
        for inner in part:
            yield from keys_and_values(inner)
