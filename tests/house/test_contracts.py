"""Each import contract holds on a sound house and falls, alone, to one deliberate break."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / ".importlinter"
LINT_IMPORTS = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
DESK_MODULES = ("apps", "models", "queries", "actions", "forms", "pages", "api")


def layers_of(contract: str) -> list[str]:
    """The packages that a contract lists, high to low."""
    parser = configparser.ConfigParser()
    parser.read(CONTRACTS)
    return [line.strip("()") for line in parser[f"importlinter:contract:{contract}"]["layers"].split()]


def build(folder: Path) -> Path:
    """A house with every room the contracts name, and the imports that a sound one has."""
    package = folder / "regietafel"
    write(package / "__init__.py")
    for part in ("cli", "site", "desk", "core"):
        write(package / part / "__init__.py")
    for concept in layers_of("core-order"):
        write(package / "core" / concept / "__init__.py")
        write(package / "core" / concept / "rules.py")
    for desk in layers_of("desk-order"):
        for module in DESK_MODULES:
            write(package / "desk" / desk / f"{module}.py")
        room = f"regietafel.desk.{desk}"
        write(package / "desk" / desk / "__init__.py")
        write(package / "desk" / desk / "queries.py", f"from {room} import models")
        write(package / "desk" / desk / "actions.py", f"from {room} import models, queries")
        write(package / "desk" / desk / "pages.py", f"from {room} import actions, forms, queries")
        write(package / "desk" / desk / "api.py", f"from {room} import actions, queries")
    write(package / "desk/monitor/queries.py", "from regietafel.desk.figures import queries")
    write(package / "core/taakstelling/rules.py", "from regietafel.core.keys import rules")
    write(package / "site/urls.py", "from regietafel.desk.home import pages")
    write(package / "cli/main.py", "from regietafel.site import urls")
    return package


def write(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n")


def add(path: Path, text: str) -> None:
    write(path, (path.read_text() if path.exists() else "") + text)


def broken_contracts(folder: Path) -> set[str]:
    """The numbers of the contracts that do not hold in the house in this folder."""
    done = subprocess.run(
        [*LINT_IMPORTS, "--config", str(CONTRACTS), "--no-cache", "--no-logo"],
        cwd=folder,
        # The folder's own package comes before the installed one; the contract type comes from here.
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(\d\w?)\. .* (KEPT|BROKEN)\b", done.stdout, flags=re.MULTILINE))
    assert len(verdicts) == CONTRACTS.read_text().count("[importlinter:contract:"), done.stdout + done.stderr
    broken = {number for number, verdict in verdicts.items() if verdict == "BROKEN"}
    assert (done.returncode != 0) == bool(broken)
    return broken


def test_a_sound_house_keeps_every_contract(tmp_path: Path) -> None:
    build(tmp_path)
    assert broken_contracts(tmp_path) == set()


BREAKS = [
    # An import back up the way that a sound house goes down also closes a cycle.
    ("1 6", "the desk imports the site", "desk/home/pages.py", "from regietafel.site import urls"),
    ("1", "core imports the desk", "core/base/rules.py", "import regietafel.desk"),
    ("1", "a fifth part stands beside the four", "lobby/__init__.py", ""),
    ("2", "core imports Django", "core/keys/rules.py", "from django.utils import timezone"),
    ("2", "core opens a database inside a function", "core/law/rules.py", "def f():\n    import sqlite3"),
    ("2", "core talks to the terminal", "core/monitor/rules.py", "import typer"),
    ("3a", "a low concept of core imports a high one", "core/law/rules.py", "import regietafel.core.monitor"),
    ("3a", "a concept of core has no place in the order", "core/weather/__init__.py", ""),
    (
        "3b",
        "a low desk imports a high one",
        "desk/audit/queries.py",
        "from regietafel.desk.home import queries",
    ),
    ("3b", "a desk has no place in the order", "desk/weather/__init__.py", ""),
    ("4a 6", "queries import actions", "desk/figures/queries.py", "import regietafel.desk.figures.actions"),
    ("4a", "pages import the api", "desk/figures/pages.py", "from regietafel.desk.figures import api"),
    ("4b", "pages import models", "desk/figures/pages.py", "from regietafel.desk.figures import models"),
    ("4b", "the api imports models", "desk/figures/api.py", "from regietafel.desk.figures.models import Row"),
    (
        "5",
        "a desk imports another's models",
        "desk/monitor/queries.py",
        "import regietafel.desk.figures.models",
    ),
    ("5", "the command line imports a desk's models", "cli/main.py", "import regietafel.desk.audit.models"),
    ("6", "two modules import each other", "core/keys/rules.py", "from regietafel.core.keys import other"),
    ("7", "a rule imports the solver", "core/keys/rules.py", "import highspy"),
]


@pytest.mark.parametrize(
    ("numbers", "path", "text"), [case[:1] + case[2:] for case in BREAKS], ids=[case[1] for case in BREAKS]
)
def test_a_deliberate_break_is_seen_by_its_own_contract_alone(
    tmp_path: Path, numbers: str, path: str, text: str
) -> None:
    package = build(tmp_path)
    if numbers == "6":
        write(package / "core/keys/other.py", "from regietafel.core.keys import rules")
    add(package / path, text)
    assert broken_contracts(tmp_path) == set(numbers.split())


def test_only_the_model_files_of_cno_and_placement_may_import_the_solver(tmp_path: Path) -> None:
    package = build(tmp_path)
    write(package / "core/keys/model.py", "import highspy")
    assert broken_contracts(tmp_path) == {"7"}
    (package / "core/keys/model.py").unlink()
    for concept in ("cno", "placement"):
        write(package / "core" / concept / "__init__.py")
        write(package / "core" / concept / "model.py", "import highspy")
    # A room without a place in the order breaks 3a as long as none is planned for it, and nothing else.
    assert broken_contracts(tmp_path) <= {"3a"}


def test_each_contract_is_broken_at_least_once() -> None:
    named = set(re.findall(r"^name = (\d\w?)\.", CONTRACTS.read_text(), flags=re.MULTILINE))
    assert named == {case[0] for case in BREAKS if len(case[0].split()) == 1}
