"""Files as they come: read whatever their form, refused with a sentence when hostile or broken."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.sheet import Reading
from regietafel.desk.figures import sheets, workbooks
from regietafel.desk.figures.contents import FileRefused
from regietafel.desk.figures.sheets import LARGEST_FILE, check_file, read_file, read_upload

READING = Reading(dt.date(2023, 1, 5), source="COA")
TABLE = [
    ["gemeente", "maand", "gehuisvest"],
    ["Súdwest-Fryslân", "2022-09", "20.000"],
    ["Assen", "sep 2022", "7"],
]


def resolve(text: str) -> str:
    return {"Súdwest-Fryslân": "GM1900", "Assen": "GM0106"}[text]


def csv_text(separator: str = ";") -> str:
    return "".join(separator.join(row) + "\r\n" for row in TABLE)


def workbook(rows=TABLE, more=None, **options) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("Cijfers")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
        if more:
            more(book, sheet)
    return out.getvalue()


def ods(cells: str, attributes: str = "") -> bytes:
    out = io.BytesIO()
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{attributes}<office:document-content xmlns:office="{space}:office:1.0"'
        f' xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def ods_row(*cells: str, formula: str = "") -> str:
    made = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{made}{formula}</table:table-row>"


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def values(data: bytes, filename: str = "opgave") -> dict[str, int]:
    found = check_file(data, filename, READING, resolve)
    assert [str(fault.fault("en")) for fault in found.faults] == []
    return {row.area: row.value for row in found.rows}


def refusal(data: bytes, filename: str = "opgave.xlsx") -> str:
    with pytest.raises(FileRefused) as refused:
        read_file(data, filename)
    assert refused.value.what_text.nl
    assert refused.value.remedy_text.nl
    return str(refused.value)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_is_read_in_every_usual_encoding_and_separator(separator, encoding):
    assert values(csv_text(separator).encode(encoding)) == {"GM1900": 20000, "GM0106": 7}


def test_csv_with_a_line_that_names_the_separator_keeps_its_row_numbers():
    data = ("sep=;\r\n" + csv_text().replace("7", "x7")).encode()
    assert [fault.row for fault in check_file(data, "a.csv", READING, resolve).faults] == [4]


def test_letters_that_were_broken_before_are_refused():
    broken = csv_text().encode("utf-8").decode("cp1252").encode("utf-8")
    assert "broken earlier" in refusal(broken, "a.csv")


def test_csv_in_an_unknown_encoding_is_refused():
    assert "cannot be read" in refusal(b"gemeente;aantal\r\n" + bytes(range(128, 160)) * 20, "a.csv")


def test_xlsx_and_ods_give_the_same_rows_as_csv():
    made = "".join(ods_row(*row) for row in TABLE)
    assert values(workbook()) == values(ods(made)) == values(csv_text().encode())


def test_dates_in_cells_are_months():
    day = dt.datetime(2022, 9, 1)  # noqa: DTZ001
    data = workbook(
        [],
        lambda book, sheet: [
            sheet.write_row(2, 1, ["gemeente", "maand", "aantal"]),
            sheet.write(3, 1, "Assen"),
            sheet.write_datetime(3, 2, day, book.add_format({"num_format": "mmm-yy"})),
            sheet.write(3, 3, 12.0),
        ],
    )
    (row,) = check_file(data, "a.xlsx", READING, resolve).rows
    assert (row.row, str(row.when), row.value) == (4, "2022-09", 12)


def test_a_name_that_does_not_fit_the_content_is_said_and_the_content_decides():
    contents = read_file(workbook(), "opgave.csv")
    assert contents.kind == "xlsx"
    assert "inhoud is XLSX" in contents.notes[0].nl


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>gemeente", "web page"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "damaged"),
        (b"\x89PNG\r\n\x1a\n", "not a spreadsheet"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(data, said):
    assert said in refusal(data)


def test_a_folder_packed_as_zip_asks_to_unpack_it():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("opgave.xlsx", workbook())
    assert "unpack it" in refusal(out.getvalue())


class Endless(io.RawIOBase):
    """A stream of 200 MB that counts what is taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        room = min(len(buffer), 200_000_000 - self.taken)
        buffer[:room] = b"a" * room
        self.taken += room
        return room


def test_a_file_of_200_megabytes_is_refused_before_it_is_read_whole():
    stream = Endless()
    with pytest.raises(FileRefused, match="larger than 20 MB"):
        read_upload(io.BufferedReader(stream), "groot.csv")
    assert stream.taken < LARGEST_FILE + 1_000_000


def test_a_zip_bomb_is_refused_by_its_directory():
    started = time.monotonic()
    assert "unpacks to" in refusal(with_member(workbook(), "xl/media/bomb.bin", bytes(120_000_000)))
    assert "parts" in refusal(_many_entries())
    assert time.monotonic() - started < 20


def _many_entries() -> bytes:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(2100):
            archive.writestr(f"xl/media/{number}", b"")
    return out.getvalue()


def test_one_cell_in_the_last_row_and_column_does_not_take_all_memory():
    data = workbook(more=lambda book, sheet: sheet.write(1_048_575, 16_383, 1))
    assert "too much time or memory" in refusal(data) or "rows" in refusal(data)


def test_a_row_repeated_a_million_times_does_not_take_all_memory():
    many = ods_row("Assen").replace(
        "<table:table-row", '<table:table-row table:number-rows-repeated="1048576"'
    )
    many = many.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
    assert refusal(ods(many)).endswith("copy the sheet with the figures to a new file")


def test_a_workbook_with_xml_definitions_of_its_own_is_refused():
    assert "definitions" in refusal(ods(ods_row("Assen"), '<!DOCTYPE a [<!ENTITY b "c">]>'))


def test_a_workbook_that_leans_on_other_files_is_refused():
    data = with_member(workbook(), "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert "other files" in refusal(data)


def test_macros_are_noted_and_not_run():
    contents = read_file(with_member(workbook(), "xl/vbaProject.bin", b"x"), "opgave.xlsm")
    assert "macro" in contents.notes[0].nl


def test_the_result_of_a_formula_is_read_with_a_warning_and_without_a_result_it_is_a_fault():
    rows = [["gemeente", "maand", "aantal"], ["Assen", "2022-09"]]
    found = check_file(
        workbook(rows, lambda b, s: s.write_formula(1, 2, "=3+4", None, 7)), "a.xlsx", READING, resolve
    )
    assert [row.value for row in found.rows] == [7]
    assert [(w.kind, "C2" in w.what.nl) for w in found.warnings] == [("formula", True)]
    bare = check_file(
        workbook(rows, lambda b, s: s.write_formula(1, 2, "=3+4", None, "")), "a.xlsx", READING, resolve
    )
    assert ("formula", 2, 2) in [(f.kind, f.row, f.column) for f in bare.faults]


def test_a_formula_in_ods_is_seen_too():
    head = ods_row("gemeente", "maand", "aantal")
    with_value = '<table:table-cell table:formula="of:=3+4" office:value-type="float" office:value="7"/>'
    found = check_file(ods(head + ods_row("Assen", "2022-09", formula=with_value)), "a.ods", READING, resolve)
    assert [row.value for row in found.rows] == [7]
    assert [w.kind for w in found.warnings] == ["formula"]
    without = '<table:table-cell table:formula="of:=3+4"/>'
    bare = check_file(ods(head + ods_row("Assen", "2022-09", formula=without)), "a.ods", READING, resolve)
    assert ("formula", 2, 2) in [(f.kind, f.row, f.column) for f in bare.faults]


def test_control_characters_are_left_out_and_that_is_said():
    contents = read_file(b"gemeente;aantal\r\nAs\x07sen;3\r\n", "a.csv")
    assert contents.grids[0].rows[1][0] == "Assen"
    assert "stuurtekens" in contents.notes[0].nl


def test_too_many_rows_or_columns_are_refused_while_reading():
    assert "rows" in refusal(b"a;b\r\n" * 200_001, "a.csv")
    assert "columns" in refusal(b";".join([b"a"] * 600) + b"\r\nb", "a.csv")


def test_a_reading_process_that_does_not_end_is_stopped(monkeypatch):
    monkeypatch.setattr(workbooks, "LONGEST_SECONDS", 0)
    assert "too much time" in refusal(workbook())


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        check_file(data, "a.csv", READING, lambda text: "GM0106")
    except RegietafelError as refused:
        assert isinstance(refused, FileRefused)  # noqa: PT017


GOOD = workbook()


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=30))
def test_a_damaged_workbook_is_read_or_refused(place, junk):
    data = GOOD[:place] + junk + GOOD[place + len(junk) :]
    try:
        check_file(data, "a.xlsx", READING, lambda text: "GM0106")
    except RegietafelError as refused:
        assert isinstance(refused, FileRefused)  # noqa: PT017


def test_the_limit_is_the_same_for_upload_and_file():
    assert sheets.LARGEST_FILE == LARGEST_FILE
    assert "larger than" in refusal(b"a" * (LARGEST_FILE + 1))
