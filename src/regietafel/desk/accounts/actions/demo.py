"""Accounts for a demonstration: marked as such, one password for all, never in production."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from regietafel.desk.accounts.actions.authority import AccountsError, demand_administrator
from regietafel.desk.accounts.actions.organisations import load_organisations
from regietafel.desk.accounts.actions.people import create_user
from regietafel.desk.accounts.actions.roles import grant_role
from regietafel.desk.accounts.models import User
from regietafel.desk.accounts.person import RoleName
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By


@dataclass(frozen=True)
class DemoAccount:
    """One account of the demonstration."""

    email: str
    function_title: str
    organisation: str
    role: RoleName


DEMO_ACCOUNTS = (
    DemoAccount("lrt@demo.example", "Secretariaat LRT (demo)", "mnre1058", RoleName.NATIONAL_SECRETARIAT),
    DemoAccount(
        "drenthe@demo.example", "Secretariaat PRT Drenthe (demo)", "pv22", RoleName.PROVINCIAL_SECRETARIAT
    ),
    DemoAccount(
        "stichtse-vecht@demo.example",
        "Gegevensinvoer Stichtse Vecht (demo)",
        "gm1904",
        RoleName.MUNICIPAL_REPORTER,
    ),
    DemoAccount("coa@demo.example", "Gegevensinvoer COA (demo)", "zb000210", RoleName.COA_REPORTER),
    DemoAccount("gs-drenthe@demo.example", "Toezicht Drenthe (demo)", "gs-pv22", RoleName.READER),
    DemoAccount("lezer@demo.example", "Lezer (demo)", "vng", RoleName.READER),
    DemoAccount("beheer@demo.example", "Beheer (demo)", "mnre1034", RoleName.ADMINISTRATOR),
)
DEMO_ROLES_FROM = date(2022, 1, 1)


@transaction.atomic
def load_demo_accounts(*, by: By, at: datetime, password: str) -> tuple[DemoAccount, ...]:
    """Add the demonstration's accounts, each with its role since 1 January 2022; give them all.

    A second run sets the given password on accounts that are there. Raises: AccountsError in production.
    """
    if settings.CONFIGURATION.production:
        raise AccountsError(
            "demonstration accounts are refused in production",
            "add people on the page for administrators",
            nl="Demonstratie-accounts bestaan niet in productie. Voeg mensen toe op de pagina voor beheerders.",
        )
    demand_administrator(by, at)
    load_organisations(by=by, at=at)
    for account in DEMO_ACCOUNTS:
        known = User.objects.filter(email=account.email, is_demo=True).first()
        if known is None:
            user = create_user(
                by=by,
                at=at,
                email=account.email,
                function_title=account.function_title,
                password=password,
                demo=True,
            )
            grant_role(
                by=by,
                at=at,
                user=user,
                organisation=account.organisation,
                role=account.role,
                valid_from=DEMO_ROLES_FROM,
            )
        elif not known.check_password(password):
            known.set_password(password)
            known.save(update_fields=["password"])
    record(
        by=by,
        at=at,
        action="load_demo_accounts",
        subject=("users", "demo"),
        before=None,
        after=[account.email for account in DEMO_ACCOUNTS],
    )
    return DEMO_ACCOUNTS
