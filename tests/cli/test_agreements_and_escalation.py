"""Agreements and escalation on the command line: read as known on a moment, judged and stepped by the same rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SOON = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
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


ADD = (
    "agreements", "add", "Honderd woningen", "--table", "lrt", "--owner", "aedes", "--agreed", "2022-09-16",
    "--source", "agreement-2022-08-26",
)  # fmt: skip


def test_an_agreement_is_added_changed_and_ended_and_its_versions_stay(call, case):
    key = call(
        *ADD, "--latest", "2023-06-30", "--quantity", "flex_homes NL 100 2022-09-16", "--nature", "effort",
        "--depends-on", "2022-08-26-a3: eerst geld",
    ).out.strip()  # fmt: skip
    assert key == "2022-09-16-a1"
    moved = call("agreements", "step", key, "changed", "--latest", "2023-12-31", "--reason", "verlengd")
    assert moved.out.strip() == f"{key}: changed"
    shown = call("agreements", "show", key, "--json").json
    assert (shown["latest"], shown["nature"], shown["meters"][0]["target"]) == ("2023-12-31", "effort", 100)
    assert call("agreements", "step", key, "weg", "--reason", "x").code == 2
    assert call("agreements", "step", key, "ended", "--reason", "klaar").code == 0
    again = call("agreements", "step", key, "ended", "--reason", "klaar")
    assert (again.code, "ended already" in again.err) == (2, True)


def test_every_fault_of_a_new_agreement_is_told_at_once(call, case):
    wrong = call(*ADD[:-1], "weg", "--owner", "niemand", "--quantity", "housed GM9999 10")
    assert wrong.code == 2
    for said in ("no source", "no organisation or table", "no term", "no area"):
        assert said in wrong.err
    circle = call(
        "agreements", "step", "2022-08-26-a2", "changed", "--reason", "x", "--depends-on",
        "2022-08-26-a1: eerst plaatsen",
    )  # fmt: skip
    assert (circle.code, "wait for each other" in circle.err) == (2, True)
    assert call(*ADD, "--latest", "2023-06-30", "--quantity", "veel").code == 2
    assert call(*ADD, "--latest", "2023-06-30", "--depends-on", "geld").code == 2
    assert call(*ADD, "--latest", "2023-06-30", "--basis", "wens").code == 2


def test_a_measure_is_added_changed_and_withdrawn(call, case):
    words = ("agreements", "measure", "2022-08-26-a13", "Een locatie in Zeeland", "--owner", "zb000210")
    key = call(*words, "--due", "2022-12-01").out.strip()
    assert key == "2022-08-26-a13-m1"
    step = ("agreements", "step-measure", key)
    assert call(*step, "changed", "--due", "2023-02-01", "--reason", "later").out.strip() == f"{key}: changed"
    assert call(*step, "withdrawn", "--reason", "niet nodig").code == 0
    assert call(*step, "changed", "--reason", "toch").code == 2
    assert call(*step, "weg", "--reason", "toch").code == 2
    unknown = call(*words, "--action", "bestaat-niet")
    assert (unknown.code, "no action" in unknown.err) == (2, True)


def test_a_list_is_a_page_and_says_what_is_left(call, case):
    first = call("agreements", "list", *THEN, "--size", "5", "--json")
    assert (len(first.json), "5 of 13" in first.err) == (5, True)
    last = call("agreements", "list", *THEN, "--size", "5", "--page", "3", "--json").json
    assert [one["agreement"] for one in last] == ["2022-08-26-a11", "2022-08-26-a12", "2022-08-26-a13"]
    behind = call("agreements", "list", *THEN, "--state", "behind", "--json").json
    assert [one["agreement"] for one in behind] == ["2022-08-26-a4", "2022-08-26-a7"]
    assert call("agreements", "list", "--state", "groen").code == 2


def test_a_talk_is_planned_held_and_called_off(call, case):
    key = call("escalation", "add", "pv22", SOON, "--reason", "achter").out.strip()
    assert key.startswith("gesprek-pv22-")
    assert f"[{key}, " in call("escalation", "list").out
    held = call("escalation", "step-talk", key, "held", "--outcome", "Drie locaties", "--follow-up", "PRT")
    assert held.out.strip() == f"{key}: held"
    assert call("escalation", "step-talk", key, "cancelled", "--outcome", "x").code == 2
    other = call("escalation", "add", "PV23", SOON, "--reason", "achter").out.strip()
    assert call("escalation", "step-talk", other, "cancelled", "--outcome", "weer op schema").code == 0
    assert call("escalation", "step-talk", other, "klaar", "--outcome", "x").code == 2
    assert call("escalation", "add", "PV99", SOON, "--reason", "achter").code == 2


LADDER = """
name: drenthe_2022
area: PV22
title: {nl: beleid van Drenthe, en: policy of Drenthe}
from: 2022-01-01
source: {title: Verzonnen beleidsregel, where: heel, published_on: 2021-12-01, quality: illustrative}
steps:
  - {number: 1, key: signal, title: {nl: signaal, en: signal}, waiting_weeks: 2, missed: 0, told: [municipality]}
end: {announce_weeks: 4, missed: 2}
"""


def test_the_ladder_of_a_province_is_entered_from_a_day_on_and_ends_the_one_before(call, case, tmp_path):
    file = tmp_path / "ladder.yaml"
    file.write_text(LADDER)
    assert call("escalation", "add-ladder", str(file)).out.strip() == "drenthe_2022"
    board = call("escalation", "show", "PV22", "--json").json
    assert board["ladder"] == "drenthe_2022"
    assert call("escalation", "show", "PV22", *THEN, "--json").json["ladder"] == "default_six_steps"
    twice = call("escalation", "add-ladder", str(file))
    assert (twice.code, "is there already" in twice.err) == (2, True)
    file.write_text(LADDER.replace("drenthe_2022", "drenthe_2024").replace("2022-01-01", "2024-01-01"))
    assert call("escalation", "add-ladder", str(file)).code == 0
    known = {one["name"]: one["valid"] for one in call("escalation", "ladders", "--json").json}
    assert known["drenthe_2022"]["until"] == "2024-01-01"
    assert "drenthe_2024" in call("escalation", "ladders").out


def test_a_ladder_with_a_gap_or_without_a_source_is_refused_with_every_fault(call, case, tmp_path):
    file = tmp_path / "ladder.yaml"
    wrong = (
        LADDER.replace("number: 1", "number: 2")
        .replace("PV22", "GM0106")
        .replace("Verzonnen beleidsregel", '""')
    )
    file.write_text(
        wrong.replace("told: [municipality]", "told: [iedereen]").replace(
            "waiting_weeks: 2", "waiting_weeks: -1"
        )
    )
    refused = call("escalation", "add-ladder", str(file))
    assert refused.code == 2
    for said in ("is no province", "step 1 is missing", "has no source", "who is told", "cannot be"):
        assert said in refused.err, refused.err
    shapes = ("steps: [1]", "steps: 3", "titel: x", "end: {announce_weeks: veel}", "from: 2022-01-01T10:00:00",
              "title: {nl: x}", "source: woord", "source: {title: x, quality: vaag}", "from: 2024-01-01\nuntil: 2022-01-01")  # fmt: skip
    for shape in shapes:
        file.write_text(LADDER + shape)
        assert call("escalation", "add-ladder", str(file)).code == 2, shape
    file.write_text("een: [")
    assert call("escalation", "add-ladder", str(file)).code == 2
    file.write_text("woord")
    assert call("escalation", "add-ladder", str(file)).code == 2
    assert call("escalation", "add-ladder", str(tmp_path / "weg.yaml")).code == 2
