"""The full text of the index, as the database at hand has it."""

from typing import Any

from django.db import migrations

from regietafel.desk.search.full_text import install, remove


def install_full_text(apps: Any, schema_editor: Any) -> None:
    install(schema_editor.connection)


def remove_full_text(apps: Any, schema_editor: Any) -> None:
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(install_full_text, remove_full_text)]
