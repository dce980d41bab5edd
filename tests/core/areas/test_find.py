"""Cells of sheets that mean an area."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.areas.codes import tooi_of
from regietafel.core.areas.division import DissolvedArea, UnknownArea, division_on, divisions
from regietafel.core.areas.find import AmbiguousArea, find_area
from regietafel.core.areas.kinds import AreaError

AUTUMN = division_on(date(2022, 9, 16))
some_division = st.sampled_from(divisions())


@st.composite
def spelled(draw):
    """A municipality of some division, and a cell that means it."""
    division = draw(some_division)
    code = draw(st.sampled_from(division.codes))
    name = division.name_of(code)
    cell = draw(
        st.sampled_from(
            [
                code,
                code.lower(),
                tooi_of(code),
                code[2:],
                str(int(code[2:])),
                f"{int(code[2:])}.0",
                name,
                name.upper(),
                name.lower(),
                f"Gemeente {name}",
                f"gem. {name}",
                f"{name} (gemeente)",
                name.replace("-", " "),
                name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
                name.replace("aan den", "a/d"),
                name.replace("Sint", "St."),
                name.replace(".", ""),
                name.replace("û", "u").replace("â", "a"),
            ]
        )
    )
    return (
        division,
        code,
        draw(st.sampled_from(["", " ", "\t"])) + cell + draw(st.sampled_from(["", " ", "\u00a0"])),
    )


@given(spelled())
def test_every_usual_spelling_of_a_municipality_finds_it(case) -> None:
    division, code, cell = case
    assert find_area(cell, division, kind="municipality") == code


@given(some_division, st.data())
def test_every_province_and_safety_region_is_found_by_name_code_and_tooi(division, data) -> None:
    kind, area = data.draw(
        st.sampled_from(
            [("province", area) for area in division.provinces]
            + [("safety_region", area) for area in division.safety_regions]
        )
    )
    for cell in (
        area.code,
        area.code.lower(),
        area.tooi,
        area.code[2:],
        area.name,
        area.name.replace("-", " "),
    ):
        assert find_area(cell, division, kind=kind) == area.code
    assert find_area(area.code, division) == area.code


@given(
    some_division, st.text(max_size=30), st.sampled_from([None, "municipality", "province", "safety_region"])
)
def test_any_text_finds_an_area_of_the_division_or_is_refused_as_one(division, text, kind) -> None:
    try:
        found = find_area(text, division, kind=kind)
    except AreaError as refused:
        said = (refused.what, refused.remedy)
    else:
        said = division.in_area(found)
    assert all(said)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Den Haag", "GM0518"),
        ("s Gravenhage", "GM0518"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen NH", "GM0373"),
        ("Bergen (Noord-Holland)", "GM0373"),
        ("Bergen (L.)", "GM0893"),
        ("Bergen (Limburg)", "GM0893"),
        ("Hengelo", "GM0164"),
        ("Beek", "GM0888"),
        ("den bosch", "GM0796"),
        ("Sudwest Fryslan", "GM1900"),
        ("Alphen a/d Rijn", "GM0484"),
        ("Capelle a.d. IJssel", "GM0502"),
        ("Nederland", "NL"),
        ("TOTAAL", "NL"),
        ("Groningen (PV)", "PV20"),
        ("Provincie Utrecht", "PV26"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Veiligheidsregio Utrecht", "VR09"),
        ("Veiligheids- en Gezondheidsregio Gelderland-Midden", "VR07"),
        ("Limburg-Zuid", "VR24"),
        ("https://identifier.overheid.nl/tooi/id/so/so0823", "VR01"),
    ],
)
def test_names_as_sheets_write_them(cell: str, code: str) -> None:
    assert find_area(cell, AUTUMN) == code


@pytest.mark.parametrize(
    ("cell", "candidates"),
    [
        ("Bergen", ("GM0373", "GM0893")),
        ("Groningen", ("GM0014", "PV20", "VR01")),
        ("Utrecht", ("GM0344", "PV26", "VR09")),
        ("Friesland", ("PV21", "VR02")),
    ],
)
def test_a_name_that_several_areas_share_is_refused_with_all_of_them(
    cell: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousArea) as caught:
        find_area(cell, AUTUMN)
    assert caught.value.candidates == candidates
    assert all(code in str(caught.value) for code in candidates)


def test_the_kind_of_the_column_decides_between_areas_with_one_name() -> None:
    kinds = ("municipality", "province", "safety_region")
    assert [find_area("Groningen", AUTUMN, kind=kind) for kind in kinds] == ["GM0014", "PV20", "VR01"]


def test_a_misspelled_name_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(UnknownArea, match=r'called "Amsterdm".*nearest: Amsterdam \(GM0363\)'):
        find_area("Amsterdm", AUTUMN, kind="municipality")


def test_the_name_of_a_dissolved_municipality_is_refused_with_its_successor() -> None:
    with pytest.raises(DissolvedArea, match="into GM0363 Amsterdam"):
        find_area("Gemeente Weesp", AUTUMN)
    assert find_area("Weesp", division_on(date(2022, 1, 1))) == "GM0457"


def test_an_area_of_another_kind_is_refused() -> None:
    with pytest.raises(UnknownArea, match="is the province Drenthe, not a municipality"):
        find_area("PV22", AUTUMN, kind="municipality")
    with pytest.raises(UnknownArea, match="no municipality is called"):
        find_area("Provincie Drenthe", AUTUMN, kind="municipality")


@pytest.mark.parametrize("cell", ["", "   ", "x" * 5000, "0", "99999", "GM", "=1+1"])
def test_a_cell_that_means_no_area_is_refused(cell: str) -> None:
    with pytest.raises(UnknownArea):
        find_area(cell, AUTUMN)


def test_the_names_as_cbs_writes_them_are_never_ambiguous_within_one_division() -> None:
    for division in divisions():
        found = [find_area(division.name_of(code), division, kind="municipality") for code in division.codes]
        assert tuple(found) == division.codes
