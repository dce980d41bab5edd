"""What the monitor shows: headlines, map, chart and tables made from one state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.answer import Text
from regietafel.core.base.counts import round_up
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.monitor.verdict import Verdict
from regietafel.desk.monitor.queries import CORRECTED, KINDS, HistoryLine, MonitorState, Row
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.line_chart import Line, LineChart
from regietafel.desk.shared.components.status import Pace, Status
from regietafel.desk.shared.components.table import Choice, Column, Download, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.notation import day, number, share, short_day, words

PERSONS = Text(nl="personen", en="persons")


@dataclass(frozen=True)
class View:
    """What the reader chose: kind of parts, target of the classes."""

    kind: str
    target: str


def short_title(state: MonitorState, target: str) -> Text:
    """A target in one or two words, with its number added by the caller."""
    if target == CORRECTED:
        return Text(nl="Wettelijke taakstelling", en="Statutory target")
    return Text(nl="Afspraak", en="Agreement")


def headlines(state: MonitorState, area: str) -> Headlines:
    """The pace against each target, and what is needed from now."""
    row = state.row(area)
    figures = []
    for name in list(state.target_titles)[:2]:
        judged = row.verdicts[name]
        compared = _("%(realised)s van %(expected)s die er nu horen te zijn") % {
            "realised": number(row.realised or 0),
            "expected": number(round_up(judged.expected) if judged else 0),
        }
        title = short_title(state, name)
        figures.append(
            Headline(
                f"{words(title)}: {number(row.targets[name])}",
                share(judged.pace) if judged and judged.pace is not None else None,
                _("van het tempo"),
                comparison=compared if judged and judged.pace is not None else "",
                status=judged.schedule_class.value if judged else "unknown",
                illustrative=state.illustrative and area != "NL",
            )
        )
    figures.append(_needed(row.verdicts[state.main_target]))
    return Headlines(figures)


def _needed(judged: Verdict | None) -> Headline:
    label = _("Nodig per maand vanaf nu")
    if judged is None:
        return Headline(label, None, comparison=_("nog geen volledige cijfers"))
    if judged.needed_per_month is None:
        return Headline(_("Over aan het einde"), judged.remaining, words(PERSONS))
    per_month = round_up(judged.needed_per_month)
    compared = ""
    if judged.months:
        so_far = Fraction(judged.realised) / judged.months
        compared = _("tot nu toe %(n)s per maand") % {"n": number(so_far)}
    return Headline(label, per_month, words(PERSONS), comparison=compared)


def course_chart(state: MonitorState, area: str) -> LineChart | None:
    """The cumulative course against every target; None while there is no complete month."""
    points = state.course(area)
    if not points:
        return None
    period, row = state.period, state.row(area)
    lines = [
        Line(
            _("gehuisvest"),
            [(period.start, 0), *((point.reference_date, point.realised) for point in points)],
            short=_("gehuisvest"),
        )
    ]
    for name in state.target_titles:
        title = words(short_title(state, name))
        lines.append(
            Line(
                title,
                [(period.start, 0), (period.until, max(row.targets[name], 0))],
                kind="target",
                short=_("Taakstelling") if name == CORRECTED else title,
            )
        )
    return LineChart(
        title=_("Verloop van %(period)s: gehuisvest sinds 1 %(month)s")
        % {"period": period, "month": day(period.start).split(" ")[1]},
        summary=_course_summary(state, area),
        unit=words(PERSONS),
        lines=lines,
        start=period.start,
        until=period.until,
        reference_date=state.reference_date,
        illustrative=state.illustrative and area != "NL",
    )


def _course_summary(state: MonitorState, area: str) -> str:
    points = state.course(area)
    last = points[-1]
    best = max(points, key=lambda point: point.added)
    return _("Op %(day)s staat de teller op %(total)s; de hoogste maand telde er %(best)s.") % {
        "day": day(last.reference_date),
        "total": number(last.realised),
        "best": number(best.added),
    }


def parts_table(
    request: HttpRequest, state: MonitorState, rows: Sequence[Row], view: View, downloads: Sequence[Download]
) -> Table[Row]:
    """The parts of an area: number, pace and class against every target, needed pace."""
    target = view.target
    template = reverse("monitor:area", args=[state.period, "GM9999"])
    columns: list[Column[Row]] = [
        Column(
            "name",
            _("Gebied"),
            searched=True,
            href=lambda row: template.replace("gm9999", row.area.lower()),
        ),
        Column("realised", _("Gehuisvest"), numeric=True),
    ]
    ordered = [target, *(name for name in state.target_titles if name != target)]
    for name in ordered:
        columns += [
            Column(f"doel-{name}", words(short_title(state, name)), of=_target_of(name), numeric=True),
            Column(
                f"tempo-{name}",
                _("Tempo"),
                of=_pace_of(name),
                share=True,
                show=_pace_bar(name) if name == target else None,
            ),
        ]
        if name == target:
            columns.append(Column("klasse", _("Oordeel"), of=_class_order(target), show=_status_of(target)))
            columns.append(_last_column(state, target))
    return Table(
        columns=columns,
        rows=rows,
        caption=_("%(kind)s op %(day)s")
        % {"kind": words(KINDS[view.kind]).capitalize(), "day": day(state.reference_date)},
        state=TableState.of(request, choices=("oordeel",)),
        filtered=len(rows) > 15,
        choices=_class_choice(target) if len(rows) > 4 else (),
        downloads=downloads,
        page_size=60 if len(rows) > 80 else None,
        note=_("Personen. Oordeel en nodig per maand gaan over: %(target)s.")
        % {"target": words(state.target_titles[target])},
    )


def _last_column(state: MonitorState, target: str) -> Column[Row]:
    if state.reference_date < state.period.until:
        return Column("nodig", _("Nodig per maand"), of=_needed_of(target), numeric=True)
    return Column("tekort", _("Niet gehaald"), of=_remaining_of(target), numeric=True)


def _remaining_of(name: str) -> Callable[[Row], Any]:
    def remaining(row: Row) -> int | None:
        judged = row.verdicts[name]
        return judged.remaining if judged else None

    return remaining


def _class_choice(target: str) -> list[Choice[Row]]:
    classes = [each for each in ScheduleClass if each != ScheduleClass.NOT_YET]
    options = [(each.value, words(each.words)) for each in classes]
    return [Choice("oordeel", _("Oordeel"), options, _class_key(target))]


def _target_of(name: str) -> Callable[[Row], Any]:
    return lambda row: row.targets[name]


def _pace_of(name: str) -> Callable[[Row], Any]:
    def pace(row: Row) -> Fraction | None:
        judged = row.verdicts[name]
        return judged.pace if judged else None

    return pace


def _pace_bar(name: str) -> Callable[[Row], Any]:
    def bar(row: Row) -> Pace:
        judged = row.verdicts[name]
        return Pace(judged.pace, judged.schedule_class.value) if judged else Pace(None)

    return bar


def _class_key(name: str) -> Callable[[Row], Any]:
    def key(row: Row) -> str:
        judged = row.verdicts[name]
        return judged.schedule_class.value if judged else "unknown"

    return key


_ORDER = {"behind": 0, "somewhat_behind": 1, "on_schedule": 2, "not_yet": 3, "unknown": 4}


def _class_order(name: str) -> Callable[[Row], Any]:
    key = _class_key(name)
    return lambda row: _ORDER[key(row)]


def _status_of(name: str) -> Callable[[Row], Any]:
    key = _class_key(name)
    return lambda row: Status(key(row))


def _needed_of(name: str) -> Callable[[Row], Any]:
    def needed(row: Row) -> int | None:
        judged = row.verdicts[name]
        return round_up(judged.needed_per_month) if judged and judged.needed_per_month is not None else None

    return needed


def behind_list(state: MonitorState, rows: Sequence[Row], target: str) -> list[tuple[Row, Verdict]]:
    """The parts that are not on schedule for a target, furthest behind first."""
    late = (ScheduleClass.BEHIND, ScheduleClass.SOMEWHAT_BEHIND)
    judged = [(row, v) for row in rows if (v := row.verdicts[target]) and v.schedule_class in late]
    return sorted(judged, key=lambda pair: (pair[1].pace or 0, pair[0].name))


def history_table(lines: Sequence[HistoryLine], name: str) -> Table[HistoryLine]:
    """The half-years of one municipality with what it carried over."""
    return Table(
        columns=[
            Column(
                "period",
                _("Halfjaar"),
                of=lambda line: str(line.period),
                href=lambda line: reverse("monitor:nation", args=[line.period]),
                sortable=False,
            ),
            Column("gross", _("Taakstelling"), numeric=True, sortable=False),
            Column("carried", _("Saldo vooraf"), numeric=True, signed=True, sortable=False),
            Column("corrected", _("Gecorrigeerd"), numeric=True, sortable=False),
            Column("realised", _("Gehuisvest"), numeric=True, sortable=False),
            Column("months", _("Maanden bekend"), numeric=True, sortable=False),
            Column("balance", _("Saldo daarna"), numeric=True, signed=True, sortable=False),
        ],
        rows=lines,
        caption=_("Halfjaren van %(name)s") % {"name": name},
        state=TableState(name="halfjaren"),
        note=_("Personen. Een saldo onder nul is achterstand; het volgende halfjaar krijgt het erbij."),
    )


def date_label(value: date) -> str:
    """A reference date in little room, with its year."""
    return f"{short_day(value)} {value.year}"
