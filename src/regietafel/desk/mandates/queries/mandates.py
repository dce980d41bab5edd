"""Mandates as known at a moment, as finished rows: what was given, what became of it, and whether a lock opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from regietafel.core.base.answer import Answer, Source, Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.errors import RegietafelError
from regietafel.core.mandates.acts import ActKind, FormalAct, formal_act
from regietafel.core.mandates.lock import Lock, Standing, lock, objections_to, uses_of
from regietafel.core.mandates.mandate import Condition, report_due
from regietafel.core.mandates.mandate import Mandate as CoreMandate
from regietafel.core.mandates.refusals import Objection
from regietafel.core.tables.kinds import BodyKind
from regietafel.desk.figures.queries import source_from
from regietafel.desk.mandates.models import Act, Mandate, Mention
from regietafel.desk.tables.queries import offices, tables_all

SOON = 14
"""Days before its last day on which a mandate is said to expire."""


class MandateUnknown(RegietafelError):
    """A mandate that is not there, or was not known yet."""


@dataclass(frozen=True)
class ActRow:
    """An act that was done. `giver` is "" for an act by own right; `due` None: at the giver's next meeting."""

    key: str
    act: FormalAct
    actor: str
    done_on: date
    mandate: str
    giver: str
    report: str
    due: date | None
    acknowledged: datetime | None
    remark: str
    source: Source | None
    origin: str
    illustrative: bool
    known_since: datetime

    @property
    def reported(self) -> bool:
        """Whether the giver took note, or there is nobody to report to."""
        return not self.giver or self.acknowledged is not None

    def overdue(self, day: date) -> bool:
        """Whether the giver should have taken note before this day."""
        return not self.reported and self.due is not None and self.due < day


@dataclass(frozen=True)
class MandateRow:
    """A mandate with its acts; `origin` is the line of minutes that it comes from, `href` the address of that."""

    mandate: CoreMandate
    act: FormalAct
    withdrawn_from: date | None
    withdrawn_reason: str
    withdrawn_known: datetime | None
    acts: tuple[ActRow, ...]
    public: bool
    origin: str
    href: str
    note: Text
    source: Source | None
    illustrative: bool
    known_since: datetime

    @property
    def key(self) -> str:
        """Its key, as in its address."""
        return self.mandate.key

    @property
    def standing(self) -> Standing:
        """What the lock needs of it."""
        return Standing(self.mandate, self.withdrawn_from, tuple(each.done_on for each in self.acts))


@dataclass(frozen=True)
class MentionRow:
    """A mandate that minutes name and nobody gave limits yet."""

    origin: str
    giver: str
    holder: str
    text: str
    href: str
    known_since: datetime


def known(rows: QuerySet[Any], at: datetime | None) -> QuerySet[Any]:
    """The rows that were known at a moment; None is now."""
    return rows if at is None else rows.filter(known_since__lte=at)


def mandates(at: datetime | None = None) -> tuple[MandateRow, ...]:
    """Every mandate known, the newest first. Two queries."""
    rows = known(Mandate.objects.select_related("source", "withdrawal"), at).order_by("-known_since", "key")
    done: dict[str, list[ActRow]] = defaultdict(list)
    for each in acts(at):
        done[each.mandate].append(each)
    return tuple(_row(row, tuple(done[row.key]), at) for row in rows)


def mandate(key: str, at: datetime | None = None) -> MandateRow:
    """One mandate. Raises: MandateUnknown with the keys that there are."""
    rows = mandates(at)
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        there = ", ".join(row.key for row in rows[:5]) or "none yet"
        raise MandateUnknown(f'there is no mandate "{key[:80]}"', f"choose one from the list: {there}")
    return found


def mandates_of(table: str, at: datetime | None = None) -> tuple[MandateRow, ...]:
    """The mandates that a table gave or holds."""
    return tuple(row for row in mandates(at) if table in (row.mandate.giver, row.mandate.holder))


def acts(at: datetime | None = None) -> tuple[ActRow, ...]:
    """Every formal act, in the order in which they were done. One query."""
    rows = known(Act.objects.select_related("source", "mandate", "acknowledgement"), at)
    return tuple(_act(row, at) for row in rows.order_by("done_on", "pk"))


def reports_open(table: str, at: datetime | None = None) -> tuple[ActRow, ...]:
    """Reports on acts under its mandates that a table has not taken note of."""
    return tuple(row for row in acts(at) if row.giver == table and not row.reported)


def standings(rows: Iterable[MandateRow]) -> dict[str, Standing]:
    """What the lock needs of these mandates, by key."""
    return {row.key: row.standing for row in rows}


def covering(kind: ActKind, subject: str, actor: str, day: date, at: datetime | None = None) -> Answer[Lock]:
    """May this table or office do this act on this day, as known at a moment? Raises: as `formal_act`."""
    return lock(formal_act(kind, subject, day), actor, day, standings(mandates(at)).values(), names(at))


def objections(
    row: MandateRow, day: date, rows: Iterable[MandateRow], at: datetime | None
) -> list[Objection]:
    """Why a mandate does not open its lock on a day; empty when it does."""
    return objections_to(row.standing, day, standings(rows), names(at))


def expiring(day: date, at: datetime | None = None, within: int = SOON) -> tuple[MandateRow, ...]:
    """Mandates that hold on a day, can still be used, and end within a number of days."""
    rows = mandates(at)
    every = standings(rows)
    return tuple(
        row
        for row in rows
        if row.mandate.last_day is not None
        and day <= row.mandate.last_day <= day + timedelta(days=within)
        and not objections_to(row.standing, day, every, {})
    )


def uses(row: MandateRow, rows: Iterable[MandateRow]) -> tuple[date, ...]:
    """The days on which a mandate was used, also by those it was passed on to."""
    return uses_of(row.key, standings(rows))


def mentions(at: datetime | None = None) -> tuple[MentionRow, ...]:
    """Mandates that minutes name without limits; gone as soon as one is given from that line. Two queries."""
    given = set(known(Mandate.objects.exclude(origin=""), at).values_list("origin", flat=True))
    return tuple(
        MentionRow(row.origin, row.giver, row.holder, row.text, line_href(row.origin), row.known_since)
        for row in known(Mention.objects.order_by("-known_since"), at)
        if row.origin not in given
    )


def items_from(origin: str, at: datetime | None = None) -> dict[str, str]:
    """The mandates that came of the lines of a meeting: from the key of the line to the key of the mandate."""
    rows = known(Mandate.objects.filter(origin__startswith=f"{origin}/"), at)
    return dict(rows.values_list("origin", "key"))


def core_act(row: Mandate) -> FormalAct:
    """The act that a stored mandate is about."""
    return formal_act(ActKind(row.kind), row.subject, row.valid_from)


def anchor_of(act: str) -> str:
    """The place of an act on the page of its mandate.

    >>> anchor_of("send-letter-taakstelling-2023-I-2022-09-30")
    'handeling-send-letter-taakstelling-2023-I-2022-09-30'
    """
    return f"handeling-{act}"


def line_href(origin: str) -> str:
    """The address of a line of minutes: "lrt-2022-09-16/3.6"; "" when there is none."""
    meeting, _, line = origin.partition("/")
    if not meeting or not line:
        return ""
    try:
        return f"{reverse('minutes:minutes', args=[meeting])}#regel-{line.replace('.', '-')}"
    except NoReverseMatch:
        return ""


def names(at: datetime | None = None) -> dict[str, Text]:
    """What tables and offices are called inside a sentence, by key. Two queries."""
    named = {key: Text(f"de {row.title.nl}", f"the {row.title.en}") for key, row in offices(at).items()}
    for row in tables_all(at):
        article = {BodyKind.COUNCIL: "het ", BodyKind.SUPERVISOR: ""}.get(row.kind, "de ")
        named[row.key] = Text(f"{article}{row.abbreviation}", f"the {row.abbreviation}")
    return named


def labels(by_name: Mapping[str, Text], key: str) -> Text:
    """A name without its article, for a table: "LRT"."""
    found = by_name.get(key, Text(key.upper(), key.upper()))
    return Text(_bare(found.nl, ("de ", "het ")), _bare(found.en, ("the ",)))


def _bare(name: str, articles: tuple[str, ...]) -> str:
    return next((name.removeprefix(each) for each in articles if name.startswith(each)), name)


def _row(row: Mandate, done: tuple[ActRow, ...], at: datetime | None) -> MandateRow:
    core = core_of(row)
    taken = getattr(row, "withdrawal", None)
    if taken is not None and at is not None and taken.known_since > at:
        taken = None
    return MandateRow(
        mandate=core,
        act=formal_act(core.kind, core.subject, core.valid.start),
        withdrawn_from=taken.withdrawn_from if taken else None,
        withdrawn_reason=taken.reason if taken else "",
        withdrawn_known=taken.known_since if taken else None,
        acts=done,
        public=row.public,
        origin=row.origin,
        href=line_href(row.origin),
        note=Text(row.note_nl, row.note_en),
        source=source_from(row.source) if row.source else None,
        illustrative=row.illustrative,
        known_since=row.known_since,
    )


def core_of(row: Mandate) -> CoreMandate:
    """The core's value for a stored mandate."""
    return CoreMandate(
        key=row.key,
        giver=row.giver,
        holder=row.holder,
        kind=ActKind(row.kind),
        subject=row.subject,
        valid=DateRange(row.valid_from, row.valid_until),
        at_most=row.at_most,
        only_after=row.only_after,
        conditions=tuple(
            Condition(each["key"], each["must"], Text(each["nl"], each["en"])) for each in row.conditions
        ),
        may_pass_on=row.may_pass_on,
        parent=row.parent,
        report_days=row.report_days,
    )


def _act(row: Act, at: datetime | None) -> ActRow:
    noted = getattr(row, "acknowledgement", None)
    if noted is not None and at is not None and noted.known_since > at:
        noted = None
    return ActRow(
        key=row.key,
        act=formal_act(ActKind(row.kind), row.subject, row.done_on),
        actor=row.actor,
        done_on=row.done_on,
        mandate=row.mandate.key if row.mandate else "",
        giver=row.mandate.giver if row.mandate else "",
        report=row.report,
        due=report_due(core_of(row.mandate), row.done_on) if row.mandate else None,
        acknowledged=noted.known_since if noted else None,
        remark=noted.remark if noted else "",
        source=source_from(row.source) if row.source else None,
        origin=row.origin,
        illustrative=row.illustrative,
        known_since=row.known_since,
    )
