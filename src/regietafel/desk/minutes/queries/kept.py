"""Minutes with their latest version and their steps, as they were known at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from regietafel.core.base.errors import RegietafelError
from regietafel.core.minutes.check import MinutesLine
from regietafel.core.minutes.difference import LineChange
from regietafel.core.minutes.difference import difference as core_difference
from regietafel.core.minutes.states import State, state_after
from regietafel.core.minutes.states import Step as StepName
from regietafel.desk.minutes.models import Minutes, Step, Version
from regietafel.desk.minutes.stored import Content, as_content


class MinutesUnknown(RegietafelError):
    """Minutes, or a version of them, that are not there or were not known yet at the moment asked."""


@dataclass(frozen=True)
class StepRow:
    """A step that was taken: what, when, of which version, before which table and at which meeting."""

    step: StepName
    version: int
    table: str
    at_meeting: str
    reason: str
    by: str
    known_since: datetime
    illustrative: bool


@dataclass(frozen=True)
class VersionRow:
    """One version: its number, who made it when and why; `circulated` when it was sent round."""

    number: int
    by: str
    reason: str
    known_since: datetime
    circulated: datetime | None = None


@dataclass(frozen=True)
class MinutesRow:
    """Minutes as they stood: state, latest version with its content, and the steps up to then."""

    meeting: str
    table: str
    state: State
    version: int
    content: Content
    steps: tuple[StepRow, ...]
    source: str
    illustrative: bool
    by: str
    known_since: datetime
    changed_at: datetime

    @property
    def circulations(self) -> tuple[datetime, ...]:
        """The moments at which a version was sent round."""
        return tuple(step.known_since for step in self.steps if step.step == "circulate")

    @property
    def offered(self) -> StepRow | None:
        """The offer that stands, when the minutes are before a table."""
        if self.state != "offered":
            return None
        return next((step for step in reversed(self.steps) if step.step == "offer"), None)

    @property
    def adopted(self) -> StepRow | None:
        """The adoption, once there is one."""
        return next((step for step in self.steps if step.step == "adopt"), None)


@dataclass(frozen=True)
class MinutesLineRow:
    """A line of the latest version with its address: for search and for lists across minutes."""

    key: str
    meeting: str
    table: str
    state: State
    line: MinutesLine
    title: str

    @property
    def anchor(self) -> str:
        """Its place on the page: regel-3-4."""
        return anchor_of(self.line.number)


def anchor_of(number: str) -> str:
    """The place of a line on the page of its minutes.

    >>> anchor_of("3.4")
    'regel-3-4'
    """
    return f"regel-{number.replace('.', '-')}"


def known(at: datetime | None) -> Q:
    """Rows that were known at a moment; None is now."""
    return Q() if at is None else Q(known_since__lte=at)


def minutes(meeting: str, at: datetime | None = None) -> MinutesRow:
    """The minutes of a meeting: three queries. Raises: MinutesUnknown when there are none at that moment."""
    row = Minutes.objects.filter(known(at), meeting=meeting).first()
    if row is None:
        raise MinutesUnknown(
            _("Van vergadering \u201c%(key)s\u201d is op dit moment geen verslag bekend")
            % {"key": meeting[:80]},
            _("Kies er een uit de lijst, of een later moment."),
        )
    return next(iter(_rows([row], at)))


def all_minutes(
    at: datetime | None = None, *, table: str = "", meetings: Iterable[str] | None = None
) -> tuple[MinutesRow, ...]:
    """All minutes (of one table, or of these meetings), newest first: three queries."""
    rows = Minutes.objects.filter(known(at))
    if table:
        rows = rows.filter(table=table)
    if meetings is not None:
        rows = rows.filter(meeting__in=list(meetings))
    return tuple(_rows(list(rows.order_by("-known_since", "meeting")), at))


def to_adopt(*tables: str, at: datetime | None = None) -> tuple[MinutesRow, ...]:
    """The minutes of some tables that are not adopted yet, oldest first: three queries, however many there are."""
    adopted = Step.objects.filter(known(at), minutes=OuterRef("pk"), step="adopt")
    rows = Minutes.objects.filter(known(at), ~Exists(adopted), table__in=tables)
    return tuple(_rows(list(rows.order_by("known_since", "meeting")), at))


def all_lines(at: datetime | None = None, *, table: str = "") -> tuple[MinutesLineRow, ...]:
    """Every line of the latest version of all minutes, with its key and address: three queries."""
    return tuple(
        MinutesLineRow(
            f"{row.meeting}/{line.number}",
            row.meeting,
            row.table,
            row.state,
            line,
            row.content.title(line.item),
        )
        for row in all_minutes(at, table=table)
        for line in row.content.lines
    )


def versions(meeting: str, at: datetime | None = None) -> tuple[VersionRow, ...]:
    """Every version, oldest first, with when it was sent round: two queries, without the texts."""
    rows = Version.objects.filter(known(at), minutes__meeting=meeting).defer("content").order_by("number")
    sent = dict(
        Step.objects.filter(known(at), minutes__meeting=meeting, step="circulate")
        .order_by("-known_since")
        .values_list("version", "known_since")
    )
    return tuple(
        VersionRow(row.number, row.by_name, row.reason, row.known_since, sent.get(row.number)) for row in rows
    )


def content_of(meeting: str, version: int, at: datetime | None = None) -> Content:
    """What a version says: one query. Raises: MinutesUnknown for a version that is not there."""
    row = Version.objects.filter(known(at), minutes__meeting=meeting, number=version).first()
    if row is None:
        raise MinutesUnknown(
            _("Versie %(n)s van dit verslag is er niet") % {"n": version},
            _("Kies een versie uit de lijst."),
        )
    return as_content(row.content)


def difference(meeting: str, before: int, after: int, at: datetime | None = None) -> tuple[LineChange, ...]:
    """Each line in two versions, word by word: two queries. Raises: MinutesUnknown."""
    return core_difference(content_of(meeting, before, at).lines, content_of(meeting, after, at).lines)


def _rows(rows: Iterable[Minutes], at: datetime | None) -> Iterable[MinutesRow]:
    rows = list(rows)
    later = Version.objects.filter(known(at), minutes=OuterRef("minutes"), number__gt=OuterRef("number"))
    latest = {
        version.minutes_id: version
        for version in Version.objects.filter(known(at), ~Exists(later), minutes__in=rows)
    }
    taken: dict[int, list[StepRow]] = defaultdict(list)
    for step in Step.objects.filter(known(at), minutes__in=rows).order_by("pk"):
        taken[step.minutes_id].append(_step(step))
    for row in rows:
        version, steps = latest[row.pk], taken[row.pk]
        yield MinutesRow(
            meeting=row.meeting,
            table=row.table,
            state=state_after(step.step for step in steps),
            version=version.number,
            content=as_content(version.content),
            steps=tuple(steps),
            source=row.source,
            illustrative=row.illustrative,
            by=row.by_name,
            known_since=row.known_since,
            changed_at=max([version.known_since, *(step.known_since for step in steps)]),
        )


def _step(row: Step) -> StepRow:
    names: dict[str, StepName] = {
        "circulate": "circulate",
        "offer": "offer",
        "take_back": "take_back",
        "adopt": "adopt",
    }
    return StepRow(
        names[row.step],
        row.version,
        row.table,
        row.at_meeting,
        row.reason,
        row.by_name,
        row.known_since,
        row.illustrative,
    )
