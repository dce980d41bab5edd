"""What is typed in a meeting is read, or kept and refused in a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.meetings.line_kinds import KIND_WORDS, LineKind, kind_of_mark
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.typed_line import LONGEST_LINE, read_line, text_faults


@pytest.mark.parametrize("kind", LineKind)
def test_every_kind_has_a_mark_that_means_it(kind):
    assert all(kind_of_mark(mark) is kind for mark in KIND_WORDS[kind].marks)


def test_marks_at_the_ends_fall_away_and_say_what_they_say():
    line = read_line("#3 !actie  @VNG A4 opstellen 31-12-2022")
    assert (line.text, line.kind, line.owner, line.due, line.item) == (
        "A4 opstellen",
        LineKind.ACTION,
        "vng",
        date(2022, 12, 31),
        3,
    )


def test_a_mark_inside_a_sentence_stays_as_a_word():
    assert (
        read_line("Voor 31-12-2022 schrijft @vng een brief").text == "Voor 31-12-2022 schrijft vng een brief"
    )


def test_an_address_of_a_mailbox_and_an_exclamation_are_no_marks():
    line = read_line("Mail naar info@vng.nl, snel!")
    assert (line.text, line.owner, line.kind) == ("Mail naar info@vng.nl, snel!", "", None)


def test_all_faults_are_told_at_once_in_both_languages():
    with pytest.raises(MeetingRefused) as refused:
        read_line("!iets @onbekend 31-02-2022", owners={"vng": "vng"})
    assert [told.where for told in refused.value.told] == ["kind", "owner", "due"]
    assert all(told.what.nl and told.what.en and told.what.nl != told.what.en for told in refused.value.told)


def test_a_short_name_after_the_at_sign_means_the_key_of_an_organisation():
    assert read_line("Lijst maken @COA", owners={"coa": "zb000210"}).owner == "zb000210"


def test_two_kinds_or_owners_on_one_line_are_refused():
    for typed in ("tekst !actie !besluit", "tekst @vng @ipo"):
        with pytest.raises(MeetingRefused, match="second"):
            read_line(typed)


def test_ten_thousand_characters_fit_and_one_more_does_not():
    assert read_line("x" * LONGEST_LINE).text == "x" * LONGEST_LINE
    assert text_faults("x" * (LONGEST_LINE + 1))


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\u202e", "\ud800"])
def test_characters_that_cannot_be_shown_are_named(bad):
    assert f"U+{ord(bad):04X}" in text_faults(f"a{bad}b")[0].what.nl


def test_html_is_text_like_any_other():
    assert read_line("<script>alert(1)</script> !feit").text == "<script>alert(1)</script>"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_never_changed_but_for_spaces_and_marks(typed):
    try:
        line = read_line(typed)
    except MeetingRefused:
        return
    letters = [letter for letter in line.text if not letter.isspace()]
    rest = iter(letter for letter in typed if not letter.isspace())
    assert all(letter in rest for letter in letters)
