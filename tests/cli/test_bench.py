"""The product measures itself: same answer before same time, and a report that a program can read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from regietafel.cli.bench import SUBJECTS, measure
from regietafel.core.base.errors import RegietafelError


def test_a_subject_that_is_not_measured_is_refused_with_those_that_are() -> None:
    with pytest.raises(RegietafelError) as refused:
        measure("weather", small=True)
    assert all(subject in str(refused.value) for subject in SUBJECTS)


def test_importing_is_measured_in_a_database_of_its_own_and_every_figure_arrives(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "regietafel.cli.main", "bench", "import", "--small", "--json"],
        env={**os.environ, "TMPDIR": str(tmp_path), "REGIETAFEL_DATA_DIR": str(tmp_path / "not-touched")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    report = json.loads(done.stdout)
    (measured,) = report["measures"]
    assert (report["subject"], report["small"]) == ("import", True)
    assert [check["name"] for check in measured["checks"] if not check["holds"]] == []
    assert len(measured["checks"]) == 4
    assert {timing["name"].strip() for timing in measured["timings"]} >= {
        "check",
        "confirm",
        "table made afresh",
    }
    assert all(timing["least"] <= timing["median"] <= timing["most"] for timing in measured["timings"])
    assert {goal["unit"] for goal in measured["goals"]} == {"ms", "times"}
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
