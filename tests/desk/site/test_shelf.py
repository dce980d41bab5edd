"""The shelf itself: how much it holds, what leaves first, and how a request finds its page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.site.page_cache import KeptPage, KeptPages, normalised, wanted_encoding


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(0, 4000), st.sampled_from(["1", "2"])), max_size=60
    )
)
def test_the_shelf_never_holds_more_than_its_room_nor_pages_of_two_versions(asked):
    shelf, limit = KeptPages(), 12_000
    held: dict[tuple[str, ...], bytes] = {}
    for name, size, version in asked:
        page = KeptPage((), name, {"identity": bytes(size)})
        shelf.keep(version, (version, name), page, limit)
        held[version, name] = page.forms["identity"]
        assert shelf.bytes <= limit
        found = [key for key in held if shelf.get(key) is not None]
        assert {key[0] for key in found} <= {version}
        assert all(shelf.get(key).forms["identity"] is held[key] for key in found)
        assert shelf.bytes == sum(shelf.get(key).size for key in found)


def test_the_page_not_asked_for_longest_leaves_first():
    shelf = KeptPages()
    for name in "abc":
        shelf.keep("1", (name,), KeptPage((), name, {"identity": bytes(1000)}), 10_000)
    shelf.get(("a",))
    for name in "de":
        shelf.keep("1", (name,), KeptPage((), name, {"identity": bytes(1000)}), 10_000)
    assert [name for name in "abcde" if shelf.get((name,))] == ["a", "c", "d", "e"]


@given(st.permutations([("per", "province"), ("doel", "x y"), ("per", "nation"), ("q", "")]))
def test_the_order_of_parameters_makes_no_other_page_but_the_order_of_values_does(pairs):
    values = [value for name, value in pairs if name == "per"]
    expected = urlencode([("doel", "x y"), *(("per", value) for value in values), ("q", "")])
    assert normalised(urlencode(pairs)) == expected


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("br;q=nonsense", "identity"),
        ("GZIP", "gzip"),
    ],
)
def test_the_encoding_is_one_that_the_reader_takes(header, encoding):
    assert wanted_encoding(header) == encoding
