"""The checks that page tests rely on can fail."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT, Look

GOOD = """<!doctype html><html lang="nl"><head><title>Goed</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Goed</h1><p>Een zin.</p></main></body></html>"""
WITHOUT_ALTERNATIVE = GOOD.replace("<p>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>')
TOO_WIDE = GOOD.replace("<p>", '<p class="breed" style="width: 2000px">')


def test_a_window_has_the_width_and_the_scheme_it_is_named_after(window: Page, look: Look) -> None:
    window.set_content(GOOD)
    assert window.evaluate("window.innerWidth") == look.width
    assert window.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (look.scheme == "dark")


def test_axe_passes_a_good_page_and_names_an_image_without_alternative(
    page: Page, axe: Callable[[Page], None]
) -> None:
    page.set_content(GOOD)
    axe(page)
    page.set_content(WITHOUT_ALTERNATIVE)
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_a_page_wider_than_the_window_is_seen(page: Page, fits: Callable[[Page], None]) -> None:
    page.set_content(GOOD)
    fits(page)
    page.set_content(TOO_WIDE)
    with pytest.raises(AssertionError, match=r"p\.breed"):
        fits(page)


def test_a_script_error_is_a_complaint(page: Page, complaints: list[str]) -> None:
    page.set_content(GOOD)
    assert complaints == []
    page.set_content(GOOD.replace("</body>", "<script>missing()</script></body>"))
    assert any("missing" in complaint for complaint in complaints)


def test_pictures_are_taken_at_every_width_in_both_schemes_and_a_poor_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TOO_WIDE)
    url, folder = (tmp_path / "page.html").as_uri(), str(tmp_path / "screens")
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.screens", url, "--into", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    pictures = sorted(path.name.split("page-html-")[1] for path in (tmp_path / "screens").iterdir())
    assert pictures == [f"{width}-{scheme}.png" for width in (1440, 360, 768) for scheme in ("dark", "light")]
    assert "scrolls sideways" in done.stdout
