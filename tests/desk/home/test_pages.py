import pytest
from django.urls import reverse

from regietafel.cli.where import url_pattern
from regietafel.core.base.concepts import concepts


def test_the_first_page_says_how_the_country_stood_on_16_september_2022(reader):
    text = reader.get("/?bekend-op=2022-09-16T20:00").content.decode().replace("\xa0", " ")
    assert "74,9 %" in text
    assert "Utrecht" in text


def test_before_anything_was_known_the_first_page_says_so(reader):
    assert "nog niets bekend" in reader.get("/?bekend-op=2010-01-01").content.decode()


@pytest.mark.parametrize("name", concepts())
def test_every_rule_has_a_page_with_formula_and_source(reader, name):
    text = reader.get(reverse("home:rule", args=[name])).content.decode()
    assert "Formule" in text
    assert "src/regietafel/core/" in text


@pytest.mark.parametrize("name", concepts())
def test_everything_in_the_register_exists(name, pytestconfig):
    entry = concepts()[name]
    path, line = entry.rule_place()
    assert path.is_file()
    assert line > 0
    assert url_pattern(entry.page), f"{name}: page {entry.page}"
    assert url_pattern(f"api-1:{entry.api}"), f"{name}: api {entry.api}"
    assert (pytestconfig.rootpath / entry.docs).is_file()
    assert (pytestconfig.rootpath / entry.test).exists()


def test_an_unknown_rule_is_not_found(reader):
    assert reader.get("/regels/onzin/").status_code == 404
