"""`regietafel --help`: one text, whichever way it is asked for, at every width."""

from __future__ import annotations

import pytest
import typer

from regietafel.cli import nouns
from regietafel.cli.group import app
from regietafel.cli.nouns import NOUNS, OPTIONS, text_of_help


def test_help_is_the_same_text_whether_or_not_the_library_prints_it(call, monkeypatch):
    quick = call("--help")
    assert (quick.code, quick.err) == (0, "")
    monkeypatch.setattr(nouns, "asks_for_help_only", lambda words: False)
    monkeypatch.setattr("regietafel.cli.main.asks_for_help_only", lambda words: False)
    assert call("--help") == quick


def test_without_a_word_the_help_is_said_on_standard_error_with_exit_code_2(call):
    bare = call()
    assert (bare.code, bare.out) == (2, "")
    assert bare.err.rstrip("\n") == call("--help").out.rstrip("\n")


def test_help_names_every_noun_and_every_option_of_the_command():
    group = typer.main.get_command(app)
    options = {option for parameter in group.params for option in parameter.opts}
    assert options | {"--help"} == set(OPTIONS)
    assert group.list_commands(None) == sorted(NOUNS)


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_every_noun_has_help_with_an_example(noun, call):
    said = call(noun, "--help") if noun != "manage" else call("manage", "help")
    assert said.code == 0
    group = typer.main.get_command(app).get_command(None, noun)
    for command in getattr(group, "commands", {noun: group}).values():
        assert "Example" in (command.epilog or ""), command.name
        assert f"regietafel {noun}" in command.epilog


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_help_fits_the_screen_and_cuts_nothing_off(width):
    lines = text_of_help(width).splitlines()
    assert max(map(len, lines[1:])) <= min(width, 80)
    words = " ".join(" ".join(lines).split())
    assert all(meaning in words for meaning in NOUNS.values())


@pytest.mark.parametrize("words", [("nonsense",), ("--nonsense",)])
def test_an_unknown_word_is_refused_with_exit_code_2(words, call):
    said = call(*words)
    assert said.code == 2
    assert words[0] in said.err
