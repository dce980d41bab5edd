"""What was written is found by its word forms, within what the reader may see and as known at the moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from regietafel.core.base.calendar import DateRange
from regietafel.core.mandates.acts import ActKind
from regietafel.core.mandates.mandate import Mandate
from regietafel.core.search.question import NothingAsked, parse
from regietafel.desk.audit.chain import Command
from regietafel.desk.mandates.actions import MandateEntry, act, grant
from regietafel.desk.search import index
from regietafel.desk.search.full_text import asked_of
from regietafel.desk.search.models import Entry
from regietafel.desk.search.queries import readers_of, search
from regietafel.desk.shared.searchable import Searchable
from tests.desk.accounts.people import AT, PASSWORD, add, address

BY = Command("test")
NOON = datetime(2022, 9, 16, 12, tzinfo=UTC)


def text(number: int = 1, said: str = "De brieven zijn verstuurd.", **more: object) -> Searchable:
    given = {
        "number": number,
        "kind": "action",
        "key": f"act-{number}",
        "group": f"item act-{number}",
        "version": 1,
        "title": "Actie",
        "text": said,
        "href": f"/acties/act-{number}/",
        "known_since": NOON,
        "readers": ("lrt",),
        **more,
    }
    return Searchable(**given)  # type: ignore[arg-type]


def keys(question: str, readers=None, at=None, **more) -> list[str]:
    return [hit.key for hit in search(question, readers, at, **more).hits]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("brief", "De brieven zijn verstuurd."),
        ("brieven", "Er gaat een brief uit."),
        ("versturen", "De brieven zijn verstuurd."),
        ("huisvesten", "Er zijn 4.990 mensen gehuisvest."),
        ("plek", "Te weinig crisisnoodopvangplekken."),
        ("opvangplekken", "Plekken in de opvang."),
        ("vergunning", "Vergunninghouders wonen."),
        ("coordinatie", "De coördinatie loopt."),
        ("COÖRDINATIE", "de coordinatie loopt"),
        ("2023-I", "De taakstelling van 2023-I."),
        ("prt", "De rol van de PRT’s, en van een PRT-voorzitter."),
        ("or", "Rand en or en near."),
    ],
)
def test_a_text_is_found_by_another_form_of_its_words(db, asked, said):
    index.put("items", [text(said=said)])
    assert keys(asked) == ["act-1"]


def test_all_words_are_wanted_and_some_can_be_kept_out(db):
    index.put("items", [text(1, "brief over cno"), text(2, "brief over huisvesting"), text(3, "cno")])
    assert set(keys("brief")) == {"act-1", "act-2"}
    assert keys("brief cno") == ["act-1"]
    assert keys("brief -cno") == ["act-2"]
    assert keys('"over huisvesting"') == ["act-2"]
    assert keys('"huisvesting over"') == []


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "  ",
        "*",
        '"',
        "-",
        "' OR 1=1 --",
        "a",
        "terms:brief",
        "(brief",
        "brief) AND",
        "NEAR(a b)",
        "\x00",
        "x" * 900,
    ],
)
def test_any_question_is_answered_or_refused_in_a_sentence(db, asked):
    index.put("items", [text()])
    with suppress(NothingAsked):
        assert keys(asked, ()) == []


def test_a_reader_finds_what_is_public_or_of_own_tables_and_nothing_else(db):
    index.put("items", [text(1), text(2, readers=("prt-pv22", "vng")), text(3, readers=(), public=True)])
    assert set(keys("brief")) == {"act-1", "act-2", "act-3"}
    assert keys("brief", ()) == ["act-3"]
    assert set(keys("brief", ("prt-pv22",))) == {"act-2", "act-3"}
    assert set(keys("brief", ("vng", "lrt"))) == {"act-1", "act-2", "act-3"}
    # the mark of a reader opens nothing when it is typed
    assert keys("xqlrt", ()) == []


def test_as_known_at_a_moment_the_version_of_then_is_found(db):
    later = NOON + timedelta(days=1)
    index.put("minutes", [text(1, "oude woorden", key="m/1", group="m")])
    index.put("minutes", [text(2, "nieuwe zinnen", key="m/1", group="m", version=2, known_since=later)])
    assert (keys("woorden"), keys("zinnen")) == ([], ["m/1"])
    assert (keys("woorden", at=NOON), keys("zinnen", at=NOON)) == (["m/1"], [])
    assert keys("woorden", at=NOON - timedelta(seconds=1)) == []


def test_what_is_there_is_not_put_in_twice_and_a_late_row_is_not_missed(case):
    assert index.refresh() > 30
    count = Entry.objects.count()
    assert index.refresh() == 0
    add("reader")
    assert index.refresh() == 0
    assert Entry.objects.count() == count


def test_nothing_was_written_so_one_query_tells_and_the_rest_is_the_search(case, django_assert_num_queries):
    search("brief", ())
    with django_assert_num_queries(4):
        search("brief", ("lrt",))


def test_lines_mandates_agreements_and_requests_of_the_case_are_found(case):
    found = {kind for asked in ("brief", "opvang") for kind in search(asked, None).counts}
    assert {"minutes", "agreement", "action"} <= found
    assert "lrt-hlrt-letter-2023-I" in keys("mandaat brief taakstelling", kind="mandate")
    assert keys("regelingen gezinnen", kind="request")


def test_a_letter_that_was_sent_leads_to_its_place_on_the_page_of_its_mandate(reader):
    (letter,) = search("brieven taakstelling", (), kind="letter").hits
    assert letter.title == "De brief over de taakstelling 2023-I"
    page, _, place = letter.href.partition("#")
    assert page == "/mandaten/lrt-hlrt-letter-2023-I/"
    assert f'id="{place}"' in reader.get(page).content.decode()
    assert keys("brief", (), at=NOON, kind="letter") == []


def test_a_letter_is_found_by_who_may_read_it(case):
    limits = {"kind": ActKind.SEND_LETTER, "at": NOON, "done_on": NOON.date()}
    own = act(by=BY, subject="taakstelling 2024-I", actor="lrt", report="Zelf verstuurd.", **limits)
    given = Mandate(
        "",
        "lrt",
        "hlrt",
        ActKind.SEND_LETTER,
        "taakstelling 2024-II",
        DateRange(NOON.date(), None),
        at_most=1,
    )
    grant(by=BY, at=NOON, entry=MandateEntry(given))
    under = act(by=BY, subject="taakstelling 2024-II", actor="hlrt", report="Verstuurd.", **limits)
    seen = [
        set(keys("verstuurd", who, kind="letter")) for who in (None, ("lrt",), ("hlrt",), ("prt-pv22",), ())
    ]
    assert {own, under} <= seen[0]
    assert {own, under} <= seen[1]
    assert [own in seen[2], under in seen[2]] == [False, True]
    assert not {own, under} & (seen[3] | seen[4])


def test_a_letter_by_own_right_stands_on_the_list_of_mandates_for_who_may_read_it(reader, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    limits = {"kind": ActKind.SEND_LETTER, "at": NOON, "done_on": NOON.date()}
    act(by=BY, subject="taakstelling 2024-I", actor="lrt", report="Zelf verstuurd.", **limits)
    (letter,) = search("zelf verstuurd", ("lrt",), kind="letter").hits
    page, _, place = letter.href.partition("#")
    assert f'id="{place}"' not in reader.get(page).content.decode()
    add("national")
    client = Client()
    client.post("/account/aanmelden/", {"login": address("national"), "password": PASSWORD})
    shown = client.get(page).content.decode()
    assert f'id="{place}"' in shown
    assert "16 september 2022, LRT: de brief over de taakstelling 2024-I" in shown


def test_a_visitor_and_a_partner_find_different_things(case):
    visitor = search("brief", ()).counts
    assert "minutes" not in visitor
    partner = search("brief", readers_of(add("reader"), AT.date())).counts
    assert partner["minutes"] > 0
    assert readers_of(add("national"), AT.date()) is None
    assert "minutes" not in search("brief", readers_of(add("administrator"), AT.date())).counts


def test_the_full_text_of_the_database_is_used(case):
    index.refresh()
    asked = asked_of(connection.vendor, parse("brief"), None)
    plan = Entry.objects.filter(terms__matches=asked).explain()
    assert "search_terms" in plan or connection.vendor == "postgresql"


# -- pages and API ---------------------------------------------------------------------------------------------


def test_the_page_marks_the_words_and_keeps_the_moment(reader):
    page = reader.get("/zoeken/?zoek=huisvesten&bekend-op=2022-09-16T20:00").content.decode()
    assert "<mark>" in page
    assert "bekend-op=2022-09-16T20%3A00" in page
    assert reader.get("/zoeken/").status_code == 200
    assert "Typ een woord" in reader.get("/zoeken/?zoek=*").content.decode()
    assert "niets gevonden" in reader.get("/zoeken/?zoek=kwantumfysica").content.decode()


def test_what_is_typed_and_found_is_shown_as_text(reader):
    index.put("items", [text(9001, "<script>alert(1)</script> brief zzz", public=True)])
    page = reader.get("/zoeken/?zoek=zzz+<b>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;" in page


def test_the_api_finds_within_what_the_reader_may_see(reader, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add("reader")
    client = Client()
    client.post("/account/aanmelden/", {"login": address("reader"), "password": PASSWORD})
    asked = "/api/v1/search-results?text=brief&kind=minutes"
    assert reader.get(asked).json()["page"]["count"] == 0
    found = client.get(asked).json()
    assert found["page"]["count"] > 0
    assert found["value"][0]["words"]
    assert reader.get("/api/v1/search-results?text=*").json()["errors"][0]["code"] == "no_word"
