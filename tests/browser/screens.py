"""Take a picture of pages at every width and in both schemes, to look at.

    python -m tests.browser.screens http://127.0.0.1:8000/ http://127.0.0.1:8000/monitor/ --into screens
    python -m tests.browser.screens URL... --into screens --sign-in SIGN_IN_URL NAME PASSWORD

Says for each picture whether the page scrolls sideways and what the browser complained of.
"""

from __future__ import annotations

import argparse
import re
import sys
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import SCHEMES, WIDTHS, context_arguments, launch_arguments


def name_of(url: str) -> str:
    """A file name for an address.

    >>> name_of("http://127.0.0.1:8000/taakstelling/2022-II/gm0363/?op=2022-09-16")
    'taakstelling-2022-II-gm0363-op-2022-09-16'
    >>> name_of("http://127.0.0.1:8000/")
    'home'
    """
    parts = urlsplit(url)
    return re.sub(r"[^\w-]+", "-", f"{parts.path} {parts.query}").strip("-") or "home"


def sign_in(context: BrowserContext, url: str, name: str, password: str) -> None:
    """Fill in and send the sign-in form at this address."""
    page = context.new_page()
    page.goto(url)
    form = page.locator("form:has(input[type=password])")
    form.locator("input[name=login], input[name=username]").fill(name)
    form.locator("input[type=password]").fill(password)
    form.locator("button[type=submit], button:not([type]), input[type=submit]").first.click()
    page.close()


def take(page: Page, url: str, file: Path) -> str:
    """One picture of the whole page; what there is to say about it."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    response = page.goto(url)
    if response is None or not response.ok:
        complaints.insert(0, f"status {response.status if response else 'none'}")
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > (page.viewport_size or {"width": width})["width"]:
        complaints.append(f"scrolls sideways: {width} pixels wide")
    page.screenshot(path=file, full_page=True, animations="disabled")
    return f"{file}: {'; '.join(complaints) or 'well'}"


def take_all(browser: Browser, urls: list[str], folder: Path, credentials: list[str] | None) -> int:
    """Pictures of all addresses in every look; how many gave a complaint."""
    poor = 0
    for width, scheme in product(WIDTHS, SCHEMES):
        context = browser.new_context(**context_arguments(width, scheme))  # type: ignore[arg-type]
        if credentials:
            sign_in(context, *credentials)
        for url in urls:
            page = context.new_page()
            said = take(page, url, folder / f"{name_of(url)}-{width}-{scheme}.png")
            page.close()
            poor += not said.endswith(": well")
            print(said)
        context.close()
    return poor


def main() -> int:
    """Read the command line and take the pictures; 1 when a page gave a complaint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("urls", nargs="+", metavar="URL")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR")
    parser.add_argument("--sign-in", nargs=3, metavar=("URL", "NAME", "PASSWORD"))
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(**launch_arguments())  # type: ignore[arg-type]
        poor = take_all(browser, given.urls, given.into, given.sign_in)
        browser.close()
    return 1 if poor else 0


if __name__ == "__main__":
    sys.exit(main())
