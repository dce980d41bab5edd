import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.errors import Faults
from regietafel.core.taakstelling.exchange import ExchangeRefused, exchange


def test_an_exchange_that_keeps_the_sum_is_allowed():
    assert exchange({"A": 60, "B": 40}, {"A": 45, "B": 55}).value == {"A": 45, "B": 55}


def test_an_exchange_that_changes_the_sum_is_refused_with_the_difference():
    with pytest.raises(ExchangeRefused, match=r"from 100 to 95 \(-5\); agree numbers that add up to 100"):
        exchange({"A": 60, "B": 40}, {"A": 45, "B": 50})


def test_one_municipality_alone_cannot_exchange():
    with pytest.raises(ExchangeRefused, match="two or more"):
        exchange({"A": 60}, {"A": 60})


def test_all_faults_of_an_exchange_come_together():
    with pytest.raises(Faults) as refused:
        exchange({"A": 60, "B": 40}, {"A": -1, "C": 101})
    assert len(refused.value.faults) == 2


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 99), min_size=2), st.data())
def test_an_allowed_exchange_never_changes_the_total(targets, data):
    codes = data.draw(st.lists(st.sampled_from(sorted(targets)), min_size=2, max_size=6, unique=True))
    moved = data.draw(st.integers(0, targets[codes[0]]))
    agreed = {code: targets[code] for code in codes}
    agreed[codes[0]] -= moved
    agreed[codes[1]] += moved
    assert sum(exchange(targets, agreed).value.values()) == sum(targets.values())
