"""English is complete: each sentence in the source is Dutch and has an English one that fits it."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from tools import catalogue
from tools.catalogue import MO, PO, as_mo, as_po, extracted, faults, kept, messages_in, updated


def made(*pairs: tuple[object, object], fuzzy: bool = False) -> Catalog:
    """A catalogue with these sentences and their translations."""
    whole = catalogue.new_catalogue()
    for dutch, english in pairs:
        whole.add(dutch, english, locations=[("page.py", 0)], flags=["fuzzy"] if fuzzy else ())
    return whole


def found(dutch: object, english: object, *, fuzzy: bool = False) -> list[str]:
    """What is said about one pair."""
    return faults(made((dutch, None)), made((dutch, english), fuzzy=fuzzy))


@pytest.fixture(scope="module")
def source() -> Catalog:
    return extracted()


def test_every_sentence_of_the_source_has_a_fitting_english_one_and_nothing_is_left_over(source):
    assert len(source) > 500
    assert faults(source, kept()) == []


def test_the_catalogue_is_written_as_update_writes_it(source):
    assert PO.read_bytes() == as_po(updated(source, kept())), "run `python -m tools.catalogue update`"


def test_the_compiled_catalogue_is_what_the_catalogue_compiles_to():
    assert MO.read_bytes() == as_mo(kept()), "run `python -m tools.catalogue compile`"


def test_the_compiled_catalogue_answers_in_english_and_counts():
    english = gettext.GNUTranslations(io.BytesIO(MO.read_bytes()))
    assert english.gettext("op schema") == "on schedule"
    one, many = (english.ngettext("%(n)s cijfer", "%(n)s cijfers", n) % {"n": n} for n in (1, 2))
    assert (one, many) == ("1 figure", "2 figures")


def test_every_call_that_django_would_read_is_read():
    text = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
a = _("een " "zin"), gettext_lazy('lui'), pgettext("plaats", "waar")
b = ngettext("%d dag",
             "%d dagen", n), gettext(name), not_gettext("niet")
c = f"<p>{_('binnen')}{translation.gettext('naast')}</p>"
"""
    assert list(messages_in(text, template=False)) == [
        ("een zin", None),
        ("lui", None),
        ("waar", "plaats"),
        (("%d dag", "%d dagen"), None),
        ("binnen", None),
        ("naast", None),
    ]


def test_every_tag_that_django_would_read_is_read():
    text = """{% load i18n %}
<p title="{% translate 'Kop' %}">it's {{ x|default:_("niets") }}</p>
    {% blocktranslate trimmed count n=rows|length %}
       Eén rij van 100 %
    {% plural %}
       {{ n }} rijen
    {% endblocktranslate %}
  {% blocktranslate with a=b.c %}Dag {{ a }}{% endblocktranslate %}
{% translate "Mei" context "maand" %}{% if "x" == _("ja") %}{% endif %}
{% comment %}{% translate "weg" %}{% endcomment %}"""
    assert list(messages_in(text, template=True)) == [
        ("Kop", None),
        ("niets", None),
        (("Eén rij van 100 %%", "%(n)s rijen"), None),
        ("Dag %(a)s", None),
        ("Mei", "maand"),
        ("ja", None),
    ]


@pytest.mark.parametrize(
    ("dutch", "english", "said"),
    [
        ("Dag", "", "no English"),
        (("%(n)s dag", "%(n)s dagen"), ("%(n)s day", ""), "no English"),
        ("Dag", "Dag", "the Dutch again"),
        ("Dag %(name)s", "Day", "placeholders"),
        ("Dag %(name)s", "Day %(nme)s", "placeholders"),
        ("%s %%", "%s %", "placeholders"),
        ("Dag {name}", "Day", "placeholders"),
        ("<b>Dag</b>", "Day", "tags"),
        ('<a href="x">Dag</a>', '<a href="y">Day</a>', "tags"),
        (" en zo", "and so", "white space"),
        ("The day", "The day it is", "must be Dutch"),
    ],
)
def test_a_translation_that_does_not_fit_is_named(dutch, english, said):
    assert [each for each in found(dutch, english) if said in each], found(dutch, english)


def test_a_doubtful_translation_does_not_count():
    assert "doubtful" in found("Dag", "Day", fuzzy=True)[0]


def test_a_sentence_that_left_the_source_must_leave_the_catalogue():
    before = made(("Dag", "Day"), ("Weg", "Gone"))
    assert "no longer in the source" in faults(made(("Dag", None)), before)[0]
    after = updated(made(("Dag", None)), before)
    assert [message.string for message in after if message.id] == ["Day"]


def test_a_sentence_that_was_reworded_asks_for_a_new_translation():
    after = updated(made(("Dagen", None)), made(("Dag", "Day")))
    assert "no English" in faults(made(("Dagen", None)), after)[0]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@given(st.dictionaries(words, words, max_size=5))
def test_what_is_written_is_read_back(pairs: dict[str, str]):
    whole = made(*pairs.items())
    again = catalogue.read_po(io.BytesIO(as_po(whole)), locale="en")
    assert {m.id: m.string for m in again if m.id} == pairs
    assert as_po(again) == as_po(whole)


def test_update_compile_and_check_mend_a_catalogue_that_lacks(tmp_path: Path, monkeypatch, capsys):
    po = tmp_path / "LC_MESSAGES" / "django.po"
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "PO", po)
    monkeypatch.setattr(catalogue, "MO", po.with_suffix(".mo"))
    monkeypatch.setattr(catalogue, "extracted", lambda: made(("Dag", None)))
    monkeypatch.setattr(catalogue, "kept", lambda: kept(po))
    assert catalogue.main(["update"]) == 0
    assert catalogue.main(["check"]) == 1
    po.write_text(po.read_text(encoding="utf-8").replace('"Dag"\nmsgstr ""', '"Dag"\nmsgstr "Day"'), "utf-8")
    assert catalogue.main(["check"]) == 1
    assert "run compile" in capsys.readouterr().out
    assert catalogue.main(["compile"]) == 0
    assert catalogue.main(["check"]) == 0
    assert catalogue.main(["translate"]) == 2
