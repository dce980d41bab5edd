"""Pages over the whole case as a visitor reads them, and what each costs."""

from __future__ import annotations

import re

import pytest
from django.test.utils import CaptureQueriesContext

from tests.desk.figures.conftest import text_of

QUERIES = {
    "/cijfers/": 4,
    "/cijfers/housed/": 3,
    "/cijfers/national-backlog/": 3,
    "/cijfers/national-backlog/nl/?periode=2022-07-01": 4,
    "/momenten/": 5,
}


@pytest.mark.parametrize("address", QUERIES)
def test_a_page_asks_the_database_no_more_than_it_is_pinned_to(reader, address):
    from django.db import connection

    reader.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(address).status_code == 200
    assert len(asked) <= QUERIES[address], [one["sql"][:120] for one in asked]


def test_sources_that_contradict_each_other_stand_side_by_side_with_the_used_one_and_its_reason(reader):
    said = text_of(reader.get("/cijfers/national-backlog/nl/?periode=2022-07-01"))
    assert re.search(r"1\.833 NRC.{0,120} gebruikt", said)
    for value in ("1.836", "1.810", "1.800"):
        assert value in said
    assert "precies het gepubliceerde totaal" in said


def test_a_visitor_sees_national_figures_and_why_no_others(reader):
    said = text_of(reader.get("/cijfers/housed/"))
    assert "Nederland" in said
    assert "Assen" not in said
    assert "Meld u aan: dit is niet openbaar." in said
