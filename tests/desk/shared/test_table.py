"""The table: order, filter, pages and address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.counts import in_notation, percentage
from regietafel.desk.shared import notation
from regietafel.desk.shared.components import Choice, Column, Download, Table, TableState


@dataclass(frozen=True)
class Row:
    name: str
    persons: int | None


COLUMNS = [
    Column[Row]("name", "Gemeente", href=lambda row: f"/{row.name}/"),
    Column[Row]("persons", "Gehuisvest", unit="personen", numeric=True),
]
ROWS = st.lists(st.builds(Row, st.text(max_size=8), st.none() | st.integers(-50, 50)), max_size=30)


def table(rows: list[Row], **state: object) -> Table[Row]:
    return Table(COLUMNS, rows, "Gemeenten", TableState(**state), filtered=True)  # type: ignore[arg-type]


@given(ROWS, st.booleans())
def test_sorting_keeps_every_row_and_puts_the_unknown_last(rows: list[Row], descending: bool) -> None:
    shown = table(rows, sort="persons", descending=descending).arranged()
    assert sorted(map(repr, shown)) == sorted(map(repr, rows))
    known = [row.persons for row in shown if row.persons is not None]
    assert known == sorted(known, reverse=descending)
    assert all(row.persons is None for row in shown[len(known) :])


@given(ROWS)
def test_pages_together_hold_every_row_once(rows: list[Row]) -> None:
    paged = replace(table(rows), page_size=7)
    count = paged.shown()[2]
    together = [
        row for page in range(1, count + 1) for row in replace(paged, state=TableState(page=page)).shown()[0]
    ]
    assert together == rows


@given(st.text(max_size=12))
def test_nothing_from_a_cell_reaches_the_page_unescaped(text: str) -> None:
    hostile = f"<script>{text}</script>\"'"
    assert "<script" not in table([Row(hostile, 1)], filter=hostile).markup()


@pytest.mark.parametrize("asked", ["sudwest", "SÚDWEST fryslân", "fry"])
def test_a_search_takes_no_notice_of_accents_and_capitals(asked: str) -> None:
    rows = [Row("Súdwest-Fryslân", 1), Row("Utrecht", 2)]
    assert table(rows, filter=asked).arranged() == rows[:1]


def test_a_column_that_does_not_exist_changes_nothing() -> None:
    rows = [Row("b", 1), Row("a", 2)]
    assert table(rows, sort="password").arranged() == rows


def test_the_address_holds_the_whole_state_and_what_belongs_to_others() -> None:
    request = RequestFactory().get(
        "/monitor/",
        {"bekend-op": "2022-09-16", "sorteer": "-persons", "zoek": "a&b", "klasse": "behind", "pagina": "3"},
    )
    state = TableState.of(request, choices=("klasse",))
    assert (state.sort, state.descending, state.page) == ("persons", True, 3)
    again = TableState.of(RequestFactory().get(state.href()), choices=("klasse",))
    assert replace(again, others=()) == replace(state, others=())
    assert "bekend-op=2022-09-16" in state.sorted_by("name", numeric=False).href()
    assert "pagina" not in state.sorted_by("name", numeric=False).href()


def test_two_tables_on_one_page_do_not_disturb_each_other() -> None:
    request = RequestFactory().get("/", {"een-sorteer": "name", "twee-sorteer": "-persons"})
    one, two = TableState.of(request, "een"), TableState.of(request, "twee")
    assert (one.sort, two.sort) == ("name", "persons")
    assert "twee-sorteer=-persons" in one.href()


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "99999999999", ""])
def test_an_unreadable_page_still_shows_the_table(page: str) -> None:
    state = TableState.of(RequestFactory().get("/", {"pagina": page}))
    assert replace(table([Row("a", 1)]), state=state, page_size=1).shown()[0] == [Row("a", 1)]


def test_a_download_stands_as_the_reader_sees_the_table() -> None:
    shown = replace(
        table([], sort="persons", descending=True, filter="x"), downloads=[Download("CSV", "/t.csv?a=1")]
    )
    assert 'href="/t.csv?a=1&amp;sorteer=-persons&amp;zoek=x"' in shown.markup()


def test_the_sorted_column_says_so_and_a_second_click_turns_it() -> None:
    markup = table([Row("a", 1)], sort="persons", descending=True).markup()
    assert "aria-sort=descending" in markup
    assert "?sorteer=persons#tabel" in markup


def test_an_unknown_value_is_a_dash_and_never_zero() -> None:
    assert "<td class=n>–" in table([Row("a", None)]).markup()


def test_a_choice_keeps_the_rows_that_have_it() -> None:
    rows = [Row("a", 1), Row("b", 2)]
    choice = Choice[Row]("teken", "Teken", [("a", "A")], lambda row: row.name)
    assert replace(table(rows, choices={"teken": "a"}), choices=[choice]).arranged() == rows[:1]


def test_columns_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="share a key"):
        Table([COLUMNS[0], COLUMNS[0]], [], "x")


@given(st.fractions() | st.integers(), st.integers(0, 3), st.sampled_from(["nl", "en"]))
def test_the_fast_way_of_writing_numbers_agrees_with_the_core(
    value: Fraction | int, digits: int, language: str
) -> None:
    assert notation.written(value, digits, language).replace("−", "-") == in_notation(
        value, language, digits=digits
    )


@given(st.fractions(), st.integers(0, 2), st.sampled_from(["nl", "en"]))
def test_the_fast_way_of_writing_shares_agrees_with_the_core(
    value: Fraction, digits: int, language: str
) -> None:
    with translation.override(language):
        said = notation.share(value, digits)
    assert said.replace("−", "-").replace("\u00a0", " ") == percentage(value, language, digits=digits)
