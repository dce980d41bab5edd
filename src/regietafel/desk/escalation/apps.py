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
        "talk": Text("gesprek", "talk"),
        "escalation.take": Text("trede gezet", "step taken"),
        "escalation.decline": Text("voorgestelde trede niet gezet", "proposed step declined"),
        "escalation.freeze": Text("trede bevroren", "step frozen"),
        "escalation.down": Text("trede terug", "step down"),
        "escalation.plan_talk": Text("gesprek gepland", "talk planned"),
        "escalation.record_talk": Text("gesprek vastgelegd", "talk recorded"),
        "escalation.cancel_talk": Text("gesprek afgezegd", "talk called off"),
        "escalation.add_ladder": Text("ladder vastgelegd", "ladder entered"),
        "from": Text("vanaf", "from"),
        "step": Text("trede", "step"),
        "until": Text("tot", "until"),
        "ladder": Text("ladder", "ladder"),
        "province": Text("provincie", "province"),
        "planned_on": Text("gepland op", "planned on"),
        "held": Text("gevoerd", "held"),
        "follow_up": Text("vervolg", "follow-up"),
    }
