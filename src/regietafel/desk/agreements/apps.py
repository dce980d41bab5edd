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
        "agreement": Text("afspraak", "agreement"),
        "measure": Text("maatregel", "measure"),
        "agreements.add": Text("afspraak vastgelegd", "agreement written down"),
        "agreements.change": Text("afspraak gewijzigd", "agreement changed"),
        "agreements.end": Text("afspraak beëindigd", "agreement ended"),
        "agreements.judge": Text("oordeel gegeven", "judgement given"),
        "agreements.add_measure": Text("maatregel toegevoegd", "measure added"),
        "agreements.change_measure": Text("maatregel gewijzigd", "measure changed"),
        "best": Text("beste termijn", "best term"),
        "latest": Text("uiterste termijn", "latest term"),
        "gauges": Text("hoeveelheden", "quantities"),
        "ended": Text("beëindigd", "ended"),
        "about": Text("over", "about"),
        "effort": Text("inspanning", "effort"),
        "result": Text("resultaat", "result"),
        "opinion": Text("oordeel", "judgement"),
        "yes": Text("voldoende", "sufficient"),
        "partly": Text("gedeeltelijk", "in part"),
        "no": Text("onvoldoende", "insufficient"),
    }
