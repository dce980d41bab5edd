"""A supervisor takes a step, is stopped where the policy stops it, and freezes the step with a verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from regietafel.cli.demo import DEMO_PASSWORD
from tests.browser.chromium import context_arguments

SUPERVISOR, SECRETARIAT = "gs-drenthe@demo.example", "lrt@demo.example"
MUNICIPALITIES = {True: "gm0109", False: "gm0114"}


def signed_in(browser: Browser, site: str, who: str, width: int, *, script: bool = True) -> Page:
    """Someone of the demonstration, on a phone or a screen."""
    page = browser.new_context(**context_arguments(width, "light"), java_script_enabled=script).new_page()
    page.goto(f"{site}/account/aanmelden/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("p.account")).to_be_visible()
    return page


def decide(page: Page, what: str, **fields: str) -> None:
    """Fill in the form of a decision and send it."""
    page.get_by_label(what).check()
    for label, value in fields.items():
        page.locator(f"[name={label}]").fill(value)
    page.get_by_role("button", name="Leg het besluit vast").click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_supervisor_freezes_a_step_with_a_verdict(
    browser: Browser,
    site: str,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    script: bool,
) -> None:
    page = signed_in(browser, site, SUPERVISOR, 360, script=script)
    page.goto(f"{site}/escalatie/{MUNICIPALITIES[script]}/")
    page.get_by_label("Welke trede?").select_option("3")
    decide(page, "een trede zetten", reason="Al maanden achter.")
    expect(page.locator("[role=alert]")).to_contain_text("kan niet zonder grond")
    expect(page.locator("[name=reason]")).to_have_value("Al maanden achter.")
    term = datetime.now(tz=UTC).date() + timedelta(weeks=10)
    decide(page, "een trede zetten", ground="Het college weigert ieder gesprek.", until=term.isoformat())
    expect(page.locator("p.lead")).to_contain_text("staat op trede 3")
    decide(page, "bevriezen", reason="Brand in 40 woningen.", until=term.isoformat())
    expect(page.locator("p.lead")).to_contain_text("bevroren tot")
    expect(page.locator("ol.timeline")).to_contain_text("Brand in 40 woningen.")
    fits(page)
    if script:
        axe(page)
    page.context.close()


def test_the_boards_the_agreements_and_the_plan_hold_on_a_phone(
    browser: Browser, site: str, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    page = signed_in(browser, site, SECRETARIAT, 360)
    then = "bekend-op=2022-09-16T20:00"
    for address in ("escalatie/", "escalatie/pv22/", "opvolgingsplan/", "afspraken/2022-08-26-a1/"):
        page.goto(f"{site}/{address}?{then}")
        expect(page.locator("h1")).to_be_visible()
        fits(page)
        axe(page)
    page.context.close()
