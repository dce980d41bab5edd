"""The minutes of 16 September 2022 in the case: every line of the document lives somewhere, its fault is found."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from regietafel.desk.minutes import queries
from tests.desk.accounts.people import PASSWORD, add, address

MEETING = "lrt-2022-09-16"
DAY = date(2022, 9, 16)
EVENING = datetime(2022, 9, 16, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))

# Every line of the document that says something, and the place that holds it: the head, the attendance, or a line.
LINES_OF_THE_DOCUMENT: dict[range, tuple[str, ...]] = {
    range(1, 2): ("head",),
    range(2, 13): ("present",),
    range(14, 16): ("absent",),
    range(20, 21): ("item 1",),
    range(21, 24): ("1.1",),
    range(27, 28): ("item 2",),
    range(28, 31): ("2.1",),
    range(31, 36): ("2.2",),
    range(37, 43): ("2.3",),
    range(44, 48): ("2.4",),
    range(48, 51): ("2.5",),
    range(53, 54): ("item 3",),
    range(55, 60): ("3.1",),
    range(61, 68): ("3.2",),
    range(69, 71): ("3.3",),
    range(72, 74): ("3.4",),
    range(75, 77): ("3.5",),
    range(78, 80): ("3.6",),
    range(82, 83): ("item 4",),
    range(84, 86): ("4.1",),
    range(87, 91): ("4.2",),
    range(92, 94): ("4.3",),
    range(95, 96): ("4.4",),
}
WORDS_OF: dict[str, tuple[str, str]] = {
    "1.1": ("request", "LRT zelf haar verslag"),
    "2.1": ("concern", "26 augustus"),
    "2.2": ("agreement", "opvolgingsplan"),
    "2.3": ("action", "aanspreekpunt"),
    "2.4": ("action", "A4"),
    "2.5": ("action", "wettelijke taak"),
    "3.1": ("action", "20.000 vergunninghouders"),
    "3.2": ("agreement", "korte lijnen"),
    "3.3": ("action", "provincies die achterlopen"),
    "3.4": ("request", "grote gezinnen"),
    "3.5": ("action", "opmerkingen"),
    "3.6": ("mandate", "2023-I"),
    "4.1": ("concern", "omwonenden"),
    "4.2": ("agreement", "1 januari 2023"),
    "4.3": ("concern", "CNO-plekken"),
    "4.4": ("concern", "verdeelsleutel"),
}


@pytest.fixture
def secretary(case: None) -> Client:
    """The secretariat of the LRT, signed in."""
    add("national")
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/account/aanmelden/", {"login": address("national"), "password": PASSWORD})
    return client


def test_every_line_of_the_document_is_named_once() -> None:
    named = [number for lines in LINES_OF_THE_DOCUMENT for number in lines]
    empty = {13, 16, 17, 18, 19, 24, 25, 26, 36, 43, 51, 52, 54, 60, 68, 71, 74, 77, 80, 81, 83, 86, 91, 94}
    assert sorted(named) == sorted(set(range(1, 96)) - empty)
    places = [place for places in LINES_OF_THE_DOCUMENT.values() for place in places if place[0].isdigit()]
    assert places == list(WORDS_OF)


@pytest.mark.parametrize("lines", LINES_OF_THE_DOCUMENT, ids=lambda lines: f"{lines.start}-{lines.stop - 1}")
def test_each_line_of_the_document_lives_on_the_page_of_the_minutes(lines: range, secretary: Client) -> None:
    row = queries.minutes(MEETING)
    page = secretary.get(f"/verslagen/{MEETING}/").content.decode()
    for place in LINES_OF_THE_DOCUMENT[lines]:
        if place == "head":
            assert "16 september 2022" in page
        elif place in ("present", "absent"):
            there = [
                e.person
                for e in row.content.attendance
                if (e.presence.value != "absent") == (place == "present")
            ]
            assert all(person in page for person in there)
            assert len(there) == {"present": 16, "absent": 3}[place]
        elif place.startswith("item"):
            assert f"{place[5:]}. <span>{row.content.title(int(place[5:]))}</span>" in page
        else:
            line = row.content.line(place)
            assert line is not None
            assert (line.kind.value, WORDS_OF[place][1] in line.text) == (WORDS_OF[place][0], True)
            assert f'id="regel-{place.replace(".", "-")}"' in page


def test_the_minutes_are_a_draft_on_the_evening_of_the_meeting(case: None) -> None:
    row = queries.minutes(MEETING, EVENING)
    assert (row.state, row.version, len(row.content.lines)) == ("draft", 1, 16)
    with pytest.raises(queries.MinutesUnknown):
        queries.minutes(MEETING, datetime(2022, 9, 16, 19, tzinfo=ZoneInfo("Europe/Amsterdam")))


def test_who_is_present_and_absent_is_found_and_stands_on_the_page(case: None, secretary: Client) -> None:
    (found,) = [
        f
        for f in queries.findings_of(queries.minutes(MEETING), DAY).value
        if f.line == "aanwezigheid" and f.severity == "blocks"
    ]
    assert found.what.nl == "Weterings (VNG) staat bij de aanwezigen én bij de afwezigen"
    for address_ in (f"/verslagen/{MEETING}/", f"/verslagen/{MEETING}/controle/"):
        assert found.what.nl in secretary.get(address_).content.decode()


def test_the_mandate_of_the_last_line_of_item_3_is_in_the_register_with_its_limits(secretary: Client) -> None:
    codes = {(f.code, f.line) for f in queries.findings_of(queries.minutes(MEETING), DAY).value}
    assert ("mandate_without_limits", "3.6") not in codes
    assert "/mandaten/" in secretary.get(f"/verslagen/{MEETING}/").content.decode()


def test_the_number_of_20_000_agrees_with_what_was_agreed(case: None) -> None:
    facts = queries.known_facts(DAY, EVENING)
    assert 20_000 in {fact.value for fact in facts}
    codes = {finding.code for finding in queries.findings_of(queries.minutes(MEETING), DAY, EVENING).value}
    assert "quantity_differs" not in codes


def test_what_no_source_says_is_marked_as_made_up(secretary: Client) -> None:
    row = queries.minutes(MEETING)
    assert all(step.illustrative for step in row.steps)
    assert all(remark.illustrative for remark in queries.remarks(MEETING))
    assert "verzonnen" in secretary.get(f"/verslagen/{MEETING}/").content.decode()
    evening = secretary.get(f"/verslagen/{MEETING}/?bekend-op=2022-09-16T20:00").content.decode()
    assert "verzonnen" not in evening


def test_a_visitor_sees_that_there_are_minutes_and_how_they_stand_but_not_what_they_say(
    reader: Client,
) -> None:
    assert "concept, rondgestuurd" in reader.get("/verslagen/").content.decode()
    assert reader.get(f"/verslagen/{MEETING}/").status_code == 302


def test_the_page_of_minutes_asks_a_fixed_number_of_questions(
    secretary: Client, django_assert_max_num_queries: object
) -> None:
    secretary.get(f"/verslagen/{MEETING}/")  # what is alike for all is asked for once after each write
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        secretary.get(f"/verslagen/{MEETING}/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        secretary.get("/verslagen/")
