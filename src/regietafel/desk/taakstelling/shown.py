"""What the pages of the targets show: figures, sentences, notices and tables made from known rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.calendar import HalfYear
from regietafel.core.law.deadlines import Deadline, announcement_deadline
from regietafel.core.taakstelling.explain import Explained
from regietafel.core.taakstelling.targets import AS_PUBLISHED, AS_WRITTEN, Targets
from regietafel.core.taakstelling.volumes import Volume
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import number, share, signed
from regietafel.desk.taakstelling.queries import PeriodTargets, volume_history


@dataclass(frozen=True)
class TargetLine:
    """One area in a table of targets, in persons."""

    code: str
    name: str
    gross: int
    written: int
    carried: int
    corrected: int
    agreed: int | None


def target_line(known: PeriodTargets, targets: Targets, area: str) -> TargetLine:
    """One area as a row: gross, literal reading, carry-over, corrected, agreed."""
    agreed = next(iter(known.agreements.values()), None)
    return TargetLine(
        area,
        known.division.name_of(area),
        known.statutory.in_area(area),
        targets.in_area(area, AS_WRITTEN),
        known.carried(area),
        known.corrected(area),
        agreed.in_area(area) if agreed else None,
    )


def headlines(known: PeriodTargets, line: TargetLine, area: str) -> Headlines:
    """The target, the corrected target, and the agreed one."""
    figures = [
        Headline(
            _("Taakstelling"),
            line.gross,
            _("personen"),
            comparison=_("naar de letter van de wet: %(n)s") % {"n": number(line.written)},
        )
    ]
    if known.carry:
        word = _("achterstand") if line.carried < 0 else _("voorsprong")
        figures.append(
            Headline(
                _("Met achterstand of voorsprong"),
                line.corrected,
                _("personen"),
                comparison=f"{word} {number(abs(line.carried))}",
                illustrative=known.carry_illustrative,
            )
        )
    for table in list(known.agreements.values())[:1]:
        figures.append(
            Headline(
                _("Afgesproken"),
                line.agreed,
                _("personen"),
                comparison=table.title,
                illustrative=table.illustrative and area != "NL",
            )
        )
    return Headlines(figures)


def lead(known: PeriodTargets, area: str, line: TargetLine) -> str:
    """The sentence that says the point."""
    values = {"name": line.name, "gross": number(line.gross), "period": known.period}
    if area == "NL":
        values["n"] = number(len(known.division))
        return (
            _(
                "In %(period)s huisvesten %(n)s gemeenten samen %(gross)s vergunninghouders, verdeeld naar inwoners."
            )
            % values
        )
    values["share"] = number(Fraction(line.gross * 100, known.statutory.in_area("NL")), 2)
    return (
        _("%(name)s huisvest in %(period)s %(gross)s vergunninghouders: %(share)s %% van het land.") % values
    )


def notices(request: HttpRequest, period: HalfYear, known: PeriodTargets) -> list[Notice]:
    """Whether the announcement was in time, revisions of the volume, exchanges."""
    history = volume_history(period, moment_of(request).at)
    notices = []
    deadline = announcement_deadline(period, history[-1].announced_on).value
    if deadline.announced_on is not None:
        notices.append(_deadline_notice(deadline))
    if len(history) > 1:
        notices.append(
            Notice(
                "info",
                _("Het landelijke aantal is tijdens het halfjaar veranderd."),
                points=[_version(volume) for volume in history],
            )
        )
    if known.exchanged:
        notices.append(
            Notice("info", _("Gemeenten hebben onderling geruild (uitruil); de som is gelijk gebleven."))
        )
    return notices


def _deadline_notice(deadline: Deadline) -> Notice:
    if deadline.met:
        return Notice("ok", _("Op tijd bekendgemaakt"), deadline.sentence())
    return Notice("warning", _("Te laat bekendgemaakt"), deadline.sentence())


def _version(volume: Volume) -> str:
    said = f"{number(volume.persons)}: {volume.source}"
    return f"{said} ({volume.reason})" if volume.reason else said


def tables(
    request: HttpRequest, known: PeriodTargets, targets: Targets, area: str
) -> list[Table[TargetLine]]:
    """Provinces and municipalities of a nation; municipalities of a province or region."""
    kind = known.division.kind_of(area)
    if kind == "municipality":
        return []
    tables = []
    if kind == "nation":
        codes = [province.code for province in known.division.provinces]
        tables.append(_table(request, known, targets, codes, _("Per provincie"), "provincie"))
    codes = list(known.division.in_area(area))
    tables.append(_table(request, known, targets, codes, _("Per gemeente"), "gemeente"))
    return tables


def _table(
    request: HttpRequest,
    known: PeriodTargets,
    targets: Targets,
    codes: Sequence[str],
    caption: str,
    name: str,
) -> Table[TargetLine]:
    period = known.period
    columns: list[Column[TargetLine]] = [
        Column(
            "name",
            _("Gebied"),
            searched=True,
            href=lambda line: reverse("taakstelling:area", args=[period, line.code]),
        ),
        Column("gross", _("Taakstelling"), numeric=True),
        Column("written", _("Naar de letter"), numeric=True),
    ]
    if known.carry:
        columns += [
            Column("carried", _("Saldo"), numeric=True, signed=True),
            Column("corrected", _("Gecorrigeerd"), numeric=True),
        ]
    if known.agreements:
        columns.append(Column("agreed", _("Afgesproken"), numeric=True))
    return Table(
        columns=columns,
        rows=[target_line(known, targets, code) for code in codes],
        caption=caption,
        state=TableState.of(request, name),
        filtered=len(codes) > 15,
        page_size=50 if len(codes) > 60 else None,
        note=_("Personen. Saldo: onder nul is achterstand, daarboven voorsprong."),
    )


def readings(targets: Targets, area: str) -> Table[Any]:
    """Both readings of article 29 for one municipality, with their sums."""
    rows = [
        (
            policy.title,
            targets.numbers(policy)[area],
            targets.sum(policy),
            targets.sum(policy) - targets.volume.persons,
        )
        for policy in (AS_PUBLISHED, AS_WRITTEN)
    ]
    return Table(
        columns=[
            Column("reading", _("Lezing van artikel 29"), of=lambda row: row[0], sortable=False),
            Column("number", _("Deze gemeente"), of=lambda row: row[1], numeric=True, sortable=False),
            Column("sum", _("Som van alle gemeenten"), of=lambda row: row[2], numeric=True, sortable=False),
            Column(
                "difference",
                _("Verschil met landelijk"),
                of=lambda row: row[3],
                numeric=True,
                signed=True,
                sortable=False,
            ),
        ],
        rows=rows,
        caption=_("Twee lezingen van dezelfde regel"),
        note=_("De gepubliceerde taakstellingen volgen de eerste lezing."),
    )


def why_headlines(value: Explained) -> Headlines:
    """Target, balance and corrected target of one municipality."""
    figures = [Headline(_("Taakstelling"), value.published, _("personen"))]
    if value.carried_in:
        figures += [
            Headline(_("Saldo van het vorige halfjaar"), signed(value.carried_in), _("personen")),
            Headline(_("Gecorrigeerde taakstelling"), value.corrected, _("personen")),
        ]
    return Headlines(figures)


def fine_share(targets: Targets, area: str) -> str:
    """A municipality's share of the inhabitants, in three digits."""
    total = sum(targets.inhabitants.values())
    return share(Fraction(targets.inhabitants[area], total), 3)
