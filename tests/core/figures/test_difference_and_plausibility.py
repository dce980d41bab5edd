"""What a sheet would change, and what about it asks a motive."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.calendar import HalfYear
from regietafel.core.figures.bitemporal import FigureRow
from regietafel.core.figures.difference import compare
from regietafel.core.figures.plausibility import implausible, policy_on
from regietafel.core.figures.sheet import SheetRow
from regietafel.core.figures.when import When, month

KNOWN_SINCE = datetime(2022, 10, 5, tzinfo=UTC)
POLICY = policy_on(date(2022, 10, 5))


def given_row(
    value: int,
    number: int = 9,
    area: str = "GM0014",
    source: str = "COA",
    illustrative: bool = False,
    when: When | None = None,
) -> SheetRow:
    return SheetRow(
        2, 2, "housed", area, when or month(2022, number), value, "personen", source, "", illustrative
    )


def stored(row: SheetRow, number: int) -> FigureRow:
    return FigureRow(
        number,
        row.indicator,
        row.area,
        row.when,
        row.value,
        row.unit,
        row.source,
        KNOWN_SINCE,
        illustrative=row.illustrative,
    )


def kinds(rows, **more) -> list[str]:
    return [warning.kind for warning in implausible(rows, policy=POLICY, **more)]


rows_of = st.dictionaries(
    st.tuples(
        st.sampled_from(["GM0014", "GM0106", "GM0363"]), st.integers(1, 12), st.sampled_from(["COA", "VNG"])
    ),
    st.tuples(st.integers(0, 99), st.booleans()),
    max_size=20,
).map(lambda table: [given_row(v, m, a, s, made_up) for (a, m, s), (v, made_up) in table.items()])


@given(rows_of)
def test_the_same_file_twice_changes_nothing(rows):
    difference = compare(rows, [stored(row, n) for n, row in enumerate(rows)])
    assert difference.nothing_to_do
    assert difference.counts == {"new": 0, "corrected": 0, "unchanged": len(rows)}


@given(rows_of, rows_of)
def test_every_row_is_new_or_corrected_or_unchanged_and_confirming_makes_it_known(rows, before):
    known = [stored(row, n) for n, row in enumerate(before)]
    difference = compare(rows, known)
    assert sum(difference.counts.values()) == len(rows)
    replaced = {one.old.id for one in difference.corrected}
    added = [*difference.new, *(one.new for one in difference.corrected)]
    after = [row for row in known if row.id not in replaced] + [
        stored(row, 1000 + n) for n, row in enumerate(added)
    ]
    assert compare(rows, after).nothing_to_do


def test_a_correction_shows_old_and_new_and_how_much():
    difference = compare([given_row(1234)], [stored(given_row(1230), 1)])
    (corrected,) = difference.corrected
    assert corrected.by == 4
    assert corrected.text.nl == "GM0014, september 2022: 1.230 wordt 1.234"
    assert difference.sentence.nl == "0 nieuw, 1 gecorrigeerd, 0 ongewijzigd."


def test_another_source_that_says_otherwise_is_shown_beside_and_not_corrected():
    other = stored(given_row(1833, source="Kamerbrief"), 1)
    difference = compare([given_row(1810)], [other])
    assert difference.corrected == ()
    assert difference.contradicted[0].others == (other,)


def test_below_zero_asks_a_motive_except_where_it_has_a_meaning():
    assert kinds([given_row(-3)]) == ["negative"]
    assert kinds([given_row(-3)._replace(indicator="backlog", when=When(date(2022, 9, 1)))]) == []


def test_far_above_the_share_of_the_target_asks_a_motive():
    targets = {("GM0014", HalfYear(2022, 2)): 60}
    assert kinds([given_row(31)], targets=targets) == ["above_target"]
    assert kinds([given_row(30)], targets=targets) == []
    assert kinds([given_row(29)], targets={("GM0014", HalfYear(2022, 2)): 6}) == ["above_target"]
    assert kinds([given_row(15)], targets={("GM0014", HalfYear(2022, 2)): 6}) == []


def test_a_running_total_that_falls_asks_a_motive():
    until_august, until_september = month(2022, 7, months=2), month(2022, 7, months=3)
    known = [stored(given_row(50, when=until_august), 1)]
    assert kinds([given_row(49, when=until_september)], known=known) == ["falling"]
    assert kinds([given_row(50, when=until_september)], known=known) == []


def test_a_jump_against_the_months_before_asks_a_motive_once_there_are_enough():
    known = [stored(given_row(30, number), number) for number in (6, 7, 8)]
    assert kinds([given_row(91)], known=known) == ["jump"]
    assert kinds([given_row(9)], known=known) == ["jump"]
    assert kinds([given_row(90)], known=known) == []
    assert kinds([given_row(91)], known=known[:2]) == []


def test_small_differences_never_ask():
    known = [stored(given_row(1, number), number) for number in (6, 7, 8)]
    assert kinds([given_row(20)], known=known) == []


def test_missing_municipalities_are_listed_by_name():
    (warning,) = implausible(
        [given_row(3)], policy=POLICY, expected=["GM0014", "GM0106"], name_of={"GM0106": "Assen"}.__getitem__
    )
    assert warning.kind == "missing"
    assert "1 gemeenten (Assen)" in warning.what.nl
    assert warning.asks_motive
