"""Every write of this desk: one function each, on record, in one transaction."""

from regietafel.desk.accounts.actions.demo import load_demo_accounts
from regietafel.desk.accounts.actions.organisations import (
    change_organisation,
    create_organisation,
    load_organisations,
)
from regietafel.desk.accounts.actions.people import change_user, create_user, reset_second_factor
from regietafel.desk.accounts.actions.roles import end_role, grant_role
from regietafel.desk.accounts.actions.sign_in import (
    change_second_factor,
    end_sessions,
    set_password,
    sign_in,
)

__all__ = [
    "change_organisation",
    "change_second_factor",
    "change_user",
    "create_organisation",
    "create_user",
    "end_role",
    "end_sessions",
    "grant_role",
    "load_demo_accounts",
    "load_organisations",
    "reset_second_factor",
    "set_password",
    "sign_in",
]
