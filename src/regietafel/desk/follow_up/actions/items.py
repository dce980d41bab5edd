"""Items: added with an owner who has the right, and stepped by who may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.unseen import unseen_sentence
from regietafel.core.follow_up.items import FollowUpError, Kind, Role, State, Term, check_step, is_final
from regietafel.desk.accounts.person import Person, demand
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By
from regietafel.desk.figures.queries import source_id
from regietafel.desk.follow_up.models import Item, ItemTable, Step
from regietafel.desk.follow_up.permissions import may_add, may_add_items, roles_of
from regietafel.desk.follow_up.queries import item
from regietafel.desk.tables.queries import seats_of, tables_all

LONGEST_TEXT = 500
NO_TERM = Term()


@dataclass(frozen=True)
class ItemEntry:
    """An item as entered. `owner` and `raised_by` are an organisation or a table; `tables` follow it."""

    kind: Kind
    key: str
    text: str
    raised_on: date
    tables: tuple[str, ...]
    owner: str = ""
    raised_by: str = ""
    term: Term = NO_TERM
    detail: str = ""
    deliverable: str = ""
    limit: str = ""
    origin: str = ""
    parent: str = ""
    source: str = ""
    at_each_prt: bool = False
    illustrative: bool = False


@transaction.atomic
def add_items(*, by: By, at: datetime, entries: Sequence[ItemEntry]) -> None:
    """Add items; all or none. A person must keep every table that follows them, or ask for an own organisation.

    Raises: Refused; FollowUpError with every unknown owner, table or parent, owner without a seat, empty text,
    double key.
    """
    tables = {row.key: row for row in tables_all()}
    if isinstance(by, Person):
        for entry in entries:
            followed = [tables[key] for key in sorted(set(entry.tables)) if key in tables]
            demand(may_add_items(by, entry.kind, at), by)
            demand(may_add(by, entry.kind, entry.raised_by, followed, at), by)
    if faults := list(_faults(entries, set(tables))):
        raise FollowUpError(*faults)
    for entry in entries:
        row = Item.objects.create(
            kind=entry.kind.value,
            key=entry.key,
            text=entry.text.strip(),
            detail=entry.detail,
            owner=entry.owner,
            raised_by=entry.raised_by,
            raised_on=entry.raised_on,
            opens=entry.term.opens,
            due=entry.term.due,
            deliverable=entry.deliverable,
            limit=entry.limit,
            origin=entry.origin,
            parent=Item.objects.get(key=entry.parent) if entry.parent else None,
            source_id=source_id(entry.source) if entry.source else None,
            at_each_prt=entry.at_each_prt,
            illustrative=entry.illustrative,
            known_since=at,
        )
        ItemTable.objects.bulk_create([ItemTable(item=row, table=key) for key in dict.fromkeys(entry.tables)])
        record(
            by=by,
            at=at,
            action="follow_up.add",
            subject=("item", entry.key),
            before=None,
            after={"kind": entry.kind.value, "text": row.text, "owner": entry.owner, "due": entry.term.due},
        )


def _faults(entries: Sequence[ItemEntry], tables: set[str]) -> Iterator[Text]:
    keys = [entry.key for entry in entries]
    parents = {entry.parent for entry in entries if entry.parent}
    there = set(Item.objects.filter(key__in={*keys, *parents}).values_list("key", flat=True))
    partners = {who for entry in entries for who in (entry.owner, entry.raised_by) if who} - tables
    known = organisation_names(partners)
    days = {entry.raised_on for entry in entries}
    seated = {(day, seat.table, seat.partner) for day in days for seat in seats_of(partners, day)}
    for entry in entries:
        if entry.key in there or keys.count(entry.key) > 1:
            yield Text(
                f"Er is al een punt “{entry.key}”. Kies een andere sleutel.",
                f'There is an item "{entry.key}" already. Choose another key.',
            )
        if entry.parent and entry.parent not in there:
            yield Text(
                f"Er is geen punt “{entry.parent}” om onder te hangen. Voeg dat eerst toe.",
                f'There is no item "{entry.parent}" to be a part of. Add that first.',
            )
        yield from _text_faults(entry)
        yield from _table_faults(entry, tables)
        yield from _owner_faults(entry, tables, known, seated)


def _text_faults(entry: ItemEntry) -> Iterator[Text]:
    if not entry.text.strip():
        yield Text(
            "Er staat geen tekst. Schrijf wat er moet gebeuren.",
            "There is no text. Write what has to be done.",
        )
    if found := unseen_sentence(entry.text + entry.detail + entry.deliverable):
        yield found
    if len(entry.text) > LONGEST_TEXT:
        yield Text(
            f"De tekst heeft {len(entry.text)} tekens. Schrijf er hoogstens {LONGEST_TEXT}; zet de rest in de toelichting.",
            f"The text has {len(entry.text)} characters. Write at most {LONGEST_TEXT}; put the rest in the detail.",
        )


def _table_faults(entry: ItemEntry, tables: set[str]) -> Iterator[Text]:
    if not entry.tables:
        yield Text(
            "Geen tafel volgt dit. Kies er ten minste één.", "No table follows this. Choose at least one."
        )
    for key in entry.tables:
        if key not in tables:
            yield Text(
                f"Er is geen tafel “{key}”. Kies een tafel die er is.",
                f'There is no table "{key}". Choose one that is there.',
            )


def _owner_faults(
    entry: ItemEntry, tables: set[str], known: dict[str, str], seated: set[tuple[date, str, str]]
) -> Iterator[Text]:
    """Who is named must be there, and an organisation that does something must sit at a table that follows it."""
    for who in (entry.owner, entry.raised_by):
        if who and who not in tables and who not in known:
            yield Text(
                f"Er is geen organisatie of tafel “{who}”. Kies er een die er is.",
                f'There is no organisation or table "{who}". Choose one that is there.',
            )
    if entry.kind is Kind.ACTION and not entry.owner:
        yield Text(
            "De actie heeft geen eigenaar. Kies wie het doet.", "The action has no owner. Choose who does it."
        )
    name = known.get(entry.owner)
    if name and not any((entry.raised_on, key, entry.owner) in seated for key in entry.tables):
        listed = ", ".join(entry.tables)
        yield Text(
            f"{name} heeft op {entry.raised_on} geen plaats aan {listed}. Kies een eigenaar met een plaats.",
            f"{name} has no seat at {listed} on {entry.raised_on}. Choose an owner with a seat.",
        )


@transaction.atomic
def step_item(
    *,
    by: By,
    at: datetime,
    key: str,
    to: State,
    on: date,
    reason: str = "",
    result_title: str = "",
    result_address: str = "",
    source: str = "",
) -> None:
    """Bring an item to another state. A person needs the quality that the step asks for; a command has all.

    Raises: FollowUpError for a step that is not there, is not this person's, lacks its reason, or lies before
    the item was raised.
    """
    row = Item.objects.select_for_update().filter(key=key).first()
    known = item(key)
    if row is None:
        return
    roles = roles_of(by, known, tables_all(), at) if isinstance(by, Person) else frozenset(Role)
    check_step(known.kind, known.state, to, roles=roles, reason=reason)
    if found := unseen_sentence(reason + result_title):
        raise FollowUpError(found)
    if on < known.raised_on:
        raise FollowUpError(
            Text(
                f"{on} ligt vóór {known.raised_on}, de dag waarop dit werd ingebracht. Kies een latere dag.",
                f"{on} lies before {known.raised_on}, the day on which this was raised. Choose a later day.",
            )
        )
    Step.objects.create(
        item=row,
        state=to.value,
        on=on,
        by_name=by.name,
        reason=reason,
        result_title=result_title,
        result_address=result_address,
        source_id=source_id(source) if source else None,
        known_since=at,
    )
    if is_final(known.kind, to):
        row.ended_since = at
        row.save(update_fields=["ended_since"])
    record(
        by=by,
        at=at,
        action="follow_up.step",
        subject=("item", key),
        before={"state": known.state.value},
        after={"state": to.value, "on": on},
        reason=reason,
    )
