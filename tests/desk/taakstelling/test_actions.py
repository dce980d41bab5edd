from datetime import UTC, date, datetime

import pytest

from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import Faults, RegietafelError
from regietafel.core.taakstelling.exchange import ExchangeRefused
from regietafel.desk.audit.chain import Command
from regietafel.desk.figures.actions import SourceEntry, add_sources
from regietafel.desk.taakstelling.actions import (
    CarryEntry,
    agree_exchange,
    announce_volume,
    close_period,
    enter_carry,
)
from regietafel.desk.taakstelling.queries import area_periods, targets_of, volume_history

BY = Command("test")
PERIOD = HalfYear(2022, 2)
APRIL, MAY, JUNE = (datetime(2022, month, 8, tzinfo=UTC) for month in (4, 5, 6))


@pytest.fixture
def announced(db):
    add_sources(by=BY, at=APRIL, entries=[SourceEntry("stcrt", "Staatscourant")])
    announce_volume(
        by=BY, at=APRIL, period=PERIOD, persons=13500, announced_on=date(2022, 4, 8), source="stcrt"
    )


def test_a_revision_is_a_new_version_and_the_older_one_can_be_opened_again(announced):
    announce_volume(
        by=BY,
        at=JUNE,
        period=PERIOD,
        persons=12000,
        announced_on=date(2022, 6, 8),
        source="stcrt",
        reason="minder vergunningen verwacht",
    )
    assert targets_of(PERIOD, MAY).statutory.total == 13500
    assert targets_of(PERIOD, None).statutory.total == 12000
    assert sum(targets_of(PERIOD, None).statutory.numbers.values()) == 12000
    assert [volume.version for volume in volume_history(PERIOD, None)] == [1, 2]


def test_a_revision_without_a_reason_is_refused_and_nothing_is_stored(announced):
    with pytest.raises(RegietafelError, match="give the reason of the revision"):
        announce_volume(by=BY, at=JUNE, period=PERIOD, persons=1, announced_on=None, source="stcrt")
    assert len(volume_history(PERIOD, None)) == 1


def test_an_exchange_changes_two_targets_and_keeps_the_sum(announced):
    before = targets_of(PERIOD, None).statutory.numbers
    agreed = {"GM0106": before["GM0106"] - 3, "GM0114": before["GM0114"] + 3}
    agree_exchange(by=BY, at=JUNE, period=PERIOD, agreed=agreed, source="stcrt", reason="afspraak")
    after = targets_of(PERIOD, None)
    assert after.statutory.numbers["GM0106"] == before["GM0106"] - 3
    assert after.statutory.in_area("NL") == 13500
    assert targets_of(PERIOD, MAY).statutory.numbers == before


def test_the_half_years_of_a_municipality_are_those_of_its_period_page_at_every_moment(
    announced, django_assert_num_queries
):
    """Another way to ask gives the same: exchanges over targets, carry-over beside them, revisions over both."""
    before = targets_of(PERIOD, None).statutory.numbers
    agreed = {"GM0106": before["GM0106"] - 3, "GM0114": before["GM0114"] + 3}
    agree_exchange(by=BY, at=MAY, period=PERIOD, agreed=agreed, source="stcrt", reason="afspraak")
    enter_carry(
        by=BY,
        at=JUNE,
        into=PERIOD,
        dated=date(2022, 7, 1),
        entries=[CarryEntry("GM0106", -4), CarryEntry("GM0363", 5)],
        source="stcrt",
        illustrative=True,
    )
    for moment in (APRIL, MAY, JUNE, None):
        known = targets_of(PERIOD, moment)
        for area in ("GM0106", "GM0114", "GM0363", "GM0518"):
            with django_assert_num_queries(1):
                (line,) = area_periods(area, moment)
            assert line.period == PERIOD
            assert line.gross == known.statutory.numbers[area]
            assert (line.carried, line.corrected) == (known.carried(area), known.corrected(area))
            assert line.illustrative == (moment in (JUNE, None) and area in ("GM0106", "GM0363"))
    assert area_periods("GM0363", datetime(2022, 4, 7, tzinfo=UTC)) == ()


def test_an_exchange_that_changes_the_sum_is_refused(announced):
    with pytest.raises(ExchangeRefused):
        agree_exchange(
            by=BY, at=JUNE, period=PERIOD, agreed={"GM0106": 1, "GM0114": 1}, source="stcrt", reason="x"
        )


def test_carry_over_of_a_dissolved_municipality_is_refused_with_every_fault(announced):
    entries = [CarryEntry("GM0457", -3), CarryEntry("GM9999", 1), CarryEntry("GM0363", 5)]
    with pytest.raises(Faults) as refused:
        enter_carry(by=BY, at=JUNE, into=PERIOD, dated=date(2022, 7, 1), entries=entries, source="stcrt")
    assert [fault.where for fault in refused.value.faults] == ["GM0457", "GM9999"]
    assert targets_of(PERIOD, None).carry == {}


def test_a_balance_entered_again_replaces_the_older_and_a_correction_stands_beside_it(announced):
    day = date(2022, 7, 1)
    for at, persons in ((MAY, -10), (JUNE, -12)):
        enter_carry(
            by=BY, at=at, into=PERIOD, dated=day, entries=[CarryEntry("GM1904", persons)], source="stcrt"
        )
    correction = CarryEntry("GM1904", 10, "registration_correction", "fout in de registratie")
    enter_carry(by=BY, at=JUNE, into=PERIOD, dated=day, entries=[correction], source="stcrt")
    assert targets_of(PERIOD, MAY).carried("GM1904") == -10
    assert targets_of(PERIOD, None).carried("GM1904") == -2


def test_a_half_year_with_missing_figures_cannot_be_closed(announced):
    with pytest.raises(RegietafelError, match="344 municipalities have no figures"):
        close_period(by=BY, at=JUNE, period=PERIOD)


def test_the_closed_half_year_hands_its_balances_to_the_next_over_the_mergers(case):
    into = targets_of(HalfYear(2023, 1), None)
    assert sum(into.carried(code) for code in into.division.codes) == 17126 - 15333 + 10
    assert into.carried("GM1904") == -14 + 10
    assert "GM1992" in into.carry
    assert "GM0501" not in into.carry
