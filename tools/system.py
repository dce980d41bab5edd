"""What comes from the operating system's packages: is it there, may it be installed, what to say otherwise."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


class Refused(Exception):
    """A sentence for the user: what is missing and what to do."""


def say(sentence: str) -> None:
    """Tell what is being done, on the error stream, so that output stays clean."""
    print(sentence, file=sys.stderr, flush=True)


def may_install() -> bool:
    """Whether Debian packages may be installed without asking: as root, where apt-get is."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install Debian packages where that is allowed; whether it worked."""
    if not may_install():
        return False
    say(f"Installing {' and '.join(packages)} with apt-get, once.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if _quietly(command, environment):
        return True
    # A fresh machine or image has no package lists yet.
    return _quietly(["apt-get", "update", "-qq"], environment) and _quietly(command, environment)


def _quietly(command: list[str], environment: dict[str, str]) -> bool:
    # apt-get prints its own errors on the error stream; its progress is of no use here.
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock on a file that is there; another who wants it waits."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock, and runs these one at a time
        yield
        return
    # Reading is enough for a lock, so a file that is read-only can be locked too.
    with path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
