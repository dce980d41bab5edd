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
        "follow_up": Text("opvolging", "follow-up"),
    }
