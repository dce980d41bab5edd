"""The form of a backup: one zip with a manifest and one file of JSON lines per table, for either database.

The same file goes back into SQLite or PostgreSQL, so it also moves an installation from one to the other. The
manifest names the head of the audit chain; each table's file is held against its hash before anything is touched.
Left out on purpose: sessions (signing in again is safer than a session from the past) and the cache of lock-outs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from django.db.models import Model

FORMAT = "regietafel-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
LEFT_OUT = ("sessions.session", "usersessions.usersession")
MADE_BY_MIGRATING = ("contenttypes.contenttype", "auth.permission")


class BackupError(RegietafelError):
    """A file that is no whole backup, or one that cannot be put back here."""


@dataclass(frozen=True)
class TableEntry:
    """One table in the file: its fields in order, number of rows, and SHA-256 of its lines."""

    fields: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself."""

    product_version: str
    written_at: str
    database: str
    head_number: int
    head_hash: str
    migrations: tuple[str, ...]
    tables: dict[str, TableEntry] = field(default_factory=dict)

    def to_json(self) -> str:
        """As it stands in the file."""
        return json.dumps({"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(self)}, indent=1)


def kept_models() -> list[type[Model]]:
    """Every table that a backup holds, in a fixed order."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    kept = [each for each in models if each._meta.managed and not each._meta.proxy]
    return sorted(
        (each for each in kept if each._meta.label_lower not in LEFT_OUT), key=lambda each: each._meta.label
    )


def encoded(value: Any) -> Any:
    """A value of a row as JSON knows it; its field reads it back."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def decoded(model_field: Any, value: Any) -> Any:
    """What `encoded` wrote, as the field holds it."""
    if value is None or model_field.get_internal_type() == "JSONField":
        return value
    if model_field.get_internal_type() == "BinaryField":
        return base64.b64decode(value)
    return model_field.to_python(value)


def read_manifest(path: Path) -> Manifest:
    """The manifest of a backup whose every part was held against its hash.

    Raises: BackupError for a file that is not there, is something else, was cut short, or was changed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            for label, table in manifest.tables.items():
                _check_table(archive, label, table)
    except BackupError:
        raise
    except FileNotFoundError:
        raise BackupError(f"there is no file {path}", "give the path of a backup") from None
    except OSError as error:
        raise BackupError(
            f"cannot read {path} ({error.strerror or error})", "check its permissions"
        ) from error
    except Exception as error:  # each unpacker has errors of its own for a damaged byte
        raise BackupError(
            f"{path} is no whole backup: it is another kind of file, or was cut short or damaged",
            "take another copy of the backup; nothing was changed",
        ) from error
    return manifest


def rows_of(archive: zipfile.ZipFile, label: str) -> Iterator[list[Any]]:
    """The rows of one table, in the order of its fields."""
    with archive.open(_member(label)) as lines:
        for line in lines:
            yield json.loads(line)


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        told = json.loads(archive.read(MANIFEST))
        if told.pop("format") != FORMAT:
            raise KeyError("format")
        version = told.pop("format_version")
        if version != FORMAT_VERSION:
            raise BackupError(
                f"{path} has form {version} of a backup, and this version of Regietafel reads {FORMAT_VERSION}",
                f"restore it with version {told.get('product_version', '?')}; nothing was changed",
            )
        tables = {
            label: TableEntry(tuple(entry["fields"]), int(entry["rows"]), str(entry["sha256"]))
            for label, entry in told.pop("tables").items()
        }
        return Manifest(**{**told, "migrations": tuple(told["migrations"])}, tables=tables)
    except BackupError:
        raise  # an error of ours is a ValueError too
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupError(
            f"{path} is no backup of Regietafel, or its manifest was damaged",
            "give a file that `regietafel backup` wrote; nothing was changed",
        ) from error


def _check_table(archive: zipfile.ZipFile, label: str, table: TableEntry) -> None:
    digest, rows = hashlib.sha256(), 0
    try:
        with archive.open(_member(label)) as lines:
            for line in lines:
                digest.update(line)
                rows += 1
    except KeyError:
        raise BackupError(
            f"the backup lacks the table {label}", "take another copy of it; nothing was changed"
        ) from None
    except Exception as error:  # each unpacker has errors of its own for a damaged byte
        raise BackupError(
            f"the table {label} in the backup is damaged", "take another copy of it; nothing was changed"
        ) from error
    if digest.hexdigest() != table.sha256 or rows != table.rows:
        raise BackupError(
            f"the table {label} in the backup is not as it was written",
            "take another copy of it; nothing was changed",
        )


def _member(label: str) -> str:
    return f"tables/{label}.jsonl"


def write_table(archive: zipfile.ZipFile, model: type[Model]) -> TableEntry:
    """Put one table into the file, row by row in order of its key."""
    names = tuple(each.attname for each in model._meta.concrete_fields)
    digest, count = hashlib.sha256(), 0
    with archive.open(_member(model._meta.label_lower), "w", force_zip64=True) as lines:
        rows = model._base_manager.order_by("pk").values_list(*names)
        for row in rows.iterator(chunk_size=2000):
            line = json.dumps([encoded(value) for value in row], ensure_ascii=False).encode() + b"\n"
            lines.write(line)
            digest.update(line)
            count += 1
    return TableEntry(names, count, digest.hexdigest())
