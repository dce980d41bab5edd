"""The structure is kept on pages: what is written shows, what cannot be is said at the form, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Faults
from regietafel.core.tables.structure import TableError
from regietafel.desk.accounts.person import Refused
from regietafel.desk.accounts.queries import person_by_email
from regietafel.desk.audit.chain import Command
from regietafel.desk.tables import actions
from regietafel.desk.tables.queries import seats_on, table, table_titles, tables_all
from tests.desk.accounts.people import PASSWORD, add, address

BY = Command("test")
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
SOURCE = "Besluit van de tafel"


@pytest.fixture
def as_role(case: object, db: object, settings: object) -> Callable[[str], Client]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]

    def client(role: str) -> Client:
        found = Client(raise_request_exception=False)
        add(role)
        found.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
        return found

    return client


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode().replace("\xa0", " ")


def sent(client: Client, url: str, **form: str) -> str:
    """The page that comes back with the form; "" when it was written and one is led on."""
    answer = client.post(url, form)
    assert answer.status_code in (302, 422), answer.content[:400]
    return "" if answer.status_code == 302 else answer.content.decode().replace("\xa0", " ")


NEW = {
    "abbreviation": "SG",
    "name_nl": "Stuurgroep plaatsen",
    "kind": "table",
    "tier": "national",
    "level": "officials",
    "territory": "NL",
    "prepares_for": "hlrt",
    "source": SOURCE,
}


def test_a_new_table_stands_in_the_structure_with_whom_it_prepares_for(as_role):
    national = as_role("national")
    assert sent(national, "/tafels/nieuw/", **NEW) == ""
    page = text_of(national, "/tafels/sg/")
    assert "Stuurgroep plaatsen" in page
    assert "tafel vastgelegd" in page
    assert "Bereidt voor" in page
    assert "Deze tafel wijzigen" in page
    assert SOURCE in page
    assert sent(national, "/tafels/nieuw/", **NEW) == ""
    assert {"sg", "sg-2"} <= set(table_titles())


def test_a_circle_is_refused_at_the_form_with_its_way_and_nothing_is_stored(as_role):
    national = as_role("national")
    before = len(tables_all())
    circle = sent(
        national,
        "/tafels/lrt/wijzigen/verhouding/",
        kind="prepares_for",
        upper="hlrt",
        start="2026-01-01",
        source=SOURCE,
    )
    assert "de weg naar boven is een kring" in circle
    assert f'value="{SOURCE}"' in circle
    wrong = sent(national, "/tafels/nieuw/", **NEW | {"name_nl": "", "kind": "vergadering", "source": ""})
    for field in ("Naam", "Wat is het?", "Waar staat dit?"):
        assert f"{field}:" in wrong
    assert len(tables_all()) == before


def test_a_seat_is_added_and_ended_and_a_second_chair_is_refused(as_role):
    national = as_role("national")
    seat = {
        "office": "cdk-pv22",
        "role": "member",
        "kind": "invited",
        "start": "2026-05-01",
        "source": SOURCE,
    }
    assert sent(national, "/tafels/lrt/wijzigen/plaats/", **seat) == ""
    [added] = [each for each in seats_on("lrt", TODAY) if each.valid.start == date(2026, 5, 1)]
    assert (added.office, added.kind.value) == ("cdk-pv22", "invited")
    chair = sent(national, "/tafels/lrt/wijzigen/plaats/", **seat | {"role": "chair", "start": "2026-05-02"})
    assert "heeft al een" in chair
    early = sent(
        national, "/tafels/lrt/wijzigen/plaats-einde/", seat=added.key, until="2026-04-01", reason="Te vroeg."
    )
    assert "is geen enkele dag" in early
    ended = {"seat": added.key, "until": "2026-05-31", "reason": "Eenmalig."}
    assert sent(national, "/tafels/lrt/wijzigen/plaats-einde/", **ended) == ""
    assert added.key not in {each.key for each in seats_on("lrt", TODAY)}
    with pytest.raises(TableError, match="ended on 2026-05-31") as twice:
        actions.end_seat(by=BY, at=NOW, key=added.key, until=date(2026, 6, 2), reason="nog eens")
    assert "eindigde op" in twice.value.in_language("nl")


def test_a_table_keeps_the_name_it_had_before_it_was_given_another(as_role):
    actions.rename(
        by=BY,
        at=NOW,
        key="hlrt",
        abbreviation="AVO",
        name=Text("Ambtelijk vooroverleg", "Officials' preparation"),
        source="verslag-lrt-2022-09-16",
        reason="Zo heet zij voortaan.",
    )
    before = NOW - timedelta(seconds=1)
    assert table("hlrt", TODAY).name.nl == "Ambtelijk vooroverleg"
    assert table("hlrt", TODAY, before).abbreviation == "HLRT"
    assert (table_titles()["hlrt"], table_titles(before)["hlrt"]) == ("AVO", "HLRT")
    page = text_of(as_role("national"), "/tafels/hlrt/")
    assert "andere naam gegeven" in page
    assert "Zo heet zij voortaan." in page
    assert "Ambtelijk vooroverleg" not in text_of(Client(), "/tafels/hlrt/?bekend-op=2022-09-16T20:00")
    with pytest.raises(TableError, match="is called that already"):
        actions.rename(
            by=BY,
            at=timezone.now(),
            key="hlrt",
            abbreviation="AVO",
            name=Text("Ambtelijk vooroverleg", "Officials' preparation"),
            source="verslag-lrt-2022-09-16",
            reason="Nog eens.",
        )


def test_a_table_with_seats_does_not_end_and_says_which(as_role):
    national = as_role("national")
    refused = sent(national, "/tafels/lrt/wijzigen/einde/", until="2026-06-01", reason="Opgeheven.")
    assert "duurt langer dan 2026-06-01" in refused
    assert "Opgeheven." in refused
    assert sent(national, "/tafels/nieuw/", **NEW) == ""
    assert (
        sent(national, "/tafels/sg/wijzigen/einde/", until="2026-06-01", reason="Was een vergissing.") == ""
    )
    assert "is er sinds" in text_of(national, "/tafels/sg/")
    again = sent(national, "/tafels/sg/wijzigen/einde/", until="2026-07-01", reason="Nog eens.")
    assert "een einde verandert niet" in again


def test_a_name_is_kept_of_a_public_office_only(as_role):
    national = as_role("national")
    office = {"partner": "vng", "title_nl": "Voorzitter commissie", "public": "on"}
    assert sent(national, "/tafels/lrt/wijzigen/functie/", **office) == ""
    holder = {
        "office": "vng-voorzitter-commissie",
        "name": "Een voorzitter",
        "start": "2026-01-01",
        "source": SOURCE,
    }
    assert sent(national, "/tafels/lrt/wijzigen/ambtsdrager/", **holder) == ""
    left = {"office": "vng-voorzitter-commissie", "until": "2026-05-01", "reason": "Vertrokken."}
    assert sent(national, "/tafels/lrt/wijzigen/vertrek/", **left) == ""
    assert "niemand bekleedt het ambt" in sent(national, "/tafels/lrt/wijzigen/vertrek/", **left)
    entry = actions.HolderEntry("dgm", "Naam", "verslag-lrt-2022-09-16")
    with pytest.raises(Faults, match="is not a public office") as refused:
        actions.appoint(by=BY, at=NOW, entries=[entry])
    assert "geen openbaar ambt" in refused.value.in_language("nl")


def test_a_partner_names_its_own_contact_point_in_the_place_of_the_one_before(as_role):
    reader = as_role("reader")
    page = text_of(reader, "/contactpunten/noemen/")
    assert "Vereniging van Nederlandse Gemeenten" in page
    assert (
        "Interprovinciaal Overleg"
        not in page.split("Over welk onderwerp?")[0].split("Van welke organisatie?")[1]
    )
    actions.add_offices(
        by=BY, at=NOW, entries=[actions.OfficeEntry("vng-a", "vng", Text("Adviseur opvang", "Adviser"))]
    )
    topic = "cno"
    known = {
        "partner": "vng",
        "topic": "",
        "new_topic": "",
        "office": "vng-a",
        "start": "2026-05-01",
        "source": SOURCE,
    }
    assert "Kies een onderwerp" in sent(reader, "/contactpunten/noemen/", **known)
    new = sent(reader, "/contactpunten/noemen/", **known | {"new_topic": "Iets nieuws"})
    assert "landelijk secretariaat" in new
    assert "geen onderwerp" not in sent(
        reader, "/contactpunten/noemen/", **known | {"topic": topic, "replaces": "on"}
    )
    answer = reader.get("/api/v1/contact-points?pageSize=100").json()
    [own] = [each for each in answer["value"] if (each["partner"], each["topic"]) == ("vng", topic)]
    assert own["offices"] == ["vng-a"]


def test_an_action_itself_refuses_who_does_not_keep_the_table(as_role):
    as_role("province")
    person = person_by_email(address("province"))
    with pytest.raises(Refused):
        actions.end_body(by=person, at=NOW, key="lrt", until=TODAY, reason="Weg ermee.")
    with pytest.raises(Refused):
        actions.end_contacts(by=person, at=NOW, partner="vng", topic="cno", until=TODAY, reason="Weg ermee.")


def test_a_visitor_sees_the_structure_and_neither_history_nor_a_way_to_change_it(case, db):
    page = text_of(Client(), "/tafels/lrt/")
    assert "Deze tafel wijzigen" not in page
    assert "tafel vastgelegd" not in page
