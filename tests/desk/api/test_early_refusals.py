"""Whatever refuses a request, and however early: a problem in the reader's language, with the version of the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from regietafel.desk.accounts.queries import people
from regietafel.site.api_document import VERSION
from tests.desk.accounts.people import PASSWORD, add, address

BASE = "/api/v1"
SHEET = {"indicator": "housed", "sourceKey": "x"}


def upload(size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile("blad.csv", b"x" * size, "text/csv")


def signed_in(role: str, **more: bool) -> Client:
    if address(role) not in {person.email for person in people()}:
        add(role)
    client = Client(raise_request_exception=False, **more)
    token = client.get("/account/aanmelden/").cookies["csrftoken"].value
    form = {"login": address(role), "password": PASSWORD, "csrfmiddlewaretoken": token}
    client.post("/account/aanmelden/", form)
    return client


def visitor(**more: object) -> Client:
    return Client(raise_request_exception=False, **more)


def without_second_factor(settings, **headers: str) -> HttpResponse:
    settings.SECOND_FACTOR_REQUIRED = False
    client = signed_in("administrator")
    settings.SECOND_FACTOR_REQUIRED = True
    return client.get(f"{BASE}/areas", headers=headers)


def too_many_fields(settings, **headers: str) -> HttpResponse:
    client = signed_in("national")
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    fields = {f"field{n}": "x" for n in range(5)}
    return client.post(f"{BASE}/figures", {**SHEET, **fields, "file": upload()}, headers=headers)


def too_much_text(settings, **headers: str) -> HttpResponse:
    client = signed_in("national")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    return client.post(f"{BASE}/figures", {**SHEET, "motive": "x" * 99, "file": upload()}, headers=headers)


def database_away(settings, **headers: str) -> HttpResponse:
    client = visitor()
    client.cookies = signed_in("national").cookies
    kept, settings.SESSION_ENGINE = settings.SESSION_ENGINE, "tests.desk.api.no_sessions"
    answer = client.get(f"{BASE}/areas", headers=headers)
    settings.SESSION_ENGINE = kept
    return answer


Ask = Callable[..., HttpResponse]
REFUSALS: dict[str, tuple[int, Ask]] = {
    "another method": (405, lambda _, **h: visitor().post(f"{BASE}/areas", headers=h)),
    "another method at the root": (405, lambda _, **h: visitor().delete(BASE, headers=h)),
    "another method at the document": (405, lambda _, **h: visitor().post(f"{BASE}/openapi.json", headers=h)),
    "an address that is not there": (404, lambda _, **h: visitor().get(f"{BASE}/nothing", headers=h)),
    "an address below none": (404, lambda _, **h: visitor().get("/api/", headers=h)),
    "another version": (404, lambda _, **h: visitor().get("/api/v2/areas", headers=h)),
    "a slash at the end": (404, lambda _, **h: visitor().get(f"{BASE}/areas/", headers=h)),
    "no text in the address": (400, lambda _, **h: visitor().get(f"{BASE}/areas/%FF%00", headers=h)),
    "an unknown key": (400, lambda _, **h: visitor().get(f"{BASE}/areas?sort=name", headers=h)),
    "a key given twice": (400, lambda _, **h: visitor().get(f"{BASE}/areas?page=1&page=2", headers=h)),
    "a value that cannot be": (400, lambda _, **h: visitor().get(f"{BASE}/areas?page=zero", headers=h)),
    "another host": (400, lambda _, **h: visitor(SERVER_NAME="evil.example").get(f"{BASE}/areas", headers=h)),
    "another form of answer": (
        406,
        lambda _, **h: visitor().get(f"{BASE}/areas", headers={**h, "Accept": "text/html"}),
    ),
    "another kind of content": (
        415,
        lambda _, **h: visitor().post(f"{BASE}/figures", "{}", content_type="application/json", headers=h),
    ),
    "nobody signed in": (
        401,
        lambda _, **h: visitor().post(f"{BASE}/figures", {**SHEET, "file": upload()}, headers=h),
    ),
    "the token missing": (
        403,
        lambda _, **h: signed_in("national", enforce_csrf_checks=True).post(
            f"{BASE}/figures", {**SHEET, "file": upload()}, headers=h
        ),
    ),
    "a role that may not": (
        403,
        lambda _, **h: signed_in("reader").post(
            f"{BASE}/figures",
            {
                **SHEET,
                "sourceTitle": "x",
                "file": SimpleUploadedFile("b.csv", b"gebied;periode;gehuisvest\nGM1904;2022-09;3\n"),
            },
            headers=h,
        ),
    ),
    "the second factor missing": (403, without_second_factor),
    "too many fields": (400, too_many_fields),
    "too much text": (413, too_much_text),
    "a database that is away": (500, database_away),
}


@pytest.fixture(autouse=True)
def _case_and_cheap_passwords(case, db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_is_a_problem_with_the_version_and_in_the_language(refusal, language, settings):
    status, ask = REFUSALS[refusal]
    answer = ask(settings, **{"Accept-Language": language})
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == VERSION
    assert answer["Content-Language"] == language
    assert "no-store" in answer["Cache-Control"]
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("refusal", REFUSALS)
def test_no_refusal_reads_the_same_in_both_languages(refusal, settings):
    _, ask = REFUSALS[refusal]
    details = [ask(settings, **{"Accept-Language": language}).json()["detail"] for language in ("nl", "en")]
    assert details[0] != details[1]


def test_head_and_options_carry_the_version_too():
    for answer in (visitor().head(f"{BASE}/areas"), visitor().options(f"{BASE}/areas"), visitor().get(BASE)):
        assert answer["API-Version"] == VERSION


def test_a_page_outside_the_api_keeps_its_own_form():
    answer = visitor(SERVER_NAME="evil.example").get("/")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")
    assert "API-Version" not in answer
