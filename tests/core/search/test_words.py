"""Dutch words are found by their other forms, and questions are read as they are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.search.question import NothingAsked, parse
from regietafel.core.search.snippet import snippet
from regietafel.core.search.words import basic_of, folded, forms_of, parts_of, terms_of, words_of


@pytest.mark.parametrize(
    ("form", "basic"),
    [
        ("brieven", "brief"),
        ("huizen", "huis"),
        ("gezinnen", "gezin"),
        ("gemeenten", "gemeente"),
        ("commissarissen", "commissaris"),
        ("vergaderde", "vergaderen"),
    ],
)
def test_a_form_has_the_basic_form_of_the_dictionary(form, basic):
    assert basic_of(form) == basic


def test_a_compound_that_the_dictionary_lacks_is_found_by_its_parts():
    assert parts_of("opvangplekken") == ("opvang", "plekken")
    assert "plek" in forms_of("crisisnoodopvangplekken")
    assert parts_of("qqqqwwwwxxxx") == ()


@given(st.text(max_size=60))
def test_a_text_is_always_found_by_its_own_words(text):
    assert set(words_of(text)) <= set(terms_of(text))


@given(st.text(max_size=80))
def test_any_question_is_read_or_refused(text):
    try:
        question = parse(text)
    except NothingAsked:
        return
    assert question.wanted
    assert all(each.word.isalnum() for each in question.wanted)


@given(st.text(max_size=400), st.sampled_from(["brief", "huis", "de brief"]))
def test_a_snippet_is_short_and_made_of_the_text(text, asked):
    pieces = snippet(text, parse(asked))
    assert len("".join(piece.text for piece in pieces)) <= 400
    shown = " ".join(text.split())
    assert all(piece.text.strip(" …") in shown for piece in pieces)


def test_a_snippet_is_around_the_first_word_that_answers():
    text = "Woord " * 60 + "de brieven gaan uit " + "woord " * 60
    said = "".join(piece.text for piece in snippet(text, parse("brief")))
    assert "brieven" in said
    assert said.startswith("… ")
    assert said.endswith(" …")


def test_folding_takes_capitals_and_accents_away():
    assert folded("Súdwest-Fryslân COÖRDINATIE") == "sudwest-fryslan coordinatie"
