"""`regietafel figures` on the case "herfst 2022". By itself: the case stays loaded for the whole module."""

from __future__ import annotations


def test_list_is_as_known_on_a_moment(call, case):
    def backlog(*words: str):
        rows = call("figures", "list", "--json", *words).json["indicators"]
        return next(row["value"] for row in rows if row["indicator"] == "national_backlog")

    assert backlog("--on", "2022-07-01") != backlog("--on", "2022-12-31")


def test_show_says_what_is_illustrative(call, case):
    assert "verzonnen" in call("figures", "show", "housed", "--area", "GM0106").out
    assert "made up" in call("figures", "show", "housed", "--area", "GM0106", "--lang", "en").out
