"""`regietafel restore`: put a backup back, whole or not at all, proved by the audit chain."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regietafel.cli.backup import applied_migrations
from regietafel.cli.backup_file import (
    LEFT_OUT,
    MADE_BY_MIGRATING,
    BackupError,
    Manifest,
    decoded,
    kept_models,
    read_manifest,
    rows_of,
)
from regietafel.cli.output import progress, with_django

if TYPE_CHECKING:
    from django.db.models import Model

BATCH = 2000

app = typer.Typer(rich_markup_mode=None, help="Put a backup back, proved by the audit chain.")


@app.command(epilog="Example: regietafel restore regietafel-2022-09-16.zip --replace")
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `regietafel backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Also when the database holds data: all of it is replaced.")
    ] = False,
) -> None:
    """Put everything back in one transaction: whole, with the head of the audit chain as it was, or nothing at all.

    Everyone signs in again afterwards.
    """
    with_django()
    manifest = read_manifest(file)
    from regietafel.cli.preparing import prepare

    prepare(tell=progress)
    restore_backup(file, manifest, replace=replace, tell=progress)
    typer.echo(f"Restored the backup of {manifest.written_at}.")
    typer.echo(
        f"The chain is whole, and its head is that of the backup: {manifest.head_number}:{manifest.head_hash}"
    )


def restore_backup(
    file: Path, manifest: Manifest, *, replace: bool, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Replace the content of every table by that of a backup that was read before.

    Raises: BackupError, with nothing changed, when the database holds data and `replace` is not given, when the
    backup is of another version, or when the chain that was put back is not the one that the manifest names.
    """
    from django.db import DatabaseError, connection, transaction

    from regietafel.desk.audit.append_only import suspended

    _refuse_other_shape(manifest)
    if not replace and (held := _table_with_data()):
        raise BackupError(
            f"the database holds data already ({held})",
            "make a backup of it, and give --replace to replace all of it",
        )
    try:
        with transaction.atomic(), zipfile.ZipFile(file) as archive:
            with suspended(connection):
                _empty()
                for model in kept_models():
                    count = _fill(model, manifest, archive)
                    tell(f"{model._meta.label_lower}: {count}")
            _count_on()
            connection.check_constraints()
            _prove(manifest)
    except BackupError:
        raise  # an error of ours is a ValueError too
    except (DatabaseError, ValueError, TypeError) as error:
        raise BackupError(
            f"the backup does not fit this database ({str(error).splitlines()[0]})", "nothing was changed"
        ) from error


def _refuse_other_shape(manifest: Manifest) -> None:
    from regietafel import __version__

    here, there = set(applied_migrations()), set(manifest.migrations)
    fields = {
        model._meta.label_lower: tuple(each.attname for each in model._meta.concrete_fields)
        for model in kept_models()
    }
    if here == there and fields == {label: table.fields for label, table in manifest.tables.items()}:
        return
    differing = sorted(here ^ there)
    named = f", which differs in {', '.join(differing[:3])}" if differing else ""
    raise BackupError(
        f"the backup was made by version {manifest.product_version} with tables of another shape{named}; "
        f"this is version {__version__}",
        f"restore it with version {manifest.product_version}, and upgrade that installation; nothing was changed",
    )


def _table_with_data() -> str:
    for model in kept_models():
        label = model._meta.label_lower
        if label not in MADE_BY_MIGRATING and model._base_manager.exists():
            return label
    return ""


def _empty() -> None:
    """Every table that the backup holds, and the sessions: they speak of users who may be others now."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    models = [*kept_models(), *(apps.get_model(label) for label in LEFT_OUT)]
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True):
            cursor.execute(statement)


def _fill(model: type[Model], manifest: Manifest, archive: zipfile.ZipFile) -> int:
    fields = model._meta.concrete_fields
    rows = rows_of(archive, model._meta.label_lower)
    count = 0
    while batch := list(islice(rows, BATCH)):
        made = [_object(model, fields, row) for row in batch]
        for part in _parts(made, fields):
            # raw: values stay as they were, also where a field would fill in the present moment
            model._base_manager._insert(part, fields=fields, raw=True)  # type: ignore[attr-defined]
        count += len(made)
    return count


def _object(model: type[Model], fields: Any, row: list[Any]) -> Model:
    made = model()
    for each, value in zip(fields, row, strict=True):
        # a foreign key holds the key of its target
        target = each.target_field if each.is_relation else each
        setattr(made, each.attname, decoded(target, value))
    return made


def _parts(made: list[Model], fields: Any) -> Iterator[list[Model]]:
    from django.db import connection

    size = max(1, min(connection.ops.bulk_batch_size(fields, made), BATCH))
    for start in range(0, len(made), size):
        yield made[start : start + size]


def _count_on() -> None:
    """New rows get numbers after those that were put back."""
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)


def _prove(manifest: Manifest) -> None:
    from regietafel.desk.audit.queries import verify

    report = verify()
    if not report.whole:
        raise BackupError(
            f"the audit chain in the backup is damaged: {report.findings[0].sentence}", "nothing was changed"
        )
    if (report.last_number, report.last_hash) != (manifest.head_number, manifest.head_hash):
        raise BackupError(
            f"the audit chain in the backup ends at {report.last_number}, and its manifest says "
            f"{manifest.head_number}",
            "take another copy of the backup; nothing was changed",
        )
