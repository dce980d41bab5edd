"""Agreements with their meters as they were known at a moment, as finished rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.meter import Measured, Meter, bare_meter, meter, sentence
from regietafel.core.agreements.promise import Basis, Gauge, Promise
from regietafel.core.agreements.states import ALARMING
from regietafel.core.base.answer import Answer, Source, Text
from regietafel.core.base.calendar import written_out
from regietafel.core.figures.indicators import INDICATORS
from regietafel.desk.accounts.person import day_of
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.accounts.succession import with_heirs
from regietafel.desk.agreements.measured import Figures, measured_for
from regietafel.desk.agreements.models import AgreementVersion, Judgement
from regietafel.desk.agreements.rows import (
    AgreementRow,
    AgreementUnknown,
    JudgementRow,
    Origin,
    Proposal,
    Quantified,
    Quantity,
    VersionRow,
)
from regietafel.desk.agreements.stored import dependency_from, gauge_from
from regietafel.desk.figures.queries import known_rows, sources

_DIGITS = re.compile(r"(\d+)")


def agreements(
    at: datetime | None = None, *, table: str = "", day: date | None = None, ended: bool = True
) -> tuple[AgreementRow, ...]:
    """Every agreement known at a moment (None: now), with its meters; those of one table, when one is given.

    `day` is the day on which terms are looked at: that of the moment when left out. Five queries, and two for
    each half-year that a meter of housed permit holders is about.
    """
    rows = latest(at)
    if table:
        rows = rows.filter(agreement__table=table)
    if not ended:
        rows = rows.filter(ended=False)
    return rows_of(_in_order(rows), at, day)


def agreement(key: str, at: datetime | None = None, *, day: date | None = None) -> AgreementRow:
    """The agreement with this key. Raises: AgreementUnknown when it is not there or was not known yet."""
    row = latest(at).filter(agreement__key=key).first()
    if row is None:
        raise AgreementUnknown(
            _("Afspraak “%(key)s” is op dit moment niet bekend") % {"key": key[:80]},
            _("Kies er een uit de lijst, of een later moment."),
        )
    return rows_of((row,), at, day)[0]


def alarms(at: datetime | None = None, *, table: str = "") -> tuple[Proposal, ...]:
    """What the figures put forward for the agendas of tables: each agreement that is behind or was not kept.

    Nothing is stored: the key of a proposal holds the state and the day on which it turned, so that it stays
    the same while the state lasts and is another one when it turns again. No names or judgements are read:
    two queries, and two for each half-year.
    """
    rows = latest(at).filter(ended=False).exclude(gauges=[])
    if table:
        rows = rows.filter(agreement__table=table)
    stored = _in_order(rows)
    found = []
    gauges = {row.pk: tuple(gauge_from(each) for each in row.gauges) for row in stored}
    figures = measured_for((gauge for each in gauges.values() for gauge in each), {}, at)
    day = day_of(at) if at is not None else None
    meters = {gauge: bare_meter(gauge, known, day=day or gauge.start) for gauge, known in figures.items()}
    for row in stored:
        for gauge in gauges[row.pk]:
            if meters[gauge].state in ALARMING:
                found.append(_proposal(row, meters[gauge]))
                break
    return tuple(found)


def versions(key: str, at: datetime | None = None) -> tuple[VersionRow, ...]:
    """The versions of an agreement known at a moment, oldest first: the history of its term and target."""
    rows = AgreementVersion.objects.filter(known_at(at), agreement__key=key).order_by("number")
    return tuple(
        VersionRow(
            row.number, row.best, row.latest, tuple(each["target"] for each in row.gauges), row.ended,
            row.reason, row.by_name, row.known_since, promise_of(row),
        )
        for row in rows
    )  # fmt: skip


def dependents(key: str, at: datetime | None = None) -> tuple[tuple[str, str, str], ...]:
    """The agreements that rest on this one: key, title, and the condition."""
    rows = latest(at).exclude(dependencies=[]).select_related("agreement").order_by("agreement_id")
    return tuple(
        (row.agreement.key, row.title, each["why"])
        for row in rows
        for each in row.dependencies
        if each["on"] == key
    )


def quantities(
    family: Sequence[str], areas: Sequence[str], at: datetime | None = None
) -> tuple[Quantity, ...]:
    """The latest known figure of each indicator in each area, unknown ones too: asked is not open. Two queries."""
    latest: dict[tuple[str, str], tuple[date, int, str]] = {}
    for row in known_rows(indicators=family, areas=areas, moment=at):
        key = (row.indicator, row.area)
        if key not in latest or row.when.start >= latest[key][0]:
            latest[key] = (row.when.start, row.value, row.source)
    known = sources()
    result = []
    for area in areas:
        for name in family:
            day, value, source = latest.get((name, area), (None, None, ""))
            of = INDICATORS[name]
            result.append(Quantity(name, of.title, of.unit, area, value, day, known.get(source)))
    return tuple(result)


@dataclass(frozen=True)
class Named:
    """An agreement by its key, table and title."""

    key: str
    table: str
    title: str


def agreements_of(at: datetime | None = None) -> tuple[Named, ...]:
    """The agreements known at a moment by name, without their meters; one query."""
    return tuple(Named(row.agreement.key, row.agreement.table, row.title) for row in _in_order(latest(at)))


def came_from(meeting: str, at: datetime | None = None) -> tuple[Origin, ...]:
    """The agreements that came of the lines of a meeting ("lrt-2022-09-16"). One query."""
    rows = latest(at).filter(agreement__origin__startswith=f"{meeting}/").order_by("agreement_id")
    return tuple(
        Origin(
            row.agreement.origin,
            row.title,
            row.ended,
            reverse("agreements:agreement", args=[row.agreement.key]),
        )
        for row in rows
    )


def promised(indicators: Collection[str], at: datetime | None = None) -> tuple[Quantified, ...]:
    """The quantities of agreements in these indicators, without their meters. One query."""
    rows = latest(at).exclude(gauges=[])
    return tuple(
        Quantified(row.title, gauge_from(each), reverse("agreements:agreement", args=[row.agreement.key]))
        for row in _in_order(rows)
        for each in row.gauges
        if each["indicator"] in indicators
    )


def titles(at: datetime | None = None) -> dict[str, str]:
    """Titles of agreements by key; one query."""
    return {row.key: row.title for row in agreements_of(at)}


def latest(at: datetime | None) -> QuerySet[AgreementVersion]:
    """The version of each agreement that held at a moment."""
    later = AgreementVersion.objects.filter(
        known_at(at), agreement=OuterRef("agreement"), number__gt=OuterRef("number")
    )
    return AgreementVersion.objects.filter(known_at(at), ~Exists(later)).select_related("agreement")


def _in_order(rows: QuerySet[AgreementVersion]) -> tuple[AgreementVersion, ...]:
    """By day and key, with the numbers in a key in their own order: a2 before a13."""

    def place(row: AgreementVersion) -> tuple[date, list[tuple[int, str]]]:
        parts = _DIGITS.split(row.agreement.key)
        return row.agreement.agreed_on, [(int(p), "") if p.isdecimal() else (-1, p) for p in parts]

    return tuple(sorted(rows, key=place))


def promise_of(row: AgreementVersion) -> Promise:
    """What a stored version says."""
    return Promise(
        row.title,
        row.text,
        tuple(row.owners),
        tuple(row.parties),
        row.best,
        row.latest,
        tuple(gauge_from(each) for each in row.gauges),
        tuple(dependency_from(each) for each in row.dependencies),
        About(row.nature) if row.nature else None,
    )


def known_at(at: datetime | None) -> Q:
    """What was known at a moment; everything for now."""
    return Q() if at is None else Q(known_since__lte=at)


def _meters(
    rows: Iterable[AgreementVersion],
    known: Mapping[str, Source],
    at: datetime | None,
    day: date | None,
    measured: Figures | None,
) -> dict[int, tuple[Answer[Meter], ...]]:
    """The meters of stored versions, by their id."""
    gauges = {row.pk: tuple(gauge_from(each) for each in row.gauges) for row in rows}
    figures = measured
    if figures is None:
        figures = measured_for((gauge for each in gauges.values() for gauge in each), known, at)
    return {
        pk: tuple(_meter(gauge, figures[gauge], at, day) for gauge in each) for pk, each in gauges.items()
    }


def _meter(
    gauge: Gauge, figures: tuple[Measured, ...], at: datetime | None, day: date | None
) -> Answer[Meter]:
    asked = day or (day_of(at) if at is not None else gauge.start)
    return meter(gauge, figures, day=asked)


def rows_of(
    stored: tuple[AgreementVersion, ...],
    at: datetime | None,
    day: date | None,
    known: Mapping[str, Source] | None = None,
    measured: Figures | None = None,
) -> tuple[AgreementRow, ...]:
    """Finished rows of stored versions; `known` sources and `measured` figures when they were read already."""
    if not stored:
        return ()
    known = sources() if known is None else known
    meters = _meters(stored, known, at, day, measured)
    judged: dict[int, list[JudgementRow]] = defaultdict(list)
    for one in Judgement.objects.filter(
        known_at(at), agreement__in=[row.agreement_id for row in stored]
    ).order_by("known_since", "pk"):
        judged[one.agreement_id].append(
            JudgementRow(
                About(one.about), Opinion(one.opinion), one.author, one.reason, one.source, one.known_since
            )
        )
    names = organisation_names(with_heirs(key for row in stored for key in (*row.owners, *row.parties)))
    return tuple(_row(row, known, meters[row.pk], tuple(judged[row.agreement_id]), names) for row in stored)


def _row(
    row: AgreementVersion,
    known: Mapping[str, Source],
    meters: tuple[Answer[Meter], ...],
    judgements: tuple[JudgementRow, ...],
    names: dict[str, str],
) -> AgreementRow:
    of = row.agreement
    return AgreementRow(
        key=of.key,
        agreed_on=of.agreed_on,
        table=of.table,
        basis=Basis(of.basis),
        source=known.get(of.source, Source(of.source)),
        source_key=of.source,
        origin=of.origin,
        illustrative=of.illustrative,
        promise=promise_of(row),
        latest=row.latest,
        ended=row.ended,
        reason=row.reason,
        version=row.number,
        known_since=of.known_since,
        changed_since=row.known_since,
        meters=meters,
        judgements=judgements,
        names=names,
        href=reverse("agreements:agreement", args=[of.key]),
    )


def _proposal(row: AgreementVersion, found: Meter) -> Proposal:
    turned = found.turned
    assert turned is not None  # noqa: S101 - an alarming state has a point
    since = turned.measured.reference_date
    said = sentence(found)
    before = found.came_from
    turn = Text("", "")
    if before is not None:
        turn = Text(
            f" Voor {written_out(since)} was de afspraak {before.words.nl}.",
            f" Before {written_out(since, 'en')} the agreement was {before.words.en}.",
        )
    return Proposal(
        key=f"{row.agreement.key}/{found.state.value}/{since}",
        table=row.agreement.table,
        title=Text(
            f"Afspraak {found.state.words.nl}: {row.title}", f"Agreement {found.state.words.en}: {row.title}"
        ),
        ground=Text(said.nl + turn.nl, said.en + turn.en),
        href=reverse("agreements:agreement", args=[row.agreement.key]),
        since=since,
        illustrative=found.illustrative,
    )
