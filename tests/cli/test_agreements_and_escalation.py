"""Agreements and escalation on the command line: read as known on a moment, judged and stepped by the same rules."""

from __future__ import annotations

THEN = ("--on", "2022-09-16T20:00")


def test_the_agreements_of_26_august_stand_with_the_state_of_their_figures(call, case):
    rows = {row["agreement"]: row for row in call("agreements", "list", *THEN, "--json").json}
    assert len(rows) == 13
    housed = rows["2022-08-26-a4"]
    assert (housed["state"], housed["meters"][0]["measured"]) == ("behind", 4990)
    assert "achter" in call("agreements", "list", *THEN).out
    assert call("agreements", "list", "--table", "prt-pv22", "--json").json == []


def test_the_20000_explains_in_january_that_it_was_not_kept(call, case):
    said = call("agreements", "show", "2022-08-26-a4", "--on", "2023-01-05").out.replace("\xa0", " ")
    assert "17.126 van 20.000 (85,6 %): niet gehaald" in said
    english = call("agreements", "show", "2022-08-26-a1", *THEN, "--lang", "en").out
    assert "There is no figure since the agreement" in english
    assert "result: insufficient (Landelijke Regietafel, 16-09-2022)" in english


def test_alarms_name_the_table_and_the_ground(call, case):
    said = call("agreements", "alarms", *THEN, "--table", "lrt").out
    assert "lrt: Afspraak achter: 20.000 vergunninghouders" in said
    assert {one["table"] for one in call("agreements", "alarms", *THEN, "--json").json} == {"lrt"}


def test_a_judgement_is_given_with_its_author_and_refused_without_a_reason(call, case):
    words = ("agreements", "judge", "2022-08-26-a13", "effort", "partly", "--author", "Secretariaat LRT")
    given = call(*words, "--reason", "Er is een locatie in beeld.")
    assert given.out.strip() == "2022-08-26-a13: effort partly"
    empty = call(*words, "--reason", " ")
    assert (empty.code, "give the reason" in empty.err) == (2, True)
    wrong = call("agreements", "judge", "2022-08-26-a13", "effort", "prima", "--author", "x", "--reason", "x")
    assert (wrong.code, "yes, partly or no" in wrong.err) == (2, True)
    assert call("agreements", "show", "weg").code == 2


def test_the_provinces_behind_are_listed_and_a_board_shows_what_is_proposed(call, case):
    said = call("escalation", "list", *THEN).out
    assert said.splitlines()[0].startswith("PV26 Utrecht [-]: ")
    assert call("escalation", "list", *THEN, "--below", "onzin").code == 2
    board = call("escalation", "show", "PV22", *THEN, "--json").json
    assert (board["ladder"], len(board["municipalities"])) == ("default_six_steps", 12)
    assert "standaardladder" in call("escalation", "show", "PV22", *THEN).out
    assert call("escalation", "list", "--on", "2015-01-01").code == 2


def test_a_step_is_taken_and_taken_back_and_none_is_skipped(call, case):
    skipped = call("escalation", "step", "GM0106", 3, "--reason", "achter", "--until", "2099-01-01")
    assert (skipped.code, "no step is skipped without a ground" in skipped.err) == (2, True)
    words = ("escalation", "step", "GM0106", 1, "--reason", "achter", "--ground", "signaal van de gemeente")
    assert call(*words).out.strip() == "GM0106: 1"
    assert call("escalation", "step", "GM0106", 0, "--reason", "weer op schema").out.strip() == "GM0106: 0"
