import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.agreements.meter import Measured, cumulative, due, meter, passed, sentence
from regietafel.core.agreements.promise import (
    Dependency,
    Gauge,
    Path,
    Promise,
    circle,
    circle_fault,
    promise_faults,
)
from regietafel.core.agreements.refusals import AgreementRefused, refuse
from regietafel.core.agreements.states import MeterState, together
from regietafel.core.base.calendar import HalfYear, months_elapsed
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.monitor.verdict import verdict

TERM = date(2022, 12, 31)
HOUSED = Gauge("housed", "NL", 20000, date(2022, 7, 1), TERM, TERM)
CNO = Gauge("cno_open", "NL", 11250, date(2022, 8, 26), date(2022, 9, 30), TERM)
SHARE = Gauge("vacancies_to_permit_holders", "NL", 120, date(2022, 8, 26), TERM, TERM, Path.HOLD)
COURSE = [
    Measured(date(2022, 9, 1), 4990),
    Measured(date(2022, 10, 1), 7704),
    Measured(date(2022, 11, 1), 11063),
    Measured(date(2022, 12, 1), 14286),
    Measured(date(2023, 1, 1), 17126),
]


def state(gauge, *figures, day=date(2023, 1, 5)):
    return meter(gauge, [Measured(on, value) for on, value in figures], day=day).value.state


@given(st.integers(2015, 2030), st.sampled_from([1, 2]), st.integers(-40, 240))
def test_what_is_due_in_a_half_year_is_what_the_monitor_expects(year, half, days):
    period = HalfYear(year, half)
    day = period.start + timedelta(days=days)
    assert passed(period.start, period.until, day) == months_elapsed(period, day) / 6


@given(st.integers(1, 30000), st.integers(0, 40000), st.integers(1, 183))
def test_the_class_of_a_point_is_the_verdict_of_the_monitor(target, realised, days):
    period = HalfYear(2022, 2)
    day = period.start + timedelta(days=days)
    gauge = Gauge("housed", "NL", target, period.start, TERM, TERM)
    point = meter(gauge, [Measured(day, realised)], day=day).value.last
    judged = verdict(period=period, reference_date=day, target=target, realised=realised).value
    assert (point.schedule_class, point.due) == (judged.schedule_class, judged.expected)


def test_20000_housed_was_behind_from_september_and_not_kept_with_17126():
    answer = meter(HOUSED, COURSE, day=date(2023, 1, 5))
    assert [point.state for point in answer.value.points] == [MeterState.BEHIND] * 4 + [MeterState.NOT_KEPT]
    assert answer.value.remaining == 2874
    assert answer.value.came_from is MeterState.BEHIND
    assert answer.value.turned.measured.reference_date == date(2023, 1, 1)
    said = sentence(answer.value).nl.replace("\xa0", " ")
    assert said == "Op 1 januari 2023 stond de teller op 17.126 van 20.000 (85,6 %): niet gehaald."


def test_as_known_at_the_end_of_december_the_figures_do_not_reach_the_term():
    answer = meter(HOUSED, COURSE[:4], day=date(2023, 1, 2)).value
    assert answer.state is MeterState.BEHIND
    assert answer.over
    assert not answer.decided
    assert "lopen nog niet tot het einde" in sentence(answer).nl


def test_without_figures_a_meter_is_never_green():
    for day in (date(2022, 8, 26), date(2022, 12, 31), date(2030, 1, 1)):
        assert meter(CNO, [], day=day).value.state is MeterState.NO_FIGURES
    assert "geen cijfers" in sentence(meter(CNO, [], day=TERM).value).nl


def test_a_figure_from_before_the_agreement_decides_nothing_and_is_where_the_path_starts():
    earlier = (date(2022, 7, 19), 3540)
    assert state(CNO, earlier) is MeterState.NO_FIGURES
    halfway = date(2022, 9, 13)
    needed = due(CNO, halfway, level=3540)
    assert 3540 < needed < 11250
    assert state(CNO, earlier, (halfway, int(needed) + 1)) is MeterState.ON_COURSE
    assert state(CNO, earlier, (halfway, int(needed) - 2000)) is MeterState.BEHIND


def test_after_the_best_term_all_of_it_is_due_and_only_after_the_latest_it_is_not_kept():
    assert state(CNO, (date(2022, 11, 1), 11000)) is MeterState.BEHIND
    assert state(CNO, (date(2022, 11, 1), 11250)) is MeterState.ON_COURSE
    assert state(CNO, (date(2023, 1, 1), 11249)) is MeterState.NOT_KEPT
    assert state(CNO, (date(2023, 1, 1), 11250)) is MeterState.KEPT


def test_a_flow_that_has_reached_its_target_is_kept_but_a_level_can_still_fall():
    assert state(HOUSED, (date(2022, 11, 1), 20000)) is MeterState.KEPT
    assert state(CNO, (date(2022, 11, 1), 12000), (date(2023, 1, 1), 9000)) is MeterState.NOT_KEPT


def test_a_share_that_must_hold_is_due_in_full_all_along():
    assert due(SHARE, date(2022, 9, 1)) == 120
    assert state(SHARE, (date(2022, 12, 1), 110)) is MeterState.BEHIND
    assert state(SHARE, (date(2022, 12, 1), 120)) is MeterState.ON_COURSE


def test_an_agreement_that_turns_says_since_when_and_from_what():
    found = meter(HOUSED, [Measured(date(2022, 8, 1), 3500), *COURSE[:2]], day=date(2022, 10, 5)).value
    assert (found.came_from, found.turned.measured.reference_date) == (MeterState.ON_COURSE, date(2022, 9, 1))
    assert found.last.schedule_class is ScheduleClass.BEHIND


def test_the_worst_meter_gives_the_state_of_an_agreement():
    order = list(MeterState)
    for worse, better in itertools.pairwise(order):
        assert together([better, worse, better]) is worse


def test_a_sum_is_made_of_parts_that_follow_each_other_and_never_of_parts_that_overlap():
    flows = {
        (date(2022, 7, 1), date(2022, 9, 1)): Measured(date(2022, 9, 1), 4990),
        (date(2022, 9, 1), date(2022, 10, 1)): Measured(date(2022, 10, 1), 2714),
        (date(2022, 8, 1), date(2022, 10, 1)): Measured(date(2022, 10, 1), 9999),
        (date(2022, 7, 1), date(2023, 1, 1)): Measured(date(2023, 1, 1), 17126),
        (date(2022, 12, 1), date(2023, 1, 1)): Measured(date(2023, 1, 1), 2840),
        (date(2022, 7, 1), date(2023, 7, 1)): Measured(date(2023, 7, 1), 30000),
    }
    found = cumulative(flows, start=date(2022, 7, 1), until=date(2023, 1, 1))
    assert [(one.reference_date, one.value) for one in found] == [
        (date(2022, 9, 1), 4990),
        (date(2022, 10, 1), 7704),
        (date(2023, 1, 1), 17126),
    ]


def test_an_agreement_without_a_term_is_refused_with_every_other_fault():
    wrong = Promise("", "iets", (), (), None, None, (Gauge("huizen", "NL", 0, TERM, TERM, TERM),))
    told = promise_faults(wrong, agreed_on=date(2022, 8, 26))
    assert [one.where for one in told] == ["title", "owners", "latest", "indicator"]
    with pytest.raises(AgreementRefused, match="the agreement has no term"):
        refuse(told)


def test_a_quantity_is_whole_above_zero_kept_for_the_area_and_its_days_are_in_order():
    wrong = Gauge("flex_homes", "GM0363", 0, TERM, date(2022, 7, 1), TERM)
    nation = Gauge("coa_locations", "NL", 0, TERM, date(2022, 7, 1), TERM)
    of = {one.where for one in promise_faults(_promise(wrong), agreed_on=date(2022, 8, 26))}
    assert of == {"target", "start"}
    assert {"target", "start"} == {one.where for one in promise_faults(_promise(nation), agreed_on=TERM)}
    far = Gauge("national_target", "GM0363", 5, TERM, TERM, TERM)
    assert [one.where for one in promise_faults(_promise(far), agreed_on=TERM)] == ["area"]


def _promise(*gauges):
    return Promise("titel", "tekst", ("vng",), ("vng",), None, TERM, gauges)


def test_agreements_that_wait_for_each_other_are_refused_with_the_circle():
    way = circle({"plaatsen": ["geld"], "geld": ["wet"], "wet": ["plaatsen"], "los": ["geld"]})
    assert way[0] == way[-1]
    assert set(way) == {"plaatsen", "geld", "wet"}
    assert " → " in circle_fault(way)[0].what.nl
    assert circle({"a": ["b", "c"], "b": ["d"], "c": ["d"]}) == ()
    assert circle({"a": ["a"]}) == ("a", "a")


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14))
def test_a_circle_that_is_named_is_one(pairs):
    graph: dict[str, list[str]] = {}
    for of, on in pairs:
        graph.setdefault(str(of), []).append(str(on))
    found = circle(graph)
    for one, next_one in itertools.pairwise(found):
        assert next_one in graph[one]
    assert all(on > of for of, on in pairs) <= (found == ())


def test_a_dependency_keeps_the_words_of_its_condition():
    assert Dependency("2022-08-26-a3", "extra geld").why == "extra geld"


def test_due_grows_evenly():
    assert due(HOUSED, date(2022, 10, 1)) == Fraction(10000)


def test_a_level_that_lay_above_the_target_already_has_to_hold_it_and_is_never_asked_for_more():
    for day in (CNO.start, date(2022, 9, 10), TERM):
        assert due(CNO, day, level=20000) == 11250
    assert state(CNO, (date(2022, 7, 1), 20000), (date(2022, 9, 10), 11300)) is MeterState.ON_COURSE
