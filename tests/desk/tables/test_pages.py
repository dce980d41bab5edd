"""Pages of tables: the structure before and after 23 September 2022, one table, layers, contact points."""

import pytest

from tests.desk.conftest import CASE_EVENING

EVENING = f"bekend-op={CASE_EVENING}"


def text_of(client, address, *, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def test_on_the_evening_of_the_meeting_the_crisis_bodies_are_there_and_their_end_is_not_known(reader):
    text = text_of(reader, f"/tafels/?{EVENING}")
    assert "MCCb" in text
    assert "hoogstens 3 lagen" in text
    assert "23 september 2022" not in text


def test_since_23_september_they_are_gone_and_nothing_is_left_over(reader):
    text = text_of(reader, "/tafels/?dag=2022-09-23")
    assert "hoogstens 2 lagen" in text
    assert "/tafels/mccb/" not in text
    plan = text_of(reader, "/tafels/overdracht/2022-09-23/")
    assert "Er blijft niets liggen." in plan
    assert "illustratie" in plan.lower()


def test_the_hand_over_was_not_known_on_the_16th(reader):
    text_of(reader, f"/tafels/overdracht/2022-09-23/?{EVENING}", status=404)


def test_the_national_table_names_public_office_holders_and_no_officials(reader):
    text = text_of(reader, f"/tafels/lrt/?{EVENING}")
    for name in ("Bruins Slot", "De Jonge", "Van der Burg", "Van Gennip", "Klijnsma", "Schoenmaker"):
        assert name in text
    assert "naam niet openbaar" in text
    assert "uitgenodigd" in text


def test_names_of_2022_are_not_shown_as_those_of_today(reader):
    assert "Plaatsen en namen zijn die van 16 september 2022." in text_of(reader, "/tafels/lrt/")
    assert "Plaatsen en namen zijn die van" not in text_of(reader, f"/tafels/lrt/?{EVENING}")


def test_the_reading_of_hlrt_is_marked(reader):
    assert "geen feit uit een bron" in text_of(reader, "/tafels/hlrt/")


def test_an_ended_table_says_so_and_leads_to_its_successor(reader):
    text = text_of(reader, "/tafels/mccb/")
    assert "MCCb is er sinds 23 september 2022 niet meer." in text
    assert "Naar de opvolger: MCMS" in text


def test_a_provincial_table_shows_its_regions_municipalities_and_the_other_body(reader):
    text = text_of(reader, "/tafels/prt-pv22/?dag=2022-09-16")
    assert "12 van de 12 gemeenten" in text
    for said in ("Drenthe", "Assen", "Gedeputeerde Staten van Drenthe", "Klijnsma", "Krijgt meldingen"):
        assert (said in text) is (said != "Krijgt meldingen")


def test_the_layers_before_and_after_are_counted_and_unknown_days_are_told(reader):
    text = text_of(reader, "/tafels/lagen/?dag=2022-09-30")
    assert "langs hoogstens 2 lagen; daarvoor waren het er 3" in text
    assert "HLRT (14 dagen)" in text
    assert "dagen niet bekend" in text
    assert "elke PRT" in text


def test_contact_points_show_the_gaps_at_the_state(reader):
    text = text_of(reader, f"/contactpunten/?{EVENING}")
    assert "Over 5 van de 6 onderwerpen" in text
    assert "niemand aan te spreken" in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/tafels/?dag=gisteren", 400),
        ("/tafels/?dag=2022-02-30", 400),
        ("/tafels/?dag=1950-01-01", 200),
        ("/tafels/lagen/?dag=1950-01-01", 200),
        ("/tafels/prt-pv22/?dag=1950-01-01", 200),
        ("/tafels/prt-pv22/?dag=0001-01-01", 400),
        ("/tafels/lagen/?dag=0001-01-01", 400),
        ("/tafels/?dag=9999-12-31", 400),
        ("/tafels/?bekend-op=2022-01-01", 200),
        ("/tafels/lagen/?bekend-op=2022-01-01", 200),
        ("/contactpunten/?bekend-op=2022-01-01", 200),
        ("/tafels/lrt/?bekend-op=2022-01-01", 404),
        ("/tafels/iao/?dag=2022-01-01", 200),
    ],
)
def test_every_day_answers_or_says_why_not(reader, address, status):
    text_of(reader, address, status=status)


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/tafels/", 7), ("/tafels/lrt/", 8), ("/tafels/lagen/", 9), ("/contactpunten/", 10)],
)
def test_the_number_of_queries_does_not_grow(reader, django_assert_max_num_queries, address, queries):
    with django_assert_max_num_queries(queries):
        reader.get(address)


def test_a_day_that_cannot_be_read_is_told(reader):
    assert "“gisteren” is geen dag die wij kennen" in text_of(reader, "/tafels/?dag=gisteren", status=400)
