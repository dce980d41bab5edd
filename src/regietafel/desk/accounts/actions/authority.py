"""Who may run this desk's actions: an administrator, or a command on the server."""

from __future__ import annotations

from datetime import datetime

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.accounts.permissions import may_administer
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.audit.chain import By


class AccountsError(RegietafelError):
    """A change to people or organisations that cannot be made; `text` says so in both languages."""

    def __init__(self, what: str, remedy: str, *, nl: str) -> None:
        super().__init__(what, remedy)
        self.text = Text(nl=nl, en=f"{what[0].upper()}{what[1:]}; {remedy}.")

    def in_language(self, language: str) -> str:
        """The whole sentence."""
        return self.text.in_language(language)


def demand_administrator(by: By, at: datetime) -> None:
    """Go on for an administrator and for a command. Raises: Refused for anyone else."""
    if isinstance(by, Person):
        demand(may_administer(by, at), by)
