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
        "mandate": Text("mandaat", "mandate"),
        "act": Text("handeling", "act"),
        "mandates.grant": Text("mandaat gegeven", "mandate given"),
        "mandates.withdraw": Text("mandaat ingetrokken", "mandate withdrawn"),
        "mandates.act": Text("handeling verricht", "act done"),
        "mandates.acknowledge": Text("melding besproken", "note taken of a report"),
        "mandates.mention": Text("mandaat genoemd in een verslag", "mandate named in minutes"),
        "given_by": Text("gegeven door", "given by"),
        "given_to": Text("gegeven aan", "given to"),
        "about": Text("onderwerp", "about"),
        "at_most": Text("aantal keer", "number of times"),
        "actor": Text("door", "by"),
    }
