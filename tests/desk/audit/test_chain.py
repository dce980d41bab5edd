"""What one link of the chain says, and its hash."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.calendar import DateRange, HalfYear
from regietafel.desk.audit.chain import AuditError, Command, Link, Subject, canonical, plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)

LINK = Link(
    number=7,
    at=datetime(2022, 9, 16, 20, tzinfo=UTC),
    actor="12",
    actor_name="Secretariaat LRT",
    action="confirm_import",
    subject=Subject("import", "3"),
    before=None,
    after={"rows": 344},
    reason="",
    previous_hash="a" * 64,
)


@given(JSON)
def test_plain_values_survive_json_unchanged(value):
    stored = plain(value)
    assert json.loads(json.dumps(stored)) == stored
    assert plain(stored) == stored


@given(st.dictionaries(st.text(), st.integers(), min_size=2, max_size=6))
def test_the_order_of_fields_does_not_change_the_canonical_text(value):
    assert canonical(value) == canonical(dict(reversed(value.items())))


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Link)])
def test_the_hash_changes_with_every_field(field):
    other = {
        "number": 8,
        "at": LINK.at + timedelta(microseconds=1),
        "actor": "13",
        "actor_name": "Secretariaat PRT",
        "action": "undo_import",
        "subject": Subject("import", "4"),
        "before": {},
        "after": {"rows": 343},
        "reason": "x",
        "previous_hash": "b" * 64,
    }[field]
    assert dataclasses.replace(LINK, **{field: other}).hash() != LINK.hash()


def test_the_same_moment_in_another_time_zone_has_the_same_hash():
    elsewhere = LINK.at.astimezone(timezone(timedelta(hours=2)))
    assert dataclasses.replace(LINK, at=elsewhere).hash() == LINK.hash()


def test_values_of_the_core_have_a_plain_form():
    assert plain(
        {
            "share": Fraction(1, 3),
            "period": HalfYear(2022, 2),
            "valid": DateRange(date(2022, 1, 1)),
            "days": {date(2022, 1, 2), date(2022, 1, 1)},
            "subject": Subject("a", "b"),
        }
    ) == {
        "share": "1/3",
        "period": "2022-II",
        "valid": "[2022-01-01, ...)",
        "days": ["2022-01-01", "2022-01-02"],
        "subject": ["a", "b"],
    }


def test_a_dataclass_is_put_on_record_field_by_field():
    assert plain(Command("regietafel demo")) == {"name": "regietafel demo", "key": "system"}


def test_what_has_no_plain_form_is_refused_by_its_type():
    with pytest.raises(AuditError, match="a object cannot be put on record"):
        plain({"thing": object()})


def test_text_that_a_database_cannot_store_is_made_storable():
    assert plain("a\x00b\ud800") == "a\\x00b\\ud800"
