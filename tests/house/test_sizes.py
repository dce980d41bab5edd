"""Modules and functions stay small, and are named after a thing or a question."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tracked import python_files, text_of

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
NAMES_FOR_ANYTHING = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "stuff"}


def too_long(text: str) -> Iterator[tuple[str, int]]:
    """Functions over the limit with their lines, docstring and decorators left out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            first = node.body[0]
            if ast.get_docstring(node) is not None:
                lines -= (first.end_lineno or first.lineno) - first.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield node.name, lines


def test_no_file_is_longer_than_400_lines() -> None:
    lines = {str(path): text_of(path).count("\n") for path in python_files()}
    assert {path: count for path, count in lines.items() if count > LONGEST_FILE} == {}


def test_no_function_is_longer_than_50_lines_without_its_docstring() -> None:
    found = {f"{path}: {name}": lines for path in python_files() for name, lines in too_long(text_of(path))}
    assert found == {}


def test_a_docstring_does_not_count_and_the_51st_line_does() -> None:
    docstring = '    """' + "why\n    " * 60 + '"""\n'
    body = "    x = 1\n"
    assert list(too_long("def f():\n" + docstring + body * 49)) == []
    assert list(too_long("def f():\n" + docstring + body * 50)) == [("f", 51)]


def test_no_module_has_a_name_that_fits_anything() -> None:
    def names(path: Path) -> set[str]:
        return {path.stem, *path.parts[:-1]}

    assert [str(path) for path in python_files() if names(path) & NAMES_FOR_ANYTHING] == []


def test_no_module_listens_to_signals_of_the_framework() -> None:
    found = []
    for path in python_files():
        for node in ast.walk(ast.parse(text_of(path))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            django_signal = [
                name
                for name in names
                if name.startswith(("django.", "allauth."))
                and ({"signals", "dispatch"} & set(name.split(".")))
            ]
            found += [f"{path}:{node.lineno}: {name}" for name in django_signal]
    assert found == []
