"""The desk of targets as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class TaakstellingConfig(AppConfig):
    """Label `taakstelling`."""

    name = "regietafel.desk.taakstelling"
    label = "taakstelling"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Taakstelling"
    audit_words = {
        "taakstelling": Text("taakstelling", "housing target"),
        "taakstelling.announce_volume": Text("landelijk aantal vastgelegd", "national number recorded"),
        "taakstelling.agree_target": Text("afgesproken doel vastgelegd", "agreed target recorded"),
        "taakstelling.enter_carry": Text("saldi vastgelegd", "balances recorded"),
        "taakstelling.agree_exchange": Text("uitruil vastgelegd", "exchange recorded"),
        "version": Text("versie", "version"),
        "persons": Text("personen", "persons"),
        "announced_on": Text("bekendgemaakt op", "announced on"),
        "total": Text("totaal", "total"),
        "policy": Text("rekenwijze", "policy"),
        "pro_rata_inhabitants": Text("naar inwoners", "pro rata to inhabitants"),
        "illustrative": Text("illustratief", "illustrative"),
    }
