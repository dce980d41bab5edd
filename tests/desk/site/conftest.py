"""A shelf that is empty at the start of every test."""

from __future__ import annotations

import pytest

from regietafel.site.page_cache import KEPT


@pytest.fixture(autouse=True)
def empty_shelf():
    """No page of another test."""
    KEPT.forget()
    yield
    KEPT.forget()
