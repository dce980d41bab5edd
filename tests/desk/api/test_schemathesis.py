"""Requests made up from the OpenAPI document find no answer that the document does not promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.test.client import ClientHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
LIMITED = settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


HANDLER = ClientHandler(enforce_csrf_checks=True)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """The site as a web server calls it, but the connection that holds the test's data stays open."""
    response = HANDLER(environ)
    cookies = [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]
    start_response(f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies])
    return [b"".join(response.streaming_content) if response.streaming else response.content]


@pytest.fixture
def schema(case, db) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def carried(secretariat, settings) -> dict[str, Any]:
    """What a request of the national secretariat carries."""
    token = "a" * 32
    cookies = {settings.SESSION_COOKIE_NAME: secretariat.cookies[settings.SESSION_COOKIE_NAME].value}
    return {"cookies": {**cookies, settings.CSRF_COOKIE_NAME: token}, "headers": {"X-CSRFToken": token}}


def try_requests(operation: Any, mode: GenerationMode, **carried: Any) -> set[int]:
    """Send made-up requests of a kind to one operation; the statuses that came back."""
    seen: set[int] = set()

    @LIMITED
    @given(request=operation.as_strategy(generation_mode=mode))
    def each(request: Any) -> None:
        response = request.call(**carried)
        seen.add(response.status_code)
        request.validate_response(response, checks=CHECKS)

    each()
    return seen


def test_no_request_that_the_document_allows_gets_an_answer_that_is_not_promised(schema):
    seen = {
        found.ok().label: try_requests(found.ok(), GenerationMode.POSITIVE)
        for found in schema.get_all_operations()
    }
    assert len(seen) > 16
    # the run is not one of refusals only
    assert {label for label, statuses in seen.items() if 200 in statuses} >= {
        "GET /areas",
        "GET /targets",
        "GET /verdicts",
        "GET /periods",
        "GET /concepts",
        "GET /indicators",
        "GET /moments",
    }


def test_no_request_that_the_document_forbids_gets_an_answer_that_is_not_promised(schema):
    for found in schema.get_all_operations():
        seen = try_requests(found.ok(), GenerationMode.NEGATIVE)
        assert seen & {400, 401, 404, 406, 415}, found.ok().label


def test_no_request_of_a_secretariat_gets_an_answer_that_is_not_promised(schema, carried):
    secured = [
        found.ok() for found in schema.get_all_operations() if found.ok().definition.raw.get("security")
    ]
    assert len(secured) > 3
    for operation in secured:
        seen = set()
        for mode in GenerationMode:
            seen |= try_requests(operation, mode, **carried)
        assert seen & {200, 201, 400, 404, 409}, operation.label
        assert 401 not in seen, operation.label
