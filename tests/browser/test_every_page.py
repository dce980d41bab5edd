"""Every public page, at every width and scheme: no complaint of the browser, of axe, or of the window's edge."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import context_arguments

THEN = "bekend-op=2022-09-16T20:00"
PAGES = [
    "/",
    f"/?{THEN}",
    "/monitor/2022-II/",
    f"/monitor/2022-II/?per=municipality&{THEN}",
    "/monitor/2022-II/pv22/",
    "/monitor/2022-II/vr03/",
    "/monitor/2022-II/gm1904/",
    "/monitor/2023-I/",
    "/monitor/2022-II/nl/vergelijk/",
    "/taakstelling/",
    "/taakstelling/2022-II/",
    "/taakstelling/2022-II/pv26/",
    "/taakstelling/2022-II/gm1904/waarom/",
    "/tafels/?dag=2022-09-16",
    f"/tafels/lrt/?{THEN}",
    "/tafels/prt-pv22/",
    "/tafels/lagen/?dag=2022-09-30",
    "/tafels/overdracht/2022-09-23/",
    "/contactpunten/",
    "/vergaderingen/",
    "/vergaderingen/?tafel=lrt&jaar=2022",
    "/vergaderingen/lrt-2022-09-16/",
    "/verslagen/",
    f"/afspraken/?{THEN}",
    "/afspraken/2022-08-26-a4/",
    "/mandaten/",
    "/mandaten/lrt-hlrt-letter-2023-I/",
    "/zoeken/",
    "/zoeken/?zoek=brief",
    "/regels/",
    "/regels/verdict/",
    "/cijfers/",
    "/momenten/",
    "/account/aanmelden/",
    "/onderdelen/",
    "/monitor/2022-II/gm0457/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_is_in_order_at_every_width_and_in_both_schemes(
    site: str,
    window: Page,
    address: str,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    errors: list[str] = []
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on(
        "console",
        lambda message: (
            errors.append(message.text) if message.type == "error" and "404" not in message.text else None
        ),
    )
    response = window.goto(site + address)
    assert response is not None
    assert response.status in (200, 404)
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    fits(window)
    axe(window)
    assert errors == []


@pytest.mark.parametrize("address", ["/", "/monitor/2022-II/", "/taakstelling/2022-II/gm1904/waarom/"])
def test_a_page_holds_at_twice_the_size(
    site: str, browser: Browser, address: str, fits: Callable[[Page], None]
) -> None:
    """Zooming to 200 % on a 1,440-pixel screen leaves 720 pixels, each of them twice as large."""
    context = browser.new_context(**{**context_arguments(720, "light"), "device_scale_factor": 2})
    page = context.new_page()
    page.goto(site + address)
    fits(page)
    context.close()


def test_the_map_is_walked_with_the_keyboard(site: str, page: Page) -> None:
    page.goto(f"{site}/monitor/2022-II/?{THEN}")
    first = page.locator("svg.tiles a").first
    first.focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.querySelector('title').textContent")
    assert focused != first.locator("title").text_content()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/monitor/2022-II/gm\d{4}/\?bekend-op="))


def test_a_long_text_wraps_in_its_field(site: str, page: Page) -> None:
    page.goto(f"{site}/onderdelen/")
    field = page.locator("textarea").first
    field.fill("Een regel van het verslag die veel langer is dan het veld breed is. " * 5)
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth")


def test_the_first_tab_leads_past_the_navigation(site: str, page: Page) -> None:
    page.goto(f"{site}/monitor/2022-II/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Direct naar de inhoud")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_everything_works_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(**context_arguments(1440, "light"), java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/monitor/2022-II/?{THEN}")
    page.get_by_role("link", name="Gemeenten", exact=True).click()
    expect(page).to_have_url(re.compile("per=municipality"))
    page.get_by_role("searchbox").or_(page.get_by_label("Zoek in de tabel")).first.fill("assen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("zoek=assen"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Assen", exact=True))
    row.get_by_role("link", name="Assen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assen")
    page.get_by_role("link", name="Waarom is mijn getal dit?").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Waarom is het getal van Assen")
    expect(page.get_by_text("U kijkt naar de stand van")).to_be_visible()
    context.close()


def test_the_moment_is_chosen_and_left_again(site: str, page: Page) -> None:
    page.goto(f"{site}/monitor/2022-II/")
    page.locator(".moment-control summary").click()
    page.get_by_label("Toon wat bekend was op").fill("2022-09-16T20:00")
    page.get_by_role("button", name="Toon deze stand").click()
    expect(page.get_by_text("U kijkt naar de stand van")).to_be_visible()
    expect(page.get_by_text("74,9").first).to_be_visible()
    page.get_by_role("link", name="Terug naar nu").first.click()
    expect(page.get_by_text("85,6").first).to_be_visible()


def test_english_is_one_press_away(site: str, page: Page) -> None:
    page.goto(f"{site}/monitor/2022-II/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text("permit holders were housed").first).to_be_visible()


def test_the_monitor_prints_on_a4(site: str, page: Page) -> None:
    import io

    from pypdf import PdfReader

    page.goto(f"{site}/monitor/2022-II/?{THEN}")
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert 1 <= len(pages) <= 4
    width, height = sorted((float(pages[0].mediabox.width), float(pages[0].mediabox.height)))
    assert (round(width), round(height)) == (595, 842)
    text = "".join(sheet.extract_text() for sheet in pages)
    assert "74,9" in text
    assert "16 september 2022" in text
    assert "verzonnen" in text
