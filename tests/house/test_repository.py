"""What is in the repository, and what must not be."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tracked import ROOT, text_of, tracked_files

# Put together here, so that this file does not contain what it looks for.
REGISTRY = re.compile(
    "|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "yarn" + "pkg"))
)
MACHINE_PATH = re.compile(
    r"(?<![\w.*}>)/])/(" + "|".join(("root", "work", r"home/[a-z]\w*", r"Users/\w+", "opt/pypi")) + ")/"
)
COMMANDS = ("demo", "test", ".ci/run")


@pytest.fixture(scope="module")
def constraints() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]


def found_in_files(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern occurs in tracked text files, as path:line."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert found_in_files(REGISTRY) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found_in_files(MACHINE_PATH) == []


def test_no_lock_file_of_a_tool_is_kept() -> None:
    locks = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml"}
    assert [str(path) for path in tracked_files() if path.name in locks] == []


def test_no_database_or_compiled_file_is_kept() -> None:
    suffixes = {".sqlite3", ".pyc", ".pyo", ".so", ".whl"}
    assert [str(path) for path in tracked_files() if path.suffix in suffixes] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_can_be_executed_here_and_after_a_clone(command: str) -> None:
    assert os.access(ROOT / command, os.X_OK)
    listed = subprocess.run(
        ["git", "ls-files", "--stage", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert listed.stdout.startswith("100755 ")


@pytest.mark.parametrize("command", [*COMMANDS, "tools/python.sh"])
def test_the_commands_are_plain_posix_shell(command: str) -> None:
    subprocess.run(["sh", "-n", command], cwd=ROOT, check=True)
    text = text_of(ROOT / command)
    assert not re.search(r"\[\[|\bsource\b|\bfunction\b|\$'|<<<|pipefail", text)


def test_every_constraint_is_one_exact_version(constraints: list[Requirement]) -> None:
    loose = [str(each) for each in constraints if [part.operator for part in each.specifier] != ["=="]]
    assert loose == []


def test_every_package_that_runs_with_the_product_is_pinned_and_installed_as_pinned(
    constraints: list[Requirement],
) -> None:
    pins = {
        canonicalize_name(each.name): str(each.specifier).removeprefix("==")
        for each in constraints
        if each.marker is None or each.marker.evaluate()
    }
    needed = runtime_packages()
    assert len(needed) > 20
    assert {name: metadata.version(name) for name in needed} == {name: pins.get(name) for name in needed}


def test_the_product_imports_nothing_that_an_installation_without_the_test_tools_lacks() -> None:
    needed = runtime_packages()
    providers = metadata.packages_distributions()
    foreign = {
        f"{path}: {name}"
        for path in tracked_files()
        if path.suffix == ".py" and path.parts[0] == "src"
        for name in imported_packages(text_of(path))
        if name not in sys.stdlib_module_names and name != "regietafel"
        if not {canonicalize_name(each) for each in providers.get(name, [])} & needed
    }
    assert foreign == set()


def imported_packages(text: str) -> set[str]:
    """The top names of what a module cannot do without: not for types alone, not where its absence is met."""
    found = set()
    looked_for = set(re.findall(r'find_spec\("(\w+)', text))
    waiting: list[ast.AST] = [ast.parse(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(node, ast.Try) and any("ImportError" in ast.unparse(each) for each in node.handlers):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - looked_for


def runtime_packages() -> set[str]:
    """Names of everything the product pulls in at run time, on this system, with PostgreSQL's driver."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [
        Requirement(line)
        for line in [*declared["dependencies"], *declared["optional-dependencies"]["postgres"]]
    ]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for line in metadata.requires(name) or []:
                below = Requirement(line)
                if below.marker is None or below.marker.evaluate({"extra": extra}):
                    below.marker = None
                    waiting.append(below)
    return {name for name, _extra in seen}
