"""`regietafel figures`: list, show, import and export, with what they refuse and the codes they end with."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from regietafel.core.areas.division import division_on
from regietafel.core.figures.indicators import INDICATORS
from regietafel.desk.audit.queries import history, verify
from regietafel.desk.figures import actions
from regietafel.desk.figures.queries import deliveries, lines
from tests.desk.figures.conftest import AT, BY, OTHER, SOURCE, entry, sheet
from tests.desk.figures.test_deliveries import full_disk

pytestmark = pytest.mark.django_db
ASSEN = ("--source", "coa-november")


@pytest.fixture
def recorded(db) -> None:
    """Assen in October by one source; Emmen by two that contradict each other."""
    actions.add_sources(by=BY, at=AT, entries=[SOURCE, OTHER])
    entries = [entry("GM0106", 12), entry("GM0114", 30), entry("GM0114", 33, source="krant")]
    actions.add_figures(by=BY, at=AT, entries=entries)


@pytest.fixture
def file(tmp_path: Path):
    """Write a sheet to hand in."""

    def written(*rows: str, name: str = "blad.csv", **more: str) -> Path:
        path = tmp_path / name
        path.write_bytes(sheet(*rows, **more))
        return path

    return written


def values(area: str = "GM0106") -> list[int]:
    return [line.value for line in lines(indicator="housed", area=area, moment=None)]


def test_list_has_every_indicator_also_when_nothing_is_known(call, db):
    said = call("figures", "list")
    assert (said.code, said.err) == (0, "")
    assert [line.split()[0] for line in said.out.splitlines()[2:]] == list(INDICATORS)
    assert all(row["value"] is None for row in call("figures", "list", "--json").json["indicators"])


def test_list_counts_contradictions_and_speaks_both_languages(call, recorded):
    rows = {row["indicator"]: row for row in call("figures", "list", "--json").json["indicators"]}
    assert rows["housed"]["contradictions"] == 1
    assert "tegenspraak" in call("figures", "list").out
    english = call("figures", "list", "--lang", "en")
    assert "contradictions" in english.out
    assert english.out.splitlines()[2].endswith("persons")


def test_show_marks_the_figure_that_counts_and_what_is_made_up(call, recorded):
    found = call("figures", "show", "housed", "--area", "gm0114", "--json").json["figures"]
    assert sorted((one["value"], one["used"]) for one in found) == [(30, False), (33, True)]
    table = call("figures", "show", "housed", "--area", "GM0114")
    assert (table.code, table.err) == (0, "")
    assert "verzonnen" not in table.out
    assert [line.split()[0] for line in table.out.splitlines()[2:]] == ["GM0114", "GM0114"]


def test_import_stores_what_is_new_once_and_puts_it_on_record(call, recorded, file):
    path = file("Hoogeveen 9")
    first = call("figures", "import", path, *ASSEN, "--reason", "deel van Drenthe")
    assert (first.code, first.err) == (0, "")
    assert "1 nieuw, 0 gecorrigeerd, 0 ongewijzigd; opgeslagen." in first.out
    assert values("GM0118") == [9]
    again = call("figures", "import", path, *ASSEN)
    assert again.code == 0
    assert "0 nieuw, 0 gecorrigeerd, 1 ongewijzigd; niets opgeslagen." in again.out
    assert values("GM0118") == [9]
    delivery = next(iter(deliveries()))
    assert history("delivery", str(delivery.id))[0].actor_name == "regietafel figures import"
    assert verify().whole


def test_import_shows_old_and_new_of_a_correction_as_json(call, recorded, file):
    said = call("figures", "import", file("Assen 14"), *ASSEN, "--reason", "telefonisch nagevraagd", "--json")
    assert said.code == 0
    found = said.json
    assert (found["stored"], found["counts"]["corrected"], found["faults"]) == (True, 1, [])
    assert [(row["outcome"], row["value"]) for row in found["rows"]] == [("corrected", 14)]
    assert values() == [14]


def test_a_dry_run_says_what_would_change_and_stores_nothing(call, recorded, file):
    before = len(list(deliveries()))
    said = call("figures", "import", file("Assen 14"), *ASSEN, "--dry-run", "--lang", "en")
    assert said.code == 0
    assert "1 corrected" in said.out
    assert "nothing stored" in said.out
    assert (values(), len(list(deliveries()))) == ([12], before)


def test_all_faults_of_a_sheet_come_together_with_exit_code_1_and_nothing_is_stored(call, recorded, file):
    path = file("Assen 1O", "Emmmen 3", "Hoogeveen 9")
    said = call("figures", "import", path, *ASSEN)
    assert (said.code, said.err) == (1, "")
    assert 'rij 2, kolom C "gehuisvest"' in said.out
    assert 'rij 3, kolom A "gemeente"' in said.out
    assert "2 fouten: niets opgeslagen." in said.out
    assert values("GM0118") == []
    english = call("figures", "import", path, *ASSEN, "--lang", "en", "--json")
    assert (english.code, english.json["stored"]) == (1, False)
    assert ["row 2" in str(fault) for fault in english.json["faults"]] == [True, False]


def test_a_warning_asks_for_a_reason_and_without_one_nothing_is_stored(call, recorded, file):
    path = file("Hoogeveen -3")
    refused = call("figures", "import", path, *ASSEN)
    assert refused.code == 2
    assert refused.err.startswith("regietafel: ")
    assert values("GM0118") == []
    assert call("figures", "import", path, *ASSEN, "--reason", "nagevraagd").code == 0
    assert values("GM0118") == [-3]


def test_a_sheet_without_months_takes_that_of_the_option(call, recorded, tmp_path):
    path = tmp_path / "zonder.csv"
    path.write_bytes(b"gemeente;gehuisvest\nHoogeveen;9\n")
    assert call("figures", "import", path, *ASSEN, "--period", "2022-10", "--reason", "deel").code == 0
    assert values("GM0118") == [9]


def test_a_new_source_needs_a_title_and_gets_one(call, recorded, file):
    path = file("Hoogeveen 9")
    refused = call("figures", "import", path, "--source", "nieuw")
    assert (refused.code, refused.err) == (
        2,
        'regietafel: no source "nieuw"; give a source on record, or --title for a new one\n',
    )
    assert (
        call("figures", "import", path, "--source", "nieuw", "--title", "Brief", "--reason", "deel").code == 0
    )


REFUSED = {
    ("list", "--on", "gisteren"): '"gisteren" is not a moment',
    ("show", "nonsense"): "nonsense",
    ("show", "housed", "--on", "2022-13-01"): "2022-13-01",
    ("export", "nonsense"): "nonsense",
    ("export", "housed", "--as", "pdf"): "write one of csv, xlsx, json",
    ("import", "/nowhere/blad.csv", *ASSEN): "cannot read /nowhere/blad.csv",
    ("import", "FILE", *ASSEN, "--period", "2022-99"): "2022-99",
    ("import", "FILE", *ASSEN, "--indicator", "nonsense"): "nonsense",
}


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_is_one_sentence_with_exit_code_2(words, call, recorded, file):
    path = file("Assen 12")
    said = call("figures", *(path if word == "FILE" else word for word in words))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("regietafel: ")
    assert REFUSED[words] in said.err
    assert values() == [12]


@pytest.mark.parametrize(
    ("name", "content"), [("leeg.csv", b""), ("brief.pdf", b"%PDF-1.7"), ("b.xlsx", b"PK")]
)
def test_a_file_that_is_no_sheet_is_a_fault_with_exit_code_1(name, content, call, recorded, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    said = call("figures", "import", path, *ASSEN)
    assert (said.code, said.err) == (1, "")
    assert "1 fouten: niets opgeslagen." in said.out or "1 fout: niets opgeslagen." in said.out


def test_a_full_disk_is_one_sentence_and_stores_nothing(call, recorded, tmp_path):
    path = tmp_path / "vol.csv"
    path.write_bytes(sheet(*(f"{code} 9" for code in division_on(date(2022, 10, 1)).codes)))
    with full_disk():
        said = call("figures", "import", path, *ASSEN, "--reason", "deel")
    assert said.code == 2
    assert said.err.startswith("regietafel: ")
    assert "Traceback" not in said.err
    assert values("GM0118") == []


def test_export_has_the_format_of_import(call, recorded, tmp_path):
    text = call("figures", "export", "housed", "--area", "GM0106").out
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert any("GM0106" in row and "12" in row for row in rows)
    path = tmp_path / "uit.csv"
    path.write_text(text, encoding="utf-8")
    again = call("figures", "import", path, *ASSEN)
    assert again.code == 0, again.out + again.err
    assert "1 ongewijzigd; niets opgeslagen." in again.out


def test_export_into_a_file_and_in_every_form(call, recorded, tmp_path):
    book = tmp_path / "uit.xlsx"
    said = call("figures", "export", "housed", "--as", "xlsx", "--into", book)
    assert (said.code, said.out) == (0, "")
    cells = [
        cell for row in CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python() for cell in row
    ]
    assert {"GM0106", 12} <= set(cells)
    found = json.loads(call("figures", "export", "housed", "--as", "json").out)
    assert "GM0114" in json.dumps(found)
    nowhere = call("figures", "export", "housed", "--into", tmp_path / "no" / "uit.csv")
    assert nowhere.code == 2
    assert "cannot write" in nowhere.err
