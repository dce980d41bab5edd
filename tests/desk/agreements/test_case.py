"""The thirteen agreements of 26 August 2022 at four moments."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.states import MeterState
from regietafel.desk.agreements.queries import (
    AgreementUnknown,
    agreement,
    agreements,
    alarms,
    quantities,
    versions,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MEETING = datetime(2022, 9, 16, 20, tzinfo=AMSTERDAM)
NEW_YEARS_EVE = datetime(2022, 12, 31, 20, tzinfo=AMSTERDAM)
CLOSED = datetime(2023, 1, 5, 20, tzinfo=AMSTERDAM)
SUMMER = datetime(2023, 7, 3, 12, tzinfo=AMSTERDAM)


def states(at):
    return {row.key.rpartition("-")[2]: row.state.value for row in agreements(at) if row.meters}


def test_before_the_agreements_were_made_there_are_none(case):
    before = datetime(2022, 8, 26, 12, tzinfo=AMSTERDAM)
    assert agreements(before) == ()
    assert alarms(before) == ()
    with pytest.raises(AgreementUnknown):
        agreement("2022-08-26-a4", before)


def test_on_16_september_housing_and_flex_homes_are_behind_and_the_rest_has_no_figures(case):
    assert len(agreements(MEETING)) == 13
    assert states(MEETING) == {
        "a1": "no_figures",
        "a4": "behind",
        "a5": "no_figures",
        "a6": "no_figures",
        "a7": "behind",
    }
    housed = agreement("2022-08-26-a4", MEETING).worst.value.last
    assert (housed.measured.value, round(float(housed.pace), 3)) == (4990, 0.749)


def test_the_agreement_on_places_shows_what_was_asked_and_what_was_open_side_by_side(case):
    row = agreement("2022-08-26-a1", MEETING)
    assert row.promise.gauges[0].target == 25 * 450
    assert row.worst.value.earlier.value == 3540
    shown = {
        one.indicator: one.value
        for one in quantities(["cno_asked", "cno_promised", "cno_open"], ["NL"], MEETING)
    }
    assert shown == {"cno_asked": 11250, "cno_promised": None, "cno_open": 3540}


def test_a_judgement_stands_beside_the_meter_and_does_not_change_it(case):
    row = agreement("2022-08-26-a1", MEETING)
    found = row.latest_judgement(About.RESULT)
    assert (found.opinion, found.author) == (Opinion.NO, "Landelijke Regietafel")
    assert row.latest_judgement(About.EFFORT) is None
    assert row.state is MeterState.NO_FIGURES


def test_at_the_end_of_december_one_month_is_missing_and_on_5_january_it_is_not_kept(case):
    last_day = agreement("2022-08-26-a4", NEW_YEARS_EVE)
    assert (last_day.state.value, last_day.worst.value.last.measured.value) == ("behind", 14286)
    closed = agreement("2022-08-26-a4", CLOSED)
    assert (closed.state.value, closed.worst.value.last.measured.value) == ("not_kept", 17126)
    assert "17.126 van 20.000 (85,6 %): niet gehaald" in closed.said.nl.replace("\xa0", " ")
    assert states(CLOSED)["a6"] == "behind"


def test_in_the_summer_of_2023_the_next_half_year_is_known_for_one_month_only(case):
    row = agreement("2022-08-26-a5", SUMMER)
    assert (row.state.value, row.worst.value.last.measured.value) == ("behind", 1952)
    assert row.worst.value.over
    assert agreement("2022-08-26-a5").state is MeterState.NOT_KEPT


def test_what_is_behind_is_proposed_to_its_table_with_its_ground(case):
    found = {one.key: one for one in alarms(MEETING)}
    assert set(found) == {"2022-08-26-a4/behind/2022-08-01", "2022-08-26-a7/behind/2022-08-01"}
    housed = found["2022-08-26-a4/behind/2022-08-01"]
    assert (housed.table, housed.href) == ("lrt", "/afspraken/2022-08-26-a4/")
    assert "4.990 van 20.000" in housed.ground.nl
    assert "2022-08-26-a4/not_kept/2023-01-01" in {one.key for one in alarms(CLOSED)}
    assert alarms(MEETING, table="prt-pv22") == ()


def test_what_the_queries_cost(case):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        agreements(MEETING)
    assert len(asked) == 8
    with CaptureQueriesContext(connection) as asked:
        alarms(MEETING)
    assert len(asked) == 5


def test_an_agreement_begins_with_its_first_version(case):
    assert [(one.number, one.targets) for one in versions("2022-08-26-a4", MEETING)] == [(1, (20000,))]
