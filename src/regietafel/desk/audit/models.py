"""The chain of records, and its head."""

from __future__ import annotations

from typing import NoReturn

from django.db import models

from regietafel.desk.audit.chain import AuditError


def _refused() -> NoReturn:
    raise AuditError("the audit trail is append-only", "record a new action that corrects the earlier one")


class AppendOnly(models.QuerySet["AuditRecord"]):
    """Reads and appends; nothing else."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refused."""
        _refused()

    def delete(self) -> NoReturn:
        """Refused."""
        _refused()

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        """Refused."""
        _refused()


class AuditRecord(models.Model):
    """One write. The database itself refuses to change or remove it (migration 0002)."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=64, db_index=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=100, db_index=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = [models.Index(fields=["subject_kind", "subject_id", "number"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject_kind} {self.subject_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Only the first time."""
        if not self._state.adding:
            _refused()
        super().save(force_insert=True)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refused."""
        _refused()


class ChainHead(models.Model):
    """The one row that every writer locks: number and hash of the last record."""

    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.last_number} {self.last_hash}"
