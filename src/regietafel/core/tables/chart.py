"""A structure as a drawing has it: bodies alike together, chains apart, each body on its level below the top.

Source: minutes of the national table of 16 September 2022, item 2 (the design of the governance).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regietafel.core.tables.kinds import RelationKind, Tier
from regietafel.core.tables.structure import UPWARD, Structure

DRAWN = (*UPWARD, RelationKind.CONSULTS)


@dataclass(frozen=True)
class Node:
    """One body, or the provincial or regional ones of a kind together; `above` are the nodes it has a line to."""

    keys: tuple[str, ...]
    above: tuple[tuple[str, RelationKind], ...] = ()

    @property
    def key(self) -> str:
        """The first body of the node, by which others name it."""
        return self.keys[0]


@dataclass(frozen=True)
class Chain:
    """Nodes that are connected, level by level from the top."""

    levels: tuple[tuple[Node, ...], ...]

    @property
    def width(self) -> int:
        """The number of nodes on the broadest level."""
        return max(len(level) for level in self.levels)


def chains_of(structure: Structure) -> tuple[Chain, ...]:
    """The chains of a structure of one day, the one with most nodes first.

    >>> from regietafel.core.base.answer import Text
    >>> from regietafel.core.tables.kinds import BodyKind, Level
    >>> from regietafel.core.tables.structure import Body, Relation
    >>> bodies = {key: Body(key, Text(key, key), BodyKind.TABLE, tier, Level.POLITICAL) for key, tier in
    ...           (("lrt", Tier.NATIONAL), ("prt-1", Tier.PROVINCIAL), ("prt-2", Tier.PROVINCIAL))}
    >>> up = RelationKind.REPORTS_TO
    >>> (chain,) = chains_of(Structure(bodies, (Relation(up, "prt-1", "lrt"), Relation(up, "prt-2", "lrt"))))
    >>> [[node.keys for node in level] for level in chain.levels]
    [[('lrt',)], [('prt-1', 'prt-2')]]
    """
    nodes = _nodes(structure)
    parts = [[nodes[key] for key in part] for part in _connected(nodes)]
    drawn = [Chain(_levels(part)) for part in parts]
    return tuple(sorted(drawn, key=lambda chain: (-sum(map(len, chain.levels)), chain.levels[0][0].key)))


def _nodes(structure: Structure) -> dict[str, Node]:
    grouped: dict[object, list[str]] = {}
    for key, body in structure.bodies.items():
        alone = body.tier is Tier.NATIONAL
        grouped.setdefault(key if alone else (body.tier, body.kind), []).append(key)
    first = {key: keys[0] for keys in grouped.values() for key in keys}
    above: dict[str, dict[tuple[str, RelationKind], None]] = {keys[0]: {} for keys in grouped.values()}
    for each in structure.relations:
        if each.kind in DRAWN and {each.lower, each.upper} <= first.keys():
            above[first[each.lower]][(first[each.upper], each.kind)] = None
    return {keys[0]: Node(tuple(keys), tuple(above[keys[0]])) for keys in grouped.values()}


def _connected(nodes: dict[str, Node]) -> list[list[str]]:
    parts: list[set[str]] = []
    for key, node in nodes.items():
        joined = {key, *(upper for upper, _ in node.above)}
        apart = [part for part in parts if not part & joined]
        parts = [*apart, joined.union(*(part for part in parts if part & joined))]
    return [[key for key in nodes if key in part] for part in parts]


def _levels(part: Iterable[Node]) -> tuple[tuple[Node, ...], ...]:
    listed = {node.key: node for node in part}
    depth: dict[str, int] = {}

    def below_top(key: str, seen: frozenset[str]) -> int:
        if key not in depth:
            uppers = [upper for upper, _ in listed[key].above if upper not in seen and upper != key]
            depth[key] = max((below_top(upper, seen | {key}) + 1 for upper in uppers), default=0)
        return depth[key]

    for key in listed:
        below_top(key, frozenset())
    rows: dict[int, list[Node]] = {}
    for key, node in listed.items():
        rows.setdefault(depth[key], []).append(node)
    return tuple(tuple(rows[level]) for level in sorted(rows))
