"""Signing in with a demonstration account, as every journey begins."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from regietafel.cli.demo import DEMO_PASSWORD
from tests.browser.chromium import context_arguments


def sign_in(page: Page, site: str, who: str, password: str = DEMO_PASSWORD) -> Page:
    """Sign in on this page, and wait for what follows."""
    page.goto(f"{site}/account/aanmelden/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("p.account")).to_be_visible()
    return page


def signed_in(browser: Browser, site: str, who: str, *, width: int = 1440, script: bool = True) -> Page:
    """A browser of its own in which someone has signed in, on a phone or a screen, with or without scripts."""
    context = browser.new_context(**context_arguments(width, "light"), java_script_enabled=script)  # type: ignore[arg-type]
    return sign_in(context.new_page(), site, who)
