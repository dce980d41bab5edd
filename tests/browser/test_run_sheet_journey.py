"""A secretary types a meeting with the keyboard alone; the connection drops, the browser reloads, and no line is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.entering import signed_in

DRENTHE = "drenthe@demo.example"
DAYS = {True: "2031-03-04", False: "2031-03-05"}


def plan(page: Page, site: str, day: str) -> None:
    """Plan a meeting and open its run sheet."""
    page.goto(f"{site}/vergaderingen/plannen/?tafel=prt-pv22")
    page.get_by_label("Dag").fill(day)
    page.get_by_label("Dag").press("Enter")
    page.goto(f"{page.url}invoer/")


def typed(page: Page, text: str) -> None:
    """A line as it is typed: the field has the focus, Enter sends it."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_lines_are_typed_one_after_another_with_the_keyboard_alone(
    browser: Browser, site: str, axe: Callable[[Page], None], script: bool
) -> None:
    page = signed_in(browser, site, DRENTHE, script=script)
    plan(page, site, DAYS[script])
    expect(page.locator("#regel-tekst")).to_be_focused()
    for n in (1, 2, 3):
        typed(page, f"Regel {n} van deze middag !actie @coa 31-12-2031")
        expect(page.locator("#regels li")).to_have_count(n)
    expect(page.locator("#regels li").last).to_contain_text("Centraal Orgaan opvang asielzoekers")
    if script:
        axe(page)
    page.context.close()


def test_what_is_typed_without_a_connection_is_kept_through_a_reload_and_sent_when_it_is_back(
    browser: Browser, site: str
) -> None:
    page = signed_in(browser, site, DRENTHE, script=True)
    plan(page, site, "2031-03-06")
    typed(page, "Met verbinding")
    expect(page.locator("#regels li")).to_have_count(1)
    page.route(
        "**/invoer/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    typed(page, "Zonder verbinding getypt !besluit")
    expect(page.locator(".line-state")).to_contain_text("Geen verbinding")
    expect(page.locator(".waiting li")).to_have_count(1)
    page.reload()
    expect(page.locator(".waiting li")).to_contain_text("Zonder verbinding getypt")
    page.unroute("**/invoer/**")
    expect(page.locator("#regels li")).to_have_count(2, timeout=20_000)
    expect(page.locator(".waiting li")).to_have_count(0)
    page.context.close()


def test_a_line_that_is_refused_says_why_and_can_be_mended(browser: Browser, site: str) -> None:
    page = signed_in(browser, site, DRENTHE, script=True)
    plan(page, site, "2031-03-07")
    typed(page, "Brief versturen !brief")
    expect(page.locator(".waiting li")).to_contain_text("is geen soort regel")
    page.locator(".waiting button").press("Enter")
    expect(page.locator("#regel-tekst")).to_have_value("Brief versturen !brief")
    page.locator("#regel-tekst").fill("Brief versturen !actie")
    page.keyboard.press("Enter")
    expect(page.locator("#regels li")).to_have_count(1)
    page.context.close()
