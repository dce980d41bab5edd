"""The way of a delivery: what can be done in which state, and who is still to approve."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.approval import (
    LEVEL_WORDS,
    LEVELS,
    PROCEDURE,
    STATES,
    State,
    Step,
    StepRefused,
    after,
    checked_levels,
    levels_left,
    steps_from,
)

states = st.sampled_from(get_args(State))
steps = st.sampled_from(get_args(Step))
chains = st.sampled_from([chain for n in range(4) for chain in combinations(LEVELS, n)])
givers = st.sampled_from([None, *LEVELS])


def test_every_state_has_its_steps_and_its_words() -> None:
    assert set(PROCEDURE) == set(STATES) == set(get_args(State))
    assert set(LEVEL_WORDS) == set(LEVELS)


@given(states, steps, chains)
def test_a_step_leads_to_a_state_of_the_table_or_is_refused_with_the_state_it_is_in(
    state, step, left
) -> None:
    if step in steps_from(state):
        assert after(state, step, levels_left=left) in STATES
    else:
        with pytest.raises(StepRefused) as refused:
            after(state, step, levels_left=left)
        assert STATES[state].nl in refused.value.text.nl
        assert STATES[state].en in refused.value.text.en


@given(states, steps, chains)
def test_nothing_counts_while_a_level_must_still_approve(state, step, left) -> None:
    if left and step in steps_from(state):
        assert after(state, step, levels_left=left) != "confirmed"


def test_what_counts_or_was_withdrawn_cannot_be_changed() -> None:
    assert not steps_from("confirmed")
    assert not steps_from("withdrawn")


@given(chains, givers)
def test_whoever_approves_leaves_only_higher_levels(chain, giver) -> None:
    left = levels_left(chain, giver)
    assert set(left) <= set(chain)
    assert list(left) == [level for level in chain if level in left]
    if giver is None:
        assert left == chain
    else:
        assert all(LEVELS.index(level) > LEVELS.index(giver) for level in left)
    assert levels_left(chain, "national") == ()


@given(st.lists(st.sampled_from([*LEVELS, "wijk"]), max_size=4))
def test_levels_are_known_in_order_and_named_once(levels) -> None:
    ordered = [level for level in LEVELS if level in levels]
    if levels == ordered:
        assert checked_levels(levels) == tuple(ordered)
    else:
        with pytest.raises(RegietafelError):
            checked_levels(levels)
