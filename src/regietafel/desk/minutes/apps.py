"""The desk of minutes: drafts, remarks, adoption as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class MinutesConfig(AppConfig):
    """Label `minutes`."""

    name = "regietafel.desk.minutes"
    label = "minutes"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Verslagen"
    audit_words = {
        "minutes": Text("verslagen", "minutes"),
    }
