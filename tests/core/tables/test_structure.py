"""What a structure may be, whom a body reports to, and how it is drawn."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import CalendarError
from regietafel.core.base.errors import Faults
from regietafel.core.tables.chart import chains_of
from regietafel.core.tables.kinds import BodyKind, Level, RelationKind, Tier
from regietafel.core.tables.layers import layers_of
from regietafel.core.tables.structure import Body, Relation, Structure, TableError, check
from regietafel.core.tables.validity import ALWAYS, Validity

CRISIS = Validity(date(2022, 6, 17), date(2022, 9, 23))
UP, PREPARES, AFTER = RelationKind.REPORTS_TO, RelationKind.PREPARES_FOR, RelationKind.SUCCEEDS


def body(key, validity=ALWAYS, tier=Tier.NATIONAL):
    return Body(key, Text(key, key), BodyKind.TABLE, tier, Level.POLITICAL, validity=validity)


def structure(*relations, **validities):
    bodies = {key: body(key, validity or ALWAYS) for key, validity in validities.items()}
    return Structure(bodies, relations)


def test_a_table_that_prepares_for_itself_over_others_is_refused_with_the_circle():
    given_ = structure(
        Relation(PREPARES, "a", "b"),
        Relation(UP, "b", "c"),
        Relation(PREPARES, "c", "a"),
        a=None,
        b=None,
        c=None,
    )
    with pytest.raises(Faults, match="a → b → c → a") as refused:
        check(given_)
    assert len(refused.value.faults) == 1


def test_two_relations_that_never_hold_on_the_same_day_are_no_circle():
    before, after = Validity(None, date(2022, 9, 23)), Validity(date(2022, 9, 23))
    check(structure(Relation(UP, "a", "b", before), Relation(UP, "b", "a", after), a=None, b=None))


def test_an_unknown_body_and_a_body_above_itself_are_told_together():
    with pytest.raises(Faults) as refused:
        check(structure(Relation(UP, "a", "a"), Relation(UP, "a", "x"), a=None))
    assert len(refused.value.faults) == 2


def test_a_relation_may_not_outlive_its_bodies():
    with pytest.raises(Faults, match="shorten the relation"):
        check(structure(Relation(PREPARES, "iao", "lrt"), iao=CRISIS, lrt=None))


def test_an_ended_table_is_refused_with_its_successor():
    known = structure(Relation(AFTER, "mcms", "mccb"), mccb=CRISIS, mcms=None)
    assert known.body("mccb", date(2022, 9, 22)).key == "mccb"
    with pytest.raises(TableError, match=r"ended on 2022-09-23; go to its successor: mcms"):
        known.body("mccb", date(2022, 9, 23))
    with pytest.raises(TableError, match="begins on 2022-06-17"):
        known.body("mccb", date(2022, 6, 16))
    with pytest.raises(TableError, match='no table "xx"; take one of: mccb, mcms'):
        known.body("xx", date(2022, 9, 16))


def test_a_table_without_a_successor_says_so():
    with pytest.raises(TableError, match="it has no successor"):
        structure(iao=CRISIS).body("iao", date(2023, 1, 1))


def test_a_way_that_comes_to_the_same_top_twice_is_found():
    double = structure(
        Relation(UP, "prt", "lrt"), Relation(UP, "prt", "hlrt"), Relation(PREPARES, "hlrt", "lrt"),
        prt=None, hlrt=None, lrt=None,
    )  # fmt: skip
    found = layers_of(double, ["prt", "hlrt"])
    assert found.duplicated == {"prt": (("prt", "lrt"), ("prt", "hlrt", "lrt"))}
    assert found.most == 3


def test_the_drawing_keeps_chains_apart_and_draws_provinces_together():
    bodies = {key: body(key) for key in ("lrt", "hlrt", "mccb", "iccb")}
    bodies |= {f"prt-{n}": body(f"prt-{n}", tier=Tier.PROVINCIAL) for n in range(12)}
    relations = [Relation(PREPARES, "hlrt", "lrt"), Relation(PREPARES, "iccb", "mccb")]
    relations += [Relation(UP, f"prt-{n}", "lrt") for n in range(12)]
    first, second = chains_of(Structure(bodies, tuple(relations)))
    assert [[len(node.keys) for node in level] for level in first.levels] == [[1], [1, 12]]
    assert [[node.key for node in level] for level in second.levels] == [["mccb"], ["iccb"]]


names = st.sampled_from("abcdef")
edges = st.lists(st.tuples(names, names, st.sampled_from([UP, PREPARES, RelationKind.CONSULTS])), max_size=12)


@given(edges)
def test_every_body_is_drawn_once_whatever_the_relations(listed):
    given_ = structure(*(Relation(kind, a, b) for a, b, kind in listed), **dict.fromkeys("abcdef"))
    drawn = [
        key for chain in chains_of(given_) for level in chain.levels for node in level for key in node.keys
    ]
    assert sorted(drawn) == list("abcdef")


@given(edges)
def test_what_passes_the_check_has_ways_that_end(listed):
    given_ = structure(*(Relation(kind, a, b) for a, b, kind in listed), **dict.fromkeys("abcdef"))
    try:
        check(given_)
    except Faults:
        return
    for key in "abcdef":
        for route in given_.routes(key):
            assert len(set(route)) == len(route)


def test_days_that_hold_nothing_are_refused():
    with pytest.raises(CalendarError, match="holds no day"):
        Validity(date(2022, 9, 23), date(2022, 9, 23))
