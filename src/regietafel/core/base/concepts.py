"""The register of concepts: term, source, rule, page, API route, docs and test."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from inspect import getsourcefile, getsourcelines, unwrap
from pathlib import Path

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError


@dataclass(frozen=True)
class Concept:
    """One entry of the register. `rule` is "module:function"; `page` a route name; `api` a resource name."""

    name: str
    title: Text
    meaning: Text
    formula: Text
    source: str
    rule: str
    page: str
    api: str
    docs: str
    test: str

    def rule_place(self) -> tuple[Path, int]:
        """File and line of the rule's definition."""
        module, _, function = self.rule.partition(":")
        rule = unwrap(getattr(import_module(module), function))  # a rule may be remembered by its inputs
        return Path(getsourcefile(rule) or ""), getsourcelines(rule)[1]


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by name, in the order of the register."""
    text = resources.files("regietafel").joinpath("concepts.toml").read_text(encoding="utf-8")
    return {
        name: Concept(
            name=name,
            title=Text(**entry.pop("title")),
            meaning=Text(**entry.pop("meaning")),
            formula=Text(**entry.pop("formula")),
            **entry,
        )
        for name, entry in tomllib.loads(text).items()
    }


def concept(name: str) -> Concept:
    """The concept with this name; an unknown name is refused with the names there are.

    >>> concept("taakstelling").source
    'Huisvestingswet 2014, art. 29(1)'
    """
    found = concepts().get(name)
    if found is None:
        named = ", ".join(concepts())
        raise RegietafelError(
            Text(f'er is geen begrip "{name}"', f'no concept "{name}"'),
            Text(f"kies uit: {named}", f"take one of: {named}"),
        )
    return found
