"""Which Chromium the browser tests use, and how it is started."""

from __future__ import annotations

import os
import shutil

# It runs as root in build containers, and must fetch nothing on its own.
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

WIDTHS = (360, 768, 1440)
HEIGHTS = {360: 740, 768: 1024, 1440: 900}
SCHEMES = ("light", "dark")


def launch_arguments() -> dict[str, object]:
    """What Playwright is told about the browser: REGIETAFEL_CHROMIUM, else one on the path, else its own."""
    program = os.environ.get("REGIETAFEL_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    return {"args": list(FLAGS), **({"executable_path": program} if program else {})}


def context_arguments(width: int, scheme: str) -> dict[str, object]:
    """A window of this width in this colour scheme, as a Dutch reader has it."""
    return {
        "viewport": {"width": width, "height": HEIGHTS.get(width, 900)},
        "color_scheme": scheme,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
    }
