"""The real site, served as users get it, and a browser to look at it with."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.chromium import context_arguments, launch_arguments

ROOT = Path(__file__).parents[2]
DEMO = [sys.executable, "-m", "regietafel.cli.main", "demo", "--port", "0"]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
# WCAG 2.2 AA, and what axe adds of good practice.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@dataclass(frozen=True)
class Look:
    """One way a page is seen: the width of the window and the colour scheme."""

    width: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


# Every width and both schemes; what a scheme changes is colour, which no width changes.
LOOKS = [Look(360, "light"), Look(768, "dark"), Look(1440, "light"), Look(1440, "dark")]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return launch_arguments()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    return context_arguments(1440, "light")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo, without a closing slash: its own database, served as `regietafel serve` does."""
    data = tmp_path_factory.mktemp("site")
    log = data / "log.txt"
    with log.open("w") as said:
        process = subprocess.Popen(
            DEMO,
            cwd=ROOT,
            env={**os.environ, "REGIETAFEL_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    try:
        address = first_address(process)
        if address is None:
            pytest.fail(f"the demo ended with exit code {process.wait()}:\n{log.read_text()}")
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def first_address(process: subprocess.Popen[str]) -> str | None:
    """Read on until an address is printed; None when the output ends without one."""
    assert process.stdout
    for line in process.stdout:
        if found := ADDRESS.search(line):
            # Somebody must go on reading, or a full pipe would stop the site.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return found.group()
    return None


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    """Each width in each scheme, one after another."""
    return request.param


@pytest.fixture
def window(browser: Browser, look: Look) -> Iterator[Page]:
    """A new window with this look, signed in as nobody."""
    context = browser.new_context(**context_arguments(look.width, look.scheme))  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of in `page`: script errors, refused content, missing files."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Call it with a page: fails with every violation of WCAG 2.2 AA that axe finds, and where."""

    def check(page: Page) -> None:
        found = Axe().run(page, options=AXE).response["violations"]
        listed = [
            f"{violation['id']}: {violation['help']}\n    "
            + "\n    ".join(f"{node['target']}: {node['html'][:160]}" for node in violation["nodes"][:5])
            for violation in found
        ]
        assert not listed, f"{page.url}\n" + "\n".join(listed)

    return check


@pytest.fixture(scope="session")
def fits() -> Callable[[Page], None]:
    """Call it with a page: fails when the page scrolls sideways, and names what sticks out."""

    def check(page: Page) -> None:
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
                [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
                    .map(e => e.tagName.toLowerCase() + '.' + e.getAttribute('class')).slice(0, 5)
                    .concat('the page')"""
        )
        assert not wide, f"{page.url} is wider than the window: {wide}"

    return check
