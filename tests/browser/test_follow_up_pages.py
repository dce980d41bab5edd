"""The pages of actions, requests and the short line, as the national secretariat sees them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Look
from tests.browser.entering import sign_in

NATION = "lrt@demo.example"
THEN = "bekend-op=2022-09-16T20:30"
PAGES = [
    f"/acties/?{THEN}",
    "/acties/a4-rol-prt/",
    "/acties/nieuw/",
    "/acties/rijk-bij-prt/afvaardiging/",
    "/verzoeken/prt-snel-bijeen/",
    "/verzoeken/regeling-grote-gezinnen/?bekend-op=2023-07-03",
    "/korte-lijn/?bekend-op=2022-10-31",
    "/korte-lijn/prt-pv22/",
]


def test_each_kind_of_page_of_follow_up_is_in_order_at_every_width_and_in_both_schemes(
    site: str,
    window: Page,
    look: Look,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    complaints: list[str] = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    sign_in(window, site, NATION)
    for address in PAGES:
        answer = window.goto(f"{site}{address}")
        assert answer is not None
        assert answer.ok, address
        axe(window)
        fits(window)
    assert complaints == [], look
