"""The NLGov REST API Design Rules 2.1, one test per rule, named after it; rules that only a reader can judge are
in docs/howto/api.md with what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.test.client import RequestFactory

from regietafel.site.api import door
from regietafel.site.api_document import VERSION

SECTION = re.compile(r"(\{[^}]+\}|[a-z0-9]+(-[a-z0-9]+)*)\Z")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*\Z")
EVERY_LIST = ["areas", "periods", "targets", "verdicts", "figures", "indicators", "moments", "concepts"]
READS = [
    "/areas",
    "/areas/GM0363",
    "/areas/so0823",
    "/periods",
    "/periods/2022-II",
    "/targets",
    "/targets/2022-II/GM0363",
    "/targets/2022-II/PV22",
    "/verdicts",
    "/verdicts/2022-II/PV22",
    "/courses/2022-II/NL",
    "/figures?indicator=housed&area=NL",
    "/indicators",
    "/indicators/housed",
    "/moments",
    "/concepts",
    "/concepts/taakstelling",
]


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def resolved(document: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def keys_and_values(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield key, value
            yield from keys_and_values(value)
    elif isinstance(part, list):
        for inner in part:
            yield from keys_and_values(inner)


def test_core_naming_resources_and_collections_paths_are_plural_nouns(document):
    first = {path.split("/")[1] for path in document["paths"]}
    assert first == {*EVERY_LIST, "courses"}
    assert all(name.endswith("s") for name in first)


def test_core_no_trailing_slash_an_address_with_one_is_not_found_and_leads_nowhere(document, get):
    assert not [path for path in document["paths"] if path.endswith("/")]
    for address in ("/", "/areas/", "/areas/GM0363/", "/openapi.json/"):
        answer = get(address)
        assert answer.status_code == 404, address
        assert answer["Content-Type"] == "application/problem+json"


def test_core_path_segments_kebab_case_in_small_letters(document):
    for path in document["paths"]:
        for section in path.removeprefix("/").split("/"):
            assert SECTION.match(section), path


def test_core_query_keys_camel_case(document):
    keys = [p["name"] for _, _, o in operations(document) for p in o["parameters"] if p["in"] != "header"]
    assert "pageSize" in keys
    assert "knownOn" in keys
    assert "referenceDate" in keys
    assert not [key for key in keys if not CAMEL.match(key)]


@pytest.mark.parametrize("address", READS)
def test_one_key_style_in_every_answer(address, get):
    answer = get(address)
    assert answer.status_code == 200, answer.content
    assert not [key for key, _ in keys_and_values(answer.json()) if not CAMEL.match(key)]


@pytest.mark.parametrize("address", READS)
def test_every_answer_says_its_rule_its_source_whether_it_is_made_up_and_when_it_was_known(address, get):
    answer = get(address).json()
    assert answer["rule"]
    assert answer["source"]["title"]
    assert isinstance(answer["illustrative"], bool)
    assert answer["knownOn"] is None
    assert answer["links"]["self"].startswith("/api/v1/")


def test_core_hide_implementation_no_answer_names_the_software_it_is_made_with(get):
    for address in ("/areas", "/targets/2022-II/GM9999", "/areas?page=x", "/openapi.json", "/nothing"):
        answer = get(address)
        said = (answer.content.decode() + str(dict(answer.headers))).lower()
        assert not [
            word for word in ("django", "ninja", "pydantic", "python", "sqlite", "psycopg") if word in said
        ]


def test_core_http_methods_only_standard_ones_and_405_says_which(document, get, case, db):
    assert {method for _, method, _ in operations(document)} <= {"get", "post", "put", "patch", "delete"}
    refused = Client().delete("/api/v1/areas")
    assert refused.status_code == 405
    assert refused["Allow"] == "GET, HEAD, OPTIONS"
    assert refused.json()["status"] == 405
    assert Client().generic("OPTIONS", "/api/v1/figures")["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert Client().generic("PROPFIND", "/api/v1/areas").status_code == 405


@pytest.mark.parametrize("address", ["", "/openapi.json", "/areas", "/concepts/verdict"])
def test_core_http_safety_head_says_what_get_says_without_the_body(address, get, case, db):
    answer, head = get(address), Client().head("/api/v1" + address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(answer.content))
    assert head["API-Version"] == answer["API-Version"]


def test_core_http_safety_reading_writes_nothing(get, case, db, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for address in READS:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            get(address)
        assert not [q["sql"] for q in asked if not q["sql"].lstrip("( ").upper().startswith("SELECT")], (
            address
        )


def test_core_http_response_code_each_error_has_its_own(get, case, db):
    assert get("/areas/GM9999").status_code == 404
    assert get("/areas", kind="village").status_code == 400
    assert get("/areas", headers={"Accept": "application/xml"}).status_code == 406
    assert Client().post("/api/v1/figures").status_code == 401
    assert Client().post("/api/v1/figures", b"{}", content_type="application/json").status_code == 415


def test_core_stateless_reading_sets_no_cookie(get):
    for address in READS:
        assert not get(address).cookies


def test_core_nested_child_an_answer_about_an_area_lies_under_its_half_year(document):
    assert {"/targets/{period}/{area}", "/verdicts/{period}/{area}", "/courses/{period}/{area}"} <= set(
        document["paths"]
    )


def test_core_doc_openapi_every_reference_leads_somewhere_and_every_operation_has_its_own_id(document):
    assert document["openapi"] == "3.1.0"
    assert document["paths"]
    for reference in references(document):
        assert resolved(document, {"$ref": reference})
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    assert all(operation["description"] and operation["summary"] for _, _, operation in operations(document))


def test_core_doc_openapi_contact_license_and_further_documents_are_named(document):
    assert {"name", "url", "email"} <= document["info"]["contact"].keys()
    assert document["info"]["license"]["name"] == "EUPL-1.2"
    assert document["externalDocs"]["url"].startswith("https://")


def test_core_doc_openapi_parameters_have_examples_that_the_api_accepts(document, get):
    tried = 0
    for path, method, operation in operations(document):
        parameters = [p for p in operation["parameters"] if p["in"] != "header"]
        if method == "get" and all("example" in p for p in parameters if p.get("required")):
            given = {p["name"]: p["example"] for p in parameters if p.get("required")}
            address = path.format(**given)
            query = {p["name"]: p["example"] for p in parameters if p.get("required") and p["in"] == "query"}
            assert get(address, **query).status_code == 200, (path, given)
            tried += 1
    assert tried == len(list(operations(document))) - 1


def test_core_publish_openapi_at_its_place_for_every_site(get):
    answer = get("/openapi.json", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_core_uri_version_only_the_major_version_stands_in_the_address(document):
    assert [server["url"].rsplit("/", 1)[-1] for server in document["servers"]] == [
        f"v{VERSION.split('.')[0]}"
    ]


def test_core_semver_the_version_has_three_parts(document):
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", document["info"]["version"])


@pytest.mark.parametrize(
    "address", ["", "/openapi.json", "/areas", "/areas/GM9999", "/areas?page=x", "/nothing", "/areas/"]
)
def test_core_version_header_stands_on_every_answer(address, get, document):
    assert get(address)["API-Version"] == document["info"]["version"]


def test_core_version_header_is_documented_on_every_response(document):
    for _, _, operation in operations(document):
        for response in operation["responses"].values():
            assert "API-Version" in resolved(document, response)["headers"]


def test_core_transport_tls_every_server_is_reached_over_tls(document):
    assert all(server["url"].startswith("https://") for server in document["servers"])


@pytest.mark.parametrize("address", ["", "/openapi.json", "/areas", "/areas/GM9999", "/nothing"])
def test_core_transport_security_headers_stand_on_every_answer(address, case, db, settings):
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    answer = Client().get("/api/v1" + address, secure=True)
    assert answer["Cache-Control"] == "no-store" or answer["ETag"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Strict-Transport-Security"].startswith("max-age=")


def test_core_transport_cors_other_sites_read_what_is_public_and_send_nothing(get, case, db):
    assert get("/areas")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in get("/areas")
    assert "Access-Control-Allow-Origin" not in Client().post("/api/v1/figures")


def test_core_transport_no_sensitive_uris_no_key_asks_for_a_secret(document):
    keys = {p["name"].lower() for _, _, o in operations(document) for p in o["parameters"]}
    assert not keys & {"token", "password", "key", "apikey", "api-key", "bsn", "name"} - {"key", "name"}
    queries = {p["name"] for _, _, o in operations(document) for p in o["parameters"] if p["in"] == "query"}
    assert not queries & {"key", "name", "token"}


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
    from pathlib import Path

    text = (Path(__file__).parents[3] / "docs" / "howto" / "api.md").read_text("utf-8")
    assert all(heading in text for heading in ("## Versions", "## Deprecation", "## Changes"))
    assert f"### {VERSION}" in text
