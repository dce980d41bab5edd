"""A secretary minutes a meeting with the keyboard only, a partner remarks, and the table adopts at its next meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect

from tests.browser.entering import signed_in

SECRETARY, PARTNER = "lrt@demo.example", "lezer@demo.example"
TODAY = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
MEETING, NEXT = TODAY - timedelta(days=3), TODAY
KEY, NEXT_KEY = f"lrt-{MEETING}", f"lrt-{NEXT}"
TABS = 200


def press(page: Page, verb: str) -> None:
    """Go to a button or link with the Tab key, and press Enter."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == verb:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f'"{verb}" cannot be reached with the Tab key on {page.url}')


def plan(page: Page, site: str, day: str) -> None:
    page.goto(f"{site}/vergaderingen/plannen/?tafel=lrt")
    page.get_by_label("Dag").fill(day)
    with page.expect_navigation():
        page.get_by_label("Dag").press("Enter")


def minutes_a_meeting(page: Page, site: str) -> None:
    """Lines with the keyboard alone, the meeting closed, the draft made and sent round."""
    plan(page, site, f"{MEETING}")
    page.goto(f"{site}/vergaderingen/{KEY}/invoer/")
    for n, said in enumerate(
        ("De voorzitter opent !feit", "Er gaat een brief uit !actie @mnre1058 31-12-2031"), 1
    ):
        page.keyboard.type(said)
        page.keyboard.press("Enter")
        expect(page.locator("#regels li")).to_have_count(n)
    page.goto(f"{site}/vergaderingen/{KEY}/")
    press(page, "Sluit de vergadering")
    page.goto(f"{site}/verslagen/{KEY}/concept/")
    press(page, "Maak het concept")
    expect(page.locator(".lead").first).to_contain_text("Nog niet. Versie 1 is een concept.")
    page.goto(f"{site}/verslagen/{KEY}/stappen/")
    press(page, "Stuur het rond")
    expect(page.locator("#regel-1-2 .came")).to_contain_text("Er gaat een brief uit")


def remarks(page: Page, site: str) -> None:
    """The partner reads the draft and remarks on a line."""
    page.goto(f"{site}/verslagen/{KEY}/")
    page.locator("#regel-1-2").get_by_role("link", name="Maak een opmerking").click()
    page.get_by_label("Uw opmerking").fill("Zet erbij aan wie de brief gaat.")
    page.get_by_role("button", name="Verstuur de opmerking").click()
    expect(page.locator("#regel-1-2 .remark")).to_contain_text("Zet erbij aan wie de brief gaat.")
    expect(page.get_by_role("link", name="Beantwoord")).to_have_count(0)


def settles(page: Page, site: str, axe: Callable[[Page], None]) -> None:
    """The remark is accepted with a new text; the difference is there to read; another table is refused."""
    page.goto(f"{site}/verslagen/{KEY}/")
    page.locator("#regel-1-2").get_by_role("link", name="Beantwoord").click()
    page.get_by_label("Nieuwe tekst van de regel").fill("Er gaat een brief naar de provincies uit")
    page.get_by_label("Antwoord aan de partner").fill("Dat hoort erbij.")
    page.get_by_role("button", name="Neem over").click()
    expect(page.locator("#regel-1-2 .remark")).to_contain_text("Overgenomen in versie 2")
    page.goto(f"{site}/verslagen/{KEY}/verschil/")
    expect(page.locator(".difference ins")).to_contain_text("naar de provincies")
    axe(page)
    page.goto(f"{site}/verslagen/{KEY}/stappen/")
    page.get_by_label("Aan welke tafel").select_option("hlrt")
    page.get_by_role("button", name="Bied het aan").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Het verslag van de LRT wordt vastgesteld door de LRT, niet door de HLRT."
    )
    axe(page)
    page.get_by_label("Aan welke tafel").select_option("lrt")
    page.get_by_role("button", name="Bied het aan").click()
    expect(page.locator(".lead").first).to_contain_text("Versie 2 ligt voor bij de tafel.")


def adopts(page: Page, site: str) -> None:
    """The item stands on the draft agenda of the next meeting by itself; then the table adopts."""
    plan(page, site, f"{NEXT}")
    page.goto(f"{site}/vergaderingen/{NEXT_KEY}/agenda/")
    expect(page.locator("main")).to_contain_text(f"Verslag van {KEY} vaststellen")
    page.goto(f"{site}/verslagen/{KEY}/stappen/")
    page.get_by_label("In welke vergadering").select_option(NEXT_KEY)
    page.get_by_role("button", name="Leg vast dat de tafel het vaststelde").click()
    expect(page.locator(".lead").first).to_contain_text("Ja. De LRT stelde versie 2 vast op")
    expect(page.get_by_role("link", name="Pas aan")).to_have_count(0)


def test_a_meeting_is_minuted_remarked_on_and_adopted_by_its_own_table(
    browser: Browser, site: str, axe: Callable[[Page], None]
) -> None:
    secretary, partner = signed_in(browser, site, SECRETARY), signed_in(browser, site, PARTNER)
    minutes_a_meeting(secretary, site)
    remarks(partner, site)
    axe(partner)
    settles(secretary, site, axe)
    adopts(secretary, site)
    partner.goto(f"{site}/verslagen/{KEY}/")
    expect(partner.locator(".lead").first).to_contain_text("Ja. De LRT stelde versie 2 vast")
    secretary.context.close()
    partner.context.close()
