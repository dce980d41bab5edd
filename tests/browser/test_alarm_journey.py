"""An agreement with a quantity turns from on course to behind by a sheet, and its table is asked to speak of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.entering import signed_in

SECRETARIAT = "lrt@demo.example"
TITLE = "Duizend plaatsen toegezegd"
TODAY = datetime.now(UTC).date()
AGREED, TERM = TODAY - timedelta(days=100), TODAY + timedelta(days=100)
MEETING = "2031-06-03"


def agrees(page: Page, site: str, axe: Callable[[Page], None]) -> str:
    """A form without a term is refused at its field and loses nothing; with one the agreement is there."""
    page.goto(f"{site}/afspraken/nieuw/")
    page.locator("select[name=table]").select_option("hlrt")
    page.fill("input[name=agreed_on]", f"{AGREED}")
    page.locator("select[name=source]").select_option(index=1)
    page.fill("[name=title]", TITLE)
    page.fill("[name=text]", "Er worden duizend plaatsen toegezegd.")
    page.locator("input[name=owners][value=veiligheidsberaad]").check()
    page.locator("select[name=indicator]").select_option("cno_promised")
    page.locator("select[name=area]").select_option("NL")
    page.fill("[name=target]", "1000")
    page.get_by_role("button", name="Leg de afspraak vast").click()
    expect(page.get_by_role("alert")).to_contain_text("heeft geen termijn")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    axe(page)
    page.fill("[name=latest]", f"{TERM}")
    page.get_by_role("button", name="Leg de afspraak vast").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("geen cijfers")
    expect(page.locator("main")).to_contain_text(TITLE)
    return page.url


def hands_in(page: Page, site: str, sheet: Path, days: int, places: int) -> None:
    """One row, checked and confirmed."""
    day = AGREED + timedelta(days=days)
    sheet.write_text(f"gebied;peildatum;cno promised\nNL;{day};{places}\n", "utf-8")
    page.goto(f"{site}/cijfers/invoeren/")
    page.locator("select[name=indicator]").select_option("cno_promised")
    page.locator("select[name=source]").select_option(index=1)
    page.set_input_files("input[name=file]", sheet)
    page.get_by_role("button", name="Controleer het blad").click()
    page.fill("textarea[name=motive]", "opgave van de veiligheidsregio's")
    page.get_by_role("button", name="Bevestig 1 cijfer").click()
    expect(page.get_by_text("1 cijfer telt nu mee.")).to_be_visible()


def test_an_agreement_that_falls_behind_by_a_sheet_is_proposed_for_the_agenda_of_its_table(
    browser: Browser, site: str, tmp_path: Path, axe: Callable[[Page], None]
) -> None:
    page = signed_in(browser, site, SECRETARIAT)
    agreement = agrees(page, site, axe)
    hands_in(page, site, tmp_path / "toezeggingen.csv", 50, 300)
    page.goto(agreement)
    expect(page.get_by_role("heading", level=1)).to_contain_text("op koers")
    hands_in(page, site, tmp_path / "toezeggingen.csv", 90, 310)
    page.goto(agreement)
    expect(page.get_by_role("heading", level=1)).to_contain_text("achter")
    page.goto(f"{site}/vergaderingen/plannen/?tafel=hlrt")
    page.get_by_label("Dag").fill(MEETING)
    with page.expect_navigation():
        page.get_by_label("Dag").press("Enter")
    page.goto(f"{site}/vergaderingen/hlrt-{MEETING}/agenda/voorstellen/")
    expect(page.locator("main")).to_contain_text(f"Afspraak achter: {TITLE}")
    expect(page.locator("main")).to_contain_text("was de afspraak op koers")
    axe(page)
    page.context.close()
