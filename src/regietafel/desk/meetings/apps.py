"""The desk of meetings: agendas, attendance, run sheets as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class MeetingsConfig(AppConfig):
    """Label `meetings`."""

    name = "regietafel.desk.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Vergaderingen"
    audit_words = {
        "meetings": Text("vergaderingen", "meetings"),
    }
