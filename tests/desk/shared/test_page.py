"""The frame of every page, its refusals, and the files it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

import regietafel.desk.shared as shared
from regietafel.core.base.answer import Text
from regietafel.desk.shared import pages
from regietafel.desk.shared.page import page
from regietafel.desk.shared.theme import theme_exists

HOME = Path(shared.__file__).parent
STATIC = HOME / "static"
pytestmark = pytest.mark.django_db


@pytest.fixture
def gallery(client: Client) -> str:
    return client.get(reverse("shared:gallery")).content.decode()


def test_a_page_has_no_style_and_no_script_of_its_own(gallery: str) -> None:
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)=", gallery)
    assert "<style" not in gallery
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", gallery))


def test_a_page_asks_nothing_of_another_site(gallery: str) -> None:
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', gallery)
    assert loaded
    assert all(address.startswith("/") for address in loaded)
    for sheet in STATIC.rglob("*.css"):
        assert "//" not in re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S), sheet


def test_the_policy_allows_own_files_only(client: Client) -> None:
    policy = client.get(reverse("shared:gallery")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_id_stands_once(gallery: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    assert sorted(set(ids)) == sorted(ids)


def test_every_reference_to_an_id_finds_it(gallery: str) -> None:
    ids = set(re.findall(r'\sid="?([^"\s>]+)', gallery))
    wanted = {
        name
        for group in re.findall(r'aria-(?:describedby|labelledby)="?([^">]+)', gallery)
        for name in group.split()
    }
    wanted |= set(re.findall(r'<use href="#([^"]+)"', gallery)) | set(re.findall(r'\sfor="([^"]+)"', gallery))
    assert wanted <= ids


def test_an_old_moment_shows_a_banner_and_stays_in_the_links(client: Client) -> None:
    text = client.get(reverse("shared:gallery"), {"bekend-op": "2022-09-16T20:00"}).content.decode()
    assert "16 september 2022, 20.00 uur" in text
    assert "bekend-op=2022-09-16T20%3A00" in text
    assert 'href="/onderdelen/">Terug naar nu' in text


@pytest.mark.parametrize(("asked", "said"), [("morgen", "is geen moment"), ("2999-01-01", "moet nog komen")])
def test_a_moment_that_cannot_be_is_explained(client: Client, asked: str, said: str) -> None:
    answer = client.get(reverse("shared:gallery"), {"bekend-op": asked})
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_the_language_is_the_choice_of_the_reader_not_of_the_browser(client: Client) -> None:
    address = reverse("shared:gallery")
    assert '<html lang="nl"' in client.get(address, headers={"accept-language": "en"}).content.decode()
    client.post(reverse("shared:language"), {"language": "en", "next": address})
    assert '<html lang="en"' in client.get(address).content.decode()


def test_two_readers_of_a_public_page_get_the_same_bytes(client: Client) -> None:
    address = reverse("shared:accessibility")
    assert client.get(address).content == Client().get(address).content


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (lambda request: pages.permission_denied(request, PermissionDenied(Text(nl="Alleen de LRT stelt vast.", en="x"))), 403, "Alleen de LRT stelt vast."),
        (lambda request: pages.not_found(request, Http404("Gemeente GM9999 bestaat niet.")), 404, "Gemeente GM9999 bestaat niet."),
        (pages.bad_request, 400, "niet te lezen"),
        (pages.server_error, 500, "Er ging iets mis"),
    ],
)  # fmt: skip
def test_a_refusal_shows_its_reason(answer: object, status: int, said: str) -> None:
    response: HttpResponse = answer(RequestFactory().get("/x/"))  # type: ignore[operator]
    assert response.status_code == status
    assert said in response.content.decode()


def test_a_context_cannot_hide_the_frame() -> None:
    @dataclass
    class Hiding:
        title: str = "x"

    with pytest.raises(ValueError, match="title"):
        page(RequestFactory().get("/"), "shared/error.html", Hiding(), title="y")


def test_a_theme_that_is_not_there_is_refused_at_the_start() -> None:
    assert theme_exists(None) == []
    for name in ("paars", "../etc"):
        with override_settings(THEME=name):
            assert [error.id for error in theme_exists(None)] == ["shared.E001"]


def test_no_rule_of_others_is_kept_that_no_page_uses() -> None:
    sheet = (STATIC / "vendor/nl-design-system.css").read_text()
    kept = set(re.findall(r"\.((?:nl|utrecht)-[\w-]+)", sheet))
    source = "".join(
        path.read_text()
        for path in HOME.rglob("*")
        if path.suffix in {".py", ".html", ".svg"} or path.name == "regietafel.css"
    )
    built = {f"utrecht-alert--{tone}" for tone in ("info", "ok", "warning", "error")}
    built |= {f"utrecht-{kind}--invalid" for kind in ("select", "textbox")} | {
        "utrecht-select",
        "utrecht-textbox",
    }
    assert {name for name in kept - built if not re.search(rf"{name}\b", source)} == set()
    assert "sourceMappingURL" not in sheet


def test_every_token_that_is_used_is_a_token_of_the_theme() -> None:
    theme = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "themes/regietafel.css").read_text()))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", (STATIC / "regietafel.css").read_text()))
    assert {name for name in used if not name.startswith(("--utrecht", "--nl"))} <= theme


def test_licence_texts_come_with_the_parts_of_others() -> None:
    assert "EUROPEAN UNION PUBLIC LICENCE" in (STATIC / "vendor/LICENSE-EUPL-1.2.md").read_text()
    assert "SIL OPEN FONT LICENSE" in (STATIC / "vendor/fira-sans/LICENSE-OFL-1.1.txt").read_text()
