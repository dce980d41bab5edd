"""Steps follow the table of steps, and the ones who may take them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.follow_up.items import (
    KIND_TITLES,
    STATE_TITLES,
    STEPS,
    FollowUpError,
    Kind,
    Role,
    State,
    Term,
    check_step,
    days_until_answer,
    is_final,
    next_states,
)


@given(st.sampled_from(Kind), st.sampled_from(State), st.sampled_from(State), st.sets(st.sampled_from(Role)))
def test_a_step_passes_exactly_when_the_table_has_it_for_one_of_the_roles(kind, state, to, roles):
    allowed = bool(STEPS[kind].get(state, {}).get(to, frozenset()) & roles)
    if allowed:
        check_step(kind, state, to, roles=frozenset(roles), reason="daarom")
    else:
        with pytest.raises(FollowUpError):
            check_step(kind, state, to, roles=frozenset(roles), reason="daarom")


@pytest.mark.parametrize("kind", Kind)
def test_every_state_of_a_kind_can_be_reached_and_leads_to_an_end(kind):
    reached, waiting = {State.OPEN}, [State.OPEN]
    while waiting:
        for to in STEPS[kind].get(waiting.pop(), {}):
            if to not in reached:
                reached.add(to)
                waiting.append(to)
    assert set(STEPS[kind]) <= reached
    assert any(is_final(kind, state) for state in reached)


def test_only_the_table_closes_an_action():
    assert State.CLOSED not in next_states(Kind.ACTION, State.DONE, frozenset({Role.OWNER}))
    assert State.CLOSED in next_states(Kind.ACTION, State.DONE, frozenset({Role.TABLE}))
    assert State.CLOSED not in next_states(Kind.ACTION, State.OPEN)


def test_an_answer_without_words_is_refused_in_both_languages():
    with pytest.raises(FollowUpError) as refused:
        check_step(Kind.REQUEST, State.OPEN, State.REFUSED, roles=frozenset({Role.OWNER}), reason="  ")
    assert "toelichting" in refused.value.text.nl
    assert "reason" in refused.value.text.en


def test_a_term_is_over_the_day_after_its_last_day():
    term = Term(date(2022, 9, 23), opens=date(2022, 9, 19))
    assert not term.is_overdue(date(2022, 9, 23))
    assert term.is_overdue(date(2022, 9, 24))
    assert not Term().is_overdue(date(2030, 1, 1))
    with pytest.raises(FollowUpError):
        Term(date(2022, 9, 18), opens=date(2022, 9, 19))


def test_the_large_families_request_took_290_days():
    assert days_until_answer(date(2022, 9, 16), date(2023, 7, 3)) == 290


def test_every_kind_and_state_has_words():
    assert set(KIND_TITLES) == set(Kind)
    assert set(STATE_TITLES) == set(State)
