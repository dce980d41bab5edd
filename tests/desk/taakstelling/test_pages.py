import json

import pytest
from typer.testing import CliRunner

EVENING = "bekend-op=2022-09-16T20:00"


def text_of(client, address, *, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def test_the_nation_shows_the_target_the_corrected_target_and_the_agreement(reader):
    text = text_of(reader, "/taakstelling/2022-II/")
    for number in ("13.500", "13.675", "15.333", "20.000"):
        assert number in text
    assert "7 dagen te laat" in text


def test_the_why_page_of_stichtse_vecht_shows_every_step(reader):
    text = text_of(reader, "/taakstelling/2022-II/gm1904/waarom/")
    assert "Waarom is het getal van Stichtse Vecht 50?" in text
    for said in ("65.108", "17.475.415", "50,297", "methode van Adams", "32 personen erbij", "13.675"):
        assert said in text


def test_the_published_balance_is_not_marked_as_made_up_and_the_others_are(reader):
    from regietafel.core.base.calendar import HalfYear
    from regietafel.desk.taakstelling.queries import targets_of

    carry = targets_of(HalfYear(2022, 2), None).carry
    assert {code for code, rows in carry.items() if not all(row.illustrative for row in rows)} == {
        "GM1904",
        "GM1966",
        "GM1948",
        "GM0484",
    }
    assert sum(row.persons for rows in carry.values() for row in rows) == -1833


def test_the_same_answer_comes_by_page_query_and_command_line(reader):
    from regietafel.cli.group import app
    from regietafel.core.base.calendar import HalfYear
    from regietafel.core.base.plain import as_plain
    from regietafel.desk.taakstelling.queries import why

    result = CliRunner().invoke(app, ["taakstelling", "explain", "2023-I", "GM0088", "--json"])
    said = json.loads(result.output)
    stored = as_plain(why(HalfYear(2023, 1), "GM0088", None))
    assert said["value"]["published"] == stored["value"]["published"] == 2
    assert [step["text"] for step in said["steps"][1:5]] == [step["text"] for step in stored["steps"][1:5]]
    assert stored["steps"][3]["text"].replace("'", "&#x27;") in text_of(
        reader, "/taakstelling/2023-I/gm0088/waarom/"
    )


def test_before_the_announcement_the_target_was_not_known(reader):
    text = text_of(reader, f"/taakstelling/2023-I/?{EVENING}", status=404)
    assert "2023-I" in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/taakstelling/", 200),
        ("/taakstelling/2022-II/nl/", 200),
        ("/taakstelling/2022-II/pv22/", 200),
        ("/taakstelling/2022-II/vr03/", 200),
        ("/taakstelling/2022-II/gm0457/", 404),
        ("/taakstelling/2022-II/gm9999/", 404),
        ("/taakstelling/2022-III/", 404),
        ("/taakstelling/2030-I/", 404),
        ("/taakstelling/2022-II/pv22/waarom/", 404),
    ],
)
def test_every_address_answers_or_says_why_not(reader, address, status):
    text_of(reader, address, status=status)


def test_a_dissolved_municipality_says_what_became_of_it(reader):
    assert "Amsterdam" in text_of(reader, "/taakstelling/2022-II/gm0457/", status=404)


def test_the_links_of_an_old_state_keep_the_moment(reader):
    text = text_of(reader, f"/taakstelling/2022-II/pv22/?{EVENING}")
    assert "U kijkt naar de stand van" in text
    assert "/taakstelling/2022-II/gm0106/?bekend-op=2022-09-16T20%3A00" in text


def test_a_page_of_targets_asks_the_database_at_most_ten_questions(reader, django_assert_max_num_queries):
    reader.get("/taakstelling/2022-II/")
    with django_assert_max_num_queries(10):
        reader.get("/taakstelling/2022-II/")
