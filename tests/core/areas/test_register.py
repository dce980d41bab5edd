"""The tables of areas are refused with all their faults at once."""

from __future__ import annotations

from importlib import resources

import pytest

from regietafel.core.areas.register import read_register, shipped_register
from regietafel.core.base.errors import Faults

FOLDER = resources.files("regietafel.core.areas").joinpath("facts")
NAMES = ("provinces.csv", "safety_regions.csv", "municipalities.csv", "changes.csv", "populations.csv")


@pytest.fixture
def tables() -> dict[str, str]:
    return {name: FOLDER.joinpath(name).read_text(encoding="utf-8") for name in NAMES}


@pytest.fixture
def sources() -> str:
    return FOLDER.joinpath("sources.toml").read_text(encoding="utf-8")


def faults_of(tables: dict[str, str], sources: str) -> str:
    with pytest.raises(Faults) as caught:
        read_register(tables, sources)
    return str(caught.value)


def test_the_shipped_tables_are_without_fault(tables, sources) -> None:
    register = read_register(tables, sources)
    assert register == shipped_register()
    assert (len(register.municipalities), len(register.provinces), len(register.safety_regions)) == (
        356,
        12,
        25,
    )


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        (
            "municipalities.csv",
            "GM0014,Groningen,PV20",
            "GM0014,Groningen,PV99",
            'province "PV99" is not known',
        ),
        ("municipalities.csv", "PV20,VR01,CR03", "PV20,VR77,CR03", 'safety region "VR77" is not known'),
        ("municipalities.csv", "GM0014,Groningen", "GM14,Groningen", '"GM14" is not a code'),
        ("municipalities.csv", "GM0014,Groningen", "GM0014,", "has no name"),
        ("municipalities.csv", "GM0034,Almere", "GM0014,Almere", "two rows for the same day"),
        ("municipalities.csv", "2021-01-01,2022-03-24", "2021-01-01,2022-03-25", "ends without a change"),
        ("municipalities.csv", "2021-01-01,2022-03-24", "2021-01-01,2020-03-24", "before it starts"),
        ("municipalities.csv", "2021-01-01,2022-03-24", "soon,2022-03-24", '"soon" is not a date'),
        ("municipalities.csv", "4.8644,", "nan,", "not in the Netherlands"),
        ("municipalities.csv", "4.8644,", "48.644,", "not in the Netherlands"),
        ("municipalities.csv", "code,name", "code,naam", "has columns"),
        ("changes.csv", "GM0457,GM0363", "GM0457,GM9999", "GM9999 does not exist that day"),
        ("changes.csv", "GM0363,into_existing", "GM0363,new", "does not fit GM0363"),
        ("changes.csv", "GM0363,into_existing", "GM0363,split", 'kind "split" is not known'),
        ("changes.csv", "2022-03-24", "2022-03-23", "does not end that day"),
        ("changes.csv", "into_existing,cbs_divisions", "into_existing,hearsay", 'source "hearsay" is not in'),
        (
            "populations.csv",
            "GM0014,2021-01-01,2021-01-01,233273",
            "GM0014,2021-01-01,2021-01-01,0",
            "above 0",
        ),
        (
            "populations.csv",
            "GM0014,2021-01-01,2021-01-01,233273,",
            "GM0014,2021-01-01,2021-01-01,",
            "number of cells",
        ),
        ("populations.csv", "GM0014,2021", "GM0034,2021", "stands there twice"),
        ("populations.csv", "GM0014,2021", "GM1992,2021", "does not exist on 2021-01-01"),
        ("populations.csv", "GM0014,2021", "GM0034,2021", "GM0014 is missing"),
        ("safety_regions.csv", "so0823", "so0460", "so0460 stands there twice"),
    ],
)
def test_a_fault_is_named_with_its_place(tables, sources, table, old, new, says) -> None:
    assert old in tables[table]
    tables[table] = tables[table].replace(old, new, 1)
    assert says in faults_of(tables, sources)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('licence = "CC0 1.0"', "", "tooi: has no licence"),
        ("date = 2026-06-11", "", "tooi: has no date"),
        ('quality = "derived"', 'quality = "good"', "quality 'good' is not known"),
    ],
)
def test_a_source_without_its_particulars_is_refused(tables, sources, old, new, says) -> None:
    assert old in sources
    assert says in faults_of(tables, sources.replace(old, new, 1))


def test_faults_of_several_tables_come_together(tables, sources) -> None:
    tables["changes.csv"] = tables["changes.csv"].replace("GM0363,into_existing", "GM0363,split")
    tables["populations.csv"] = tables["populations.csv"].replace("233273", "many", 1)
    told = faults_of(tables, sources)
    assert "changes.csv, row" in told
    assert "populations.csv, row" in told
