"""`regietafel backup`: everything that was recorded, in one file."""

from __future__ import annotations

import os
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from regietafel.cli.backup_file import MANIFEST, BackupError, Manifest, kept_models, write_table
from regietafel.cli.database import refuse_unfit
from regietafel.cli.output import with_django

app = typer.Typer(rich_markup_mode=None, help="Write everything the installation keeps to one file.")


@app.command(epilog="Example: regietafel backup regietafel-2022-09-16.zip")
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
) -> None:
    """Write one file that `regietafel restore` puts back, into SQLite or PostgreSQL.

    The site may go on serving. The file holds password hashes and second factors: keep it as safe as the database.
    """
    with_django()
    manifest = write_backup(file, at=datetime.now(UTC))
    rows = sum(table.rows for table in manifest.tables.values())
    typer.echo(f"{file}: {rows} rows in {len(manifest.tables)} tables, {file.stat().st_size} bytes.")
    typer.echo(f"Head of the audit chain: {manifest.head_number}:{manifest.head_hash}")


def write_backup(file: Path, *, at: datetime) -> Manifest:
    """Write the database as it stands at one moment; nothing half is left behind under the file's name.

    Raises: DatabaseUnfit; BackupError when the file is there, cannot be written, or the audit chain is damaged.
    """
    refuse_unfit()
    if file.exists():
        raise BackupError(f"{file} is there already", "choose a name that is not taken")
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    except OSError as error:
        raise BackupError(
            f"cannot write in {file.parent} ({error.strerror or error})", "choose another folder"
        ) from error
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _written(archive, at)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(file)
    except OSError as error:
        raise BackupError(
            f"the backup could not be written ({error.strerror or error})", "make room, and start again"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _written(archive: zipfile.ZipFile, at: datetime) -> Manifest:
    """All tables as of one moment: one transaction that sees no later write."""
    from django.db import connection, transaction

    from regietafel import __version__
    from regietafel.desk.audit.queries import verify

    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        report = verify()
        if not report.whole:
            raise BackupError(
                f"the audit chain is damaged: {report.findings[0].sentence}",
                "copy the database itself, and compare it with the last backup (regietafel audit verify)",
            )
        manifest = Manifest(
            product_version=__version__,
            written_at=at.isoformat(timespec="seconds"),
            database=connection.vendor,
            head_number=report.last_number,
            head_hash=report.last_hash,
            migrations=applied_migrations(),
            tables={model._meta.label_lower: write_table(archive, model) for model in kept_models()},
        )
        archive.writestr(MANIFEST, manifest.to_json())
    return manifest


def applied_migrations() -> tuple[str, ...]:
    """The migrations that this database has had: the shape of its tables."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))
