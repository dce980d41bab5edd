"""The command line as a user has it: words in, output, errors and exit code out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from regietafel.cli.main import run
from tests.desk.conftest import case, loaded_case

__all__ = ["call", "case", "loaded_case"]


@dataclass(frozen=True)
class Said:
    """What one call came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, read as JSON."""
        return json.loads(self.out)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Call `regietafel` with these words, inside this process and its database."""

    def called(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["regietafel", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            run()
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return called
