"""The desk of actions, requests, questions and concerns as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class FollowUpConfig(AppConfig):
    """Label `follow_up`."""

    name = "regietafel.desk.follow_up"
    label = "follow_up"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Opvolging"
    audit_words = {
        "item": Text("punt", "item"),
        "line": Text("korte lijn", "short line"),
        "follow_up.add": Text("punt toegevoegd", "item added"),
        "follow_up.step": Text("stap gezet", "step taken"),
        "follow_up.report_up": Text("gemeld aan de LRT", "reported to the LRT"),
        "follow_up.answer_down": Text("antwoord aan de PRT", "answer to the PRT"),
        "follow_up.send_delegate": Text("afgevaardigde aangewezen", "delegate sent"),
        "follow_up.withdraw_delegate": Text("afgevaardigde ingetrokken", "delegate taken back"),
        "table": Text("tafel", "table"),
        "office": Text("functie", "office"),
        "kind": Text("soort", "kind"),
        "text": Text("tekst", "text"),
        "owner": Text("eigenaar", "owner"),
        "due": Text("uiterlijk", "due"),
        "state": Text("stand", "state"),
        "on": Text("op", "on"),
        "action": Text("actie", "action"),
        "request": Text("verzoek", "request"),
        "question": Text("vraag", "question"),
        "concern": Text("aandachtspunt", "concern"),
        "open": Text("open", "open"),
        "started": Text("in uitvoering", "in progress"),
        "done": Text("klaar gemeld", "reported done"),
        "closed": Text("afgesloten", "closed"),
        "dropped": Text("vervallen", "dropped"),
        "acknowledged": Text("ontvangst bevestigd", "acknowledged"),
        "granted": Text("ingewilligd", "granted"),
        "refused": Text("afgewezen", "refused"),
        "otherwise": Text("anders beantwoord", "answered otherwise"),
        "withdrawn": Text("ingetrokken", "withdrawn"),
        "settled": Text("beantwoord", "settled"),
        "weighed": Text("afgewogen", "weighed"),
    }
