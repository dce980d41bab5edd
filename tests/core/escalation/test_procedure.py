from copy import deepcopy
from datetime import date, timedelta
from importlib import resources

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import Faults, Gap
from regietafel.core.escalation.bilateral import Below, Standing, talks_proposed
from regietafel.core.escalation.ladder import ladder_for, read_ladders, shipped_ladders
from regietafel.core.escalation.procedure import (
    Evidence,
    Position,
    down_faults,
    freeze_faults,
    proposed,
    reason_faults,
    take_faults,
)
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.monitor.verdict import verdict

DAY = date(2022, 9, 16)
REFERENCE = date(2022, 9, 1)
LADDER = ladder_for("PV22", DAY)
NOT_ON = Position()
BEHIND = Evidence(ScheduleClass.BEHIND, 10, 60, 1, REFERENCE)
TABLE = yaml.safe_load(
    resources.files("regietafel.core.escalation").joinpath("facts/ladders.yaml").read_text(encoding="utf-8")
)


def where(faults):
    return [one.where for one in faults]


def faults_of(position=NOT_ON, *, to=1, until=DAY + timedelta(weeks=30), evidence=BEHIND, ground="", **more):
    return where(
        take_faults(LADDER, position, to=to, day=DAY, until=until, evidence=evidence, ground=ground, **more)
    )


def test_the_default_ladder_has_six_steps_of_which_the_law_fixes_the_last_two():
    assert LADDER.default
    assert LADDER.source.quality == "illustrative"
    assert [rung.key for rung in LADDER.rungs][-2:] == ["announce", "substitute"]
    assert [rung.number for rung in LADDER.rungs] == [1, 2, 3, 4, 5, 6]
    for ladder in shipped_ladders():
        for rung in ladder.rungs[-2:]:
            assert (rung.statutory, rung.published) == ("Gemeentewet art. 124", True)
            assert "council" in rung.told


def test_a_province_has_its_own_version_from_its_first_day_and_the_default_before():
    assert ladder_for("PV28", date(2024, 3, 31)).default
    own = ladder_for("PV28", date(2024, 4, 1))
    assert (own.default, own.rungs[-1].missed) == (False, 4)
    with pytest.raises(Gap):
        ladder_for("PV22", date(2000, 1, 1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["steps"].pop(1), "step 2 is missing"),
        (lambda one: one["steps"].append(one["steps"][0]), "step 5 is missing"),
        (lambda one: one.update(steps=[]), "has no steps"),
        (lambda one: one.update(source={}), "has no source"),
        (lambda one: one.pop("end"), "has no end"),
        (lambda one: one["steps"][0].update(waiting_weeks=-1), "waiting_weeks -1"),
        (lambda one: one.update({"from": "gisteren"}), "has no first day"),
        (lambda one: one.update(default=False), "there is no default"),
    ],
)
def test_a_ladder_with_a_gap_or_without_source_end_or_default_is_refused(change, said):
    table = deepcopy(TABLE)
    change(table["ladders"][0])
    with pytest.raises(Faults, match=said):
        read_ladders(table)


def test_two_versions_of_one_province_on_the_same_day_are_refused():
    table = deepcopy(TABLE)
    table["ladders"].append({**table["ladders"][1], "name": "nog_een"})
    with pytest.raises(Faults, match="holds on the same days as zuid_holland_2024"):
        read_ladders(table)


def test_the_figures_propose_the_next_step_with_their_ground_and_never_more_than_one():
    found = proposed(LADDER, Position(), BEHIND, day=DAY)
    assert (found.value.to, found.value.down) == (1, False)
    assert (
        found.value.ground.nl
        == "Op 1 september 2022 10 van 60 gehuisvest: achter. Ook 1 halfjaar daarvoor niet gehaald."
    )
    assert found.source is LADDER.source


@pytest.mark.parametrize(
    ("position", "evidence"),
    [
        (Position(), Evidence(None, None, 60, 3, REFERENCE)),
        (Position(), Evidence(ScheduleClass.SOMEWHAT_BEHIND, 18, 60, 3, REFERENCE)),
        (Position(2, DAY), Evidence(ScheduleClass.BEHIND, 10, 60, 0, REFERENCE)),
        (Position(1, DAY, until=DAY + timedelta(days=1)), BEHIND),
        (Position(1, DAY, frozen_until=DAY + timedelta(days=1)), BEHIND),
        (Position(declined=(1, REFERENCE)), BEHIND),
        (Position(6, DAY), Evidence(ScheduleClass.BEHIND, 10, 60, 9, REFERENCE)),
    ],
)
def test_nothing_is_proposed_without_figures_ground_or_while_a_term_runs(position, evidence):
    found = proposed(LADDER, position, evidence, day=DAY)
    assert found.value is None
    assert found.steps[0].text.nl


def test_a_declined_step_comes_back_with_new_figures():
    later = Evidence(ScheduleClass.BEHIND, 12, 60, 1, date(2022, 10, 1))
    assert proposed(LADDER, Position(declined=(1, REFERENCE)), later, day=DAY).value.to == 1


def test_back_on_schedule_without_backlog_it_proposes_to_leave_the_ladder():
    found = proposed(
        LADDER, Position(3, DAY), Evidence(ScheduleClass.ON_SCHEDULE, 60, 60, 0, REFERENCE), day=DAY
    )
    assert (found.value.to, found.value.down) == (0, True)


def test_no_step_is_skipped_without_its_ground():
    assert faults_of(to=2) == ["ground"]
    assert faults_of(to=2, ground="college weigert ieder gesprek") == []


def test_a_step_that_the_figures_do_not_carry_needs_a_ground_too():
    fine = Evidence(ScheduleClass.ON_SCHEDULE, 60, 60, 0, REFERENCE)
    assert faults_of(evidence=fine) == ["ground"]


def test_a_term_is_not_shorter_than_the_policy():
    on = Position(1, DAY - timedelta(weeks=4))
    assert faults_of(on, to=2, until=DAY + timedelta(weeks=4) - timedelta(days=1)) == ["until"]
    assert faults_of(on, to=2, until=None) == ["until"]
    assert faults_of(on, to=2, until=DAY + timedelta(weeks=4)) == []


def test_the_term_of_the_step_before_is_waited_for_except_in_urgent_cases():
    on = Position(1, DAY, until=DAY + timedelta(days=10))
    assert faults_of(on, to=2) == ["day"]
    assert faults_of(on, to=2, urgent=True) == []
    assert faults_of(Position(1, DAY, frozen_until=DAY + timedelta(days=1)), to=2, urgent=True) == ["day"]


@given(st.integers(0, 6), st.integers(-2, 9))
def test_a_step_up_is_higher_and_one_of_the_ladder_and_a_step_down_is_lower(number, to):
    position = Position(number, DAY)
    up = faults_of(position, to=to, ground="grond")
    assert (up == []) == (number < to <= 6)
    assert (down_faults(position, to=to, reason="reden") == []) == (0 <= to < number)


def test_an_excuse_has_a_verdict_and_a_term_and_is_for_who_stands_on_the_ladder():
    soon = DAY + timedelta(days=60)
    assert where(freeze_faults(Position(), until=DAY, day=DAY, verdict=" ")) == ["area", "verdict", "until"]
    assert freeze_faults(Position(1, DAY), until=soon, day=DAY, verdict="woningen door brand verloren") == []
    assert where(freeze_faults(Position(1, DAY), until=DAY + timedelta(days=400), day=DAY, verdict="x")) == [
        "until"
    ]


def test_talks_are_proposed_with_provinces_that_are_not_on_schedule_furthest_behind_first():
    def judged(realised):
        return verdict(
            period=HalfYear(2022, 2), reference_date=REFERENCE, target=600, realised=realised
        ).value

    provinces = [
        Standing("PV20", "Groningen", judged(150)),
        Standing("PV21", "Fryslân", judged(190)),
        Standing("PV22", "Drenthe", judged(90)),
        Standing("PV23", "Overijssel", judged(200)),
        Standing("PV24", "Flevoland", None),
    ]
    target = Text("de afspraak", "the agreement")

    def proposed_below(below):
        answer = talks_proposed(provinces, below=below, target=target, reference_date=REFERENCE)
        return [one.area for one in answer.value]

    assert proposed_below(Below.BEHIND) == ["PV22", "PV20"]
    assert proposed_below(Below.SOMEWHAT_BEHIND) == ["PV22", "PV20", "PV21"]


@pytest.mark.parametrize("typed", ["bel\x07", "om\u202egekeerd", "nul\x00"])
def test_words_with_a_character_that_no_one_can_see_are_refused(typed):
    assert where(reason_faults(typed)) == ["reason"]
    assert "ground" in faults_of(to=2, ground=typed)
    standing = Position(number=1)
    told = freeze_faults(standing, until=DAY + timedelta(weeks=4), day=DAY, verdict=typed)
    assert where(told) == ["verdict"]
