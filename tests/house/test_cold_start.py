"""A call on the command line pays for what it uses, and for nothing else."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# What a heavy library costs is its import; the list of loaded modules does not depend on the machine's speed.
HEAVY = {
    "allauth",
    "django",
    "highspy",
    "httpx",
    "ninja",
    "numpy",
    "pandas",
    "psycopg",
    "pydantic",
    "python_calamine",
    "requests",
    "scipy",
    "sqlite3",
    "xlsxwriter",
}
# What the list of nouns does without; Python itself, with what the tests' own start takes, loads about 70 modules.
COMMAND_LINE = {"click", "rich", "shellingham", "typer"}
MOST_MODULES = 120

PROGRAM = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
from regietafel.cli.main import run
sys.argv = ["regietafel", *sys.argv[1:]]
run()
"""


def modules_loaded_by(*arguments: str) -> set[str]:
    """The modules that one call of the command line loads."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(json.loads(done.stderr.strip().splitlines()[-1]))


def heavy_among(loaded: set[str]) -> set[str]:
    return {name.split(".")[0] for name in loaded} & HEAVY


def test_help_loads_no_heavy_library_and_few_modules() -> None:
    loaded = modules_loaded_by("--help")
    assert heavy_among(loaded) == set()
    assert {name.split(".")[0] for name in loaded} & COMMAND_LINE == set()
    assert len(loaded) <= MOST_MODULES


@pytest.mark.parametrize("noun", ["taakstelling", "serve", "monitor", "demo"])
def test_help_of_a_noun_loads_nothing_heavy_but_what_the_command_line_library_takes_itself(noun: str) -> None:
    # typer reads the values of options with pydantic.
    assert heavy_among(modules_loaded_by(noun, "--help")) <= {"pydantic"}


def test_computing_targets_needs_no_framework_and_no_database() -> None:
    loaded = modules_loaded_by("taakstelling", "compute", "2023-I", "--volume", "21200")
    assert heavy_among(loaded) <= {"pydantic"}
