"""The pages in English: no Dutch left but data, and the language said where it changes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

import regietafel.cli.cases
import regietafel.desk.accounts
from regietafel.cli.cases.load import MOTIVE
from regietafel.core.areas.division import division_on
from regietafel.core.base.answer import Text
from regietafel.desk.shared import notation
from tests.desk.accounts.people import PASSWORD, add, address
from tests.desk.url_roles import URLS

# Words that Dutch sentences are made of and English ones are not. Left out: of, in, is, was, over, per, die, men.
DUTCH = re.compile(
    r"\b(de|het|een|van|voor|niet|zijn|wordt|worden|werd|bij|naar|op|uit|tot|met|zonder|maar|ook|nog|geen|dat|deze"
    r"|dit|wat|wie|waar|hoe|als|dan|te|aan|en|er|uw?|zich|om|onder|boven|tussen|na|kies|schrijf|gemeenten?"
    r"|personen|inwoners|maand|jaar|cijfers?|volgens|bekend|bron|oordeel|schema|achter|doel|regel|gehuisvest"
    r"|januari|februari|maart|juni|juli|augustus|oktober|provincies?)\b",
    re.IGNORECASE,
)
TYPED = {"gemeente", "maand", "gehuisvest"}  # the heads of the sheets below, shown as they were read
# Names of organisations, and the titles of what they hand in.
NAMED = re.compile(
    r"(?:Opgave van )?\b(?:Gemeente|Provincie|Gedeputeerde Staten van|Ministerie van) [A-Z'][\w', -]+"
)
WRITTEN_AS = re.compile(r"/[\w/%?=&.:-]*|“[^”]*”|\"[^\"]*\"|[\w.-]+@[\w.-]+")
SILENT = {"script", "style"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
PUBLIC = (
    "/?bekend-op=2022-09-16T20:00",
    "/?bekend-op=2010-01-01",
    "/?bekend-op=onzin",
    "/regels/verdict/",
    "/monitor/2022-II/",
    "/monitor/2022-II/?bekend-op=2022-09-16T20:00",
    "/monitor/2022-II/?bekend-op=2022-07-05T10:00",
    "/monitor/2022-II/vr03/",
    "/monitor/2022-II/gm0363/",
    "/monitor/2022-II/gm9999/",
    "/taakstelling/2022-II/",
    "/taakstelling/2022-II/gm0363/",
    "/taakstelling/2022-II/gm0363/waarom/",
    "/cijfers/housed/?periode=2022-07--2023-01",
    "/momenten/?van=2022-08-05&tot=2022-09-16",
    "/bestaat-niet/",
)


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    with translation.override("nl"):
        yield


class Heard(HTMLParser):
    """What a reader sees or hears of a page, without the parts that say they are Dutch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.language = ""
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = known.get("lang", "")
        dutch = tag != "html" and known.get("lang") == "nl"
        silent = bool(self._open and self._open[-1][1]) or dutch or tag in SILENT
        if not silent:
            self.said += [
                known[name] for name in ("title", "aria-label", "placeholder", "alt") if name in known
            ]
        if tag not in VOID:
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.said.append(" ".join(data.split()))


@cache
def data() -> re.Pattern[str]:
    """Names of areas and organisations, titles and places of sources, remarks: data, the same in any language."""
    division = division_on(date(2022, 9, 16))
    regions = {division.safety_region_of(code).name for code in division.members}
    names = {division.name_of(code) for code in division.members} | regions
    folder = Path(regietafel.cli.cases.__file__).parent / "herfst_2022"
    for source in yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8")).values():
        names |= {source["title"], source.get("place") or source["title"]}
    names |= {MOTIVE, *notes(folder / "national.csv"), *notes(folder / "preferences.csv")}
    holders = yaml.safe_load((folder / "tables.yaml").read_text(encoding="utf-8"))["holders"]
    names |= {*holders["rows"].values(), "Gedeputeerde Staten"}
    facts = Path(regietafel.desk.accounts.__file__).parent / "facts" / "organisations.csv"
    names |= {"CBS, Bevolking op 1 januari", *notes(facts)}
    names |= {"Saldo van 2022-II, berekend uit realisatie en gecorrigeerde taakstelling"}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def notes(table: Path) -> Iterator[str]:
    """What is remarked beside the figures of a table: every cell of more than one word."""
    for row in csv.reader(table.read_text(encoding="utf-8").splitlines()):
        yield from (cell for cell in row if " " in cell)


def dutch_in(page: str) -> Iterator[str]:
    """The pieces of a page with Dutch in them."""
    for said in dict.fromkeys(Heard(page).said):
        rest = WRITTEN_AS.sub(" ", data().sub(" ", NAMED.sub(" ", said)))
        if said not in TYPED and DUTCH.search(rest):
            yield said


def in_english(role: str = "") -> Client:
    """A reader who chose English with the switch of the page; with a role, signed in."""
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    if role:
        client.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
    assert client.post("/taal/", {"language": "en", "next": "/"}).status_code == 302
    return client


def looked_at(client: Client, addresses: list[str]) -> str:
    """The Dutch found at each address; pages alone, downloads and answers of the API left out."""
    found = {}
    seen = 0
    for each in addresses:
        response = client.get(each, follow=True)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = response.content.decode()
        if not page:
            continue
        seen += 1
        assert (Heard(page).language, response.headers["Content-Language"]) == ("en", "en"), each
        if dutch := list(dutch_in(page)):
            found[each] = dutch
    assert seen > len(addresses) / 2
    return "\n".join(f"{where}: {said}" for where, pieces in found.items() for said in pieces)


def every_address(user: int) -> list[str]:
    """Each address of the site that is read, from the table of who gets what."""
    rows = [row for rows in URLS.values() for row in rows if row.method == "GET"]
    addresses = {row.address.format(user=user) for row in rows}
    return sorted(each for each in addresses if not each.startswith("/api/") and "afmelden" not in each)


def test_a_visitor_reads_every_page_in_english(case):
    assert looked_at(in_english(), [*PUBLIC, *every_address(1)]) == ""


@pytest.mark.parametrize("role", ["national", "municipality", "administrator"])
def test_who_signs_in_reads_every_page_in_english(case, role, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = add(role).key
    assert looked_at(in_english(role), every_address(user)) == ""


@pytest.mark.parametrize(
    "sheet",
    [
        "gemeente;maand;gehuisvest\nAssen;2023-01;1O\nWeesp;2023-01;3\nAssen;2023-01;4\n;2023-01;x\n",
        "gemeente;maand;gehuisvest\nAssen;2022-12;9999\nMeppel;2022-12;3\n",
        "gemeente;maand\nAssen;2022-12\n",
        "",
    ],
    ids=["with faults", "with warnings", "without a column", "empty"],
)
def test_a_sheet_is_checked_in_english(case, settings, sheet):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add("national")
    client = in_english("national")
    form = {"indicator": "housed", "source": "eigen", "file": SimpleUploadedFile("blad.csv", sheet.encode())}
    answer = client.post("/cijfers/invoeren/", form, follow=True)
    assert Heard(answer.content.decode()).language == "en"
    assert list(dutch_in(answer.content.decode())) == []


def test_the_switch_leads_back_to_the_page_and_to_dutch(case):
    client = in_english()
    answer = client.post("/taal/", {"language": "nl", "next": "/regels/"})
    assert answer.headers["Location"] == "/regels/"
    page = client.get("/regels/").content.decode()
    assert Heard(page).language == "nl"
    assert list(dutch_in(page))


def test_dutch_that_stays_says_that_it_is_dutch(case):
    page = in_english().get("/monitor/2022-II/").content.decode()
    assert '<span lang="nl">Staatscourant van 8 april 2022' in page
    assert not [each for each in Heard(page).said if "Staatscourant" in each]


def test_dutch_between_english_is_found():
    page = '<html lang="en"><p>One</p><p title="Kies een dag">Two</p><p lang="nl">De bron</p><p>op Assen</p>'
    assert list(dutch_in(page)) == ["Kies een dag", "op Assen"]
    assert list(dutch_in("<p>Bergen op Zoom, /cijfers/ and “de”</p>")) == []


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("13.500 × 893.783 / 17.475.415", "13,500 × 893,783 / 17,475,415"),
        ("⌈690,460⌉; 17.126 / 15.333,0", "⌈690.460⌉; 17,126 / 15,333.0"),
        ("111,7%", "111.7%"),
        ("GM0363 = 893.783", "GM0363 = 893,783"),
        ("682 -223", "682 -223"),
        ("art. 29.1 op 1.10.2022", "art. 29.1 op 1.10.2022"),
        (Text(nl="op schema", en="on schedule"), "on schedule"),
    ],
)
def test_a_formula_has_the_notation_of_the_page(dutch, english):
    assert notation.formula(dutch) == str(dutch)
    with translation.override("en"):
        assert notation.formula(dutch) == english


def test_the_nation_has_an_english_name_and_a_month_keeps_its_capital():
    assert notation.place("Nederland") == "Nederland"
    with translation.override("en"):
        assert notation.opening(notation.place("Nederland")) == "The Netherlands"
        assert notation.place("Drenthe") == "Drenthe"
    assert notation.opening("january to June 2024") == "January to June 2024"
