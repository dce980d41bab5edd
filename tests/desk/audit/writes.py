"""Finding writes that go round the action functions, by reading the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WRITES = {
    "save",
    "delete",
    "create",
    "update",
    "acreate",
    "aupdate",
    "adelete",
    "asave",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "cursor",
    "execute",
    "executemany",
    "executescript",
    "raw",
    "_raw_delete",
    "save_base",
}


@dataclass(frozen=True, order=True)
class Write:
    """A call that writes, or may: file, line, and the call as it stands."""

    file: str
    line: int
    call: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.call}"


def is_action_module(path: Path) -> bool:
    """`actions.py`, or a module of the package `actions`."""
    return path.name == "actions.py" or path.parent.name == "actions"


def writes_in(source: str, file: str) -> Iterator[Write]:
    """Calls of methods that write; an `update` with a positional argument is a mapping's, never a table's."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in WRITES and not (node.func.attr == "update" and node.args):
            yield Write(file, node.lineno, ast.unparse(node.func))


def public_functions(source: str) -> Iterator[ast.FunctionDef]:
    """The action functions: those at the top of the module without an underscore."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node  # type: ignore[misc]


def faults_of_action(function: ast.FunctionDef, module: ast.Module) -> Iterator[str]:
    """What an action function lacks: keyword-only arguments, `by` and `at`, a transaction, the record last."""
    arguments = function.args
    if arguments.posonlyargs or arguments.args or arguments.vararg:
        yield "takes arguments by position"
    names = {each.arg for each in (*arguments.args, *arguments.kwonlyargs)}
    yield from (f"takes no {needed}" for needed in ("by", "at") if needed not in names)
    if names & {"request", "http_request"}:
        yield "takes a web request"
    if not records(function, module):
        yield "does not call record"
    elif not _is_atomic(function):
        yield "is not one transaction (@transaction.atomic, or a with block)"


def records(function: ast.FunctionDef, module: ast.Module, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function calls `record`, itself or through a function of the same module or another action."""
    own = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in ("record", "record_many"):
            return True
        if name in own and name not in seen and records(own[name], module, seen | {name}):
            return True
    return False


def _is_atomic(function: ast.FunctionDef) -> bool:
    marks = [ast.unparse(each) for each in function.decorator_list]
    inside = [
        ast.unparse(item.context_expr)
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
    ]
    return any("atomic" in each for each in (*marks, *inside))
