"""Words for items and terms, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from regietafel.core.follow_up.items import Kind, Term
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.tables.queries import table_titles


def plural_title(kind: Kind) -> str:
    """The name of the list of a kind."""
    return {
        Kind.ACTION: _("Acties"),
        Kind.REQUEST: _("Verzoeken"),
        Kind.QUESTION: _("Vragen"),
        Kind.CONCERN: _("Aandachtspunten"),
    }[kind]


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Names of tables and organisations by key; a key without a name stands for itself. Two queries."""
    wanted = {key for key in keys if key}
    return {key: key for key in wanted} | organisation_names(wanted) | table_titles()


def term_words(term: Term, day: date, *, ended: bool = False) -> str:
    """When something is due, and whether that has passed; a term that was not agreed is said to be none."""
    if term.due is None:
        return _("geen termijn afgesproken")
    said = _("uiterlijk %(day)s") % {"day": written_day(term.due)}
    if term.opens is not None:
        said = _("van %(opens)s tot en met %(day)s") % {
            "opens": written_day(term.opens),
            "day": written_day(term.due),
        }
    return _("%(term)s, te laat") % {"term": said} if not ended and term.is_overdue(day) else said
