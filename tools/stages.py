"""The stages of ./test, in order; the first red one ends the run.

`./test` runs all; `./test lint desk` runs those; anything else on the line goes to pytest, and with paths
only those are tested: `./test tests/core/test_keys.py -k adams`. No stage passes by skipping, and none is
tried twice.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sqlite3
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tools import attended, needs
from tools.system import Refused, say

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest", "-q"]
# Two cores are what a build server has; small stages lose more on starting workers than they win.
PARALLEL = ["-n", "2", "--dist", "loadfile"]
CODE = ["src", "tests", "tools"]


@dataclass
class Outcome:
    """What one stage came to: where it ran, how many checks passed and failed, and why it is red."""

    stage: str
    where: str
    passed: int = 0
    failed: int = 0
    seconds: float = 0.0
    result: str = "not run"


@dataclass(frozen=True)
class Stage:
    """One step of the run: its group on the command line, its name, and how to do it."""

    group: str
    name: str
    do: Callable[[Outcome, Path], int]


@dataclass
class Selection:
    """What the command line asks for."""

    groups: set[str] = field(default_factory=set)
    pytest: list[str] = field(default_factory=list)
    paths: bool = False

    @classmethod
    def read(cls, arguments: list[str]) -> Selection:
        """Words that name a group select it; the rest is pytest's."""
        known = {stage.group for stage in STAGES}
        chosen = cls()
        for argument in arguments:
            if argument in known:
                chosen.groups.add(argument)
            else:
                chosen.pytest.append(argument)
                chosen.paths |= not argument.startswith("-") and Path(argument.split("::")[0]).exists()
        return chosen


def check(*command: str) -> Callable[[Outcome, Path], int]:
    """A stage that is one command: green when it returns 0."""

    def do(outcome: Outcome, _folder: Path) -> int:
        outcome.where = f"Python {platform.python_version()}"
        code = attended.run([str(SCRIPTS / command[0]), *command[1:]], cwd=ROOT, environment=surroundings())
        outcome.passed, outcome.failed = int(code == 0), int(code != 0)
        return code

    return do


def surroundings(**more: str) -> dict[str, str]:
    """The environment of every stage: without what a developer's shell may say about databases and settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("REGIETAFEL_")}
    kept.pop("DATABASE_URL", None)
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "1", **more}


def run_pytest(
    outcome: Outcome,
    folder: Path,
    arguments: list[str],
    *,
    postgresql: bool = False,
    browser: Path | None = None,
) -> int:
    """Run pytest on these arguments, count what it did, and be red for a skipped test or none at all."""
    report, version, data = folder / "report.xml", folder / "version", folder / "data"
    command = [*PYTEST, f"--junitxml={report}", f"--basetemp={folder / 'tmp'}", *arguments]
    outcome.where = f"SQLite {sqlite3.sqlite_version}"
    environment = surroundings(REGIETAFEL_DATA_DIR=str(data))
    if browser:
        environment["REGIETAFEL_CHROMIUM"] = str(browser)
    if postgresql:
        outcome.where = "PostgreSQL"
        command, more = needs.postgresql(command, version)
        environment.update(more)
    with needs.one_cluster_at_a_time() if postgresql else contextlib.nullcontext():
        code = attended.run(command, cwd=ROOT, environment=environment)
    if version.exists():
        outcome.where = f"PostgreSQL {version.read_text()}"
    if browser:
        outcome.where += f" and Chromium {needs.browser_version(browser).split('.')[0]}"
    skipped = count(report, outcome)
    outcome.failed += int(code != 0 and outcome.failed == 0)
    if code == 0 and skipped:
        say(f"{skipped} tests were skipped or failed as expected; a run does not pass by skipping.")
        outcome.failed += skipped
    return outcome.failed


def count(report: Path, outcome: Outcome) -> int:
    """Read pytest's report into the outcome; the number of tests that were skipped."""
    skipped = 0
    if report.exists():
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - pytest has just written it
            number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
            failed = number["failures"] + number["errors"]
            outcome.failed += failed
            outcome.passed += number["tests"] - failed - number["skipped"]
            skipped += number["skipped"]
    return skipped


def existing(*paths: str) -> list[str]:
    """Those of these paths that are there.

    Raises: Refused, when none is: pytest would take an empty list for everything.
    """
    there = [path for path in paths if (ROOT / path).exists()]
    if not there:
        raise Refused(f"There are no tests in {' or '.join(paths)}; a stage without tests is red.")
    return there


def journeys() -> list[str]:
    """The browser tests that are walked on PostgreSQL as well; none is a fault.

    Raises: Refused.
    """
    found = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests/browser").glob("test_*_journey.py"))
    return existing(*found)


def core(outcome: Outcome, folder: Path) -> int:
    """Rules: their tests, the examples in their docstrings, and the worked examples of docs/rules."""
    where = existing("tests/core", "src/regietafel/core", "docs/rules")
    code = run_pytest(outcome, folder, [*where, *PARALLEL])
    outcome.where = f"Python {platform.python_version()}"
    return code


def house(outcome: Outcome, folder: Path) -> int:
    """The house: sizes, contracts, set-up, serving."""
    code = run_pytest(outcome, folder, ["tests/house", *PARALLEL])
    outcome.where = f"Python {platform.python_version()}"
    return code


def desk(outcome: Outcome, folder: Path) -> int:
    """Pages, actions, queries and commands on the embedded database."""
    return run_pytest(outcome, folder, [*existing("tests/desk", "tests/cli"), *PARALLEL])


def desk_on_postgresql(outcome: Outcome, folder: Path) -> int:
    """The same tests on PostgreSQL."""
    return run_pytest(outcome, folder, [*existing("tests/desk", "tests/cli"), *PARALLEL], postgresql=True)


def browser(outcome: Outcome, folder: Path) -> int:
    """Journeys, keyboard, widths and schemes in Chromium."""
    return run_pytest(outcome, folder, ["tests/browser"], browser=needs.chromium())


def browser_on_postgresql(outcome: Outcome, folder: Path) -> int:
    """The journeys once more, on PostgreSQL."""
    return run_pytest(outcome, folder, journeys(), postgresql=True, browser=needs.chromium())


STAGES = [
    Stage("lint", "format", check("ruff", "format", "--check", *CODE)),
    Stage("lint", "lint", check("ruff", "check", *CODE)),
    Stage("lint", "types", check("mypy", "src/regietafel", "tools")),
    Stage("lint", "import contracts", check("lint-imports", "--no-logo")),
    Stage("core", "core and docs", core),
    Stage("house", "house", house),
    Stage("desk", "desk", desk),
    Stage("pg", "desk", desk_on_postgresql),
    Stage("browser", "browser", browser),
    Stage("browser", "journeys", browser_on_postgresql),
]


def planned(selection: Selection) -> list[Stage]:
    """The stages to run for what was asked."""
    if selection.paths:

        def only_these(outcome: Outcome, folder: Path) -> int:
            wants_browser = any("browser" in argument for argument in selection.pytest)
            return run_pytest(
                outcome,
                folder,
                selection.pytest,
                postgresql="pg" in selection.groups,
                browser=needs.chromium() if wants_browser else None,
            )

        return [Stage("", "chosen tests", only_these)]
    chosen = [stage for stage in STAGES if not selection.groups or stage.group in selection.groups]
    # Options without paths, such as -k or -x, hold for every stage that is a pytest run.
    PYTEST.extend(selection.pytest)
    return chosen


def perform(stage: Stage, outcome: Outcome) -> bool:
    """Run one stage and fill in its outcome; whether it is green."""
    say(f"\n== {stage.name} ({stage.group or 'by path'})")
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="regietafel-test-") as folder:
            code = stage.do(outcome, Path(folder))
        if remaining := attended.left_behind():
            say(f"This stage left processes behind, now ended: {', '.join(remaining)}")
            code, outcome.failed = 1, outcome.failed + 1
    except Refused as refusal:
        say(str(refusal))
        code, outcome.failed = 1, 1
    outcome.seconds = time.monotonic() - began
    outcome.result = "green" if code == 0 else "RED"
    return code == 0


def closing(outcomes: list[Outcome]) -> None:
    """Say what ran where, and the sum."""
    rows = [("stage", "where", "passed", "failed", "seconds", "result")]
    for each in outcomes:
        ran = each.result != "not run"
        numbers = (str(each.passed), str(each.failed), f"{each.seconds:.1f}") if ran else ("", "", "")
        rows.append((each.stage, each.where, *numbers, each.result))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print()
    for row in rows:
        aligned = (
            cell.rjust(width) if column in (2, 3, 4) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join(aligned).rstrip())
    print()
    print(f"{sum(each.passed for each in outcomes)} passed, {sum(each.failed for each in outcomes)} failed")


def main(arguments: list[str]) -> int:
    """Run what the command line asks for; 0 when all of it is green."""
    stages = planned(Selection.read(arguments))
    outcomes = [Outcome(stage.name, "") for stage in stages]
    attended.stop_on_signals()
    attended.adopt_orphans()
    code = 0
    try:
        for stage, outcome in zip(stages, outcomes, strict=True):
            if not perform(stage, outcome):
                code = 1
                break
    except attended.Stopped as stopped:
        attended.left_behind(seconds=attended.PATIENCE)
        say("\nStopped; nothing was left running.")
        return stopped.code
    closing(outcomes)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
