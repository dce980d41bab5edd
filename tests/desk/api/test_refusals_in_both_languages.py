"""What the core refuses is said in the language of who asks: Dutch first, English by choice."""

from __future__ import annotations

import re

import pytest
from django.test import Client

# words that stand in an English sentence of the core, and in no Dutch one
ENGLISH = re.compile(r"\b(the|not|has|known|write|choose|take|give|nearest|with|no|and|or)\b", re.IGNORECASE)
DUTCH = re.compile(
    r"\b(de|het|een|is|niet|bestaat|schrijf|kies|geef|lijkt|geen|nog|op|bekend)\b", re.IGNORECASE
)

REFUSALS = {
    "an unknown area": "/targets/2022-II/GM9999",
    "a code with a near one": "/areas/GM0364",
    "a dissolved municipality": "/targets/2022-II/GM0457",
    "a municipality not formed yet": "/targets/2021-I/GM1982",
    "an unknown area in the question": "/targets?area=GM9999",
    "an unknown TOOI identifier": "/areas/so9999",
    "an unknown province": "/verdicts?period=2022-II&within=PV99",
    "a half-year without a target": "/targets/2035-I/GM0363",
    "a half-year that was not known yet": "/targets/2023-I/GM0363?knownOn=2022-01-01",
    "a volume that was not known yet": "/periods/2023-I?knownOn=2022-01-01",
    "nothing known at all": "/targets?knownOn=1995-01-01",
    "a half-year that cannot be": "/targets?period=2022-III",
    "a reference date outside": "/verdicts/2022-II/NL?referenceDate=2023-03-01",
    "an unknown target": "/verdicts?target=unknown",
    "an unknown indicator": "/figures?indicator=unknown",
    "an unknown concept": "/concepts/unknown",
    "a day before the tables": "/areas?date=1990-01-01",
    "a moment to come": "/areas?knownOn=2999-01-01",
}


def said(address: str, language: str) -> str:
    answer = Client(raise_request_exception=False).get(
        "/api/v1" + address, headers={"Accept-Language": language}
    )
    assert 400 <= answer.status_code < 500, answer.content
    body = answer.json()
    return " ".join([body["detail"], *(error["detail"] for error in body.get("errors", ()))])


def outside_quotes(text: str) -> str:
    """Without what the user wrote and without names that both languages share."""
    return re.sub(r"[\"“][^\"”]*[\"”]", "", text)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_over_the_api_is_in_the_language_asked_for(refusal, case, db):
    dutch, english = (outside_quotes(said(REFUSALS[refusal], language)) for language in ("nl", "en"))
    assert dutch != english
    assert DUTCH.search(dutch), dutch
    assert not ENGLISH.search(dutch), dutch
    assert ENGLISH.search(english), english


PAGES = [
    "/taakstelling/2022-II/gm9999/",
    "/taakstelling/2022-II/gm0457/",
    "/taakstelling/2035-I/",
    "/monitor/2035-I/",
    "/monitor/2022-II/gm9999/",
    "/monitor/2022-II/?peildatum=2023-03-01",
    "/monitor/2022-II/nl/vergelijk/?van=gisteren",
    "/regels/unknown/",
    "/monitor/2022-II/?bekend-op=gisteren",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_refusal_on_a_page_is_in_the_language_of_the_reader(path, case, db):
    seen = {}
    for language in ("nl", "en"):
        client = Client(raise_request_exception=False)
        client.cookies.load({"django_language": language})
        answer = client.get(path)
        assert answer.status_code in (400, 404), path
        main = answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]
        seen[language] = outside_quotes(re.sub(r"<[^>]+>", " ", main).split(">", 1)[-1])
    assert seen["nl"] != seen["en"]
    assert not ENGLISH.search(seen["nl"]), seen["nl"]
    assert ENGLISH.search(seen["en"]), seen["en"]
