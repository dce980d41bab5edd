"""A delivery counts only when it is confirmed, once, by who may, over what was checked."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from regietafel.core.figures.approval import StepRefused
from regietafel.core.figures.when import When
from regietafel.desk.accounts.person import Refused
from regietafel.desk.audit.queries import history, verify
from regietafel.desk.figures import actions, queries
from regietafel.desk.figures.actions import DeliveryRefused
from tests.desk.figures.conftest import AT, BY, LATER, OTHER, SOURCE, entry, receive


def housed(area: str, moment: datetime | None = None) -> list[int]:
    return [line.value for line in queries.lines(indicator="housed", area=area, moment=moment)]


def test_a_checked_sheet_counts_for_nothing_until_it_is_confirmed(sources):
    number = receive("Assen 12", "GM0114 30")
    found = queries.delivery(number)
    assert (found.state, found.counts["new"]) == ("checked", 2)
    assert housed("GM0106") == []
    assert actions.confirm(by=BY, at=LATER, delivery=number, motive="deel van Drenthe") == "confirmed"
    assert housed("GM0106") == [12]
    assert housed("GM0106", AT) == []
    assert verify().whole


def test_a_sheet_with_faults_names_them_all_and_cannot_be_confirmed(sources):
    number = receive("Assen 1O", "Emmmen 3", "Hoogeveen 9")
    found = queries.delivery(number)
    assert found.state == "faulty"
    assert [one.where.nl for one in found.checked.faults] == [
        'rij 2, kolom C "gehuisvest"',
        'rij 3, kolom A "gemeente"',
    ]
    with pytest.raises(StepRefused):
        actions.confirm(by=BY, at=LATER, delivery=number)
    assert housed("GM0164") == []


def test_the_same_file_twice_changes_nothing_and_says_so(sources):
    first = receive("Assen 12")
    actions.confirm(by=BY, at=AT, delivery=first)
    second = receive("Assen 12", at=LATER)
    found = queries.delivery(second)
    assert found.counts["unchanged"] == 1
    assert queries.same_file(found.sha256, but=second).id == first
    with pytest.raises(DeliveryRefused, match="known already"):
        actions.confirm(by=BY, at=LATER, delivery=second)
    assert housed("GM0106") == [12]


def test_a_correction_is_a_new_row_beside_the_old_one(sources):
    actions.confirm(by=BY, at=AT, delivery=receive("Assen 12"))
    number = receive("Assen 14", at=LATER)
    row = queries.delivery(number).checked.rows[0]
    assert (row.outcome, row.old_value, row.value) == ("corrected", 12, 14)
    actions.confirm(by=BY, at=LATER, delivery=number)
    assert [(row.value, row.current) for row in queries.versions("housed", "GM0106", None)] == [
        (12, False),
        (14, True),
    ]
    assert housed("GM0106", AT) == [12]


def test_what_changed_since_the_check_stops_the_confirmation_and_names_the_figures(sources):
    number = receive("Assen 12", "Emmen 30")
    actions.add_figures(by=BY, at=AT, entries=[entry("GM0106", 11)])
    with pytest.raises(DeliveryRefused) as refused:
        actions.confirm(by=BY, at=LATER, delivery=number, motive="x")
    assert refused.value.kind == "changed"
    assert [point.nl for point in refused.value.points] == ["GM0106, oktober 2022: was –, is nu 11"]
    assert housed("GM0114") == []
    actions.check_again(by=BY, at=LATER, delivery=number)
    assert queries.delivery(number).counts["corrected"] == 1
    assert actions.confirm(by=BY, at=LATER, delivery=number, motive="x") == "confirmed"


def test_a_warning_that_asks_a_motive_gets_one_or_nothing_is_stored(sources):
    number = receive("Assen -3", "Emmen 30")
    for empty in ("", "   "):
        with pytest.raises(DeliveryRefused) as refused:
            actions.confirm(by=BY, at=LATER, delivery=number, motive=empty)
        assert refused.value.kind == "motive"
    assert housed("GM0114") == []
    actions.confirm(by=BY, at=LATER, delivery=number, motive="correctie op september")
    assert housed("GM0106") == [-3]
    newest = history("delivery", str(number))[0]
    assert (newest.action, newest.reason) == ("figures.confirm", "correctie op september")


def test_the_second_who_confirms_hears_who_was_first(sources, person):
    number = receive("Assen 12")
    actions.confirm(by=person("national"), at=LATER, delivery=number)
    with pytest.raises(DeliveryRefused) as refused:
        actions.confirm(by=BY, at=LATER, delivery=number)
    assert "door Functie national op 5 december 2022 om 10.00 uur" in refused.value.text.nl
    assert housed("GM0106") == [12]


@pytest.mark.parametrize(
    ("role", "row", "allowed"),
    [
        ("municipality", "Stichtse Vecht 4", True),
        ("municipality", "Assen 4", False),
        ("province", "Assen 4", True),
        ("province", "Stichtse Vecht 4", False),
        ("coa", "Stichtse Vecht 4", True),
        ("national", "Assen 4", True),
        ("reader", "Assen 4", False),
        ("administrator", "Assen 4", False),
    ],
)
def test_everyone_hands_in_for_the_own_areas_only(sources, person, role, row, allowed):
    user = person(role)
    if not allowed:
        with pytest.raises(Refused) as refused:
            receive(row, by=user)
        assert refused.value.permission.reason.nl
        number = receive(row)
        with pytest.raises(Refused):
            actions.confirm(by=user, at=LATER, delivery=number)
        return
    assert actions.confirm(by=user, at=LATER, delivery=receive(row, by=user)) == "confirmed"


def test_a_refusal_over_a_mixed_sheet_names_the_areas_it_is_about(sources, person):
    with pytest.raises(Refused) as refused:
        receive("Assen 4", "Stichtse Vecht 4", by=person("province"))
    assert "GM1904" in refused.value.permission.reason.nl
    assert "GM0106" not in refused.value.permission.reason.nl


def test_approval_goes_from_municipality_to_province_to_nation(sources, person):
    actions.set_approval_rule(
        by=person("national"), at=AT, indicator="housed", levels=["municipality", "province", "national"]
    )
    municipality, coa = person("municipality"), person("coa")
    number = receive("Stichtse Vecht 4", by=municipality)
    assert actions.confirm(by=municipality, at=AT, delivery=number) == "offered"
    assert housed("GM1904") == []
    with pytest.raises(Refused):
        actions.approve(by=municipality, at=AT, delivery=number)
    with pytest.raises(Refused):
        actions.approve(by=person("province"), at=AT, delivery=number)
    assert actions.approve(by=coa, at=AT, delivery=number, remark="klopt met de koppelingen") == "offered"
    national = queries.delivery(number)
    assert national.levels == ("national",)
    assert actions.approve(by=BY, at=LATER, delivery=number) == "confirmed"
    assert housed("GM1904") == [4]
    assert housed("GM1904", AT) == []


def test_what_is_returned_has_a_remark_and_can_be_checked_and_confirmed_again(sources, person):
    actions.set_approval_rule(by=BY, at=AT, indicator="housed", levels=["national"])
    province, national = person("province"), person("national")
    number = receive("Assen 12", by=province)
    assert actions.confirm(by=province, at=AT, delivery=number) == "offered"
    with pytest.raises(DeliveryRefused):
        actions.return_with_remark(by=national, at=AT, delivery=number, remark=" ")
    actions.return_with_remark(by=national, at=AT, delivery=number, remark="Emmen ontbreekt")
    found = queries.delivery(number)
    assert (found.state, found.remarks[0].remark) == ("returned", "Emmen ontbreekt")
    actions.check_again(by=province, at=LATER, delivery=number)
    assert actions.confirm(by=province, at=LATER, delivery=number) == "offered"


def test_only_the_nation_sets_who_approves_and_chooses_a_source(sources, person):
    province = person("province")
    with pytest.raises(Refused, match="national secretariat"):
        actions.set_approval_rule(by=province, at=AT, indicator="housed", levels=["national"])
    actions.add_figures(by=BY, at=AT, entries=[entry("NL", 10), entry("NL", 11, source="krant")])
    choice = {
        "indicator_key": "housed",
        "area": "NL",
        "start": date(2022, 10, 1),
        "until": date(2022, 11, 1),
        "source": "coa-november",
    }
    with pytest.raises(Refused, match="national secretariat"):
        actions.prefer(by=province, at=AT, reason="zomaar", **choice)
    with pytest.raises(DeliveryRefused):
        actions.prefer(by=BY, at=AT, reason=" ", **choice)
    actions.prefer(by=BY, at=AT, reason="telling zelf", **choice)
    used = [line for line in queries.lines(indicator="housed", area="NL", moment=None) if line.used]
    assert [(line.value, line.reason) for line in used] == [(10, "telling zelf")]


def test_a_withdrawn_delivery_cannot_be_confirmed(sources):
    number = receive("Assen 12")
    actions.withdraw(by=BY, at=AT, delivery=number)
    with pytest.raises(StepRefused, match="withdrawn"):
        actions.confirm(by=BY, at=LATER, delivery=number)


def test_a_source_that_is_not_on_record_is_a_fault_and_one_by_title_is_found(sources):
    content = (
        "gemeente;maand;gehuisvest;bron\nAssen;2022-10;12;roddel\n"
        f"Emmen;2022-10;3;{OTHER.title}\nHoogeveen;2022-10;4;\n"
    ).encode()
    number = actions.receive(
        by=BY, at=AT, file_name="b.csv", content=content, indicator="housed", source=SOURCE
    )
    faults = queries.delivery(number).checked.faults
    assert [(one.kind, one.where.nl) for one in faults] == [("source", 'rij 2, kolom D "bron"')]
    mended = content.replace(b"roddel", b"krant")
    number = actions.receive(
        by=BY, at=AT, file_name="b.csv", content=mended, indicator="housed", source=SOURCE
    )
    assert [row.source for row in queries.delivery(number).checked.rows] == ["krant", "krant", SOURCE.key]


def test_a_new_source_is_recorded_when_the_sheet_is_confirmed_and_not_before(db):
    number = receive("Assen 12")
    assert queries.sources() == {}
    actions.confirm(by=BY, at=AT, delivery=number)
    assert list(queries.sources()) == [SOURCE.key]


def test_a_municipality_of_another_day_is_a_fault_that_says_where_it_went(sources):
    fault = queries.delivery(receive("Weesp 3", "Assen 2")).checked.faults[0]
    assert "opgegaan in Amsterdam" in fault.what.nl
    assert queries.delivery(receive("Weesp 3", "Assen 2", month="2022-02")).state == "checked"


def test_municipal_figures_from_before_the_tables_are_refused_by_name(sources):
    found = queries.delivery(receive("Assen 3", "Emmen 2", month="2019-02"))
    assert found.state == "faulty"
    assert "2021-01-01" in found.checked.faults[0].what.nl


def test_a_file_that_is_no_sheet_is_one_fault(sources):
    for content, said in ((b"", "leeg"), (b"%PDF-1.7\n%abc\n" * 9, "")):
        number = actions.receive(
            by=BY, at=AT, file_name="x.csv", content=content, indicator="housed", source=SOURCE
        )
        found = queries.delivery(number)
        assert (found.state, len(found.checked.faults)) == ("faulty", 1)
        assert said in found.checked.faults[0].what.nl


@contextmanager
def full_disk():
    """SQLite may grow by one page more; PostgreSQL answers an insert with its own error for a full disk."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 1}")
        else:
            cursor.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON figures_delivery "
                "FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA max_page_count = 1073741823" if sqlite else "DROP TRIGGER full_disk ON figures_delivery"
        )


def receive_many() -> None:
    for n in range(2000):
        receive(*(f"{name} {n}" for name in ("Assen", "Emmen", "Hoogeveen")), at=LATER)


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(sources):
    number = receive("Assen 12")
    with full_disk(), pytest.raises(DeliveryRefused) as refused:
        receive_many()
    assert refused.value.kind == "full"
    assert "schijf van de server is vol" in refused.value.text.nl
    assert actions.confirm(by=BY, at=LATER, delivery=number) == "confirmed"


class Deliveries(TestCase):
    """Whatever order sheets come in: what is known is what the last confirmed sheet said."""

    @settings(max_examples=12)
    @given(st.lists(st.tuples(st.sampled_from(["Assen", "Emmen"]), st.integers(0, 40)), max_size=6))
    def test_what_is_known_is_what_was_confirmed_last(self, steps):
        actions.add_sources(by=BY, at=AT, entries=[SOURCE])
        said: dict[str, int] = {}
        for name, value in steps:
            number = receive(f"{name} {value}")
            if said.get(name) == value:
                with pytest.raises(DeliveryRefused):
                    actions.confirm(by=BY, at=AT, delivery=number)
            else:
                actions.confirm(by=BY, at=AT, delivery=number)
            said[name] = value
        codes = {"Assen": "GM0106", "Emmen": "GM0114"}
        for name, code in codes.items():
            assert housed(code) == ([said[name]] if name in said else [])
            rows = queries.versions("housed", code, None)
            assert sum(row.current for row in rows) == (1 if name in said else 0)
            assert {row.when for row in rows} <= {When(date(2022, 10, 1), date(2022, 11, 1))}
