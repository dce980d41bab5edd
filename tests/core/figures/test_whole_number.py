"""Whole numbers as sheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.whole_number import LARGEST, read_whole_number


@given(st.integers(-LARGEST, LARGEST))
def test_a_number_is_the_same_however_it_is_written(value):
    grouped = f"{value:,}"
    written = [
        value,
        float(value),
        str(value),
        f"  {value}\u00a0",
        grouped.replace(",", "."),
        grouped.replace(",", " "),
        grouped.replace(",", "\u00a0"),
        grouped.replace(",", "\u202f"),
        f"{value},0",
        f"{value}.0",
        str(value).replace("-", "−"),
    ]
    assert {read_whole_number(cell) for cell in written} == {value}


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_comma_before_three_digits_is_refused_with_what_to_write(head, tail):
    with pytest.raises(CellRefused) as refused:
        read_whole_number(f"{head},{tail:03d}")
    assert f"{head}{tail:03d}" in refused.value.remedy_text.nl


@given(st.integers(-999, 9999), st.integers(1, 99))
def test_decimals_are_refused(whole, part):
    for cell in (f"{whole},{part:02d}", f"{whole}.{part:02d}", whole + part / 100):
        with pytest.raises(CellRefused, match="not a whole number"):
            read_whole_number(cell)


@pytest.mark.parametrize(
    "cell", ["1O", "", "abc", "12%", "1e5", "½", "１２", "0x10", True, None, float("nan"), float("inf")]
)
def test_what_is_not_a_number_is_refused(cell):
    with pytest.raises(CellRefused):
        read_whole_number(cell)


@pytest.mark.parametrize("cell", ["-", ".", "n.b.", "x", "onbekend"])
def test_a_mark_for_no_value_is_never_zero(cell):
    with pytest.raises(CellRefused, match="write 0 when it is zero"):
        read_whole_number(cell)


@pytest.mark.parametrize("cell", ["#N/A", "#VERW!", "#DEEL/0!"])
def test_the_error_of_a_formula_is_named(cell):
    with pytest.raises(CellRefused, match="formula"):
        read_whole_number(cell)


@given(
    st.one_of(
        st.text(max_size=60),
        st.from_regex(r"-?[0-9][0-9., ]{0,30}", fullmatch=True),
        st.floats(),
        st.integers(),
    )
)
def test_any_cell_is_a_number_within_bounds_or_refused(cell):
    try:
        assert -LARGEST <= read_whole_number(cell) <= LARGEST
        said = ("read", "read")
    except CellRefused as refused:
        said = (refused.what_text.nl, refused.remedy_text.nl)
    assert all(said)
