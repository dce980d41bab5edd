"""Minutes are adopted by the table they belong to, once, in the version that lies before it, with nothing open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.adoption import TableFacts, ToAdopt, refusals, refuse_offer
from regietafel.core.minutes.check import MinutesLine, check
from regietafel.core.minutes.states import PROCEDURE, MinutesRefused, State, Step, after, state_after

LRT, HLRT = TableFacts("lrt", "LRT"), TableFacts("hlrt", "HLRT")
DAY = date(2022, 10, 14)
READY = ToAdopt(LRT, "offered", version=2, latest=2)


def test_the_table_of_the_minutes_adopts_them() -> None:
    assert refusals(READY, by=LRT, day=DAY) == ()


def test_minutes_of_the_lrt_offered_to_the_hlrt_are_refused_with_exactly_that_reason() -> None:
    with pytest.raises(MinutesRefused) as refused:
        refuse_offer(LRT, HLRT, DAY)
    (text,) = refused.value.texts
    assert text.nl == "Het verslag van de LRT wordt vastgesteld door de LRT, niet door de HLRT."
    assert text.en == "Minutes of the LRT are adopted by the LRT, not by the HLRT."


def test_adopting_by_another_table_is_refused_with_the_same_reason() -> None:
    (text,) = refusals(READY, by=HLRT, day=DAY)
    assert text.en == "Minutes of the LRT are adopted by the LRT, not by the HLRT."


def test_adopting_twice_is_refused() -> None:
    (text,) = refusals(replace(READY, state="adopted"), by=LRT, day=DAY)
    assert text.en.startswith("These minutes are adopted already.")


def test_a_version_that_changed_meanwhile_is_refused_with_both_numbers() -> None:
    (text,) = refusals(replace(READY, latest=3), by=LRT, day=DAY)
    assert "Version 2 is on the table" in text.en
    assert "Offer version 3" in text.en


def test_open_remarks_are_counted_in_the_refusal() -> None:
    (text,) = refusals(replace(READY, open_remarks=4), by=LRT, day=DAY)
    assert text.nl.startswith("4 opmerkingen hebben nog geen antwoord.")


def test_a_table_that_ended_adopts_nothing_and_its_successor_is_named() -> None:
    iao = TableFacts("iao", "IAO", ended_on=date(2022, 9, 23), successor="MCMS")
    minutes = replace(READY, own=iao)
    assert refusals(minutes, by=iao, day=date(2022, 9, 22)) == ()
    (text,) = refusals(minutes, by=iao, day=date(2022, 9, 23))
    assert "23-09-2022" in text.en
    assert "succeeded by the MCMS" in text.en


def test_a_table_that_ended_without_successor_says_so() -> None:
    ended = TableFacts("prt-x", "PRT X", ended_on=date(2022, 9, 23))
    (text,) = refusals(replace(READY, own=ended), by=ended, day=DAY)
    assert "without a successor" in text.en


def test_everything_that_stands_in_the_way_is_said_at_once() -> None:
    found = check(attendance=(), lines=[MinutesLine("3.1", LineKind.ACTION, "Er gaat een brief uit.")]).value
    worst = ToAdopt(LRT, "circulated", version=1, latest=2, open_remarks=1, findings=found)
    assert len(refusals(worst, by=HLRT, day=DAY)) == 1 + 1 + 1 + 1 + len(found)


STEPS: list[Step] = ["change", "circulate", "offer", "take_back", "adopt"]


@given(st.lists(st.sampled_from(STEPS), max_size=12))
def test_no_history_leaves_the_procedure_and_nothing_follows_adoption(steps: list[Step]) -> None:
    state: State = "draft"
    for n, step in enumerate(steps):
        if step not in PROCEDURE[state]:
            with pytest.raises(MinutesRefused):
                state_after(steps[: n + 1])
            return
        assert state != "adopted"
        state = after(state, step)
    assert state_after(steps) == state
