"""Make or renew the environment of ./demo and ./test; standard library only, as nothing else is there yet.

`tools/setup.py demo` installs what the product needs to run and becomes `regietafel demo`;
`tools/setup.py test` also installs what checks it and becomes the test run.
A second run finds its stamp and installs nothing; an interrupted one starts afresh; two at once wait for
each other. REGIETAFEL_VENV names another folder for the environment.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import attended  # noqa: E402 - run as a file, before anything is installed
from tools.system import Refused, exclusive, install, say  # noqa: E402

PROFILES = ("demo", "test")
UNFINISHED = ".regietafel-unfinished"


class Environment:
    """The virtual environment in one folder, and the stamps that tell what is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def holds(self, profile: str) -> bool:
        """Whether this profile, or a wider one, stands here for the present requirements."""
        wide_enough = PROFILES[PROFILES.index(profile) :]
        return any(self._found(each) == wanted_stamp(self.folder) for each in wide_enough)

    def prepare(self, profile: str) -> None:
        """Install everything of one profile.

        Raises: Refused, with a sentence, when Python's venv module or a package cannot be had.
        """
        if self.must_start_afresh():
            self._create()
        unfinished = self.folder / UNFINISHED
        unfinished.touch()
        say(f"Installing the packages of constraints.txt in {self.folder}, once; this takes about a minute.")
        command = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--constraint", "constraints.txt", "--editable", *requirements(profile)]
        if attended.run(command, cwd=ROOT) != 0:
            raise Refused(
                "The packages could not be installed; pip says why above. Mend that (a network, a proxy, "
                "space on the disk) and run this again."
            )
        self.stamp(profile)
        unfinished.unlink()

    def stamp(self, profile: str) -> None:
        """Note that everything of this profile is in."""
        self._stamp_file(profile).write_text(json.dumps(wanted_stamp(self.folder)), encoding="utf-8")

    def must_start_afresh(self) -> bool:
        """Whether what is in the folder cannot be built upon: cut off, moved, or without its Python."""
        if (self.folder / UNFINISHED).exists() or not self._python_works():
            return True
        # Scripts in an environment name its folder and its Python: moved or replaced, they no longer run.
        wanted = wanted_stamp(self.folder)
        stamps = filter(None, map(self._found, PROFILES))
        return any(stamp.get("folder") != wanted["folder"] for stamp in stamps)

    def _python_works(self) -> bool:
        if not self.python.exists():
            return False
        probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
        command = [str(self.python), "-c", probe]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _create(self) -> None:
        interpreter = base_interpreter()
        say(f"Making an environment of its own in {self.folder}.")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        # The mark comes first: a run that is cut off here must start afresh too.
        self.folder.mkdir(parents=True)
        (self.folder / UNFINISHED).touch()
        command = [interpreter, "-m", "venv", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        # Debian keeps venv's working half in a package of its own.
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        if install(f"python{version}-venv") and subprocess.run(command, check=False).returncode == 0:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        raise Refused(
            f"Python at {interpreter} cannot make a virtual environment; install its venv module "
            f"(Debian, Ubuntu: apt-get install python{version}-venv) and run this again."
        )

    def _stamp_file(self, profile: str) -> Path:
        return self.folder / f".regietafel-{profile}.json"

    def _found(self, profile: str) -> dict[str, str]:
        try:
            found = json.loads(self._stamp_file(profile).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        unfinished = (self.folder / UNFINISHED).exists()
        return found if isinstance(found, dict) and self.python.exists() and not unfinished else {}


def wanted_stamp(folder: Path) -> dict[str, str]:
    """What an environment made now would be stamped with: its place, its Python and its requirements."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return {
        "folder": str(folder),
        "python": str(Path(base_interpreter()).resolve()) + " " + sys.version.split()[0],
        "requirements": hashlib.sha256(b"\0".join(parts)).hexdigest(),
    }


def base_interpreter() -> str:
    """The Python that an environment is made from, also when this runs inside that environment."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def requirements(profile: str) -> list[str]:
    """What pip is given: the product itself, for tests with PostgreSQL's driver and the group `dev`.

    The group is read here because only the newest pip knows groups by name.
    """
    if profile == "demo":
        return ["."]
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [".[postgres]", *declared["dependency-groups"]["dev"]]


def main(profile: str, environment: Environment) -> int:
    """Set up one profile; the exit code, 0 when it stands."""
    attended.stop_on_signals()
    try:
        if not environment.holds(profile):
            # Two at once would write over each other; the second waits, and then finds all done.
            with exclusive(ROOT / "pyproject.toml"):
                if not environment.holds(profile):
                    environment.prepare(profile)
    except Refused as refusal:
        say(str(refusal))
        return 1
    except OSError as error:
        say(
            f"Cannot write in {error.filename or environment.folder} ({(error.strerror or '').lower()}); "
            "set REGIETAFEL_VENV and REGIETAFEL_DATA_DIR to folders you may write in."
        )
        return 1
    except attended.Stopped as stopped:
        say("Stopped; run it again and the set-up starts afresh.")
        return stopped.code
    return 0


def become(profile: str, environment: Environment, arguments: list[str]) -> NoReturn:
    """Turn this process into what the profile is for."""
    scripts = environment.python.parent
    commands = {
        "demo": [str(scripts / "regietafel"), "demo"],
        "test": [str(environment.python), "-m", "tools.stages"],
    }
    command = [*commands[profile], *arguments]
    # Becoming it, rather than starting it, leaves no one in between to pass signals on.
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    place = Environment(Path(os.environ.get("REGIETAFEL_VENV") or ROOT / ".venv").absolute())
    if code := main(sys.argv[1], place):
        sys.exit(code)
    become(sys.argv[1], place, sys.argv[2:])
