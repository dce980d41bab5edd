"""Organisations, users, and the roles that users hold at organisations."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from regietafel.desk.accounts.person import OrganisationKind, RoleName


class Organisation(models.Model):
    """A body that takes part, with the days on which it exists. `area` is GM.., PV.., VR.., NL or empty."""

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30, choices=[(each.value, each.value) for each in OrganisationKind])
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=6, blank=True, db_index=True)
    tooi = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="organisation_holds_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Finds users by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this address."""
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """Someone who signs in by e-mail address; known to others by a function title, never by a name."""

    email = models.EmailField(max_length=254, unique=True)
    function_title = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["function_title"]

    objects = Users()

    class Meta:
        ordering = ("function_title",)
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_without_capitals")]

    def __str__(self) -> str:
        return self.function_title


class Role(models.Model):
    """A role of a user at an organisation, from a day until the first day that it no longer holds."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30, choices=[(each.value, each.value) for each in RoleName])
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="role_holds_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.organisation_id}"
