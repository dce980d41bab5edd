"""The moment of knowing: read from the address, kept in every link."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.desk.shared.moment import NOW, Moment, MomentError, parse_moment
from regietafel.desk.shared.notation import AMSTERDAM

PRESENT = datetime(2026, 11, 1, 12, 0, tzinfo=AMSTERDAM)
SECONDS = st.integers(0, 13_000 * 86_400)
PAST = SECONDS.map(lambda seconds: datetime(1991, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


@given(PAST)
def test_what_a_moment_writes_in_an_address_it_reads_back(at: datetime) -> None:
    moment = Moment(at)
    assert parse_moment(moment.key, now=PRESENT).at == moment.at


@given(PAST)
def test_a_link_holds_the_moment_once_and_keeps_its_other_parameters(at: datetime) -> None:
    moment = Moment(at)
    once = moment.on("/monitor/?sorteer=-naam&zoek=a%20b#tabel")
    assert moment.on(once) == once
    assert once.startswith("/monitor/?sorteer=-naam&zoek=a%20b&bekend-op=")
    assert once.endswith("#tabel")


def test_a_day_alone_is_all_that_was_known_by_its_end() -> None:
    moment = parse_moment("2022-09-16", now=PRESENT)
    assert moment.at == datetime(2022, 9, 16, 23, 59, 59, tzinfo=AMSTERDAM)
    assert moment.key == "2022-09-16"


def test_a_time_is_read_in_amsterdam_in_summer_and_winter() -> None:
    assert parse_moment("2022-09-16T20:00", now=PRESENT).at == datetime(2022, 9, 16, 18, 0, tzinfo=UTC)
    assert parse_moment("2022-12-16T20:00", now=PRESENT).at == datetime(2022, 12, 16, 19, 0, tzinfo=UTC)


def test_the_hour_that_comes_twice_in_october_can_be_told_apart() -> None:
    first = datetime(2022, 10, 30, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    keys = [Moment(at).key for at in (first, second)]
    assert keys[0] != keys[1]
    assert [parse_moment(key, now=PRESENT).at for key in keys] == [first, second]


@pytest.mark.parametrize("text", ["", "   ", "2026-11-01"])
def test_nothing_and_today_are_now(text: str) -> None:
    assert parse_moment(text, now=PRESENT) == NOW


@pytest.mark.parametrize(
    "text",
    ["gisteren", "2022-13-01", "2022-02-30", "16-09-2022", "2022-09-16T25:00", "0001-01-01", "2022-09-16Z"],
)
def test_what_is_no_moment_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(MomentError) as refusal:
        parse_moment(text, now=PRESENT)
    assert text in refusal.value.what
    assert "2022-09-16T20:00" in refusal.value.remedy


@pytest.mark.parametrize("text", ["2026-11-01T12:01", "2026-11-02", "9999-12-31"])
def test_a_moment_that_must_still_come_is_refused(text: str) -> None:
    with pytest.raises(MomentError, match="moet nog komen"):
        parse_moment(text, now=PRESENT)


def test_another_site_is_not_told_the_moment() -> None:
    assert (
        Moment(PRESENT).on("https://wetten.overheid.nl/BWBR0035303")
        == "https://wetten.overheid.nl/BWBR0035303"
    )
