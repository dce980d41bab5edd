"""The desk of areas as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class AreasConfig(AppConfig):
    """Label `areas`."""

    name = "regietafel.desk.areas"
    label = "areas"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Gebieden"
    audit_words = {
        "areas.store_boundaries": Text("grenzen vastgelegd", "boundaries stored"),
        "areas.remove_boundaries": Text("grenzen weggehaald", "boundaries removed"),
        "boundaries": Text("gemeentegrenzen", "municipal boundaries"),
        "file_name": Text("bestand", "file"),
        "sha256": Text("kenmerk van het bestand (SHA-256)", "fingerprint of the file (SHA-256)"),
        "municipalities": Text("gemeenten", "municipalities"),
    }
