"""What a file is, by its content; the name it was given is only compared with it."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.desk.figures.contents import FileRefused

FileKind = Literal["csv", "xlsx", "xls", "ods"]

MOST_ENTRIES = 2_000
MOST_UNPACKED = 300_000_000
HIGHEST_RATIO = 200
"""Unpacked bytes for each packed byte; honest workbooks stay below 50."""
ALWAYS_FINE = 20_000_000

_SAVE = Text(
    "sla het blad op als XLSX, ODS of CSV en lever dat aan",
    "save the sheet as XLSX, ODS or CSV and hand that in",
)
_BROKEN = Text("het bestand is beschadigd", "the file is damaged")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS: dict[FileKind, tuple[str, ...]] = {
    "csv": (".csv", ".txt", ".tsv", ".tab"),
    "xlsx": (".xlsx", ".xlsm", ".xltx"),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
}


def kind_of(data: bytes, filename: str) -> tuple[FileKind, tuple[Text, ...]]:
    """The kind of a file and what is worth noting about it.

    Raises: FileRefused for an empty, locked or broken file, one that unpacks to too much, one that leans on
    other files, and everything that is not a sheet.
    """
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise FileRefused(Text("het bestand is leeg", "the file is empty"), _SAVE)
    notes: list[Text] = []
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        kind = _zip_kind(data, notes)
    elif data.startswith(_OLE):
        kind = _ole_kind(data)
    else:
        _refuse_other(data)
        kind = "csv"
    notes.extend(_misnamed(kind, filename))
    return kind, tuple(notes)


def _zip_kind(data: bytes, notes: list[Text]) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries)
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                raise _locked()
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    mimetype = stream.read(100)
                if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                    return _ods(archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(_BROKEN, _SAVE) from None
    lower = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.xml" not in lower:
        raise _other_zip(lower)
    if any(name.startswith("xl/externallinks/") for name in lower):
        raise FileRefused(
            Text("het bestand haalt waarden uit andere bestanden", "the file takes values from other files"),
            Text(
                "kopieer het blad en plak alleen de waarden in een nieuw bestand",
                "copy the sheet and paste only the values into a new file",
            ),
        )
    if any(name.endswith("vbaproject.bin") for name in lower):
        notes.append(
            Text(
                "het bestand bevat macro's; die zijn niet uitgevoerd",
                "the file holds macros; they were not run",
            )
        )
    if "xl/connections.xml" in lower:
        notes.append(
            Text(
                "het bestand heeft verbindingen met andere bronnen; die zijn niet gevolgd",
                "the file has connections to other sources; they were not followed",
            )
        )
    return "xlsx"


def _ods(archive: zipfile.ZipFile) -> FileKind:
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(1_000_000):
                raise _locked()
    return "ods"


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or (unpacked > ALWAYS_FINE and unpacked > packed * HIGHEST_RATIO)
    ):
        raise FileRefused(
            Text(
                f"het bestand pakt uit tot {unpacked // 1_000_000} MB in {len(entries)} delen; dat wordt niet geopend",
                f"the file unpacks to {unpacked // 1_000_000} MB in {len(entries)} parts; it is not opened",
            ),
            Text(
                "kopieer het blad met de cijfers naar een nieuw bestand",
                "copy the sheet with the figures to a new file",
            ),
        )


def _other_zip(names: set[str]) -> FileRefused:
    if "xl/workbook.bin" in names:
        return FileRefused(Text("dit is een XLSB-bestand", "this is an XLSB file"), _SAVE)
    if any(name.startswith("word/") for name in names):
        return FileRefused(Text("dit is een tekstdocument", "this is a text document"), _SAVE)
    if any(name.endswith((".xlsx", ".xls", ".ods", ".csv")) for name in names):
        return FileRefused(
            Text("dit is een ingepakte map (zip)", "this is a packed folder (zip)"),
            Text("pak haar uit en lever het blad zelf aan", "unpack it and hand in the sheet itself"),
        )
    return FileRefused(Text("dit is geen rekenblad", "this is not a spreadsheet"), _SAVE)


def _ole_kind(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _locked()
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls"
    raise FileRefused(Text("dit is geen rekenblad", "this is not a spreadsheet"), _SAVE)


def _locked() -> FileRefused:
    return FileRefused(
        Text("het bestand is met een wachtwoord beveiligd", "the file is locked with a password"),
        Text("sla het zonder wachtwoord op", "save it without a password"),
    )


def _refuse_other(data: bytes) -> None:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        raise FileRefused(Text("dit is een PDF", "this is a PDF"), _SAVE)
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        raise FileRefused(
            Text("dit is een webpagina, geen rekenblad", "this is a web page, not a spreadsheet"),
            Text(
                "open haar in een rekenprogramma en sla op als XLSX",
                "open it in a spreadsheet program and save as XLSX",
            ),
        )
    if start.startswith(
        (b"<?xml", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"7z\xbc", b"rar!", b"\x1f\x8b")
    ):
        raise FileRefused(Text("dit is geen rekenblad", "this is not a spreadsheet"), _SAVE)


def _misnamed(kind: FileKind, filename: str) -> list[Text]:
    lower = filename.lower()
    claimed = next((known for known, ends in _ENDINGS.items() if lower.endswith(ends)), None)
    if claimed is None or claimed == kind:
        return []
    ending = lower[lower.rfind(".") :]
    return [
        Text(
            f'de naam eindigt op "{ending}", maar de inhoud is {kind.upper()}; zo is het gelezen',
            f'the name ends in "{ending}", but the content is {kind.upper()}; it was read as such',
        )
    ]
