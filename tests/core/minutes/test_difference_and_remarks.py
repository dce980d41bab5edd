"""Versions are compared word by word without losing a letter; remarks are seen by whom they may be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.check import MinutesLine
from regietafel.core.minutes.difference import difference, words_changed
from regietafel.core.minutes.remarks import Viewer, may_see_remark, refuse_empty_answer
from regietafel.core.minutes.states import MinutesRefused

MADE = datetime(2022, 9, 20, 12, tzinfo=UTC)
LATER = datetime(2022, 9, 23, 12, tzinfo=UTC)
LINE = MinutesLine("2.1", LineKind.FACT, "De brief is af.")


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = words_changed(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


def test_a_changed_owner_or_date_is_a_change_though_the_text_is_the_same() -> None:
    (change,) = difference([LINE], [replace(LINE, kind=LineKind.ACTION, due=date(2022, 9, 25))])
    assert (change.kind, change.about) == ("changed", True)


def test_lines_that_came_and_went_stand_at_their_place() -> None:
    other = replace(LINE, number="2.10")
    changes = difference([LINE, other], [LINE, replace(LINE, number="2.2")])
    assert [(c.number, c.kind) for c in changes] == [("2.1", "same"), ("2.2", "added"), ("2.10", "removed")]


@pytest.mark.parametrize(
    ("viewer", "circulated", "seen"),
    [
        (Viewer(secretariat=True), False, True),
        (Viewer(frozenset({"vng"}), seated=True), False, True),
        (Viewer(frozenset({"ipo"}), seated=True), False, False),
        (Viewer(frozenset({"ipo"}), seated=True), True, True),
        (Viewer(), True, False),
    ],
)
def test_who_sees_a_remark(viewer: Viewer, circulated: bool, seen: bool) -> None:
    moments = [LATER] if circulated else []
    assert may_see_remark(viewer, partner="vng", made_at=MADE, circulations=moments) is seen


def test_a_circulation_before_the_remark_does_not_show_it() -> None:
    viewer = Viewer(frozenset({"ipo"}), seated=True)
    assert not may_see_remark(viewer, partner="vng", made_at=LATER, circulations=[MADE])


def test_a_remark_is_accepted_only_with_a_new_text_and_every_answer_has_a_reason() -> None:
    refuse_empty_answer(accepted=False, reason="Staat al in regel 3.2.", changed=False)
    with pytest.raises(MinutesRefused) as refused:
        refuse_empty_answer(accepted=True, reason=" ", changed=False)
    assert len(refused.value.texts) == 2
