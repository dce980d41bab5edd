"""Who may write about a table, and what every such write needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Fault
from regietafel.core.tables.structure import TableError
from regietafel.desk.accounts.person import Person, Refused, day_of
from regietafel.desk.audit.chain import By
from regietafel.desk.tables.models import Body
from regietafel.desk.tables.permissions import may_change_structure, may_name_contact


def demand_keeper(by: By, territory: str, at: datetime) -> None:
    """Refuse a person who does not keep the tables of a territory. Raises: Refused."""
    if isinstance(by, Person) and not (permission := may_change_structure(by, territory, day_of(at))):
        raise Refused(permission, by)


def demand_contact(by: By, partner: str, at: datetime) -> None:
    """Refuse a person who may not name a contact point of a partner. Raises: Refused."""
    if isinstance(by, Person) and not (permission := may_name_contact(by, partner, day_of(at))):
        raise Refused(permission, by)


def territory_of(tables: Iterable[str]) -> dict[str, str]:
    """The territory of each of these bodies, whenever it is there; one query."""
    return dict(Body.objects.filter(key__in=set(tables)).values_list("key", "territory"))


def demand_reason(reason: str) -> None:
    """Refuse a change without a reason. Raises: TableError."""
    if not reason.strip():
        raise TableError(
            Text("een wijziging heeft een reden nodig", "a change needs a reason"),
            Text("schrijf in één zin waarom", "write in one sentence why"),
        )


def there_already(key: str) -> Fault:
    """That a key cannot be used a second time."""
    return Fault.told(
        key, Text("is er al", "is there already"), Text("kies een andere sleutel", "choose another key")
    )


def not_there(where: str, what: Text) -> Fault:
    """That something has to be added before it is named."""
    return Fault.told(where, what, Text("voeg dat eerst toe", "add it first"))
