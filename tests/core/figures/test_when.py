"""Periods and days as sheets write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.when import MONTHS_NL, UpTo, When, code, month, read_when

days = st.dates(date(1990, 1, 1), date(2089, 12, 31))


@given(days, st.integers(1, 900))
def test_what_an_export_writes_is_read_back_as_the_same_period(start, length):
    when = When(start, start + timedelta(days=length))
    assert read_when(code(when)) == when


@given(days, st.integers(1, 30))
def test_what_an_export_writes_of_whole_months_is_read_back(start, months):
    when = month(start.year, start.month, months=months)
    assert read_when(code(when)) == when


@given(days)
def test_a_day_is_read_back_however_it_is_written(day):
    written = [
        day,
        datetime(day.year, day.month, day.day),  # noqa: DTZ001
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"{day.day} {MONTHS_NL[day.month - 1]} {day.year}",
    ]
    assert {read_when(cell) for cell in written} == {When(day)}


@given(st.integers(2001, 2059), st.integers(1, 12))
def test_a_month_is_read_back_however_it_is_written(year, number):
    name = MONTHS_NL[number - 1]
    written = [
        f"{year}-{number:02d}",
        f"{number:02d}-{year}",
        f"{number}/{year}",
        f"{year}/{number:02d}",
        year * 100 + number,
        float(year * 100 + number),
        f"{year}M{number:02d}",
        f"{year}MM{number:02d}",
        f"{name} {year}",
        f"{name.upper()}  {year}",
        f"{name[:3]}-{year % 100:02d}",
        f"{name[:3]}. '{year % 100:02d}",
        f"{year} {name}",
    ]
    assert {read_when(cell) for cell in written} == {month(year, number)}
    assert read_when(name, year=year) == month(year, number)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("t/m september 2022", UpTo(date(2022, 10, 1))),
        ("tot en met 30-09-2022", UpTo(date(2022, 10, 1))),
        ("juli t/m augustus 2022", month(2022, 7, months=2)),
        ("2e halfjaar 2022", month(2022, 7, months=6)),
        ("H2 2022", month(2022, 7, months=6)),
        ("3e kwartaal 2022", month(2022, 7, months=3)),
        ("2022KW03", month(2022, 7, months=3)),
        ("2022JJ00", month(2022, 1, months=12)),
        (2022, month(2022, 1, months=12)),
    ],
)
def test_other_periods_are_read_as_people_write_them(cell, expected):
    assert read_when(cell) == expected


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("september", "write the year too"),
        ("2022-2", "write 2022-02 or 2022-II"),
        ("09/01/2022", "write 2022-01-09 or 2022-09-01"),
        ("31-02-2022", "write a month as"),
        ("2022-13", "write a month as"),
        (44805, "write a month as"),
        (True, "write a month as"),
        ("augustus t/m juli 2022", "write a month as"),
    ],
)
def test_a_period_that_cannot_be_or_can_be_two_things_is_refused_with_what_to_write(cell, remedy):
    with pytest.raises(CellRefused) as refused:
        read_when(cell)
    assert remedy in refused.value.remedy


@given(st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.booleans(), st.none(), st.datetimes()))
def test_any_cell_is_read_or_refused(cell):
    with suppress(RegietafelError):
        assert isinstance(read_when(cell, year=2022), When | UpTo)


@given(st.from_regex(r"[0-9]{1,4}[-/. ]?[0-9a-z']{0,9}[-/. ]?[0-9]{0,4}", fullmatch=True))
def test_anything_that_looks_like_a_date_is_read_or_refused(cell):
    try:
        assert isinstance(read_when(cell, year=2022), When | UpTo)
        said = "read"
    except CellRefused as refused:
        said = refused.remedy_text.nl
    assert said
