"""The desk of escalation: boards, proposals, steps as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class EscalationConfig(AppConfig):
    """Label `escalation`."""

    name = "regietafel.desk.escalation"
    label = "escalation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Escalatie"
    audit_words = {
        "escalation": Text("escalatie", "escalation"),
    }
