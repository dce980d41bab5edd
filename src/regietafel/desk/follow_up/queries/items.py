"""Actions, requests, questions and concerns as known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from regietafel.core.base.answer import Source, Text
from regietafel.core.follow_up.items import Kind, NoSuchItem, State, Term, days_until_answer, is_final
from regietafel.desk.figures.queries import source_from
from regietafel.desk.follow_up.models import Item, ItemTable, Step

ROUTES = {
    Kind.ACTION: "follow_up:action",
    Kind.REQUEST: "follow_up:request",
    Kind.QUESTION: "follow_up:question",
    Kind.CONCERN: "follow_up:concern",
}


@dataclass(frozen=True)
class StepRow:
    """A step that was taken."""

    state: State
    on: date
    by: str
    reason: str
    result_title: str
    result_address: str
    source: Source | None
    known_since: datetime


@dataclass(frozen=True)
class ItemRow:
    """An item with its state at the moment that was asked for."""

    kind: Kind
    key: str
    text: str
    detail: str
    owner: str
    raised_by: str
    raised_on: date
    term: Term
    deliverable: str
    limit: str
    origin: str
    parent: str
    tables: tuple[str, ...]
    state: State
    steps: tuple[StepRow, ...]
    source: Source | None
    at_each_prt: bool
    illustrative: bool
    known_since: datetime

    @property
    def ended(self) -> bool:
        """Whether nothing comes after its state."""
        return is_final(self.kind, self.state)

    @property
    def href(self) -> str:
        """Its page."""
        return reverse(ROUTES[self.kind], args=[self.key])

    @property
    def days(self) -> int | None:
        """Days between raising and the final step; None while it is open."""
        return days_until_answer(self.raised_on, self.steps[-1].on) if self.ended and self.steps else None


@dataclass(frozen=True)
class OpenItem:
    """What a table still has to close, answer or weigh, short enough for an agenda or a board."""

    kind: Kind
    key: str
    text: str
    owner: str
    raised_by: str
    term: Term
    state: State
    origin: str
    tables: tuple[str, ...]
    illustrative: bool

    @property
    def href(self) -> str:
        """Its page."""
        return reverse(ROUTES[self.kind], args=[self.key])


@dataclass(frozen=True)
class Reader:
    """What somebody may see: everything, or what is of these tables and partners."""

    everything: bool
    tables: frozenset[str]
    partners: frozenset[str]

    def sees(self, row: ItemRow) -> bool:
        """Whether an item is followed by one of the tables, or is of one of the tables or partners."""
        parties = {row.owner, row.raised_by}
        return self.everything or bool(
            self.tables & {*row.tables, *parties} or self.partners & (parties - {""})
        )


def items(
    at: datetime | None = None,
    *,
    kind: Kind | None = None,
    table: str = "",
    partner: str = "",
    only_open: bool = False,
    reader: Reader | None = None,
    skip: int = 0,
    at_most: int | None = None,
) -> tuple[ItemRow, ...]:
    """Items in the order of their terms; those without one last. Three queries, whatever their number.

    With a reader only what that reader may see.
    """
    rows = _asked(at, kind=kind, table=table, partner=partner, only_open=only_open, reader=reader)
    until = None if at_most is None else skip + at_most
    return _rows(rows.select_related("source", "parent")[skip:until], at)


def number_of_items(
    at: datetime | None = None,
    *,
    kind: Kind | None = None,
    table: str = "",
    only_open: bool = False,
    reader: Reader | None = None,
) -> int:
    """How many `items` would give. One query."""
    return _asked(at, kind=kind, table=table, only_open=only_open, reader=reader).count()


def item(key: str, at: datetime | None = None) -> ItemRow:
    """One item with its steps. Raises: NoSuchItem when it is not known."""
    found = _rows(_known(at).filter(key=key).select_related("source", "parent"), at)
    if not found:
        raise NoSuchItem(
            Text(
                f"Er is geen punt “{key}”. Kijk in de lijst van acties, verzoeken of vragen.",
                f'There is no item "{key}". Look in the list of actions, requests or questions.',
            )
        )
    return found[0]


def parts(key: str, at: datetime | None = None) -> tuple[ItemRow, ...]:
    """The items that are parts of one, such as the twelve addressees of a request."""
    return _rows(_known(at).filter(parent__key=key).select_related("source", "parent"), at)


def items_by_key(keys: Iterable[str], at: datetime | None = None) -> tuple[ItemRow, ...]:
    """These items, for plans of other desks that name them; those not known are left out. None for no keys."""
    wanted = set(keys)
    return _rows(_known(at).filter(key__in=wanted).select_related("source", "parent"), at) if wanted else ()


def items_from(origin: str, at: datetime | None = None) -> tuple[ItemRow, ...]:
    """What came from a line of minutes, or from all lines of a meeting ("lrt-2022-09-16/")."""
    rows = _known(at).filter(origin__startswith=origin).order_by("origin", "pk")
    return _rows(rows.select_related("source", "parent"), at)


def addresses_from(origin: str, at: datetime | None = None) -> dict[str, tuple[tuple[str, str], ...]]:
    """The title and page of what came from each line of a meeting ("lrt-2022-09-16/"), by its line; parts stand on the page of the whole. One query."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    rows = _known(at).filter(origin__startswith=origin, parent__isnull=True).order_by("origin", "pk")
    for kind, key, title, line in rows.values_list("kind", "key", "text", "origin"):
        href = reverse(ROUTES[Kind(kind)], args=[key])
        found[line] = (*found.get(line, ()), (title, href))
    return found


def open_items(*tables: str, at: datetime | None = None, at_most: int = 500) -> tuple[OpenItem, ...]:
    """What some tables still follow, by term, each once; three queries, however many tables and items."""
    followed = ItemTable.objects.filter(item=OuterRef("pk"), table__in=tables)
    rows = _asked(at, only_open=True).filter(Exists(followed))
    return _open(list(rows[:at_most]), at)


def overdue(day: date, at: datetime | None = None, *, table: str = "") -> tuple[OpenItem, ...]:
    """What is past its last day, at one table or anywhere; three queries."""
    return _open(list(_asked(at, table=table, only_open=True).filter(due__lt=day)), at)


def _known(at: datetime | None) -> QuerySet[Item]:
    return Item.objects.all() if at is None else Item.objects.filter(known_since__lte=at)


def _asked(
    at: datetime | None,
    *,
    kind: Kind | None = None,
    table: str = "",
    partner: str = "",
    only_open: bool = False,
    reader: Reader | None = None,
) -> QuerySet[Item]:
    rows = _known(at)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if table:
        rows = rows.filter(tables__table=table)
    if partner:
        rows = rows.filter(Q(owner=partner) | Q(raised_by=partner))
    if only_open:
        still = Q(ended_since__isnull=True)
        rows = rows.filter(still if at is None else still | Q(ended_since__gt=at))
    if reader is not None and not reader.everything:
        followed = ItemTable.objects.filter(table__in=reader.tables).values("item_id")
        parties = reader.tables | reader.partners
        rows = rows.filter(Q(pk__in=followed) | Q(owner__in=parties) | Q(raised_by__in=parties))
    return rows.order_by(F("due").asc(nulls_last=True), "pk")


def _steps(keys: Iterable[int], at: datetime | None) -> dict[int, list[Step]]:
    rows = Step.objects.filter(item_id__in=list(keys)).select_related("source")
    if at is not None:
        rows = rows.filter(known_since__lte=at)
    found: dict[int, list[Step]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return found


def _tables(keys: Iterable[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for item_id, table in (
        ItemTable.objects.filter(item_id__in=list(keys)).order_by("pk").values_list("item_id", "table")
    ):
        found[item_id] = (*found.get(item_id, ()), table)
    return found


def _open(rows: list[Item], at: datetime | None) -> tuple[OpenItem, ...]:
    keys = [row.pk for row in rows]
    steps, tables = _steps(keys, at), _tables(keys)
    return tuple(
        OpenItem(
            kind=Kind(row.kind),
            key=row.key,
            text=row.text,
            owner=row.owner,
            raised_by=row.raised_by,
            term=Term(row.due, row.opens),
            state=State(steps[row.pk][-1].state) if row.pk in steps else State.OPEN,
            origin=row.origin,
            tables=tables.get(row.pk, ()),
            illustrative=row.illustrative,
        )
        for row in rows
    )


def _rows(rows: QuerySet[Item], at: datetime | None) -> tuple[ItemRow, ...]:
    listed = list(rows)
    keys = [row.pk for row in listed]
    steps, tables = _steps(keys, at), _tables(keys)
    return tuple(_row(row, steps.get(row.pk, []), tables.get(row.pk, ())) for row in listed)


def _row(row: Item, steps: list[Step], tables: tuple[str, ...]) -> ItemRow:
    return ItemRow(
        kind=Kind(row.kind),
        key=row.key,
        text=row.text,
        detail=row.detail,
        owner=row.owner,
        raised_by=row.raised_by,
        raised_on=row.raised_on,
        term=Term(row.due, row.opens),
        deliverable=row.deliverable,
        limit=row.limit,
        origin=row.origin,
        parent=row.parent.key if row.parent is not None else "",
        tables=tables,
        state=State(steps[-1].state) if steps else State.OPEN,
        steps=tuple(_step(step) for step in steps),
        source=source_from(row.source) if row.source is not None else None,
        at_each_prt=row.at_each_prt,
        illustrative=row.illustrative,
        known_since=row.known_since,
    )


def _step(row: Step) -> StepRow:
    return StepRow(
        State(row.state),
        row.on,
        row.by_name,
        row.reason,
        row.result_title,
        row.result_address,
        source_from(row.source) if row.source is not None else None,
        row.known_since,
    )
