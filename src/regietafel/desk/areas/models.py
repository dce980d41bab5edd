"""Boundary files of users, as rows that are added and never changed."""

from __future__ import annotations

from django.db import models


class BoundaryFile(models.Model):
    """The outlines that a user gave for one division; the latest row of a division holds.

    `division_day` is the first day of the division; `paths` holds one SVG path per municipality code in the
    units of `view_box`. A row without paths, name and hash takes the boundaries away.
    """

    division_day = models.DateField()
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    paths = models.JSONField(default=dict)
    view_box = models.JSONField(default=list)
    tolerance = models.PositiveIntegerField(default=0)
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["division_day", "-id"], name="boundaries_by_division")]

    def __str__(self) -> str:
        return f"{self.division_day}: {self.file_name or 'no boundaries'}"
