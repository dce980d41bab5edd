"""Sheets as people make them: read to the same rows, or refused with every fault at its place."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regietafel.core.areas.division import division_on
from regietafel.core.base.errors import Faults, RegietafelError
from regietafel.core.figures.area_words import resolver
from regietafel.core.figures.reading import read_sheet
from regietafel.core.figures.sheet import Grid, Reading, SheetCheck
from regietafel.core.figures.when import MONTHS_NL, When, month

AUTUMN = division_on(date(2022, 9, 16))
RESOLVE = resolver(AUTUMN)
READING = Reading(date(2023, 1, 5), source="COA")
CODES = ["GM0014", "GM0106", "GM0373", "GM0893", "GM0518", "GM1900", "GM0344", "GM0164"]
MONTHS = [7, 8, 9, 10, 11, 12]


def check(rows, reading: Reading = READING, **more) -> SheetCheck:
    return read_sheet([Grid(rows, "Blad1", **more)], reading, RESOLVE)


def said(found: SheetCheck) -> list[str]:
    return [str(fault.fault("en")) for fault in found.faults]


def facts(found: SheetCheck) -> set[tuple[str, str, int]]:
    return {(row.area, str(row.when), row.value) for row in found.rows}


tables = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(MONTHS)),
    st.integers(0, 30_000),
    min_size=1,
    max_size=12,
)
code_styles = st.sampled_from(
    [str, lambda c: c[2:], lambda c: int(c[2:]), lambda c: float(c[2:]), str.lower, lambda c: f"GM {c[2:]}"]
)
number_styles = st.sampled_from(
    [int, float, str, lambda n: f"{n:,}".replace(",", "."), lambda n: f" {n:,}".replace(",", "\u00a0")]
)
month_styles = st.sampled_from(
    [
        lambda m: f"2022-{m:02d}",
        lambda m: f"{MONTHS_NL[m - 1]} 2022",
        lambda m: f"{MONTHS_NL[m - 1][:3].title()}-22",
        lambda m: date(2022, m, 1),
        lambda m: datetime(2022, m, 1),  # noqa: DTZ001
        lambda m: f"1-{m}-2022",
        lambda m: 202200 + m,
    ]
)


def surrounded(draw, header: list[object], body: list[list[object]], gap: int) -> list[list[object]]:
    """The table with what people put around it: a total, empty rows, titles, a note."""
    if draw(st.booleans()):
        label = draw(st.sampled_from(["Totaal", "TOTAL", "Totaal Nederland"]))
        width, first = (
            len(header),
            len(header)
            - (1 if "aand" in str(header) or "eriode" in str(header) or "onth" in str(header) else 0),
        )
        body.append([label if i == gap else None for i in range(width)] if first else [])
    for place in sorted(draw(st.lists(st.integers(0, len(body)), max_size=2)), reverse=True):
        body.insert(place, [None] * draw(st.integers(0, 3)))
    titles = draw(
        st.lists(
            st.sampled_from([["Overzicht huisvesting"], [], [None, "Bron: COA"], ["Provincie Groningen"]]),
            max_size=3,
        )
    )
    return [
        *titles,
        header,
        *body,
        *draw(st.sampled_from([[], [["Bron: COA, opgave van de gemeenten"]]])),
    ]


@st.composite
def messy(draw) -> tuple[list[list[object]], set[tuple[str, str, int]]]:
    """A table laid out in one of the ways people do, and what it says."""
    table = draw(tables)
    truth = {(code, f"2022-{m:02d}", n) for (code, m), n in table.items()}
    as_code, by_name = draw(code_styles), draw(st.sampled_from(["code", "name", "both"]))
    heads = {
        "code": draw(st.sampled_from(["Gemeentecode", "CBS-code", "gm code", "code gemeente"])),
        "name": draw(st.sampled_from(["Gemeente", "NAAM GEMEENTE", " gemeentenaam ", "Municipality"])),
    }
    used = ["code", "name"] if by_name == "both" else [by_name]
    gap = draw(st.integers(0, 2))

    def area(code: str) -> list[object]:
        cells = {
            "code": as_code(code),
            "name": draw(st.sampled_from([AUTUMN.name_of(code), AUTUMN.name_of(code).upper()])),
        }
        return [None] * gap + [cells[one] for one in used]

    def number(value: int) -> object:
        return draw(number_styles)(value)

    header: list[object] = [None] * gap + [heads[one] for one in used]
    body: list[list[object]] = []
    if draw(st.booleans()):
        header += [
            draw(st.sampled_from(["maand", "Periode", "Month"])),
            draw(st.sampled_from(["Gehuisvest", "aantal", "Realisatie", "Aantal gehuisvest"])),
        ]
        for (code, m), value in table.items():
            body.append([*area(code), draw(month_styles)(m), number(value)])
    else:
        months = sorted({m for _, m in table})
        style = draw(month_styles)
        header += [style(m) for m in months]
        for code in sorted({code for code, _ in table}):
            body.append(
                [*area(code), *(number(table[code, m]) if (code, m) in table else None for m in months)]
            )
    return surrounded(draw, header, body, gap), truth


@settings(deadline=None)
@given(messy())
def test_a_table_reads_to_the_same_rows_however_people_lay_it_out(made):
    grid, truth = made
    found = check(grid)
    assert said(found) == []
    assert facts(found) == truth


@settings(deadline=None)
@given(tables, st.data())
def test_an_injected_fault_is_reported_at_its_row_and_column_and_no_other(table, data):
    rows: list[list[object]] = [["Titel"], ["code", "maand", "gehuisvest"]]
    rows += [[code, f"2022-{m:02d}", value] for (code, m), value in table.items()]
    place = data.draw(st.integers(2, len(rows) - 1))
    column, bad, kind = data.draw(
        st.sampled_from(
            [
                (0, "GM9999", "area"),
                (0, "Atlantis", "area"),
                (0, "GM0457", "area"),
                (0, None, "area"),
                (1, "ooit", "period"),
                (1, "2099-01", "period"),
                (1, None, "period"),
                (1, "t/m augustus 2022", "period"),
                (2, "1O", "number"),
                (2, 12.5, "number"),
                (2, "20,000", "number"),
                (2, True, "number"),
            ]
        )
    )
    rows[place][column] = bad
    found = check(rows)
    assert [(f.row, f.column, f.kind) for f in found.faults] == [(place + 1, column, kind)]
    assert len(found.rows) == len(table) - 1


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=12),
    st.sampled_from(
        [
            "gemeente",
            "code",
            "maand",
            "peildatum",
            "aantal",
            "jaar",
            "indicator",
            "totaal",
            "Assen",
            14,
            "2022-09",
            3,
            "bron",
            "eenheid",
            "bekend sinds",
            "illustratief",
        ]
    ),
)


@settings(deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=8), st.booleans())
def test_any_grid_is_checked_without_an_exception_of_another_kind(rows, headed):
    if headed:
        rows = [["gemeente", "maand", "aantal", "bekend sinds", "eenheid", "totaal"], *rows]
    try:
        found = check(rows)
        assert found.rows or found.faults or found.ignored
    except RegietafelError as error:
        pytest.fail(f"reading refuses by faults, not by {error}")


def test_all_faults_of_a_file_come_together_in_order_and_say_what_to_do():
    found = check([["gemeente", "maand", "gehuisvest"], ["Assen", "2022-09", "1O"], ["Asen", "2022-08", 3]])
    assert said(found) == [
        'row 2, column C "gehuisvest": "1O" is not a whole number; write digits only',
        *[
            text
            for text in said(found)
            if text.startswith('row 3, column A "gemeente": no area is called "Asen"')
        ],
    ]
    assert len(found.faults) == 2
    assert found.faults[0].fault("nl").what == '"1O" is geen geheel getal'
    with pytest.raises(Faults, match="2 faults"):
        found.require("opgave.xlsx")


def test_a_code_and_a_name_that_contradict_each_other_are_a_fault():
    found = check([["code", "gemeente", "maand", "aantal"], [14, "Assen", "2022-09", 3]])
    assert said(found) == [
        'row 2, column B "gemeente": "Assen" is GM0106, but "14" is GM0014; mend the code or the name'
    ]


def test_a_name_that_several_areas_share_is_settled_by_the_heading_or_the_code_beside_it():
    assert facts(check([["gemeente", "maand", "aantal"], ["Groningen", "2022-09", 3]])) == {
        ("GM0014", "2022-09", 3)
    }
    assert facts(check([["code", "gebied", "maand", "aantal"], ["PV20", "Groningen", "2022-09", 3]])) == {
        ("PV20", "2022-09", 3)
    }
    assert said(check([["gemeente", "maand", "aantal"], ["Bergen", "2022-09", 3]])) != []


def test_a_dissolved_municipality_is_a_fault_that_names_its_successor():
    (fault,) = check([["gemeente", "maand", "aantal"], ["Weesp", "2022-09", 3]]).faults
    assert "GM0363" in fault.remedy.nl
    assert "Amsterdam" in fault.what.nl


def test_the_same_figure_twice_is_a_warning_and_with_another_value_a_fault_that_names_both_rows():
    rows = [
        ["gemeente", "maand", "aantal"],
        ["Assen", "2022-09", 3],
        ["GM0106", "sep 2022", "3"],
        ["Assen", "2022-09", 4],
    ]
    found = check(rows)
    assert [(w.kind, w.row) for w in found.warnings] == [("duplicate", 3)]
    assert said(found) == [
        'row 4, column C "aantal": GM0106, September 2022 is 4 here and 3 in row 2; keep one of the two'
    ]


def test_two_sources_of_one_figure_are_no_duplicate():
    rows = [
        ["gemeente", "maand", "aantal", "bron"],
        ["Assen", "2022-09", 3, "COA"],
        ["Assen", "2022-09", 4, "gemeente"],
    ]
    assert len(check(rows).rows) == 2


def test_a_total_row_that_does_not_add_up_asks_a_motive_and_one_that_does_is_quiet():
    rows = [["gemeente", "sep 2022", "okt 2022"], ["Assen", 3, 5], ["Groningen", 4, 6], ["Totaal", 7, 12]]
    found = check(rows)
    assert [(t.printed, t.summed, t.adds_up) for t in found.totals] == [(7, 7, True), (12, 11, False)]
    assert [(w.kind, w.row, w.column, w.asks_motive) for w in found.warnings] == [("total", 4, 2, True)]


def test_the_row_nederland_is_a_total_beside_municipalities_and_a_figure_where_it_stands_alone():
    among = check([["gemeente", "sep 2022"], ["Assen", 3], ["Nederland", 3]])
    assert [row.area for row in among.rows] == ["GM0106"]
    alone = check([["gebied", "sep 2022"], ["Nederland", 2714]])
    assert facts(alone) == {("NL", "2022-09", 2714)}


def test_a_running_total_is_refused_until_its_first_day_is_stated():
    rows = [["gemeente", "gehuisvest t/m september 2022"], ["Assen", 30]]
    assert "state since which day was counted" in said(check(rows))[0]
    since = Reading(date(2023, 1, 5), cumulative_since=date(2022, 7, 1))
    assert facts(check(rows, since)) == {("GM0106", "2022-Q3", 30)}


def test_a_stock_needs_a_day_and_a_flow_under_peildatum_needs_to_know_since_when():
    stock = Reading(date(2023, 1, 5), indicator="coa_persons")
    assert (
        "state on a day" in said(check([["gemeente", "maand", "aantal"], ["Assen", "2022-09", 3]], stock))[0]
    )
    assert facts(check([["gemeente", "peildatum", "aantal"], ["Assen", "1-9-2022", 3]], stock)) == {
        ("GM0106", "2022-09-01", 3)
    }
    assert (
        "since which day" in said(check([["gemeente", "peildatum", "aantal"], ["Assen", "1-9-2022", 3]]))[0]
    )


def test_columns_headed_by_indicators_are_read_as_those_indicators():
    rows = [
        ["veiligheidsregio", "peildatum", "gevraagd", "toegezegd", "open"],
        ["VR03", "2022-09-16", 450, 300, 225],
    ]
    found = check(rows)
    assert said(found) == []
    assert {(row.indicator, row.value) for row in found.rows} == {
        ("cno_asked", 450),
        ("cno_promised", 300),
        ("cno_open", 225),
    }


def test_the_sheet_with_headings_is_chosen_and_the_others_are_named():
    table = Grid([["gemeente", "sep 2022"], ["Assen", 3]], "Cijfers")
    found = read_sheet([Grid([["Leeswijzer"]], "Uitleg"), table, Grid([], "Blad3")], READING, RESOLVE)
    assert found.sheet == "Cijfers"
    assert [text.en for text in found.ignored] == ['sheet "Uitleg" was not read: no column headings found']
    second = read_sheet([table, Grid(table.rows, "Oud")], READING, RESOLVE)
    assert [(w.kind, w.asks_motive) for w in second.warnings] == [("second_table", True)]


def test_places_are_not_persons():
    assert (
        "is counted in persons"
        in said(check([["gemeente", "maand", "aantal", "eenheid"], ["Assen", "2022-09", 3, "woningen"]]))[0]
    )


def test_the_province_beside_a_municipality_is_context():
    assert facts(check([["provincie", "gemeente", "sep 2022"], ["Drenthe", "Assen", 3]])) == {
        ("GM0106", "2022-09", 3)
    }


def test_a_year_above_or_in_the_title_completes_months_without_one():
    assert facts(check([["Realisatie 2022"], ["gemeente", "sep", "okt"], ["Assen", 3, 4]])) == {
        ("GM0106", "2022-09", 3),
        ("GM0106", "2022-10", 4),
    }
    assert facts(check([[None, 2022, None], ["gemeente", "sep", "okt"], ["Assen", 3, 4]])) == {
        ("GM0106", "2022-09", 3),
        ("GM0106", "2022-10", 4),
    }
    assert facts(check([["gemeente", "jaar", "maand", "aantal"], ["Assen", 2022, 9, 3]])) == {
        ("GM0106", "2022-09", 3)
    }


def test_the_one_period_of_the_title_is_used_and_said():
    found = check([["Huisvesting september 2022"], ["gemeente", "gehuisvest"], ["Assen", 3]])
    assert facts(found) == {("GM0106", "2022-09", 3)}
    assert [w.kind for w in found.warnings] == ["title"]
    assert "which period" in said(check([["gemeente", "gehuisvest"], ["Assen", 3]]))[0]


def test_an_empty_cell_is_no_figure_and_never_zero():
    found = check([["gemeente", "sep 2022", "okt 2022"], ["Assen", None, 4], ["Groningen", " ", None]])
    assert facts(found) == {("GM0106", "2022-10", 4)}


def test_a_sheet_without_headings_says_which_headings_to_write():
    assert "gemeentecode" in said(check([["Assen", 3]]))[0]


def test_a_moment_of_knowing_is_read_as_dutch_time_and_not_after_today():
    rows = [["gemeente", "maand", "aantal", "bekend sinds"], ["Assen", "2022-09", 3, "2022-10-05 12:00"]]
    (row,) = check(rows).rows
    assert row.known_since is not None
    assert row.known_since.isoformat() == "2022-10-05T12:00:00+02:00"
    rows[1][3] = "2024-01-01"
    assert "lies in the future" in said(check(rows))[0]


def test_a_month_that_has_not_ended_asks_a_motive():
    found = check([["gemeente", "maand", "aantal"], ["Assen", "2023-01", 3]])
    assert [(w.kind, w.asks_motive) for w in found.warnings] == [("unfinished", True)]


def test_the_period_of_the_form_is_used_where_the_sheet_has_none():
    asked = Reading(date(2023, 1, 5), when=month(2022, 10))
    assert facts(check([["gemeente", "aantal"], ["Assen", 3]], asked)) == {("GM0106", "2022-10", 3)}
    assert When(date(2022, 10, 1), date(2022, 11, 1)) == month(2022, 10)
