"""The NLGov REST API Design Rules 2.1, one test per rule, named after it; rules that only a reader can judge are
in docs/howto/api.md with what was done."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from regietafel.site.api_document import VERSION
from tests.desk.api.conftest import BASE
from tests.desk.api.published import (
    EVERY_LIST,
    READS,
    SIGNED_IN_LISTS,
    keys_and_values,
    operations,
    references,
    resolved,
)

SECTION = re.compile(r"(\{[^}]+\}|[a-z0-9]+(-[a-z0-9]+)*)\Z")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*\Z")


def test_core_naming_resources_and_collections_paths_are_plural_nouns(document):
    first = {path.split("/")[1] for path in document["paths"]}
    assert first == {*EVERY_LIST, *SIGNED_IN_LISTS, "courses"}
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

    get(
        "/search-results?text=brief"
    )  # the first search after a write brings its index up to date; nothing else writes
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


def test_core_doc_openapi_parameters_have_examples_that_the_api_accepts(document, get, secretariat):
    tried = 0
    for path, method, operation in operations(document):
        parameters = [p for p in operation["parameters"] if p["in"] != "header"]
        if method == "get":
            assert all("example" in p for p in parameters if p.get("required")), path
            given = {p["name"]: p["example"] for p in parameters if p.get("required")}
            address = path.format(**given)
            query = {p["name"]: p["example"] for p in parameters if p.get("required") and p["in"] == "query"}
            asked = secretariat.get(BASE + address, query)
            assert asked.status_code == 200, (path, given)
            tried += 1
    assert tried > len(EVERY_LIST)


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
