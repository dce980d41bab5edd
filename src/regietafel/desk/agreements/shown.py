"""What the pages of agreements show: marks, figures and tables made from known rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.meter import Meter
from regietafel.core.agreements.states import MeterState
from regietafel.core.base.answer import Answer, Text
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.desk.agreements.queries import AgreementRow, Listing, Quantity
from regietafel.desk.shared.components.dutch import Dutch
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.line_chart import Line, LineChart
from regietafel.desk.shared.components.status import Status
from regietafel.desk.shared.components.table import Choice, Column, Part, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day, number, share, words

MARKS = {
    MeterState.KEPT: "on_schedule",
    MeterState.ON_COURSE: "on_schedule",
    MeterState.BEHIND: "behind",
    MeterState.NOT_KEPT: "behind",
    MeterState.NO_FIGURES: "unknown",
}
OPINION_MARKS = {Opinion.YES: "on_schedule", Opinion.PARTLY: "somewhat_behind", Opinion.NO: "behind"}

ON_A_PAGE = 50


def unbroken(value: date | None) -> str:
    """A day that stays on one line; a dash when there is none."""
    return day(value).replace(" ", "\u00a0") if value is not None else "–"


def mark_of(state: MeterState, schedule: ScheduleClass | None = None) -> Status:
    """The state as symbol, word and colour; a small lag has the middle colour, and the words say so."""
    if state is MeterState.BEHIND and schedule is ScheduleClass.SOMEWHAT_BEHIND:
        return Status("somewhat_behind")
    return Status(MARKS[state], state.words)


def mark_of_row(row: AgreementRow) -> Status:
    """The mark of an agreement: that of its worst meter."""
    if row.worst is None:
        return Status("unknown", _("geen meter"))
    last = row.worst.value.last
    return mark_of(row.state, last.schedule_class if last is not None else None)


def counts(rows: Listing) -> Headlines:
    """How many are behind or not kept, on course or kept, and without figures."""
    everything, alarming, unknown = rows.everything, rows.alarming, rows.unknown
    of = _("van de %(n)s afspraken") % {"n": number(everything)}
    return Headlines(
        [
            Headline(_("Achter of niet gehaald"), alarming, comparison=of),
            Headline(_("Op koers of gehaald"), everything - alarming - unknown, comparison=of),
            Headline(_("Zonder cijfers"), unknown, comparison=of),
        ]
    )


def list_state(request: HttpRequest) -> TableState:
    """What the reader asked of the list."""
    return TableState.of(request, choices=("tafel", "stand"))


def page_of(rows: Listing, state: TableState) -> tuple[tuple[AgreementRow, ...], Part]:
    """The rows of the page that was asked for, the last one for a page that is not there."""
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    number_of = min(max(1, state.page), pages)
    start = (number_of - 1) * ON_A_PAGE
    return rows[start : start + ON_A_PAGE], Part(number_of, pages, len(rows), rows.everything)


def agreements_table(
    request: HttpRequest, rows: Sequence[AgreementRow], part: Part, tables: Sequence[str]
) -> Table[AgreementRow]:
    """A page of agreements with their meters."""
    moment = moment_of(request)
    on, today = moment.on, moment.local.date()
    return Table(
        columns=[
            Column("title", _("Afspraak"), searched=True, show=lambda row: Dutch(row.title, on(row.href))),
            Column("state", _("Stand"), show=mark_of_row),
            Column("measured", _("Gemeten van afgesproken"), show=_measured, numeric=True),
            Column("latest", _("Uiterlijk"), show=lambda row: unbroken(row.latest)),
            Column("owner", _("Wie"), searched=True, show=lambda row: Dutch(row.owners_on(today))),
            Column("judgement", _("Oordeel"), show=_judgement, sortable=False),
        ],
        rows=rows,
        caption=_("Alle afspraken"),
        state=list_state(request),
        filtered=True,
        choices=[
            Choice("tafel", _("Tafel"), [(key, key.upper()) for key in tables], lambda row: row.table),
            Choice(
                "stand",
                _("Stand"),
                [(one.value, one.words) for one in MeterState],
                lambda row: row.state.value,
            ),
        ],
        stacked=True,
        note=_("De stand volgt uit de cijfers. Een oordeel is van mensen en staat ernaast."),
        part=part,
    )


def _measured(row: AgreementRow) -> str:
    if row.worst is None:
        return "–"
    found = row.worst.value
    value = "–" if found.last is None else number(found.last.measured.value)
    said = _("%(value)s van %(target)s") % {"value": value, "target": number(found.gauge.target)}
    return f"{said} {words(found.gauge.measures.unit)}"


def _judgement(row: AgreementRow) -> object:
    found = row.judgements[-1] if row.judgements else None
    if found is None:
        return "–"
    said = Text(
        f"{found.about.words.nl}: {found.opinion.words.nl}",
        f"{found.about.words.en}: {found.opinion.words.en}",
    )
    return Status(OPINION_MARKS[found.opinion], said)


def headlines_of(row: AgreementRow) -> Headlines | None:
    """Measured, due by then, and what is missing; nothing when no indicator is tied."""
    if row.worst is None:
        return None
    found = row.worst.value
    unit, last = found.gauge.measures.unit, found.last
    target = _("van %(target)s") % {"target": number(found.gauge.target)}
    if last is None:
        earlier = found.earlier
        said = target
        if earlier is not None:
            said = _("laatste van vóór de afspraak: %(n)s op %(day)s") % {
                "n": number(earlier.value),
                "day": day(earlier.reference_date),
            }
        return Headlines([Headline(found.gauge.measures.title, None, comparison=said), _agreed(found)])
    status = last.schedule_class.value if found.state is MeterState.BEHIND else ""
    return Headlines(
        [
            Headline(
                found.gauge.measures.title,
                last.measured.value,
                unit,
                comparison=f"{'' if status else words(found.state.words) + ', '}"
                + _("op %(day)s") % {"day": day(last.measured.reference_date)},
                status=status,
                illustrative=found.illustrative and found.gauge.area != "NL",
            ),
            _agreed(found),
            Headline(
                _("Nog te doen"),
                found.remaining,
                unit,
                comparison=_("hoort er nu te zijn: %(n)s") % {"n": number(last.due)}
                if not found.decided
                else "",
            ),
        ]
    )


def _agreed(found: Meter) -> Headline:
    return Headline(
        _("Afgesproken"),
        found.gauge.target,
        found.gauge.measures.unit,
        comparison=_("uiterlijk %(day)s") % {"day": day(found.gauge.latest)},
    )


def charts_of(row: AgreementRow) -> list[LineChart]:
    """The course of each meter with at least two points, against what is due."""
    charts = []
    for n, answer in enumerate(row.meters):
        found = answer.value
        if len(found.points) < 2:
            continue
        gauge = found.gauge
        first = found.earlier.value if found.earlier is not None and gauge.measures.kind == "stock" else 0
        due_points: list[tuple[date, int | Fraction]] = [(gauge.start, first), (gauge.path_end, gauge.target)]
        if gauge.path_end < gauge.until:
            due_points.append((gauge.until, gauge.target))
        measured = [(point.measured.reference_date, point.measured.value) for point in found.points]
        if gauge.measures.kind == "flow":
            measured.insert(0, (gauge.start, 0))
        charts.append(
            LineChart(
                title=gauge.measures.title,
                summary=_summary(found),
                unit=gauge.measures.unit,
                lines=[
                    Line(_("gemeten"), measured),
                    Line(_("afgesproken"), due_points, "target"),
                ],
                start=gauge.start,
                until=max(gauge.until, measured[-1][0]),
                name=f"meter-{n + 1}",
            )
        )
    return charts


def _summary(found: Meter) -> str:
    assert found.last is not None  # noqa: S101 - a chart has points
    return _("%(value)s van %(target)s: %(share)s.") % {
        "value": number(found.last.measured.value),
        "target": number(found.gauge.target),
        "share": share(found.share or Fraction(0)),
    }


def meters_table(row: AgreementRow) -> Table[Answer[Meter]] | None:
    """The quantities of an agreement with more than one."""
    if len(row.meters) < 2:
        return None
    return Table(
        columns=[
            Column("what", _("Wat"), of=lambda one: one.value.gauge.measures.title, sortable=False),
            Column("until", _("Uiterlijk"), of=lambda one: one.value.gauge.latest, sortable=False),
            Column(
                "target",
                _("Afgesproken"),
                of=lambda one: one.value.gauge.target,
                numeric=True,
                sortable=False,
            ),
            Column("measured", _("Gemeten"), of=_last_value, numeric=True, sortable=False),
            Column(
                "state", _("Stand"), show=lambda one: mark_of(one.value.state), of=_last_value, sortable=False
            ),
        ],
        rows=row.meters,
        caption=_("Hoeveelheden"),
        state=TableState(name="hoeveelheden"),
    )


def _last_value(answer: Answer[Meter]) -> int | None:
    return answer.value.last.measured.value if answer.value.last is not None else None


def quantities_table(rows: Sequence[Quantity], caption: str) -> Table[Quantity]:
    """Quantities that must not be mixed, side by side."""
    return Table(
        columns=[
            Column("title", _("Wat"), sortable=False),
            Column("value", _("Laatst bekend"), numeric=True, sortable=False),
            Column("unit", _("Eenheid"), sortable=False),
            Column("reference_date", _("Op"), show=lambda row: unbroken(row.reference_date), sortable=False),
        ],
        rows=rows,
        caption=caption,
        state=TableState(name="grootheden"),
        note=_("Een streepje betekent: geen cijfer. Gevraagd, toegezegd en open zijn niet hetzelfde."),
    )


@dataclass(frozen=True)
class RegionLine:
    """One safety region: what was asked of it and what was open, as last known."""

    name: str
    asked: int | None
    open: int | None
    on: date | None


def regions_table(request: HttpRequest, rows: Sequence[RegionLine]) -> Table[RegionLine]:
    """What each safety region was asked for and has open."""
    return Table(
        columns=[
            Column("name", _("Veiligheidsregio"), searched=True),
            Column("asked", _("Gevraagd"), numeric=True, unit=_("plaatsen")),
            Column("open", _("Geopend"), numeric=True, unit=_("plaatsen")),
            Column("on", _("Stand op"), show=lambda row: unbroken(row.on)),
        ],
        rows=rows,
        caption=_("Per veiligheidsregio"),
        state=TableState.of(request, "regio"),
        note=_("Per regio is bijna niets gepubliceerd; een streepje is geen nul."),
    )


def origin_href(origin: str) -> str:
    """The address of the line of minutes a record comes from; "" while that page does not exist."""
    meeting, _sep, place = origin.partition("/")
    try:
        return (
            f"{reverse('minutes:minutes', args=[meeting])}#regel-{place.replace('.', '-')}" if origin else ""
        )
    except NoReverseMatch:
        return ""


def judgements_of(row: AgreementRow) -> list[tuple[str, Status | None, str, str, str]]:
    """Effort and result apart: the latest judgement of each, with author, day and reason."""
    found = []
    for about in About:
        one = row.latest_judgement(about)
        found.append(
            (
                words(about.words),
                Status(OPINION_MARKS[one.opinion], one.opinion.words) if one else None,
                one.author if one else "",
                day(one.known_since.date()) if one else "",
                one.reason if one else "",
            )
        )
    return found
