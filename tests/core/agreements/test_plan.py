from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.agreements.plan import PlannedAction, Progress, rolled_up

DAY = date(2022, 9, 30)
ACTIONS = st.lists(
    st.builds(
        PlannedAction,
        st.sampled_from(["a", "b", "c", "d"]),
        st.just("titel"),
        st.just("lrt"),
        st.none() | st.integers(-5, 5).map(lambda days: DAY + timedelta(days=days)),
        st.booleans(),
        st.booleans(),
    ),
    max_size=5,
)


@given(ACTIONS)
def test_a_measure_is_done_when_all_its_actions_are_and_late_when_one_is(actions):
    found = rolled_up(actions, day=DAY)
    known = {one.key: one for one in actions}.values()
    late = [one for one in known if not one.done and one.due is not None and one.due < DAY]
    assert (found.progress is Progress.DONE) == (bool(known) and all(one.done for one in known))
    assert (found.progress is Progress.LATE) == bool(late)
    assert (found.count, found.late) == (len(known), len(late))
    assert found.done <= found.count


def test_a_measure_past_its_own_day_is_late_without_any_action():
    assert rolled_up([], day=DAY).progress is Progress.EMPTY
    assert rolled_up([], day=DAY, due=DAY).progress is Progress.EMPTY
    assert rolled_up([], day=DAY, due=DAY - timedelta(days=1)).progress is Progress.LATE


def test_an_action_that_serves_a_measure_twice_counts_once():
    one = PlannedAction("a", "titel", "lrt", None, True, False)
    found = rolled_up([one, one], day=DAY)
    assert (found.count, found.progress, found.share) == (1, Progress.UNDER_WAY, 0)
