"""The desk of what waits as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class ToDoConfig(AppConfig):
    """Label `to_do`."""

    name = "regietafel.desk.to_do"
    label = "to_do"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Wat wacht"
    audit_words = {
        "digest": Text("overzicht per mail", "digest by mail"),
        "digest.prefer": Text("voorkeur voor het overzicht gewijzigd", "preference for the digest changed"),
        "digest.claim": Text("overzicht opgepakt", "digest claimed"),
        "digest.finish": Text("overzicht afgehandeld", "digest finished"),
        "digest.renew_feed": Text("agenda-adres vernieuwd", "calendar address renewed"),
        "rhythm": Text("ritme", "rhythm"),
        "weekday": Text("dag van de week", "day of the week"),
        "quiet_from": Text("stil vanaf", "quiet from"),
        "quiet_until": Text("stil tot", "quiet until"),
        "state": Text("stand", "state"),
        "at": Text("tijd", "time"),
        "claimed": Text("opgepakt", "claimed"),
        "sent": Text("verstuurd", "sent"),
        "unchanged": Text("niets nieuws", "nothing new"),
        "empty": Text("niets wacht", "nothing waits"),
        "refused": Text("niet aangenomen", "not accepted"),
        "slot": Text("tijdvak", "slot"),
        "items": Text("aantal punten", "number of items"),
        "feed_version": Text("versie van het agenda-adres", "version of the calendar address"),
        "never": Text("nooit", "never"),
        "daily": Text("elke dag", "daily"),
        "weekly": Text("elke week", "weekly"),
    }
