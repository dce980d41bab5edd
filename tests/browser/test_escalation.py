"""The boards of supervision, an agreement and the follow-up plan, on a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.entering import signed_in

SECRETARIAT = "lrt@demo.example"


def test_the_boards_the_agreements_and_the_plan_hold_on_a_phone(
    browser: Browser, site: str, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    page = signed_in(browser, site, SECRETARIAT, width=360)
    then = "bekend-op=2022-09-16T20:00"
    for address in ("escalatie/", "escalatie/pv22/", "opvolgingsplan/", "afspraken/2022-08-26-a1/"):
        page.goto(f"{site}/{address}?{then}")
        expect(page.locator("h1")).to_be_visible()
        fits(page)
        axe(page)
    page.context.close()
