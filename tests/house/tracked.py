"""The files of the repository, as the house tests read them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is in version control, or would be with the next commit; relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = tuple(
        sorted(Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    )
    assert Path("pyproject.toml") in found
    return found


def python_files() -> list[Path]:
    """Every module of the product, its tests and its set-up; migrations are written by Django, not by us."""
    parts = ("src", "tests", "tools", "docs")
    return [
        path
        for path in tracked_files()
        if path.suffix == ".py" and path.parts[0] in parts and "migrations" not in path.parts
    ]


def text_of(path: Path) -> str:
    """The text of a tracked file; empty for one that is no text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
