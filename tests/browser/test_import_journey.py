"""The way of a newcomer: a sheet with three faults, mended, confirmed, seen on the monitor, opened as it was before.

The site runs here on its own database: SQLite, or PostgreSQL where DATABASE_URL names one.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, first_address
from tests.browser.entering import sign_in

DEMO = [sys.executable, "-m", "regietafel.cli.main", "demo", "--port", "0", "--until", "2022-11-30T12:00"]
DRENTHE = "drenthe@demo.example"
PASSWORD = re.compile(r"Demo-accounts \(wachtwoord: (.+)\):")
PERIOD = "/monitor/2022-II/pv22/"


def own_database() -> dict[str, str]:
    """On PostgreSQL the site gets a database of its own in the cluster that is there."""
    address = os.environ.get("DATABASE_URL", "")
    if not address and os.environ.get("PGHOST"):
        user, port = os.environ.get("PGUSER", "postgres"), os.environ.get("PGPORT", "5432")
        address = (
            f"postgres://{user}:{os.environ.get('PGPASSWORD', '')}@{os.environ['PGHOST']}:{port}/postgres"
        )
    if not address.startswith("postgres"):
        return {"DATABASE_URL": ""}
    import psycopg

    name = f"journey_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The demo as it was known on 30 November 2022: address and password of the demo accounts."""
    data = tmp_path_factory.mktemp("november")
    log = data / "log.txt"
    said: list[str] = []
    with log.open("w") as errors:
        process = subprocess.Popen(
            DEMO,
            cwd=ROOT,
            env={
                **os.environ,
                **own_database(),
                "REGIETAFEL_DATA_DIR": str(data),
                "PYTHONUNBUFFERED": "1",
            },
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            said.append(line)
            if PASSWORD.search(line):
                break
        address = first_address(process)
        if address is None:
            pytest.fail(f"the demo ended with {process.wait()}:\n{''.join(said)}\n{log.read_text()}")
        found = PASSWORD.search("".join(said))
        assert found is not None, "the demo prints the password of its accounts"
        yield address, found[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def fill_in(sheet: Path, numbers: dict[str, str], into: Path) -> Path:
    """Write numbers in the empty sheet that the site gave; the others get 5."""
    lines = sheet.read_text("utf-8-sig").splitlines()
    filled = [lines[0]]
    for line in lines[1:]:
        code, name, period, _, note = line.split(";")
        filled.append(";".join([code, name, period, numbers.get(code, "5"), note]))
    into.write_text("\n".join(filled), "utf-8")
    return into


def hand_in(page: Page, sheet: Path) -> None:
    page.set_input_files("input[name=file]", sheet)
    page.get_by_role("button", name="Controleer het blad").click()


def shown(page: Page) -> tuple[int, str]:
    """What a monitor page says: persons housed, and the words at the tile of Assen on the map."""
    compared = page.locator(".headline .compared").first.inner_text()
    housed = re.search(r"([\d.]+) van [\d.]+ die er nu horen te zijn", compared)
    assert housed is not None, compared
    tile = page.locator("svg [href*='gm0106'] title").first.text_content() or ""
    assert "Assen" in tile
    return int(housed[1].replace(".", "")), tile


def monitor(page: Page, address: str) -> tuple[int, str]:
    page.goto(address)
    return shown(page)


def takes_the_empty_sheet(page: Page, site: str, empty: Path) -> None:
    """It has the twelve municipalities and the next month."""
    page.goto(f"{site}/cijfers/invoeren/")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(empty)
    lines = empty.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("code;gebied;periode;Gehuisveste vergunninghouders")
    assert len(lines) == 13
    assert all(";2022-11;" in line for line in lines[1:])


def hands_in_three_faults(page: Page, empty: Path, axe: Callable[[Page], None]) -> None:
    """They come back together, each with what to do."""
    faulty = fill_in(empty, {"GM0106": "1O", "GM0114": "12,5"}, empty.with_name("november.csv"))
    faulty.write_text(faulty.read_text("utf-8").replace("GM0118;", "GM9118;"), "utf-8")
    hand_in(page, faulty)
    expect(page.get_by_role("heading", level=1)).to_have_text("Er zijn fouten gevonden in november.csv")
    expect(page.locator(".headline strong")).to_have_text("3")
    expect(page.locator("table tbody tr").filter(has_text="rij ")).to_have_count(3)
    axe(page)


def mends_and_confirms(page: Page, empty: Path, axe: Callable[[Page], None]) -> None:
    """What was chosen is still chosen, the difference is shown, and confirming lets it count."""
    page.get_by_role("link", name="Lever het herstelde blad aan").click()
    expect(page.locator("select[name=indicator]")).to_have_value("housed")
    axe(page)
    hand_in(page, fill_in(empty, {"GM0106": "10", "GM0114": "12"}, empty.with_name("november-2.csv")))
    expect(page.locator(".headline strong").first).to_have_text("12")
    axe(page)
    page.fill("textarea[name=motive]", "opgave van november, nagebeld")
    page.get_by_role("button", name="Bevestig 12 cijfers").click()
    expect(page.get_by_text("12 cijfers tellen nu mee.")).to_be_visible()
    axe(page)


def sees_the_history(page: Page, site: str, axe: Callable[[Page], None]) -> None:
    """The figure stands there with its reason."""
    page.goto(f"{site}/cijfers/housed/gm0106/")
    expect(page.locator("table tbody tr").first).to_contain_text("november 2022")
    expect(page.locator("table tbody tr").first).to_contain_text("opgave van november, nagebeld")
    axe(page)


def hands_in_what_came_out(page: Page, site: str, again: Path) -> None:
    """The sheet that comes out can go in again, and then changes nothing."""
    page.goto(f"{site}/cijfers/housed/?periode=2022-11")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").first.click()
    download.value.save_as(again)
    page.goto(f"{site}/cijfers/invoeren/")
    hand_in(page, again)
    expect(page.locator(".lead").first).to_contain_text("Er verandert niets")


def test_a_secretariat_mends_three_faults_confirms_and_sees_the_monitor_change(
    page: Page,
    november: tuple[str, str],
    tmp_path: Path,
    axe: Callable[[Page], None],
    complaints: list[str],
) -> None:
    site, password = november
    before = monitor(page, f"{site}{PERIOD}")
    sign_in(page, site, DRENTHE, password)

    empty = tmp_path / "leeg.csv"
    takes_the_empty_sheet(page, site, empty)
    hands_in_three_faults(page, empty, axe)
    assert monitor(page, f"{site}{PERIOD}") == before
    page.go_back()
    mends_and_confirms(page, empty, axe)

    page.get_by_role("link", name=re.compile("Bekijk de monitor")).first.click()
    expect(page).to_have_url(re.compile(re.escape(PERIOD)))
    after = shown(page)
    assert after[0] == before[0] + 10 + 12 + 10 * 5
    assert after[1] != before[1], "the tile on the map says something else"
    sees_the_history(page, site, axe)

    assert monitor(page, f"{site}{PERIOD}?bekend-op=2022-11-30") == before
    expect(page.get_by_role("region", name="Oude stand")).to_be_visible()
    hands_in_what_came_out(page, site, tmp_path / "terug.xlsx")
    assert complaints == []
