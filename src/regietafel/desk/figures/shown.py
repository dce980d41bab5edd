"""Figures as pages show them: rows and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from regietafel.core.base.answer import Text
from regietafel.core.figures.approval import STATES
from regietafel.core.figures.bitemporal import Change
from regietafel.core.figures.indicators import Indicator, indicator
from regietafel.core.figures.when import When
from regietafel.core.figures.when import words as when_words
from regietafel.desk.figures.checked import Checked, CheckedRow, Finding
from regietafel.desk.figures.queries import DeliveryLine, FigureLine, Version
from regietafel.desk.figures.seen import Seen, name_of
from regietafel.desk.shared.components.status import IllustrativeMark
from regietafel.desk.shared.components.table import Column, Download, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import Moment
from regietafel.desk.shared.notation import number, opening, place, words

MADE_UP = Text(
    "Cijfers met het merk “illustratief” zijn verzonnen met een vaste startwaarde; ze zijn niet gepubliceerd.",
    "Figures with the mark “illustrative” were made up with a fixed seed; they were not published.",
)


@dataclass(frozen=True)
class FigureShown:
    """One line of the table of an indicator: a figure of one source, or a sum over municipalities."""

    area: str
    name: str
    when: When
    period: str
    value: int
    source: str
    since: datetime | None
    state: str
    illustrative: bool
    href: str


def figure_lines(
    seen: Seen, contradicted: set[tuple[str, When]], on: Callable[[str], str]
) -> list[FigureShown]:
    """What a reader sees of an indicator, as lines."""
    shown = []
    for line in seen.lines:
        when = When(line.start, line.until)
        state = ""
        if (line.area, when) in contradicted:
            state = _("gebruikt") if line.used else _("niet gebruikt")
        shown.append(
            FigureShown(
                line.area,
                opening(place(name_of(line.area, line.start))),
                when,
                words(when_words(when)),
                line.value,
                line.source.title,
                line.known_since,
                state,
                line.illustrative,
                on(reverse("figures:history", args=[line.indicator, line.area])),
            )
        )
    for one in seen.sums:
        shown.append(
            FigureShown(
                one.province,
                name_of(one.province, one.when.start),
                one.when,
                words(when_words(one.when)),
                one.value,
                _("som van %(n)s van %(of)s gemeenten") % {"n": one.municipalities, "of": one.of},
                None,
                "",
                one.illustrative,
                "",
            )
        )
    return sorted(shown, key=lambda one: (one.when.start, one.when.until or one.when.start), reverse=True)


def figures_table(
    request: HttpRequest, known: Indicator, rows: Sequence[FigureShown], downloads: Sequence[Download]
) -> Table[FigureShown]:
    """All figures of an indicator as known."""
    columns: list[Column[FigureShown]] = [
        Column("gebied", _("Gebied"), lambda row: row.name, searched=True, href=lambda row: row.href),
        Column("periode", _("Periode"), lambda row: row.when.start, show=lambda row: row.period),
        Column("waarde", _("Waarde"), lambda row: row.value, known.unit, numeric=True),
        Column("bron", _("Bron"), lambda row: row.source, searched=True),
        Column("sinds", _("Bekend sinds"), lambda row: row.since),
    ]
    if any(row.state for row in rows):
        columns.append(Column("gebruikt", _("Bij tegenspraak"), lambda row: row.state))
    if any(row.illustrative for row in rows):
        columns.append(_mark(lambda row: row.illustrative))
    return Table(
        columns,
        rows,
        _("Cijfers zoals bekend, nieuwste periode eerst"),
        TableState.of(request),
        filtered=len(rows) > 12,
        downloads=downloads,
        page_size=100,
        empty=_("Over deze periode zijn nog geen cijfers bekend."),
    )


def _mark(of: Callable[[FigureShown], bool]) -> Column[FigureShown]:
    return Column(
        "merk",
        _("Merk"),
        lambda row: _("illustratief") if of(row) else "",
        show=lambda row: IllustrativeMark() if of(row) else "",
    )


def versions_table(
    request: HttpRequest, rows: Sequence[Version], known: Indicator, on: Callable[[str], str]
) -> Table[Version]:
    """Every row of a figure, the oldest first within its source; superseded ones say so."""
    return Table(
        [
            Column(
                "periode",
                _("Periode"),
                lambda row: row.when.start,
                show=lambda row: words(when_words(row.when)),
            ),
            Column("waarde", _("Waarde"), lambda row: row.value, known.unit, numeric=True),
            Column("stand", _("Stand"), _standing),
            Column("bron", _("Bron"), lambda row: row.source.title),
            Column("sinds", _("Bekend sinds"), lambda row: row.known_since),
            Column(
                "wie",
                _("Door"),
                lambda row: row.by or _("bij het laden"),
                href=lambda row: on(reverse("figures:delivery", args=[row.delivery])) if row.delivery else "",
            ),
            Column("reden", _("Reden of opmerking"), lambda row: row.reason or row.note),
        ],
        rows,
        _("Alle rijen, ook de vervangen"),
        TableState.of(request),
        page_size=100,
        empty=_("Over dit gebied zijn geen cijfers bekend."),
    )


def _standing(row: Version) -> str:
    if not row.current:
        return _("vervangen")
    return _("correctie") if row.supersedes else _("geldt")


def findings_table(
    findings: Sequence[Finding], caption: str, rows: Sequence[CheckedRow] = ()
) -> Table[Finding]:
    """Faults or warnings: where (with the area of the row, once it was read), what, what to do."""
    areas = {row.row: name_of(row.area, row.when.start) for row in rows}
    return Table(
        [
            Column("waar", _("Waar"), lambda one: _where(one, areas), sortable=False),
            Column("wat", _("Wat is er aan de hand"), lambda one: _sentence(words(one.what)), sortable=False),
            Column("doen", _("Wat u kunt doen"), lambda one: _sentence(words(one.remedy)), sortable=False),
        ],
        findings,
        caption,
    )


def _where(one: Finding, areas: dict[int, str]) -> str:
    place = words(one.where)
    found = re.match(r"(?:rij|row) (\d+)", place)
    name = areas.get(int(found[1])) if found else None
    return (f"{name}, {place}" if name else place) or _("het hele bestand")


def rows_table(request: HttpRequest, checked: Checked, caption: str) -> Table[CheckedRow]:
    """The figures of a sheet, old beside new."""
    several = len({row.indicator for row in checked.rows}) > 1
    columns: list[Column[CheckedRow]] = [
        Column("gebied", _("Gebied"), lambda row: name_of(row.area, row.when.start), searched=True),
        Column(
            "periode", _("Periode"), lambda row: row.when.start, show=lambda row: words(when_words(row.when))
        ),
        Column(
            "was",
            _("Bekend"),
            lambda row: row.old_value if row.outcome == "corrected" else None,
            numeric=True,
        ),
        Column("wordt", _("In het blad"), lambda row: row.value, numeric=True),
        Column("uitkomst", _("Wat verandert er"), outcome_words),
    ]
    if several:
        columns.insert(
            1, Column("indicator", _("Indicator"), lambda row: words(indicator(row.indicator).title))
        )
    return Table(
        columns, checked.rows, caption, TableState.of(request), filtered=len(checked.rows) > 12, page_size=50
    )


def outcome_words(row: CheckedRow) -> str:
    """What confirming does with a figure."""
    if row.outcome == "new":
        return _("nieuw")
    if row.outcome == "unchanged":
        return _("ongewijzigd")
    by = row.value - (row.old_value or 0)
    return _("gecorrigeerd (%(by)s)") % {"by": f"+{number(by)}" if by > 0 else number(by)}


def deliveries_table(
    request: HttpRequest, rows: Sequence[DeliveryLine], moment: Moment, caption: str, name: str = ""
) -> Table[DeliveryLine]:
    """Deliveries in a list."""
    return Table(
        [
            Column(
                "bestand",
                _("Bestand"),
                lambda row: row.file_name,
                searched=True,
                href=lambda row: moment.on(reverse("figures:delivery", args=[row.id])),
            ),
            Column("over", _("Over"), lambda row: words(indicator(row.indicator).title)),
            Column(
                "cijfers",
                _("Cijfers"),
                lambda row: row.counts.get("new", 0) + row.counts.get("corrected", 0),
                numeric=True,
            ),
            Column("stand", _("Stand"), lambda row: words(STATES[row.state])),
            Column("van", _("Aangeleverd door"), lambda row: row.uploaded_by_name),
            Column("op", _("Aangeleverd op"), lambda row: row.uploaded_at),
        ],
        rows,
        caption,
        TableState.of(request, name),
        page_size=50,
        empty=_("Er zijn geen aanleveringen."),
    )


@dataclass(frozen=True)
class ChangeShown:
    """One line of what changed between two moments."""

    indicator: str
    title: str
    area: str
    name: str
    when: When
    before: int | None
    after: int | None
    kind: str
    source: str
    href: str


def changes_table(
    request: HttpRequest, changes: Sequence[Change], titles: Callable[[str], str], on: Callable[[str], str]
) -> Table[ChangeShown]:
    """What became known or different between two moments."""
    kinds = {"new": _("nieuw"), "corrected": _("gecorrigeerd"), "withdrawn": _("ingetrokken")}
    rows = [
        ChangeShown(
            one.slot.indicator,
            words(indicator(one.slot.indicator).title),
            one.slot.area,
            name_of(one.slot.area, one.slot.when.start),
            one.slot.when,
            one.before.value if one.before else None,
            one.after.value if one.after else None,
            kinds[one.kind],
            titles(one.slot.source),
            on(reverse("figures:history", args=[one.slot.indicator, one.slot.area])),
        )
        for one in changes
    ]
    return Table(
        [
            Column("wat", _("Cijfer"), lambda row: row.title, searched=True, href=lambda row: row.href),
            Column("gebied", _("Gebied"), lambda row: row.name, searched=True),
            Column(
                "periode",
                _("Periode"),
                lambda row: row.when.start,
                show=lambda row: words(when_words(row.when)),
            ),
            Column("was", _("Was"), lambda row: row.before, numeric=True),
            Column("werd", _("Werd"), lambda row: row.after, numeric=True),
            Column("hoe", _("Wat"), lambda row: row.kind),
            Column("bron", _("Bron"), lambda row: row.source),
        ],
        rows,
        _("Wat er veranderde"),
        TableState.of(request),
        filtered=len(rows) > 12,
        page_size=50,
        empty=_("Tussen deze momenten veranderde er niets dat u mag zien."),
    )


def contradicted_subjects(lines: Sequence[FigureLine]) -> dict[tuple[str, When], list[FigureLine]]:
    """Figures of which sources give different values, side by side."""
    together: dict[tuple[str, When], list[FigureLine]] = {}
    for line in lines:
        together.setdefault((line.area, When(line.start, line.until)), []).append(line)
    return {key: found for key, found in together.items() if len({one.value for one in found}) > 1}


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
