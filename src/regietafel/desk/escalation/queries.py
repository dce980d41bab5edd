"""The boards of escalation as known at a moment: where municipalities stand, what is proposed, which talks there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.answer import Answer, Text
from regietafel.core.base.calendar import HalfYear, written_out
from regietafel.core.base.errors import RegietafelError
from regietafel.core.escalation.bilateral import Below, Standing, TalkProposed, talks_proposed
from regietafel.core.escalation.ladder import Ladder, ladder_for
from regietafel.core.escalation.procedure import DecisionKind, Evidence, Position, Proposed, proposed
from regietafel.desk.escalation.ladders import ladders
from regietafel.desk.escalation.models import Decision, Talk, TalkVersion
from regietafel.desk.monitor.queries import CORRECTED, MonitorState, Row, period_to_show, state
from regietafel.desk.taakstelling.queries import missed_in_a_row

SOON = timedelta(days=14)


class TalkUnknown(RegietafelError):
    """A talk that is not there, or was not known yet at the moment asked."""


class TalkState(StrEnum):
    """How far a talk is."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return {
            TalkState.PLANNED: Text("gepland", "planned"),
            TalkState.HELD: Text("gevoerd", "held"),
            TalkState.CANCELLED: Text("afgezegd", "cancelled"),
        }[self]


@dataclass(frozen=True)
class DecisionRow:
    """A decision that was taken, with what the monitor said then."""

    number: int
    kind: DecisionKind
    ladder: str
    step_from: int
    step_to: int
    day: date
    until: date | None
    reason: str
    urgent: bool
    published: bool
    by_name: str
    illustrative: bool
    known_since: datetime


@dataclass(frozen=True)
class TalkRow:
    """A talk at its latest known version."""

    key: str
    province: str
    state: TalkState
    planned_on: date
    ground: str
    outcome: str
    follow_up: str
    origin: str
    version: int
    illustrative: bool
    known_since: datetime

    @property
    def href(self) -> str:
        """Its page."""
        return reverse("escalation:talk", args=[self.key])


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality on the board: where it stands on the ladder, what the monitor says, and what is proposed."""

    area: str
    name: str
    position: Position
    evidence: Evidence
    proposal: Answer[Proposed | None]
    monitor: Row


@dataclass(frozen=True)
class Board:
    """The board of a province on a day."""

    area: str
    name: str
    ladder: Ladder
    period: HalfYear
    reference_date: date
    municipalities: tuple[MunicipalityRow, ...]
    standing: Standing
    target: Text
    talks: tuple[TalkRow, ...]
    illustrative: bool

    @property
    def proposals(self) -> tuple[MunicipalityRow, ...]:
        """The municipalities for which the figures propose something."""
        return tuple(row for row in self.municipalities if row.proposal.value is not None)


@dataclass(frozen=True)
class ProvinceRow:
    """A province on the national board, with the talk that the figures propose or that is planned."""

    area: str
    name: str
    standing: Standing
    proposal: TalkProposed | None
    talk: TalkRow | None


@dataclass(frozen=True)
class NationalBoard:
    """All provinces for one target, threshold and reference date."""

    period: HalfYear
    reference_date: date
    target: Text
    below: Below
    provinces: tuple[ProvinceRow, ...]
    answer: Answer[tuple[TalkProposed, ...]]
    illustrative: bool


@dataclass(frozen=True)
class Proposal:
    """A talk that the figures propose, as an item for the agenda of the LRT."""

    key: str
    table: str
    title: Text
    ground: Text
    href: str
    illustrative: bool


@dataclass(frozen=True)
class Expiring:
    """A term that ends soon or has ended: of a step, of an excuse, or the day of a talk."""

    kind: str
    area: str
    title: Text
    on: date
    href: str


def board(area: str, at: datetime | None = None, *, day: date) -> Board | None:
    """The board of a province; None when no half-year has targets yet. Thirteen queries.

    Raises: AreaError for a code that is no area.
    """
    known = _state(at)
    if known is None:
        return None
    ladder = ladder_for(area, day, ladders=ladders(at, area=area))
    missed = missed_in_a_row(known.period, at)
    positions = positions_in(Decision.objects.filter(_known(at), province=area))
    rows = [
        _municipality(known, row, ladder, positions.get(row.area, Position()), missed.get(row.area, 0), day)
        for row in known.rows("municipality", area)
    ]
    rows.sort(key=lambda row: (-row.position.number, row.proposal.value is None, row.name))
    return Board(
        area=area,
        name=known.division.name_of(area),
        ladder=ladder,
        period=known.period,
        reference_date=known.reference_date,
        municipalities=tuple(rows),
        standing=_standing(known, known.row(area)),
        target=known.target_titles[known.main_target],
        talks=tuple(talk for talk in talks(at) if talk.province == area),
        illustrative=known.illustrative,
    )


def municipality(area: str, at: datetime | None = None, *, day: date) -> tuple[Board, MunicipalityRow] | None:
    """A municipality with the board of its province; None when no half-year has targets yet."""
    known = _state(at)
    if known is None:
        return None
    province = known.division.province_of(area).code
    of = board(province, at, day=day)
    assert of is not None  # noqa: S101 - there are targets
    return of, next(row for row in of.municipalities if row.area == area)


def national_board(at: datetime | None = None, *, below: Below = Below.BEHIND) -> NationalBoard | None:
    """All provinces against the agreed target, with the talks; None when no half-year has targets yet."""
    known = _state(at)
    if known is None:
        return None
    standings = [_standing(known, row) for row in known.rows("province")]
    title = known.target_titles[known.main_target]
    answer = talks_proposed(standings, below=below, target=title, reference_date=known.reference_date)
    by_area = {one.area: one for one in answer.value}
    since = known.period.start
    planned: dict[str, TalkRow] = {
        talk.province: talk
        for talk in talks(at)
        if talk.state is not TalkState.CANCELLED and talk.planned_on >= since
    }
    rows = [
        ProvinceRow(one.area, one.name, one, by_area.get(one.area), planned.get(one.area))
        for one in standings
    ]
    rows.sort(key=lambda row: (row.standing.verdict is None, _pace(row), row.name))
    return NationalBoard(
        known.period, known.reference_date, title, below, tuple(rows), answer, known.illustrative
    )


def proposals(at: datetime | None = None) -> tuple[Proposal, ...]:
    """The talks that the figures propose and that are not planned or held yet, for the agenda of the LRT."""
    known = national_board(at)
    if known is None:
        return ()
    return tuple(
        Proposal(
            key=f"talk/{row.area}/{known.period}",
            table="lrt",
            title=Text(f"Gesprek met de provincie {row.name}", f"Talk with the province of {row.name}"),
            ground=row.proposal.ground,
            href=reverse("escalation:area", args=[row.area]),
            illustrative=known.illustrative,
        )
        for row in known.provinces
        if row.proposal is not None and row.talk is None
    )


def expiring(day: date, at: datetime | None = None) -> tuple[Expiring, ...]:
    """Terms of steps and excuses, and days of talks, that end within two weeks or have ended; two queries."""
    found = []
    for area, position in positions_in(Decision.objects.filter(_known(at))).items():
        until = position.frozen_until or position.until
        if position.number and until is not None and until <= day + SOON:
            excuse = position.frozen_until is not None
            what = (
                Text("Verschoonbaar tot", "Excused until")
                if excuse
                else Text("Termijn van een trede tot", "Step until")
            )
            title = Text(f"{what.nl} {written_out(until)}", f"{what.en} {written_out(until, 'en')}")
            href = reverse("escalation:area", args=[area])
            found.append(Expiring("excuse" if excuse else "step", area, title, until, href))
    for talk in talks(at):
        if talk.state is TalkState.PLANNED and talk.planned_on <= day + SOON:
            title = Text(
                f"Gesprek gepland op {written_out(talk.planned_on)}",
                f"Talk planned on {written_out(talk.planned_on, 'en')}",
            )
            found.append(Expiring("talk", talk.province, title, talk.planned_on, talk.href))
    return tuple(sorted(found, key=lambda one: (one.on, one.area)))


def decisions(area: str, at: datetime | None = None) -> tuple[DecisionRow, ...]:
    """What was decided about a municipality, oldest first."""
    rows = Decision.objects.filter(_known(at), area=area).order_by("number")
    return tuple(
        DecisionRow(
            row.number, DecisionKind(row.kind), row.ladder, row.step_from, row.step_to, row.day, row.until,
            row.reason, row.urgent, row.published, row.by_name, row.illustrative, row.known_since,
        )
        for row in rows
    )  # fmt: skip


def positions_in(rows: Iterable[Decision]) -> Mapping[str, Position]:
    """Where each municipality stands after these decisions."""
    together: dict[str, list[Decision]] = defaultdict(list)
    for row in rows:
        together[row.area].append(row)
    return {area: _position(sorted(each, key=lambda row: row.number)) for area, each in together.items()}


def talks(at: datetime | None = None) -> tuple[TalkRow, ...]:
    """Every talk at its latest known version, in order of day; one query."""
    latest: dict[int, TalkVersion] = {}
    for version in TalkVersion.objects.filter(_known(at)).select_related("talk").order_by("number"):
        latest[version.talk_id] = version
    rows = [_talk(version.talk, version) for version in latest.values()]
    return tuple(sorted(rows, key=lambda row: (row.planned_on, row.key)))


def talk(key: str, at: datetime | None = None) -> TalkRow:
    """The talk with this key. Raises: TalkUnknown when it is not there or was not known yet."""
    found = next((row for row in talks(at) if row.key == key), None)
    if found is None:
        raise TalkUnknown(
            _("Gesprek “%(key)s” is op dit moment niet bekend") % {"key": key[:80]},
            _("Kies er een van het landelijke bord, of een later moment."),
        )
    return found


def _state(at: datetime | None) -> MonitorState | None:
    try:
        return state(period_to_show(at), at)
    except RegietafelError:
        return None


def _municipality(
    known: MonitorState, row: Row, ladder: Ladder, position: Position, missed: int, day: date
) -> MunicipalityRow:
    judged = row.verdicts[CORRECTED]
    evidence = Evidence(
        judged.schedule_class if judged is not None else None,
        row.realised,
        row.targets[CORRECTED],
        missed,
        known.reference_date,
        known.illustrative,
    )
    return MunicipalityRow(
        row.area, row.name, position, evidence, proposed(ladder, position, evidence, day=day), row
    )


def _standing(known: MonitorState, row: Row) -> Standing:
    return Standing(row.area, row.name, row.verdicts[known.main_target])


def _pace(row: ProvinceRow) -> object:
    return (row.standing.verdict.pace or 0) if row.standing.verdict is not None else 0


def _position(rows: list[Decision]) -> Position:
    position = Position()
    for row in rows:
        kind = DecisionKind(row.kind)
        if kind in (DecisionKind.TAKE, DecisionKind.DOWN):
            position = Position(row.step_to, row.day, row.until)
        elif kind is DecisionKind.FREEZE:
            position = Position(position.number, position.since, position.until, row.until)
        else:
            on = date.fromisoformat(row.evidence["reference_date"])
            position = Position(
                position.number, position.since, position.until, position.frozen_until, (row.step_to, on)
            )
    return position


def _talk(row: Talk, version: TalkVersion) -> TalkRow:
    return TalkRow(
        row.key, row.province, TalkState(version.state), version.planned_on, row.ground, version.outcome,
        version.follow_up, row.origin, version.number, row.illustrative, row.known_since,
    )  # fmt: skip


def _known(at: datetime | None) -> Q:
    return Q() if at is None else Q(known_since__lte=at)
