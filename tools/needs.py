"""What some stages need from outside Python: PostgreSQL and Chromium. Found, installed, or refused by name."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.system import Refused, exclusive, install, say

CLUSTER_TOOL = "pg_virtualenv"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def postgresql(pytest: list[str], report: Path) -> tuple[list[str], dict[str, str]]:
    """The command and environment that run these tests on PostgreSQL; the server's version goes to `report`.

    REGIETAFEL_TEST_DATABASE_URL names a server of your own; otherwise a throw-away cluster is made.
    Raises: Refused, when there is neither and none can be installed.
    """
    if own := os.environ.get("REGIETAFEL_TEST_DATABASE_URL"):
        return [*_ask_version(report), *pytest], {"DATABASE_URL": own}
    if not shutil.which(CLUSTER_TOOL) and not (
        install("postgresql", "postgresql-common") and shutil.which(CLUSTER_TOOL)
    ):
        raise Refused(
            "The tests on PostgreSQL need pg_virtualenv; install it (Debian, Ubuntu: apt-get install postgresql "
            "postgresql-common), or set REGIETAFEL_TEST_DATABASE_URL to a server you may make databases on."
        )
    # The cluster's address is known only inside it, so a shell in there hands it on.
    address = "postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE"
    hand_on = ["sh", "-c", f'DATABASE_URL="{address}" exec "$@"', "sh"]
    return [CLUSTER_TOOL, "-o", "fsync=off", *hand_on, *_ask_version(report), *pytest], {}


@contextlib.contextmanager
def one_cluster_at_a_time() -> Iterator[None]:
    """Wait for another run's cluster: as root they all have the same name."""
    program = shutil.which(CLUSTER_TOOL)
    with exclusive(Path(program)) if program else contextlib.nullcontext():
        yield


def _ask_version(report: Path) -> list[str]:
    """A command that writes the server's version to a file and becomes the command after it."""
    program = (
        "import os, pathlib, psycopg, sys; "
        "info = psycopg.connect(os.environ['DATABASE_URL']).info; "
        f"pathlib.Path({str(report)!r}).write_text("
        "f'{info.server_version // 10000}.{info.server_version % 10000}'); "
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    return [sys.executable, "-c", program]


def chromium() -> Path:
    """The browser for the browser tests.

    REGIETAFEL_CHROMIUM, else one on the path, else Debian's, else the browser tool's own download.
    Raises: Refused, when there is none and none can be installed.
    """
    if own := os.environ.get("REGIETAFEL_CHROMIUM"):
        if os.access(own, os.X_OK):
            return Path(own)
        raise Refused(f"REGIETAFEL_CHROMIUM names {own}, which is no program; name a Chromium or Chrome.")
    found = _on_path() or _downloaded()
    if found is None and install("chromium"):
        found = _on_path()
    if found is None and _download():
        found = _downloaded()
    if found is None:
        raise Refused(
            "The browser tests need Chromium; install it (Debian: apt-get install chromium), or set "
            "REGIETAFEL_CHROMIUM to the program of a Chromium or Chrome you have."
        )
    return found


def _on_path() -> Path | None:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def _downloaded() -> Path | None:
    program = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as tool: print(tool.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    path = Path(done.stdout.strip() or "/nowhere")
    return path if os.access(path, os.X_OK) else None


def _download() -> bool:
    say("Downloading Chromium with the browser tool, once.")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, check=False).returncode == 0


def browser_version(program: Path) -> str:
    """The version that a browser says it has, such as "156.0.8078.79"."""
    done = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    return next((word for word in done.stdout.split() if word[:1].isdigit()), "of unknown version")
