"""The first administrator of an installation, made on the server; the others are added on the site."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from regietafel.desk.accounts import actions, queries
from regietafel.desk.accounts.actions.authority import AccountsError
from regietafel.desk.accounts.person import RoleName
from regietafel.desk.audit.chain import Command as By


class Command(BaseCommand):
    """Load the organisations, and add a user with the role of administrator from today."""

    help = "Make the first administrator: e-mail address and function title."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Address, title, and at which organisation."""
        parser.add_argument("email")
        parser.add_argument("function_title")
        parser.add_argument("--organisation", default="mnre1034")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refused when there is an administrator already."""
        now = timezone.now()
        if any(
            role.held.role is RoleName.ADMINISTRATOR
            for row in queries.people()
            for role in row.roles
            if not row.demo
        ):
            raise CommandError("there is an administrator already; people are added on /beheer/mensen/")
        by = By("regietafel manage first_administrator")
        try:
            with transaction.atomic():
                actions.load_organisations(by=by, at=now)
                user = actions.create_user(
                    by=by, at=now, email=options["email"], function_title=options["function_title"]
                )
                actions.grant_role(
                    by=by,
                    at=now,
                    user=user,
                    organisation=options["organisation"],
                    role=RoleName.ADMINISTRATOR,
                    valid_from=timezone.localdate(),
                )
        except AccountsError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Added. Choose a password by the link under Wachtwoord vergeten.")
