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
# typer and rich, with what they take of the standard library, load about 350 modules.
MOST_MODULES = 550

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


@pytest.mark.parametrize("arguments", [["--help"], ["taakstelling", "--help"], ["serve", "--help"]])
def test_help_loads_no_heavy_library_and_few_modules(arguments: list[str]) -> None:
    loaded = modules_loaded_by(*arguments)
    assert {name.split(".")[0] for name in loaded} & HEAVY == set()
    assert len(loaded) <= MOST_MODULES


def test_computing_targets_needs_no_framework_and_no_database() -> None:
    loaded = modules_loaded_by("taakstelling", "compute", "2023-I", "--volume", "21200")
    assert {name.split(".")[0] for name in loaded} & (HEAVY - {"numpy"}) == set()
