"""Minutes are read from plain text with the shape of published ones: torn lines, blanked names, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.reading import LONGEST, proposed_kind, read_minutes
from regietafel.core.minutes.states import MinutesRefused

TEXT = """ Vergaderdatum 3 maart 2023\x20
Aanwezig Mevr. De Wit (MXYZ) Dhr. Zwart (IPO), Dhr.\x20

Van der Groen (VNG),\x20\x20

(DGX),  (DGY),  secretariaat\x20

Afwezig Mw. Rood (MABC), Dhr. Zwart (IPO),\x20
 (DGZ).\x20

1. Opening\x20
• Het vorige verslag ligt voor bij\x20

deze tafel.\x20


2. Huisvesting\x20\x20
• IPO verzoekt om een overzicht van\x20
lopende regelingen.\x20
 • De ambtelijke tafel is gemandateerd voor de brief.\x20
"""


def test_the_head_gives_the_day_and_both_lists_with_blanked_names_by_office() -> None:
    read = read_minutes(TEXT)
    assert read.day == date(2023, 3, 3)
    assert [(p.name, p.office) for p in read.present] == [
        ("De Wit", "MXYZ"),
        ("Zwart", "IPO"),
        ("Van der Groen", "VNG"),
        ("", "DGX"),
        ("", "DGY"),
    ]
    assert [(p.name, p.office) for p in read.absent] == [("Rood", "MABC"), ("Zwart", "IPO"), ("", "DGZ")]


def test_torn_bullets_are_put_together_and_say_on_which_lines_they_stand() -> None:
    first, second = read_minutes(TEXT).items
    assert [(line.number, line.text, line.first, line.last) for line in first.lines] == [
        ("1.1", "Het vorige verslag ligt voor bij deze tafel.", 12, 14)
    ]
    assert [line.number for line in second.lines] == ["2.1", "2.2"]
    assert second.lines[0].text.endswith("lopende regelingen.")
    assert [line.kind for line in second.lines] == [LineKind.REQUEST, LineKind.MANDATE]


def test_every_line_with_text_is_in_some_part() -> None:
    read = read_minutes(TEXT)
    assert read.unread == ()


def test_words_outside_any_part_are_given_back_for_a_person_to_look_at() -> None:
    assert read_minutes("Vertrouwelijk\n1. Opening\n• Goed.").unread == ((1, "Vertrouwelijk"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no numbered item"),
        ("Zomaar een brief.", "There is no numbered item"),
        ("1. Opening\n• a\n1. Slot\n• b", "Item 1 is there 2 times"),
        ("x" * (LONGEST + 1), "at most 200000 fit"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(MinutesRefused, match=said):
        read_minutes(text)


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert read_minutes("Vergaderdatum 31 februari 2023\n1. Opening\n• Goed.").day is None


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60),
        max_size=8,
    )
)
def test_no_bullet_is_lost_whatever_it_says(bullets: list[str]) -> None:
    text = "1. Punt\n" + "\n".join(f"• a{b}" for b in bullets)
    read = read_minutes(text)
    assert len(read.items) == 1
    assert [line.number for line in read.items[0].lines] == [f"1.{n}" for n in range(1, len(bullets) + 1)]


def test_a_sentence_without_a_cue_is_proposed_as_a_fact() -> None:
    assert proposed_kind("De zaal was vol.") is LineKind.FACT
