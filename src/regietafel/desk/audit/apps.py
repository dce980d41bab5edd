"""The audit desk as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Label `audit`."""

    name = "regietafel.desk.audit"
    label = "audit"
    verbose_name = "Geschiedenis"
