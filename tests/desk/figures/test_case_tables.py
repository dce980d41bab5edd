"""The published figures of the case "herfst 2022" are sourced, dated, and add up as published."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.areas.division import division_on
from regietafel.core.base.answer import Quality
from regietafel.core.base.calendar import HalfYear
from regietafel.core.figures.indicators import indicator

CASE = files("regietafel.cli.cases").joinpath("herfst_2022")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LIST = "aanhangsel-2564"
DERIVED = "derived-from-published"
LISTED_PERIODS = [
    "2019-I",
    "2019-II",
    "2020-I",
    "2020-II",
    "2021-I",
    "2021-II",
    "2022-I",
    "2022-II",
    "2023-I",
]
FIRST_FIGURE = datetime(2014, 12, 31, 9, tzinfo=AMSTERDAM)
JULY_AND_AUGUST = (date(2022, 7, 1), date(2022, 9, 1))

Key = tuple[str, str, date, date | None]


@dataclass(frozen=True)
class Row:
    """One line of a table of the case; `value` is None in the table of preferences."""

    key: Key
    source: str
    known_since: datetime
    value: int | None
    words: str


def rows_of(name: str, words: str) -> Iterator[Row]:
    text = CASE.joinpath(name).read_text("utf-8")
    for line in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        start, until = date.fromisoformat(line["start"]), line["until"]
        key = (line["indicator"], line["area"], start, date.fromisoformat(until) if until else None)
        value = int(line["value"]) if "value" in line else None
        yield Row(key, line["source"], datetime.fromisoformat(line["known_since"]), value, line[words])


FIGURES = tuple(rows_of("national.csv", "note"))
PREFERENCES = tuple(rows_of("preferences.csv", "reason_nl"))
SOURCES = yaml.safe_load(CASE.joinpath("sources.yaml").read_text("utf-8"))
BY_KEY: dict[Key, list[Row]] = defaultdict(list)
for _row in FIGURES:
    BY_KEY[_row.key].append(_row)


def value(name: str, when: date | tuple[date, date] | str, source: str, area: str = "NL") -> int:
    """The value of one figure; `when` is a reference date, a period or a half-year such as 2022-II."""
    if isinstance(when, str):
        period = HalfYear.parse(when)
        when = (period.start, period.until)
    start, until = when if isinstance(when, tuple) else (when, None)
    [found] = [row.value for row in BY_KEY[name, area, start, until] if row.source == source]
    assert found is not None
    return found


def month(number: int) -> tuple[date, date]:
    return date(2022, number, 1), date(2022 + number // 12, number % 12 + 1, 1)


def is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


@given(st.timedeltas(timedelta(0), timedelta(days=4400)).map(lambda after: FIRST_FIGURE + after))
def test_where_known_values_contradict_each_other_a_preference_known_by_then_chooses_a_known_one(moment):
    assert undecided(moment) == []


def test_no_contradiction_is_undecided_at_the_moments_at_which_something_became_known():
    assert {
        row.known_since: undecided(row.known_since) for row in FIGURES if undecided(row.known_since)
    } == {}


def undecided(moment: datetime) -> list[Key]:
    """Keys with several values known at a moment of which none is chosen."""
    chosen = {
        row.key: row.source
        for row in sorted(PREFERENCES, key=lambda row: row.known_since)
        if row.known_since <= moment
    }
    result = []
    for key, rows in BY_KEY.items():
        known = [row for row in rows if row.known_since <= moment]
        if len({row.value for row in known}) > 1 and chosen.get(key) not in {row.source for row in known}:
            result.append(key)
    return result


def test_a_preference_names_a_source_that_spoke_by_then_of_a_contradicted_figure_and_says_why():
    for row in PREFERENCES:
        rows = BY_KEY[row.key]
        assert row.source in {other.source for other in rows if other.known_since <= row.known_since}, row
        assert len({other.value for other in rows}) > 1, row
        assert len(row.words.split()) >= 6
        assert row.words.endswith("."), row


def test_every_source_has_a_title_an_address_a_quality_and_a_day_or_none():
    for key, source in SOURCES.items():
        assert set(source) <= {"title", "place", "published_on", "address", "quality"}, key
        assert source["title"], key
        assert source["quality"] in get_args(Quality), key
        assert source["published_on"] is None or isinstance(source["published_on"], date), key
        assert source["address"] or source["quality"] in {"derived", "illustrative"}, key


def test_every_figure_has_a_source_that_was_published_and_not_made_up():
    for row in FIGURES:
        assert SOURCES[row.source]["quality"] != "illustrative", row


def test_every_figure_is_of_an_indicator_kept_for_its_area():
    division = division_on(date(2022, 9, 16))
    areas = {"NL", *(p.code for p in division.provinces), *(r.code for r in division.safety_regions)}
    for row in FIGURES:
        assert row.key[1] in areas, row
        assert indicator(row.key[0]).kept_for(row.key[1]), row


def test_a_flow_has_a_period_and_a_stock_a_reference_date():
    for row in FIGURES:
        kind, start, until = indicator(row.key[0]).kind, row.key[2], row.key[3]
        assert (kind == "stock") == (until is None), row
        assert until is None or until > start, row


def test_a_source_says_one_thing_about_a_figure():
    assert len({(row.key, row.source) for row in FIGURES}) == len(FIGURES)


def test_only_a_signed_indicator_goes_below_zero():
    for row in FIGURES:
        assert row.value is not None
        assert row.value >= 0 or indicator(row.key[0]).signed, row


def test_moments_are_nine_in_the_morning_in_amsterdam():
    for row in FIGURES + PREFERENCES:
        local = row.known_since.astimezone(AMSTERDAM)
        assert local.time() == time(9), row
        assert row.known_since.utcoffset() == local.utcoffset(), row


def test_a_figure_is_known_since_its_source_was_published_or_since_the_last_day_of_the_month_of_it():
    direct = [row for row in FIGURES if row.source != DERIVED]
    for row in direct:
        day, published = row.known_since.date(), SOURCES[row.source]["published_on"]
        assert day == published if published else is_last_of_month(day), row
    for row in FIGURES:
        if row.source == DERIVED:
            assert row.known_since in {other.known_since for other in direct}, row


def test_a_figure_whose_day_of_publication_is_not_known_says_so():
    for row in FIGURES:
        if row.source != DERIVED and SOURCES[row.source]["published_on"] is None:
            assert "bekend" in row.words, row


def test_a_figure_that_is_no_estimate_is_known_after_what_it_counts():
    for row in FIGURES:
        counted = row.key[3] or row.key[2]
        assert indicator(row.key[0]).lies_ahead or row.known_since.date() >= counted, row


def test_on_the_evening_of_16_september_the_agreed_20000_is_known_and_the_backlog_of_1833_is_not():
    evening = datetime(2022, 9, 16, 20, tzinfo=AMSTERDAM)
    known = {(row.key[0], row.value) for row in FIGURES if row.known_since <= evening}
    assert {("ambition", 20000), ("national_target", 13500), ("cno_asked", 11250)} <= known
    assert not {("national_backlog", 1833), ("still_to_house", 10343), ("national_target", 21200)} & known


def test_contradicting_values_stand_side_by_side():
    backlog = BY_KEY["national_backlog", "NL", date(2022, 7, 1), None]
    assert {row.value for row in backlog} == {1800, 1810, 1833, 1836}
    task = BY_KEY["to_house_incl_carry", "NL", date(2022, 7, 1), date(2023, 1, 1)]
    assert {15330, 15333, 15358} <= {row.value for row in task}
    housed = BY_KEY["housed", "NL", date(2022, 1, 1), date(2022, 7, 1)]
    assert {11886, 11934} <= {row.value for row in housed}


def test_the_places_of_coa_and_what_it_still_needed_add_up_to_51000():
    days = [date(2022, 7, 1), date(2022, 10, 1), date(2023, 1, 1), date(2023, 4, 1), date(2023, 7, 1)]
    names = ("coa_portfolio_forecast", "coa_extra_places_needed_forecast")
    sums = [sum(value(name, day, "coa-2022-06-27") for name in names) for day in days]
    assert sums == [45000, 48000, 51000, 51000, 51000]
    assert sums[2] == value("coa_places_needed", date(2023, 1, 1), "coa-2022-06-27")


def test_the_months_of_2022_ii_add_up_to_the_half_year():
    months = [
        value("housed", JULY_AND_AUGUST, DERIVED),
        value("housed", month(9), "trouw-2022-11"),
        value("housed", month(10), "kamerbrief-32847-988"),
        value("housed", month(11), "kamerbrief-32847-988"),
        value("housed", month(12), DERIVED),
    ]
    assert months == [4990, 2714, 3359, 3223, 2840]
    assert sum(months) == value("housed", "2022-II", LIST) == 17126


def test_balance_is_realised_minus_corrected_target_in_six_of_nine_half_years():
    off = {
        period: value("to_house_incl_carry", period, LIST)
        - value("housed", period, LIST)
        - value("national_backlog", HalfYear.parse(period).until, LIST)
        for period in LISTED_PERIODS
    }
    assert {period: n for period, n in off.items() if n} == {"2019-I": 22, "2021-II": 71, "2022-I": 4}


def derived_again() -> dict[Key, int]:
    """Every derived figure, computed once more from the published ones it rests on."""
    july, january = date(2022, 7, 1), date(2023, 1, 1)

    def task(period: str, target: str, backlog: str) -> int:
        start = HalfYear.parse(period).start
        return value("national_target", period, target) + value("national_backlog", start, backlog)

    to_house = {
        "2016-II": task("2016-II", "nieuw-erven-2016-10-19", "nieuw-erven-2016-10-19"),
        "2017-I": task("2017-I", "opnieuw-thuis-2017-04-01", "opnieuw-thuis-2017-04-01"),
        "2022-I": task("2022-I", "nd-1120798", "nd-1120798"),
        "2022-II": task("2022-II", "staatscourant-2022-04-08", "nrc-2022-09-30"),
        "2023-II": task("2023-II", LIST, LIST),
    }
    sums = {
        "2022-II": value("to_house_incl_carry", "2022-II", LIST) - value("national_backlog", july, LIST),
        "2023-I": value("to_house_incl_carry", "2023-I", LIST) - value("national_backlog", january, LIST),
    }
    still = value("still_to_house", date(2022, 9, 1), "nunl-6227180")
    until_november = sum(value("housed", month(n), "kamerbrief-32847-988") for n in (10, 11))
    until_november += to_house["2022-II"] - still + value("housed", month(9), "trouw-2022-11")
    late = to_house["2023-II"] - value("national_backlog", date(2024, 1, 1), LIST)
    on_site = 40384  # printed beside the persons on the same page; no indicator is kept for it
    outside = value("coa_persons", date(2022, 6, 27), "coa-2022-06-27") - on_site
    result: dict[Key, int] = {
        ("housed", "NL", *JULY_AND_AUGUST): to_house["2022-II"] - still,
        ("housed", "NL", *month(12)): value("housed", "2022-II", LIST) - until_november,
        ("housed", "NL", date(2023, 7, 1), date(2024, 1, 1)): round(late, -2),
        ("coa_persons_outside_coa_locations", "NL", date(2022, 6, 27), None): outside,
    }
    for name, halves in (("to_house_incl_carry", to_house), ("sum_of_municipal_targets", sums)):
        for period, number in halves.items():
            half = HalfYear.parse(period)
            result[name, "NL", half.start, half.until] = number
    return result


def test_every_derived_figure_follows_from_published_ones():
    assert {row.key: row.value for row in FIGURES if row.source == DERIVED} == derived_again()


@pytest.mark.parametrize(
    ("day", "each", "of_regions", "of_nation"),
    [
        (date(2022, 5, 23), 150, "vrnhn-2022-05-24", "nd-1126171"),
        (date(2022, 7, 1), 225, "rijksoverheid-2022-07-19", "rijksoverheid-2022-07-19"),
        (date(2022, 8, 26), 450, "agreement-2022-08-26", "agreement-2022-08-26"),
    ],
)
def test_places_asked_from_the_25_safety_regions_add_up_to_the_nation(day, each, of_regions, of_nation):
    regions = [region.code for region in division_on(day).safety_regions]
    asked = [value("cno_asked", day, of_regions, area) for area in regions]
    assert asked == [each] * 25
    assert sum(asked) == value("cno_asked", day, of_nation)


def test_the_provincial_places_add_up_to_one_less_than_the_printed_total():
    day, source = date(2024, 1, 1), "coa-provincies-2023"
    provinces = [province.code for province in division_on(date(2023, 1, 1)).provinces]
    assert sum(value("coa_places_needed", day, source, code) for code in provinces) == 75499
    assert value("coa_places_needed", day, source) == 75500


def test_quarters_of_family_members_in_2021_add_up_to_the_year_of_the_ind():
    quarters = [(date(2021, n, 1), date(2021 + n // 10, (n + 2) % 12 + 1, 1)) for n in (1, 4, 7, 10)]
    total = sum(value("family_reunion_arrivals", quarter, "cbs-2022-10-31") for quarter in quarters)
    assert total == value("family_reunion_arrivals", (date(2021, 1, 1), date(2022, 1, 1)), "ind-2023-01-11")
