"""The tables of the case with their seats, for tests that plan meetings of their own."""

from __future__ import annotations

import pytest
import yaml

from regietafel.cli.cases import tables as case_tables
from regietafel.cli.cases.event import BY
from regietafel.cli.cases.generate import FOLDER
from regietafel.desk.accounts.actions import load_organisations
from regietafel.desk.figures.actions import SourceEntry, add_sources


@pytest.fixture
def tables(db: None) -> None:
    """Tables, seats and the hand-over of 23 September 2022, as the case has them."""
    events = sorted(case_tables.events(FOLDER))
    sources = yaml.safe_load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))
    add_sources(
        by=BY, at=events[0].at, entries=[SourceEntry(key=key, **each) for key, each in sources.items()]
    )
    load_organisations(by=BY, at=events[0].at)
    for event in events:
        event.write(event.at)
