"""One kind of import contract that import-linter does not bring along."""

from __future__ import annotations

import grimp
from importlinter import Contract, ContractCheck, output

DESK = "regietafel.desk"


class OwnModels(Contract):
    """A desk's models are imported by that desk only; others call its queries and actions."""

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import of a desk's models from outside that desk, among all desks there are."""
        strangers = []
        for module in sorted(graph.modules):
            desk = desk_of_models(module)
            if desk is None:
                continue
            for importer in sorted(graph.find_modules_that_directly_import(module)):
                if importer != desk and not importer.startswith(f"{desk}."):
                    strangers.append((importer, module))
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each stranger with what it imports."""
        for importer, module in check.metadata["strangers"]:
            output.print_error(f"{importer} imports {module}; call that desk's queries or actions")


def desk_of_models(module: str) -> str | None:
    """The desk whose models a module is or is part of, or None.

    >>> desk_of_models("regietafel.desk.figures.models.sheet")
    'regietafel.desk.figures'
    >>> desk_of_models("regietafel.desk.figures.queries")
    """
    parts = module.removeprefix(f"{DESK}.").split(".")
    inside = module.startswith(f"{DESK}.") and len(parts) > 1 and parts[1] == "models"
    return f"{DESK}.{parts[0]}" if inside else None
