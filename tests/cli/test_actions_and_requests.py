"""Actions and requests on the command line: read as known on a moment, added and stepped by the same rules."""

from __future__ import annotations

THEN = ("--on", "2022-09-16T20:30")


def test_the_list_of_that_evening_has_what_was_open_and_nothing_of_the_day_before(call, case):
    listed = call("actions", "list", "--table", "hlrt", *THEN, "--json").json
    assert [row["key"] for row in listed["actions"]] == ["a4-rol-prt"]
    assert call("actions", "list", "--on", "2022-09-15", "--json").json["actions"] == []
    text = call("actions", "list", "--table", "hlrt", *THEN).out
    assert "aan zet" in text
    assert "ipo" in text


def test_the_large_families_request_was_open_then_and_granted_after_290_days(call, case):
    then = call("requests", "show", "regeling-grote-gezinnen", *THEN, "--json").json["request"]
    assert (then["state"], then["owner"], then["due"]) == ("open", "mnre1058", None)
    now = call("requests", "show", "regeling-grote-gezinnen", "--on", "2023-07-03")
    assert now.code == 0
    assert "ingewilligd" in now.out
    assert "290 dagen" in now.out


def test_a_request_is_added_and_answered(call, case):
    added = call(
        "requests", "add", "Regel meer tolken", "--owner", "mnre1058", "--table", "lrt", "--for", "vng"
    )
    assert added.code == 0
    key = added.out.strip()
    silent = call("requests", "step", key, "refused")
    assert (silent.code, "needs a reason" in silent.err) == (2, True)
    answered = call("requests", "step", key, "refused", "--reason", "Daar is geen geld voor.")
    assert answered.out.strip() == f"{key}: refused"


def test_faults_are_said_in_a_sentence_with_exit_code_2(call, case):
    bad = call("actions", "add", "Doe iets", "--owner", "niemand", "--table", "nergens")
    assert bad.code == 2
    assert 'no organisation or table "niemand"' in bad.err
    assert 'no table "nergens"' in bad.err
    assert "write one of open, started" in call("actions", "step", "a4-rol-prt", "klaar").err
    assert "is a request, no action" in call("actions", "show", "regeling-grote-gezinnen").err
    assert "Possible is: in progress" in call("actions", "step", "a4-rol-prt", "closed").err


def test_delegates_are_sent_and_what_is_missing_gives_exit_code_1(call, case):
    assert call("actions", "send", "rijk-bij-prt", "prt-pv22", "dgvb").code == 0
    listed = call("actions", "delegates", "rijk-bij-prt", "--json")
    assert listed.code == 1
    covers = {row["table"]: row["cover"] for row in listed.json["places"]}
    assert (len(covers), covers["prt-pv22"], covers["prt-pv29"]) == (12, "one", "missing")
    assert call("actions", "send", "rijk-bij-prt", "prt-pv22", "dgvb", "--take-back").code == 0
    assert "nobody yet" in call("actions", "delegates", "rijk-bij-prt", "--lang", "en").out
