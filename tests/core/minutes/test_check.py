"""The check before adoption finds what contradicts itself or what is known, says what to do, and claims no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.meetings.attendance import Entry, Presence
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.check import ATTENDANCE, MinutesLine, blocking, check
from regietafel.core.minutes.quantities import KnownFact, deviations, quantities_in

ALDERMAN = Text("wethouder", "alderman")
AGREED = KnownFact(
    Text("bestuurlijke afspraak", "agreement"),
    ("vergunninghouder",),
    Fraction(20_000),
    "persons",
    HalfYear(2022, 2),
    "/afspraken/2022-08-26-a4/",
)
LEGAL = replace(AGREED, name=Text("taakstelling", "target"), value=Fraction(15_333))


def found_codes(**given_: object) -> list[tuple[str, str]]:
    return [(f.code, f.line) for f in check(**{"attendance": (), "lines": (), **given_}).value]  # type: ignore[arg-type]


def test_who_is_present_and_absent_at_once_is_found_and_blocks() -> None:
    entries = [
        Entry(Presence.PRESENT, "vng", ALDERMAN, "Weterings", seat="lrt-vng-1"),
        Entry(Presence.ABSENT, "vng", ALDERMAN, "Weterings", seat="lrt-vng-1"),
    ]
    (finding,) = check(attendance=entries, lines=()).value
    assert finding.line == ATTENDANCE
    assert "Weterings" in finding.what.nl
    assert finding.severity == "blocks"
    assert blocking([finding], [finding.mark]) == (finding,)


def test_who_has_no_seat_is_named_as_a_guest_or_found() -> None:
    unnamed = Entry(Presence.PRESENT, "szw", Text("directeur", "director"))
    assert found_codes(attendance=[unnamed], partners={"szw": "SZW"}) == [("no_seat", ATTENDANCE)]
    assert found_codes(attendance=[replace(unnamed, presence=Presence.GUEST)], partners={"szw": "SZW"}) == []


def test_a_partner_that_was_not_represented_asks_a_motive() -> None:
    (finding,) = check(attendance=(), lines=(), partners={"mszw": "SZW"}).value
    assert finding.severity == "asks_motive"
    assert blocking([finding], [finding.mark]) == ()


def test_an_action_says_who_and_when() -> None:
    line = MinutesLine("3.1", LineKind.ACTION, "Er gaat een brief uit.")
    assert found_codes(lines=[line]) == [("action_without_owner", "3.1"), ("action_without_date", "3.1")]
    assert found_codes(lines=[replace(line, owner="mnre1058", due=date(2022, 9, 25))]) == []


def test_a_mandate_has_limits() -> None:
    line = MinutesLine("3.8", LineKind.MANDATE, "De HLRT besluit over de brief.", owner="hlrt")
    assert found_codes(lines=[line]) == [("mandate_without_limits", "3.8")]
    assert found_codes(lines=[replace(line, has_limits=True)]) == []


def test_a_quantity_that_differs_from_all_that_is_known_is_found_with_what_is_known() -> None:
    line = MinutesLine(
        "3.1", LineKind.FACT, "In de tweede helft van 2022 huisvesten we 2.000 vergunninghouders."
    )
    (finding,) = check(attendance=(), lines=[line], facts=[AGREED, LEGAL]).value
    assert finding.code == "quantity_differs"
    assert "bestuurlijke afspraak: 20.000" in finding.what.nl
    assert "taakstelling: 15.333" in finding.what.nl
    assert finding.href == "/afspraken/2022-08-26-a4/"


@pytest.mark.parametrize(
    "text",
    [
        "We huisvesten 20.000 vergunninghouders.",
        "We huisvesten 15.333 vergunninghouders.",
        "In de eerste helft van 2023 huisvesten we 21.200 vergunninghouders.",
        "Er zijn 450 plekken voor vergunninghouders.",
        "Vergunninghouders wachten sinds 26 augustus 2022.",
    ],
)
def test_what_agrees_or_is_about_something_else_is_left_alone(text: str) -> None:
    assert deviations(text, [AGREED, LEGAL]) == ()


def test_a_motive_counts_only_as_long_as_the_finding_says_the_same() -> None:
    line = MinutesLine("3.1", LineKind.FACT, "We huisvesten 2.000 vergunninghouders.")
    (before,) = check(attendance=(), lines=[line], facts=[AGREED]).value
    (after,) = check(attendance=(), lines=[line], facts=[LEGAL]).value
    assert blocking([before], [before.mark]) == ()
    assert blocking([after], [before.mark]) == (after,)


@given(
    st.integers(0, 10**9), st.sampled_from(["vergunninghouders", "plekken", "woningen", "procent", "euro"])
)
def test_any_whole_number_in_dutch_notation_is_read_back_exactly(number: int, unit: str) -> None:
    (quantity,) = quantities_in(f"Samen zijn het {number:,} {unit}.".replace(",", "."))
    assert quantity.value == number


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_quantities(text: str) -> None:
    for quantity in quantities_in(text):
        assert text[quantity.start : quantity.end] == quantity.text
