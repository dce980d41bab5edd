"""The nouns of the command `regietafel`, and its help, which needs no library at all.

The library of the command line takes half of the time that a call of `--help` costs, so that one is answered here.
"""

from __future__ import annotations

import os
import textwrap

SUMMARY = "Regietafel: agree, divide, measure, judge, meet, decide, write, publish."
START_WITH = "Start with: regietafel demo   or: regietafel taakstelling compute 2023-I --volume 21200"
VERSION_HELP = "Print the version."

NOUNS = {
    "actions": "Who does what by when, until the table closes it.",
    "agreements": "What was agreed, with the meter that its figures give.",
    "areas": "Municipalities, provinces and safety regions on a day.",
    "audit": "The chain of everything that was written.",
    "backup": "Write everything the installation keeps to one file.",
    "bench": "Measure, in ratios within one run.",
    "demo": "Load the case 'herfst 2022', print its schedule, and serve the site.",
    "digest": "What waits for someone, and sending what is due.",
    "escalation": "Ladders of supervision, what the figures propose, and talks with provinces.",
    "figures": "What was measured, from which source, known since when.",
    "keys": "Divide a total over units by a named method.",
    "manage": "Django's own commands (migrate, createsuperuser, ...).",
    "mandates": "What one table may do for another, within which limits.",
    "meetings": "When the tables meet, and what was written down there.",
    "minutes": "What a table said and agreed, and whether it was adopted.",
    "monitor": "Who is on schedule, for which target.",
    "requests": "What was asked of whom, and the answer.",
    "restore": "Put a backup back, proved by the audit chain.",
    "search": "Everything that was written, by Dutch word forms.",
    "serve": "Serve the site on this machine.",
    "taakstelling": "The housing target of each municipality, and why.",
    "tables": "Which tables there are on a day, who sits there, layers and contact points.",
    "where": "Where a concept lives: source, rule, page, API route, test.",
}

OPTIONS = {
    "--version": VERSION_HELP,
    "--install-completion": "Install completion for the current shell.",
    "--show-completion": "Show completion for the current shell, to copy it or customize the installation.",
    "--help": "Show this message and exit.",
}
WIDEST, NARROWEST = 78, 40


def text_of_help(width: int | None = None) -> str:
    """What `regietafel --help` prints, at most 78 signs wide; `width` is that of the screen, which is asked without it.

    >>> text_of_help(80).splitlines()[0]
    'Usage: regietafel [OPTIONS] COMMAND [ARGS]...'
    """
    wide = _screen() if width is None else width
    wide = max(min(wide - 2, WIDEST), NARROWEST)
    parts = [
        "Usage: regietafel [OPTIONS] COMMAND [ARGS]...",
        textwrap.fill(SUMMARY, wide, initial_indent="  ", subsequent_indent="  "),
        "Options:\n" + _listed(OPTIONS, wide),
        "Commands:\n" + _listed(dict(sorted(NOUNS.items())), wide),
        textwrap.fill(START_WITH, wide, initial_indent="  ", subsequent_indent="  "),
    ]
    return "\n\n".join(parts)


def asks_for_help_only(arguments: list[str]) -> bool:
    """Whether this call is for the list of nouns; never when a shell asks how a word can go on.

    >>> asks_for_help_only(["--help"]), asks_for_help_only(["areas", "--help"])
    (True, False)
    """
    return arguments[:1] == ["--help"] and "_REGIETAFEL_COMPLETE" not in os.environ


def _screen() -> int:
    """The width of the screen in signs: COLUMNS, else what the terminal says, else 80."""
    if (given := os.environ.get("COLUMNS", "")).isdecimal():
        return int(given)
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 80


def _listed(words: dict[str, str], wide: int) -> str:
    """Words with their meaning beside them, in columns."""
    column = max(map(len, words)) + 4
    lines = [
        textwrap.fill(meaning, wide, initial_indent=f"  {word}".ljust(column), subsequent_indent=" " * column)
        for word, meaning in words.items()
    ]
    return "\n".join(lines)
