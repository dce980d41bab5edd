"""The desk of mandates: what was given, used and reported back as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class MandatesConfig(AppConfig):
    """Label `mandates`."""

    name = "regietafel.desk.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Mandaten"
    audit_words = {
        "mandates": Text("mandaten", "mandates"),
    }
