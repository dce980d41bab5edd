"""What holds for every test."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

# A machine that is busy is no fault. On a build server the same examples are tried each time, so that what
# is red there is red here; a developer's run looks for new ones.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name a value after its own name: a repr with an address in it differs between two test workers."""
    name = getattr(val, "name", None)
    return name if isinstance(name, str) else None


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """No test is shown a page that another one left behind: their rolled-back writes have the same version."""
    if (page_cache := sys.modules.get("regietafel.site.page_cache")) is not None:
        page_cache.KEPT.forget()
    if (kept := sys.modules.get("regietafel.desk.audit.kept")) is not None:
        kept.forget()
