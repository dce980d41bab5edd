"""The NLGov REST API Design Rules 2.1 about what is in an answer: moments, errors, language, pages."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.test.client import RequestFactory

from regietafel.site.api import door
from regietafel.site.api_document import VERSION
from tests.desk.api.published import READS, keys_and_values, operations, resolved

MOMENTS = [
    "2022-09-16T20:00:00+02:00",
    "2022-09-16T18:00:00Z",
    "2022-09-16T18:00:00.000Z",
    "2022-09-16T08:00:00-10:00",
    "2022-09-16T20:00",
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_core_date_time_every_offset_is_read_and_answers_are_in_utc(moment, get):
    assert get("/periods", knownOn=moment).json()["knownOn"] == "2022-09-16T18:00:00Z"


def test_core_date_time_every_moment_ends_in_z_and_every_day_has_no_time(get):
    days = {"from", "until", "referenceDate", "publishedOn", "announcedOn"}
    seen = set()
    for address in READS:
        for key, value in keys_and_values(get(address).json()):
            if key in ("knownSince", "at", "knownOn") and value is not None:
                assert value.endswith("Z")
                assert datetime.fromisoformat(value)
                seen.add("moment")
            if key in days and value is not None:
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
                seen.add("day")
    assert seen == {"moment", "day"}


def test_core_date_time_format_fields_say_whether_they_are_a_day_or_a_moment(document):
    formats = {"knownSince": "date-time", "referenceDate": "date", "until": "date", "announcedOn": "date"}
    for schema in document["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            if name in formats:
                kinds = {one.get("format") for one in field.get("anyOf", [field])} - {None}
                assert kinds == {formats[name]}, name


ERRORS = {
    404: "/targets/2022-II/GM9999",
    400: "/targets?period=2022-III",
    406: "/areas",
}


@pytest.mark.parametrize("status", ERRORS)
def test_core_error_handling_problem_details(status, get):
    headers = {"Accept": "text/html"} if status == 406 else None
    answer = get(ERRORS[status], headers=headers)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]


def test_core_error_handling_problem_details_are_documented_for_every_error(document):
    for _, _, operation in operations(document):
        for status, response in operation["responses"].items():
            if status >= "400":
                content = resolved(document, response)["content"]["application/problem+json"]
                required = resolved(document, content["schema"])["required"]
                assert {"status", "title", "detail"} <= set(required)


def test_core_error_handling_a_failure_of_the_server_is_a_problem_without_its_cause():
    def broken(request):
        raise RuntimeError("the secret is 42")

    answer = door(broken)(RequestFactory().get("/api/v1/areas"))
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == VERSION
    assert "42" not in answer.content.decode()


def test_core_error_handling_invalid_input_is_400_on_every_operation(document):
    for _, _, operation in operations(document):
        assert "400" in operation["responses"]


def test_core_error_handling_all_errors_come_together_with_their_place(get):
    body = get("/targets", page="0", pageSize="x", period="2022", kind="village", knownon="3").json()
    found = {(error["in"], error["location"]["name"]) for error in body["errors"]}
    assert found == {("query", key) for key in ("page", "pageSize", "period", "kind", "knownon")}
    assert all(error["detail"] and error["code"] for error in body["errors"])


def test_an_error_in_the_path_and_one_in_the_query_come_together(get):
    body = get("/targets/2022-III/GM0363", knownOn="gisteren").json()
    assert {error["in"] for error in body["errors"]} == {"path", "query"}


def test_a_key_given_twice_is_refused_for_the_answer_would_be_a_guess(case, db):
    answer = Client().get("/api/v1/targets?period=2022-I&period=2022-II")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "repeated"


INVALID = {
    "/targets?area=GM9999": "area",
    "/verdicts?period=2022-II&within=PV99": "within",
    "/verdicts?period=2022-II&referenceDate=2023-03-01": "referenceDate",
    "/verdicts/2022-II/NL?referenceDate=2023-03-01": "referenceDate",
    "/verdicts?target=unknown": "target",
    "/figures?indicator=unknown": "indicator",
    "/figures": "indicator",
    "/areas?date=2022-02-30": "date",
}


@pytest.mark.parametrize("address", INVALID)
def test_core_error_handling_invalid_input_a_value_that_cannot_be_is_400_at_its_parameter(address, case, db):
    answer = Client().get("/api/v1" + address)
    assert answer.status_code == 400, answer.content
    assert [error["location"]["name"] for error in answer.json()["errors"]] == [INVALID[address]]


def test_a_moment_that_has_not_come_is_refused(get):
    assert get("/areas", knownOn="2999-01-01").status_code == 400


def test_core_interface_language_texts_are_dutch_or_english_by_accept_language(get):
    dutch, english = (
        get("/concepts/verdict", headers={"Accept-Language": language})
        for language in ("nl", "en-GB,en;q=0.9")
    )
    assert (dutch["Content-Language"], english["Content-Language"]) == ("nl", "en")
    assert dutch.json()["value"]["title"] == "Oordeel: op schema of niet"
    assert english.json()["value"]["title"] == "Verdict: on schedule or not"
    assert "Accept-Language" in dutch["Vary"]
    assert get("/areas", headers={"Accept-Language": "fr"})["Content-Language"] == "nl"


@pytest.mark.parametrize("size", [1, 7, 100])
def test_paging_the_pages_together_are_the_list_once_and_links_lead_through_it(size, get, case, db):
    address, seen, walked = f"/areas?kind=safety_region&pageSize={size}", [], 0
    next_address: str | None = "/api/v1" + address
    while next_address:
        answer = Client().get(next_address)
        body = answer.json()
        seen += [one["code"] for one in body["value"]]
        next_address = body["links"].get("next")
        assert (f'<{next_address}>; rel="next"' in answer["Link"]) == bool(next_address)
        walked += 1
    assert seen == [f"VR{n:02d}" for n in range(1, 26)]
    assert walked == body["page"]["pages"] == -(-25 // size)
    assert body["page"]["count"] == 25


def test_paging_a_page_after_the_last_does_not_exist(get):
    assert get("/areas", kind="province", page=2).status_code == 404


def test_core_deprecation_schedule_transition_period_and_changelog_are_written_down():
    text = (Path(__file__).parents[3] / "docs" / "howto" / "api.md").read_text("utf-8")
    assert all(heading in text for heading in ("## Versions", "## Deprecation", "## Changes"))
    assert f"### {VERSION}" in text
