"""Emptying the database: refused in production, where the audit trail must stay."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections

from regietafel.desk.audit.append_only import suspended


class Command(DjangoFlush):
    """Django's flush, with the audit trail's triggers set aside for a demonstration's database."""

    def handle(self, **options: Any) -> None:
        """Refuse in production; otherwise empty every table and put the triggers back."""
        if settings.CONFIGURATION.production:
            raise CommandError("the audit trail is append-only: a production database is not emptied")
        connection = connections[options["database"]]
        if "audit_auditrecord" not in connection.introspection.table_names():
            super().handle(**options)
            return
        with suspended(connection):
            super().handle(**options)
