"""Run a command so that nothing of it outlives us: not on Ctrl-C, not on SIGTERM, not when it forks."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
# pg_virtualenv stops and removes its cluster when interrupted; that takes a few seconds.
PATIENCE = 30.0


class Stopped(BaseException):
    """A signal asked us to stop; `code` is the exit code a shell expects for it."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number
        super().__init__(number)


def stop_on_signals() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into the exception Stopped."""

    def stop(number: int, _frame: FrameType | None) -> None:
        # Once is enough: a second signal must not cut off the cleaning up.
        for each in _signals():
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for each in _signals():
        signal.signal(each, stop)


def _signals() -> list[signal.Signals]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def run(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> int:
    """Run a command to its end and return its exit code; on any exception end its whole process group."""
    posix = os.name == "posix"
    child = subprocess.Popen(command, cwd=cwd, env=environment, start_new_session=posix)
    try:
        return child.wait()
    except BaseException:
        if posix:
            _end_group(child)
        else:
            child.kill()
        raise


def _end_group(child: subprocess.Popen[bytes]) -> None:
    # SIGINT first: test runners and cluster wrappers clean up after that, and not after SIGTERM.
    for number, seconds in ((signal.SIGINT, PATIENCE), (signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, number)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if child.poll() is not None:
                _bury(child.pid)
            if not _group_lives(child.pid):
                return
            time.sleep(0.05)


def _bury(group: int) -> None:
    # The dead of a group count as living until someone asks after them.
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-group, os.WNOHANG) != (0, 0):
            pass


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def adopt_orphans() -> None:
    """Become the parent of whatever our children leave behind, so that it can be found (Linux only)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def left_behind(*, seconds: float = 5.0) -> list[str]:
    """Names of processes that still live after the command that started them ended; they are ended here."""
    deadline = time.monotonic() + seconds
    while (pids := list(_children())) and time.monotonic() < deadline:
        time.sleep(0.1)
    names = [f"{_name(pid)} ({pid})" for pid in pids]
    for number in (signal.SIGINT, signal.SIGKILL):
        for pid in _children():
            with contextlib.suppress(OSError):
                os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while list(_children()) and time.monotonic() < deadline:
            time.sleep(0.1)
    return names


def _children() -> Iterator[int]:
    listing = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not listing.exists():
        return
    for pid in map(int, listing.read_text().split()):
        # Bury the dead: what an orphan's parent no longer can, its adopter must.
        with contextlib.suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG) != (0, 0):
                continue
        yield pid


def _name(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")[:120]
    return "?"
