"""A province answers a request of the national table, and the national table sees it and sends somebody."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.entering import signed_in

PROVINCE, NATION = "drenthe@demo.example", "lrt@demo.example"
REQUEST = "Houd snel een volgende PRT in Drenthe"
ANSWER = "De PRT komt op 5 oktober bijeen; elke gemeente kent haar deel."
THEN = "bekend-op=2022-09-16T20:30"


def step(page: Page, state: str, reason: str = "") -> None:
    """Take a step; the day is filled in already."""
    page.get_by_label(state, exact=True).check()
    page.get_by_label("Toelichting of antwoord").fill(reason)
    page.get_by_role("button", name="Leg deze stap vast").click()


def answers(page: Page, site: str, axe: Callable[[Page], None]) -> None:
    """The province finds its part of the request, confirms it, and answers it with words."""
    page.goto(f"{site}/verzoeken/")
    page.get_by_role("link", name=REQUEST).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(REQUEST)
    step(page, "ontvangst bevestigd")
    expect(page.locator(".timeline:not(.history)")).to_contain_text("ontvangst bevestigd")
    step(page, "ingewilligd")
    expect(page.get_by_text("heeft een toelichting nodig").first).to_be_visible()
    axe(page)
    step(page, "ingewilligd", ANSWER)
    expect(page.locator(".timeline:not(.history)")).to_contain_text(ANSWER)
    expect(page.get_by_role("button", name="Leg deze stap vast")).to_have_count(0)


def sees_the_answer(page: Page, site: str) -> None:
    """One of twelve has answered; that evening none had."""
    page.goto(f"{site}/verzoeken/prt-snel-bijeen/")
    expect(page.locator(".headline strong")).to_have_text(["1", "1"])
    row = page.locator("table tbody tr").filter(has_text=REQUEST)
    expect(row).to_contain_text("ingewilligd")
    page.goto(f"{site}/verzoeken/prt-snel-bijeen/?{THEN}")
    expect(page.locator(".headline strong")).to_have_text(["0", "0"])


def sends_somebody(page: Page, site: str, axe: Callable[[Page], None]) -> None:
    """A senior official goes there; a second one is shown as double, and taken back."""
    page.goto(f"{site}/acties/rijk-bij-prt/afvaardiging/")
    row = page.locator("table tbody tr").filter(has_text="PRT Drenthe")
    for office, state in (("dgvb", "geregeld"), ("dgm", "dubbel")):
        page.get_by_label("Naar welke PRT?").select_option("prt-pv22")
        page.get_by_label("Wie gaat erheen?").select_option(office)
        page.get_by_role("button", name="Wijs aan").click()
        expect(row).to_contain_text(state)
    axe(page)
    page.get_by_label("Wie gaat toch niet?").select_option("prt-pv22/dgm")
    page.get_by_role("button", name="Trek in", exact=True).click()
    expect(row).to_contain_text("geregeld")


def test_a_province_answers_and_the_nation_sees_it_and_sends_somebody(
    browser: Browser, site: str, axe: Callable[[Page], None]
) -> None:
    answers(signed_in(browser, site, PROVINCE), site, axe)
    nation = signed_in(browser, site, NATION)
    sees_the_answer(nation, site)
    sends_somebody(nation, site, axe)
