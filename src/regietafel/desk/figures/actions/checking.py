"""From the bytes of an upload to what it would change: read, compared, weighed. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from regietafel.core.areas.division import Division
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.area_words import resolver
from regietafel.core.figures.bitemporal import FigureRow
from regietafel.core.figures.difference import compare
from regietafel.core.figures.plausibility import Targets, implausible, policy_on
from regietafel.core.figures.sheet import Reading, SheetCheck, SheetFault, SheetRow
from regietafel.core.figures.when import When
from regietafel.desk.accounts.person import day_of
from regietafel.desk.figures.checked import Checked, CheckedRow, checked_from
from regietafel.desk.figures.contents import FileRefused
from regietafel.desk.figures.queries import known_rows, source_keys
from regietafel.desk.figures.seen import nearest_division
from regietafel.desk.figures.sheets import check_file

LOOK_BACK = timedelta(days=215)
"""How far before the first figure of a sheet earlier ones are looked at: six months and a margin."""


@dataclass(frozen=True)
class Options:
    """What the form says about a sheet, besides indicator and source.

    `when`: period or reference date for a sheet that has none. `cumulative_since`: first day counted in
    columns that run "t/m" a month. `sheet`: which sheet of the file. `illustrative`: all of it is made up.
    """

    when: When | None = None
    cumulative_since: date | None = None
    sheet: str | None = None
    illustrative: bool = False


def check_upload(
    data: bytes,
    file_name: str,
    *,
    indicator: str,
    source: str,
    own_sources: Mapping[str, str],
    options: Options,
    at: datetime,
) -> Checked:
    """What confirming this file would change, and all that is wrong or odd in it.

    `source` is the key for rows that name none; `own_sources` are sources (key → title) that confirming would
    add. A file that cannot be opened at all is one fault. Four queries, and those of the targets.
    """
    reading = Reading(
        today=day_of(at),
        indicator=indicator,
        when=options.when,
        year=options.when.start.year if options.when else None,
        cumulative_since=options.cumulative_since,
        source=source,
        illustrative=options.illustrative,
        moment=at,
        sheet=options.sheet,
    )
    try:
        check, division = _read(data, file_name, reading)
    except FileRefused as refused:
        fault = SheetFault("file", refused.what_text, refused.remedy_text)
        return checked_from(SheetCheck(), compare((), ()), (fault,), ())
    known_sources = {**source_keys(), **{title: key for key, title in own_sources.items()}}
    known_sources |= {key: key for key in own_sources}
    rows, unknown = _with_sources(check, known_sources)
    if options.illustrative:
        rows = [row._replace(illustrative=True) for row in rows]
    faults = sorted(
        (*check.faults, *unknown, *_before_the_tables(rows, division)),
        key=lambda one: (one.row or 0, one.column or 0),
    )
    return _weighed(replace(check, rows=tuple(rows)), faults, division, at)


def recheck(checked: Checked) -> Checked:
    """The same sheet compared with what is known by now."""
    rows = tuple(sheet_row(row) for row in checked.rows)
    known = _known(rows)
    fresh = checked_from(SheetCheck(rows=rows), compare(rows, known), (), ())
    return replace(
        checked,
        rows=fresh.rows,
        contradictions=fresh.contradictions,
        counts={**checked.counts, **{key: fresh.counts[key] for key in ("new", "corrected", "unchanged")}},
    )


def sheet_row(row: CheckedRow) -> SheetRow:
    """A stored row as the core knows it."""
    from regietafel.core.figures.indicators import indicator

    return SheetRow(
        row.row,
        row.column,
        row.indicator,
        row.area,
        row.when,
        row.value,
        indicator(row.indicator).unit.nl,
        row.source,
        row.note,
        row.illustrative,
    )


def _weighed(check: SheetCheck, faults: Sequence[SheetFault], division: Division, at: datetime) -> Checked:
    """Compare with what is known and look for what is odd; a sheet with faults is not weighed."""
    if faults or not check.rows:
        return checked_from(replace(check, rows=()), compare((), ()), faults, check.warnings)
    known = _known(check.rows)
    odd = implausible(
        check.rows,
        policy=policy_on(day_of(at)),
        known=known,
        targets=_targets(check.rows),
        expected=_expected(check.rows, known, division),
        name_of=division.name_of,
    )
    return checked_from(check, compare(check.rows, known), faults, (*check.warnings, *odd))


def _read(data: bytes, file_name: str, reading: Reading) -> tuple[SheetCheck, Division]:
    """Read with the division of the figures' own period; where that differs from the first try, read again."""
    division = nearest_division(reading.when.start if reading.when else reading.today)
    check = check_file(data, file_name, reading, resolver(division))
    if check.rows:
        own = nearest_division(max(row.when.start for row in check.rows))
        if own.valid != division.valid:
            return check_file(data, file_name, reading, resolver(own)), own
    return check, division


def _with_sources(check: SheetCheck, known: Mapping[str, str]) -> tuple[list[SheetRow], list[SheetFault]]:
    """Rows with the key of their source; a source that is not on record is a fault."""
    rows, faults = [], []
    column = next((one for one in check.columns if one.meaning.nl.startswith("bron")), None)
    for row in check.rows:
        key = known.get(row.source)
        if key is None:
            faults.append(
                SheetFault(
                    "source",
                    Text(f'bron "{row.source}" is niet bekend', f'source "{row.source}" is not on record'),
                    Text(
                        "schrijf de sleutel of titel van een bekende bron, of laat de cel leeg: dan geldt de "
                        "bron van het formulier",
                        "write the key or title of a source on record, or leave the cell empty: then the "
                        "source of the form holds",
                    ),
                    row.row,
                    column.column if column else None,
                    column.heading if column else "",
                )
            )
        rows.append(row if key is None else row._replace(source=key))
    return rows, faults


def _before_the_tables(rows: Sequence[SheetRow], division: Division) -> list[SheetFault]:
    """Figures of municipalities from before the first division that is known: there is nothing to join them by."""
    first = division.valid.start
    early = [row for row in rows if row.area != "NL" and row.when.start < first and division.day == first]
    return [
        SheetFault(
            "area",
            Text(
                f"de gemeentelijke indeling van voor {first} is niet bekend",
                f"the municipal division before {first} is not known",
            ),
            Text(
                "lever voor die tijd alleen landelijke cijfers aan",
                "hand in national figures only for that time",
            ),
            row.row,
        )
        for row in early
    ]


def _known(rows: Sequence[SheetRow]) -> tuple[FigureRow, ...]:
    if not rows:
        return ()
    longest = max((row.when.until - row.when.start for row in rows if row.when.until), default=timedelta())
    return known_rows(
        indicators={row.indicator for row in rows},
        since=min(row.when.start for row in rows) - max(LOOK_BACK, longest * 7),
        until=max(row.when.start for row in rows) + timedelta(days=1),
        area=rows[0].area if len({row.area for row in rows}) == 1 else None,
    )


def _targets(rows: Iterable[SheetRow]) -> Targets | None:
    """Corrected targets of the half-years in a sheet; the desk that knows them is named in the settings."""
    path = getattr(settings, "TARGETS_OF", "")
    periods = {HalfYear.containing(row.when.start) for row in rows if row.indicator == "housed"}
    if not path or not periods:
        return None
    targets_of: Callable[[HalfYear, datetime | None], Any] = import_string(path)
    found: dict[tuple[str, HalfYear], int] = {}
    for period in periods:
        try:
            targets = targets_of(period, None)
        except RegietafelError:  # no target was announced yet: nothing to weigh against
            continue
        found |= {(code, period): targets.corrected(code) for code in targets.division.codes}
    return found


def _expected(rows: Sequence[SheetRow], known: Sequence[FigureRow], division: Division) -> set[str]:
    """The municipalities a sheet should cover: of the one province it is about, else all; one alone stands alone.

    One with a figure of its own for a period of the sheet already is not missed.
    """
    codes = {row.area for row in rows if row.area.startswith("GM") and row.area in division}
    if len(codes) < 2:
        return set()
    provinces = {division.province_of(code).code for code in codes}
    wanted = set(division.in_province(provinces.pop()) if len(provinces) == 1 else division.codes)
    whens = {row.when for row in rows}
    covered: dict[str, set[When]] = {}
    for figure in known:
        if figure.when in whens:
            covered.setdefault(figure.area, set()).add(figure.when)
    return {code for code in wanted if code in codes or covered.get(code) != whens}
