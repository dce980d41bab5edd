"""The two commands: set-up that is done once, sentences for what is missing, and no pass by skipping."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import setup
from tools.needs import chromium
from tools.system import Refused

ROOT = Path(__file__).parents[2]
ATTEND = """
import sys
from pathlib import Path
from tools import attended
attended.stop_on_signals()
# A shell lets what it starts in the background ignore Ctrl-C, so this waits for the second signal.
attended.PATIENCE = 1.0
try:
    attended.run(["sh", "-c", "sleep 300 & echo $! > pids; echo $$ >> pids; wait"], cwd=Path(sys.argv[1]))
except attended.Stopped as stopped:
    sys.exit(stopped.code)
"""


def command(
    *arguments: str, path: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run one of the two commands with as little around it as a new machine has."""
    surroundings = {"PATH": str(path) if path else os.environ["PATH"], "HOME": "/nowhere", **environment}
    return subprocess.run(
        [str(ROOT / arguments[0]), *arguments[1:]],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A path with a shell and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname"):
        (folder / name).symlink_to(shutil.which(name) or "")
    return folder


@pytest.mark.parametrize("name", ["demo", "test"])
def test_without_python_one_sentence_says_what_to_install(name: str, bare_path: Path) -> None:
    done = command(name, path=bare_path, REGIETAFEL_VENV="/nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("Regietafel needs Python 3.11 or newer")
    assert done.stderr.count("\n") == 1


def test_a_python_that_is_only_a_name_on_the_path_is_passed_over(bare_path: Path) -> None:
    shim = bare_path / "python3"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert command("demo", path=bare_path, REGIETAFEL_VENV="/nowhere").returncode == 1
    (bare_path / "python3.13").symlink_to(sys.executable)
    done = command("demo", path=bare_path, REGIETAFEL_VENV="/dev/null/none")
    assert "Cannot write in /dev/null/none" in done.stderr


@pytest.mark.parametrize("name", ["demo", "test"])
def test_a_folder_that_cannot_be_written_is_named_with_the_settings_that_help(name: str) -> None:
    done = command(name, REGIETAFEL_VENV="/dev/null/none")
    assert done.returncode == 1
    assert "Cannot write in /dev/null/none" in done.stderr
    assert "REGIETAFEL_VENV and REGIETAFEL_DATA_DIR" in done.stderr


@pytest.fixture
def environment(tmp_path: Path) -> setup.Environment:
    """An environment that is stamped as complete for ./demo."""
    made = setup.Environment(tmp_path / "venv")
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    made.stamp("demo")
    return made


def test_what_is_stamped_is_not_installed_again(environment: setup.Environment) -> None:
    assert environment.holds("demo")
    assert not environment.holds("test")


def test_an_environment_for_tests_serves_the_demo_too(environment: setup.Environment) -> None:
    environment.stamp("test")
    (environment.folder / ".regietafel-demo.json").unlink()
    assert environment.holds("demo")


def test_an_interrupted_installation_is_done_afresh(environment: setup.Environment) -> None:
    (environment.folder / setup.UNFINISHED).touch()
    assert not environment.holds("demo")
    assert environment.must_start_afresh()


def test_an_environment_that_was_moved_is_done_afresh(environment: setup.Environment, tmp_path: Path) -> None:
    moved = setup.Environment(environment.folder.rename(tmp_path / "elsewhere"))
    assert not moved.holds("demo")
    assert moved.must_start_afresh()


def test_changed_constraints_are_installed(
    environment: setup.Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    assert environment.holds("demo")
    with (tmp_path / "constraints.txt").open("a") as constraints:
        constraints.write("another==1.0\n")
    assert not environment.holds("demo")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_what_a_command_started_and_what_that_started(
    tmp_path: Path, number: int, code: int
) -> None:
    running = subprocess.Popen([sys.executable, "-c", ATTEND, str(tmp_path)], cwd=ROOT)
    noted = tmp_path / "pids"
    while not noted.exists() or noted.read_text().count("\n") < 2:
        time.sleep(0.05)
    running.send_signal(number)
    assert running.wait(timeout=60) == code
    assert not [pid for pid in map(int, noted.read_text().split()) if lives(pid)]


def lives(pid: int) -> bool:
    """Whether a process runs; one that nobody has asked after may still be listed, but as dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_browser_that_is_named_and_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIETAFEL_CHROMIUM", "/dev/null")
    with pytest.raises(Refused, match="REGIETAFEL_CHROMIUM names /dev/null"):
        chromium()


@pytest.mark.parametrize(
    ("body", "code", "last"),
    [
        ("assert True", 0, "1 passed, 0 failed"),
        ("assert False", 1, "0 passed, 1 failed"),
        ("pytest.skip('not here')\ndef test_two():\n    pytest.xfail('later')", 1, "0 passed, 2 failed"),
    ],
    ids=["green", "red", "skipped and expected to fail"],
)
def test_a_run_is_green_only_when_every_test_ran_and_passed(
    tmp_path: Path, body: str, code: int, last: str
) -> None:
    (tmp_path / "test_one.py").write_text(f"import pytest\ndef test_one():\n    {body}\n")
    done = subprocess.run(
        [sys.executable, "-m", "tools.stages", str(tmp_path / "test_one.py")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert done.stdout.splitlines()[-1] == last
    assert "SQLite" in done.stdout
