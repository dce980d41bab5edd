"""The same answer by page, command line and API."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pydantic.alias_generators import to_camel
from typer.testing import CliRunner

from regietafel.cli.group import app
from regietafel.core.base.counts import dutch_integer

BEFORE_THE_CARRY = "2022-04-09"
MUNICIPALITIES = ["GM0363", "GM0106", "GM0088", "GM1904"]


def camel(part: Any) -> Any:
    """The same with keys in the style of the API."""
    if isinstance(part, dict):
        return {to_camel(key): camel(value) for key, value in part.items()}
    return [camel(inner) for inner in part] if isinstance(part, list) else part


def without_addresses_of_the_volume(answer: dict[str, Any]) -> dict[str, Any]:
    """The command takes the volume from the shipped table, the desk from its own record of the same announcement."""
    inputs = [{**one, "source": None} if one["name"] == "vg" else one for one in answer["inputs"]]
    steps = [{key: value for key, value in step.items() if key != "source"} for step in answer["steps"]]
    return {**answer, "inputs": inputs, "steps": steps}


@pytest.mark.parametrize("area", MUNICIPALITIES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_api_explains_a_target_as_the_command_line_does(area, language, get):
    said = CliRunner().invoke(app, ["taakstelling", "explain", "2022-II", area, "--json", "--lang", language])
    assert said.exit_code == 0, said.output
    by_command = camel(json.loads(said.stdout))
    by_api = get(
        f"/targets/2022-II/{area}", knownOn=BEFORE_THE_CARRY, headers={"Accept-Language": language}
    ).json()
    assert by_api.keys() - by_command.keys() == {"knownOn", "links"}
    shared = {key: by_api[key] for key in by_command}
    assert without_addresses_of_the_volume(shared) == without_addresses_of_the_volume(by_command)


@pytest.mark.parametrize("area", MUNICIPALITIES)
def test_the_page_shows_the_number_and_every_step_of_the_api(area, get, case, db):
    answer = get(f"/targets/2022-II/{area}").json()
    shown = Client().get(answer["links"]["website"]).content.decode()
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())
    assert dutch_integer(answer["value"]["published"]) in text
    for step in answer["steps"]:
        assert " ".join(step["text"].split()) in text


def test_the_monitor_page_shows_the_verdicts_of_the_api(get, case, db):
    answer = get("/verdicts", period="2022-II", kind="province", referenceDate="2022-09-01").json()
    shown = Client().get(answer["links"]["website"]).content.decode()
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())
    assert len(answer["value"]) == 12
    for row in answer["value"]:
        assert row["name"] in text
        assert dutch_integer(row["realised"]) in text


def test_the_nation_in_september_2022_is_behind_as_the_minutes_say(get):
    answer = get(
        "/verdicts/2022-II/NL", knownOn="2022-09-16T20:00", referenceDate="2022-09-01", target="agreement"
    ).json()
    verdict = answer["value"]["verdicts"][0]
    assert (verdict["persons"], answer["value"]["realised"], verdict["scheduleClass"]) == (
        20000,
        4990,
        "behind",
    )
    assert verdict["pace"] == {"numerator": 1497, "denominator": 2000, "decimal": "0.748500"}
    assert answer["illustrative"] is True


def test_sources_that_contradict_each_other_stand_side_by_side_and_one_is_used_with_a_reason(get):
    rows = get("/figures", indicator="housed", area="NL", pageSize=500).json()["value"]
    together: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        together.setdefault((row["from"], row["until"]), []).append(row)
    for same in together.values():
        assert sum(row["used"] for row in same) == 1
        assert all(row["contradicted"] == (len({one["value"] for one in same}) > 1) for row in same)


def test_what_was_not_known_yet_is_not_in_the_answer(get):
    before, now = (
        get("/figures", indicator="housed", area="NL", knownOn=moment).json()["page"]["count"]
        for moment in ("2022-08-01", "2024-02-01")
    )
    assert before < now
    assert get("/targets", knownOn="2014-01-01").status_code == 404
