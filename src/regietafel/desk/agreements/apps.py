"""The desk of agreements with a meter as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class AgreementsConfig(AppConfig):
    """Label `agreements`."""

    name = "regietafel.desk.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Afspraken"
    audit_words = {
        "agreements": Text("afspraken", "agreements"),
    }
