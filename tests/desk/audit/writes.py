"""Finding writes that go round the action functions, by reading the source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
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
    """`actions.py` of a desk, or a module of its package `actions`; `regietafel actions` is a command."""
    return "cli" not in path.parts and (path.name == "actions.py" or path.parent.name == "actions")


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


def offered(package: str) -> set[str]:
    """What the `__init__` of a package of actions offers to others."""
    return {
        alias.asname or alias.name
        for node in ast.parse(package).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def imports_past_the_front(source: str) -> Iterator[tuple[str, str]]:
    """(module, name) of what is taken from inside a package of actions and not from its front."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and ".actions." in node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def writes(function: ast.FunctionDef) -> bool:
    """Whether a function writes, in its own body."""
    return any(True for _ in writes_in(ast.unparse(function), ""))


def faults_of_action(function: ast.FunctionDef, module: ast.Module) -> Iterator[str]:
    """What an action function lacks: keyword-only arguments, `by` and `at`, a transaction, the record last."""
    arguments = function.args
    if arguments.posonlyargs or arguments.args or arguments.vararg:
        yield "takes arguments by position"
    names = {each.arg for each in (*arguments.args, *arguments.kwonlyargs)}
    yield from (f"takes no {needed}" for needed in ("by", "at") if needed not in names)
    if names & {"request", "http_request"}:
        yield "takes a web request"
    if not _reached(function, module, _calls_record):
        yield "does not call record"
    elif not _reached(function, module, _is_atomic):
        yield "is not one transaction (@transaction.atomic, or a with block)"


def _reached(
    function: ast.FunctionDef,
    module: ast.Module,
    holds: Callable[[ast.FunctionDef], bool],
    seen: frozenset[str] = frozenset(),
) -> bool:
    """Whether something holds of a function, or of a function of the same module that it calls."""
    if holds(function):
        return True
    own = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    called = {_called(node) for node in ast.walk(function) if isinstance(node, ast.Call)} & own.keys() - seen
    return any(_reached(own[name], module, holds, seen | called) for name in called)


def _calls_record(function: ast.FunctionDef) -> bool:
    return any(_called(node) == "record" for node in ast.walk(function) if isinstance(node, ast.Call))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _is_atomic(function: ast.FunctionDef) -> bool:
    marks = [ast.unparse(each) for each in function.decorator_list]
    inside = [
        ast.unparse(item.context_expr)
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
    ]
    return any("atomic" in each for each in (*marks, *inside))
