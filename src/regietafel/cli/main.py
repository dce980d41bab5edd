"""The command `regietafel`: one noun, then a verb. Each noun is imported only when it is used."""

from __future__ import annotations

import os
import sys

from regietafel.cli.nouns import asks_for_help_only, text_of_help

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regietafel.site.settings")

REFUSED = 2


def run() -> None:
    """Run the command line; a refusal is one clear sentence on standard error and exit code 2."""
    try:
        if asks_for_help_only(sys.argv[1:]):
            print(text_of_help(), flush=True)
        else:
            _command()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


def _command() -> None:
    from regietafel.cli.group import app
    from regietafel.core.base.errors import RegietafelError

    try:
        app()
    except RegietafelError as refused:
        _refuse(refused.in_language(_language()))
    except Exception as failed:
        if sentence := _said_by_the_database(failed):
            _refuse(sentence)
        raise


def _language() -> str:
    """The language of a refusal: that of --lang or REGIETAFEL_LANGUAGE where one is given, else English."""
    given = dict(zip(sys.argv, sys.argv[1:], strict=False)).get("--lang")
    return given or os.environ.get("REGIETAFEL_LANGUAGE", "en")


def _refuse(sentence: str) -> None:
    print(f"regietafel: {sentence}", file=sys.stderr)
    sys.exit(REFUSED)


def _said_by_the_database(failed: Exception) -> str:
    """The sentence about a database that is locked, full or gone; empty for any other failure."""
    loaded = sys.modules.get("django.db")
    if loaded is None or not isinstance(failed, loaded.OperationalError):
        return ""
    reason = str(failed).strip().splitlines()[0].rstrip(".")
    return (
        f"the database refused ({reason}); what was not finished is not stored, so mend this and start again"
    )


if __name__ == "__main__":
    run()
