"""The desk of figures as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class FiguresConfig(AppConfig):
    """Label `figures`."""

    name = "regietafel.desk.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Cijfers"
    audit_words = {
        "figures.receive": Text("aangeleverd en gecontroleerd", "handed in and checked"),
        "figures.confirm": Text("bevestigd", "confirmed"),
        "figures.approve": Text("goedgekeurd", "approved"),
        "figures.return": Text("teruggegeven", "returned"),
        "figures.withdraw": Text("ingetrokken", "withdrawn"),
        "figures.check_again": Text("opnieuw gecontroleerd", "checked again"),
        "figures.add": Text("cijfers vastgelegd", "figures recorded"),
        "figures.add_sources": Text("bronnen vastgelegd", "sources recorded"),
        "figures.prefer": Text("bron gekozen", "source chosen"),
        "figures.set_approval_rule": Text("goedkeuring ingesteld", "approval set"),
        "delivery": Text("aanlevering", "delivery"),
        "figure": Text("cijfer", "figure"),
        "figures": Text("cijfers", "figures"),
        "sources": Text("bronnen", "sources"),
        "indicator": Text("indicator", "indicator"),
        "indicators": Text("indicatoren", "indicators"),
        "file": Text("bestand", "file"),
        "new": Text("nieuw", "new"),
        "corrected": Text("gecorrigeerd", "corrected"),
        "unchanged": Text("ongewijzigd", "unchanged"),
        "faults": Text("fouten", "faults"),
        "warnings": Text("waarschuwingen", "warnings"),
        "rows": Text("rijen", "rows"),
        "sum": Text("som", "sum"),
        "state": Text("stand", "state"),
        "waits_for": Text("wacht op", "waits for"),
        "levels": Text("niveaus", "levels"),
        "source": Text("bron", "source"),
        "checked": Text("gecontroleerd", "checked"),
        "offered": Text("wacht op goedkeuring", "waiting for approval"),
        "confirmed": Text("bevestigd", "confirmed"),
        "returned": Text("teruggegeven", "returned"),
        "withdrawn": Text("ingetrokken", "withdrawn"),
        "faulty": Text("fouten gevonden", "faults found"),
    }
