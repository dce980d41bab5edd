"""A supervisor takes a step, is stopped where the policy stops it, and freezes the step with a verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.entering import signed_in

SUPERVISOR = "gs-drenthe@demo.example"
MUNICIPALITIES = {True: "gm0109", False: "gm0114"}


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
    page = signed_in(browser, site, SUPERVISOR, width=360, script=script)
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
