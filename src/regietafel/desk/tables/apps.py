"""The desk of tables: structure, seats, offices, contact points as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class TablesConfig(AppConfig):
    """Label `tables`."""

    name = "regietafel.desk.tables"
    label = "tables"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Tafels"
    audit_words = {
        "tables": Text("tafels", "tables"),
    }
