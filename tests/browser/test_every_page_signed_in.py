"""Every page that asks for an account, as the role that may see it: no complaint of the browser, of axe or of the edge.

Which pages there are comes from the table that every address of the site stands in, so a new page is looked at here
without anybody thinking of it.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import context_arguments
from tests.browser.entering import sign_in
from tests.desk.url_roles import URLS

ACCOUNTS = {
    "national": "lrt@demo.example",
    "province": "drenthe@demo.example",
    "administrator": "beheer@demo.example",
}
# Each width once, the middle one dark: every page is seen at all three, and in both schemes.
LOOKS = [(360, "light"), (768, "dark"), (1440, "light")]
DOWNLOADS = (".ics", ".csv", ".xlsx", ".ods", ".json", ".txt", "/leeg-blad/")


def pages() -> dict[str, list[str]]:
    """For each role the addresses that answer it with a page, and no role before it."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for role in ACCOUNTS:
        found[role] = [
            row.address
            for rows in URLS.values()
            for row in rows
            if row.method == "GET"
            and (row.expected[role], row.expected["visitor"]) == (200, 302)
            and "{" not in row.address
            and not urlsplit(row.address).path.endswith(DOWNLOADS)
            and row.address not in seen
        ]
        seen |= set(found[role])
    return found


PAGES = pages()
THEN = "bekend-op=2022-09-16T20:30"
PAGES["national"] += [
    f"/mijn-tafel/lrt/?{THEN}",
    f"/acties/?{THEN}",
    f"/escalatie/pv22/?{THEN}",
    f"/opvolgingsplan/?{THEN}",
    f"/afspraken/2022-08-26-a1/?{THEN}",
    "/verzoeken/regeling-grote-gezinnen/?bekend-op=2023-07-03",
    "/korte-lijn/?bekend-op=2022-10-31",
]


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=[f"{width}-{scheme}" for width, scheme in LOOKS])
@pytest.mark.parametrize("role", ACCOUNTS)
def test_every_page_of_a_role_is_in_order(
    site: str,
    browser: Browser,
    role: str,
    width: int,
    scheme: str,
    axe: Callable[..., None],
    fits: Callable[..., None],
) -> None:
    context = browser.new_context(**context_arguments(width, scheme))  # type: ignore[arg-type]
    page = sign_in(context.new_page(), site, ACCOUNTS[role])
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    poor: dict[str, str] = {}
    for address in PAGES[role]:
        answer = page.goto(f"{site}{address}")
        assert answer is not None
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        try:
            assert answer.ok, f"answers {answer.status}"
            assert page.locator("h1").count() == 1, "has no heading of its own"
            fits(page)
            axe(page)
        except AssertionError as wrong:
            poor[address] = str(wrong)
    context.close()
    assert (poor, complaints) == ({}, [])


def test_the_pages_of_every_role_are_many() -> None:
    assert len(PAGES["national"]) > 50
    assert all(PAGES.values())
