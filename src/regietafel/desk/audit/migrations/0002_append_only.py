"""The database refuses to change or remove what is on record."""

from typing import Any

from django.db import migrations

from regietafel.desk.audit.append_only import install, remove


def install_triggers(apps: Any, schema_editor: Any) -> None:
    install(schema_editor.connection)


def remove_triggers(apps: Any, schema_editor: Any) -> None:
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install_triggers, remove_triggers)]
